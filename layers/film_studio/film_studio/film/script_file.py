"""Script files: a title on the first line, an empty line, then the script. A leading `#` on the title is allowed."""

LONGEST_TITLE = 120
"""Characters; a first line that is longer is no title."""


def read(text: str) -> tuple[str, str]:
    """The title and the script of a script file; the title is "" where the file has no such first line."""
    first, _, rest = text.removeprefix("\ufeff").lstrip("\r\n").replace("\r\n", "\n").partition("\n")
    title = first.lstrip("#").strip()
    second = rest.partition("\n")[0]
    if title and len(title) <= LONGEST_TITLE and not second.strip() and rest.strip():
        return title, rest.strip() + "\n"
    return "", "\n".join((first, rest)).strip() + "\n"
