"""Other words for single lines, written into the script itself: the script alone says what is said."""

from collections.abc import Mapping
from itertools import groupby

import regex

from film_studio.film import analysis, language, words
from film_studio.film.models import FilmEdits, FilmPlan, FilmRequest

_SPEAKABLE = regex.compile(r"[\p{L}\p{N}]")
_QUOTED = regex.compile(r"[\"'\p{Pi}\p{Pf}„‚「『].*[\"'\p{Pi}\p{Pf}」』]", regex.DOTALL)


class NotInScript(ValueError):
    """A line does not stand in the script as it is said, so it cannot be changed there; `line` is its id."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


class ReadOtherwise(ValueError):
    """With its new words a line would make something else of the script than a film with these words."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def retold(request: FilmRequest, plan: FilmPlan, texts: Mapping[str, str]) -> FilmRequest:
    """The request with other words for some lines, by their ids: script and anchors of edits are changed alike.

    Words for a quotation may come without its marks. `plan` is the script's own. Raises `NotInScript`, and
    `ReadOtherwise` where the new words would not be said by who said the line, or would change who says what elsewhere.
    """
    spans = _spans(request.script, plan)
    for line in texts:
        if line not in spans:
            raise NotInScript(line)
    old = {line.id: line.text for scene in plan.scenes for line in scene.lines}
    texts = {line: _quoted(text, old[line]) for line, text in texts.items()}
    told = _told(request, plan, texts, spans)
    if not _is_read(told, plan, texts):
        for line, text in texts.items():
            if not _is_read(_told(request, plan, {line: text}, spans), plan, {line: text}):
                raise ReadOtherwise(line)
        raise ReadOtherwise(next(iter(texts)))
    return told


def _quoted(text: str, old: str) -> str:
    """New words between the marks of the old, where those are a quotation and the new bring none."""
    if not _QUOTED.fullmatch(old) or _QUOTED.match(text):
        return text
    return f"{old[0]}{text}{old[-1]}"


def _told(
    request: FilmRequest, plan: FilmPlan, texts: Mapping[str, str], spans: Mapping[str, tuple[int, int]]
) -> FilmRequest:
    script = request.script
    for line in sorted(texts, key=lambda line: spans[line], reverse=True):
        start, end = spans[line]
        script = script[:start] + texts[line] + script[end:]
    old = {line.id: line.text for scene in plan.scenes for line in scene.lines}
    instead = {old[line]: words.split_sentences(text, plan.language) for line, text in texts.items()}
    edits = FilmEdits(
        scenes=tuple(
            edit.model_copy(update={"lines": tuple(new for text in edit.lines for new in instead.get(text, [text]))})
            for edit in request.edits.scenes
        ),
        lines=tuple(
            edit.model_copy(update={"text": new})
            for edit in request.edits.lines
            for new in (instead[old[edit.line]] if edit.line in texts else [edit.text])
        ),
        characters=request.edits.characters,
    )
    return request.model_copy(update={"script": script, "edits": edits})


def _spans(script: str, plan: FilmPlan) -> dict[str, tuple[int, int]]:
    """Where in the script each line stands. Lines are looked for one after the other, so repeated words are told apart.

    A line that is said otherwise than written (an aside left out of its middle) is not found, and not in the result.
    """
    found: dict[str, tuple[int, int]] = {}
    position = 0
    for scene in plan.scenes:
        for line in scene.lines:
            match = regex.compile(_as_written(line.text)).search(script, position)
            if match is not None:
                found[line.id] = match.span()
                position = match.end()
    return found


def _as_written(text: str) -> str:
    """A pattern of a line as the script may have it: wrapped, and with marks around what is stressed."""
    return r"[\s*_]+".join(rf"[*_]*{regex.escape(word)}[*_]*" for word in text.split())


def _is_read(told: FilmRequest, plan: FilmPlan, texts: Mapping[str, str]) -> bool:
    """Whether the retold script is read as the plan with these words: the same scenes, the same turns of speech."""
    if not all(_SPEAKABLE.search(text) for text in texts.values()):
        return False
    try:
        found = analysis.analyse(told)
    except language.UnknownLanguage:
        return False
    return found.language == plan.language and _turns(found) == _turns(plan, texts)


def _turns(plan: FilmPlan, texts: Mapping[str, str] | None = None) -> list[list[tuple[str, str]]]:
    """By scene, what each says until another speaks; some lines in other words."""
    names = {character.id: character.name for character in plan.characters}
    return [
        [
            (speaker, _plain(" ".join((texts or {}).get(line.id, line.text) for line in lines)))
            for speaker, lines in groupby(scene.lines, key=lambda line: names.get(line.speaker, ""))
        ]
        for scene in plan.scenes
    ]


def _plain(text: str) -> str:
    """Words without what marks their stress, with single spaces."""
    return " ".join(regex.sub(r"[*_]+", " ", text).split())
