"""Japanese as eSpeak NG can read it: in kana."""

from typing import Any


def kana(text: str, katsu: Any) -> tuple[str, list[int]]:
    """The text in kana, and which character of the text each of its characters comes from.

    `katsu` is a `cutlet.Cutlet`, whose dictionary knows how words are read; one that it does not know stays as it is.
    """
    told: list[str] = []
    places: list[int] = []
    at = 0
    for word in katsu.tagger(text):
        start = text.index(word.surface, at)
        reading = getattr(word.feature, "kana", None) or word.surface
        for gap in range(at, start):
            told.append(text[gap])
            places.append(gap)
        told.append(reading)
        places += [start] * len(reading)
        at = start + len(word.surface)
    told.append(text[at:])
    places += range(at, len(text))
    return "".join(told), [*places, len(text)]
