"""Which words of a script are names of people."""

from collections import Counter
from collections.abc import Sequence

import regex

from film_studio.film.lexicon import Lexicon

_NAME = regex.compile(r"(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}’'-]*\p{Ll}[\p{L}\p{M}’'-]*(?<!['’]s|['’])")


def found_in(narration: Sequence[str], lexicon: Lexicon) -> dict[str, set[str]]:
    """Names, each with what else stands for it: those of the lexicon, those given, and those that keep coming."""
    names = dict[str, set[str]]()
    text = "\n".join(narration)
    cased = regex.search(r"\p{Lu}", text) is not None
    for found in lexicon.names.find(text):
        if not (cased and text[found.start].islower()):  # “rose” the flower, “grace” the virtue
            name = found.text if found.text.lower() == found.entry else found.entry.title()
            names[name] = set()
    introduced = (regex.match(lexicon.introducing, sentence) for sentence in narration)
    for named in (*regex.finditer(lexicon.naming, text), *filter(None, introduced)):
        if not lexicon.no_names.get(named["name"]):
            names[named["name"]] = set()
    if not (cased and lexicon.no_names):
        return names
    candidates = [found for found in _NAME.finditer(text) if not _ordinary(found.group(), lexicon)]
    counts = Counter(found.group() for found in candidates)
    for seen in candidates:
        before, after = text[: seen.start()], text[seen.end() :]
        if regex.search(rf"(?:{lexicon.placing})$", before, regex.IGNORECASE):
            continue
        titled = regex.search(r"(\p{Lu}[\p{L}]*)\.?\s+$|(\p{Ll}[\p{L}]*)\s+$", before)
        title = (titled[1] or titled[2]) if titled else ""
        evident = (
            (lexicon.titles.get(title) or lexicon.people.get(title)) is not None
            or any(found.end == len(before[-20:].rstrip()) for found in lexicon.ages.find(before[-20:]))
            or regex.match(rf"(?:{lexicon.apposition})$", _up_to_noun(after, lexicon))
            or _says(before, after, lexicon)
            or (counts[seen.group()] >= 3 and not regex.search(r"\b[Tt]he\s+$", before))
        )
        first = next((one for one in candidates if text[one.end() : seen.start()] == " " and one != seen), None)
        if evident and first is not None and not text[first.end() : seen.end()].count("\n"):
            names.setdefault(first.group(), set()).add(seen.group())
        elif evident:
            names.setdefault(seen.group(), set())
    surnames = {alias for aliases in names.values() for alias in aliases}
    return {name: aliases for name, aliases in names.items() if name not in surnames}


def _ordinary(word: str, lexicon: Lexicon) -> bool:
    """Whether a word with a capital letter is none of a name: it is known as something else."""
    known = (lexicon.no_names, lexicon.people, lexicon.species, lexicon.groups, lexicon.settings, lexicon.titles,
             lexicon.props, lexicon.times, lexicon.weathers, lexicon.said, lexicon.pronouns)  # fmt: skip
    return any(terms.get(word) is not None for terms in known)


def _up_to_noun(after: str, lexicon: Lexicon) -> str:
    """What stands between a name and the first noun for a person after it."""
    noun = next(iter(lexicon.people.find(after[:60])), None)
    return after[: noun.start] if noun else after[:60]


def _says(before: str, after: str, lexicon: Lexicon) -> bool:
    """Whether one named here says something: the verb stands right beside."""
    near = [*after.split("\n", 1)[0].split()[:1], *before.rsplit("\n", 1)[-1].split()[-1:]]
    return any(lexicon.said.get(word.strip(",.:;")) is not None for word in near)
