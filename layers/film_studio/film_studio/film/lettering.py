"""Text as pictures: the project's own fonts, shaped and broken into rows by skia's text layout (HarfBuzz, ICU).

Nothing here looks at the fonts of the machine, so that a film has the same letters everywhere.
"""

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import skia

from film_studio.film.language import LANGUAGES
from film_studio.film.models import Colour

FONTS = Path(os.environ.get("FONTS_DIR") or Path(__file__).parents[4] / "fonts" / "ttf")
"""Where `python -m fonts.convert` put the fonts; images that carry them elsewhere set `FONTS_DIR`."""

_RIGHT_TO_LEFT = "\u200f"
"""The mark that makes what stands beside it (a full stop, a comma) run as the letters do."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class _Face:
    file: str
    family: str
    weight: int
    characters: frozenset[int]


@cache
def _faces() -> tuple[_Face, ...]:
    index = FONTS / "index.json"
    if not index.exists():
        raise FileNotFoundError(f"no fonts in {FONTS}: run `make setup`")
    return tuple(
        _Face(
            face["file"],
            face["family"],
            face["weight"],
            frozenset(point for first, last in face["characters"] for point in range(first, last + 1)),
        )
        for face in json.loads(index.read_text())
    )


@cache
def _collection() -> skia.textlayout.FontCollection:
    """All fonts under their family names; skia reads a file's tables only when a glyph of it is asked for."""
    files = skia.FontMgr.New_Custom_Empty()
    provider = skia.textlayout.TypefaceFontProvider()
    for face in _faces():
        provider.registerTypeface(files.makeFromFile(str(FONTS / face.file)), skia.String(face.family))
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection


@cache
def _families(text: str, serif: bool) -> list[str]:
    """The families that hold the characters of `text`, best first; Latin is always among them."""
    first = "noto-serif-latin" if serif else "noto-sans-latin"
    families = [first]
    wanted = {ord(character) for character in text} - next(f for f in _faces() if f.family == first).characters
    for face in _faces():
        if wanted & face.characters:
            families.append(face.family)
            wanted -= face.characters
    return families


def paragraph(
    text: str,
    *,
    language: str,
    size: float,
    colour: Colour,
    width: float,
    bold: bool = False,
    serif: bool = False,
    align: Align = "center",
    max_rows: int | None = None,
    marked: tuple[int, int, Colour] | None = None,
) -> skia.textlayout.Paragraph:
    """`text` in rows of at most `width` px: `.paint(canvas, x, y)` draws it, `.Height`, `.LongestLine` are its size.

    `size` is the em in px. With `max_rows` the letters shrink, to half their size at most, until the rows are enough.
    `marked` gives the characters from the first index to before the second another colour.
    """
    style = skia.textlayout.TextStyle()
    style.setFontFamilies([skia.String(name) for name in _families(text, serif)])
    style.setFontStyle(skia.FontStyle.Bold() if bold else skia.FontStyle.Normal())
    style.setLocale(skia.String(language))
    smallest = size / 2
    while True:
        style.setFontSize(size)
        paragraph_style = skia.textlayout.ParagraphStyle()
        paragraph_style.setTextAlign(
            {
                "left": skia.textlayout.TextAlign.kLeft,
                "center": skia.textlayout.TextAlign.kCenter,
                "right": skia.textlayout.TextAlign.kRight,
            }[align]
        )
        paragraph_style.setTextStyle(style)
        builder = skia.textlayout.ParagraphBuilder.make(paragraph_style, _collection(), skia.Unicode.ICU_Make())
        inks = _inks(text, colour, marked)
        if language in LANGUAGES and LANGUAGES[language].direction == "rtl":
            inks = [(_RIGHT_TO_LEFT, colour), *inks, (_RIGHT_TO_LEFT, colour)]
        for piece, ink in inks:
            style.setColor(0xFF000000 | int(ink[1:], 16))
            builder.pushStyle(style)
            builder.addText(piece)
        result = builder.Build()
        result.layout(width)
        row = size * 1.37  # the row height of Noto, so that rows are counted without asking each line
        if max_rows is None or result.Height <= (max_rows + 0.5) * row or size * 0.93 < smallest:
            return result
        size *= 0.93


def _inks(text: str, colour: Colour, marked: tuple[int, int, Colour] | None) -> list[tuple[str, Colour]]:
    """The text in pieces of one colour each."""
    if marked is None:
        return [(text, colour)]
    first, last, other = marked
    pieces = [(text[:first], colour), (text[first:last], other), (text[last:], colour)]
    return [piece for piece in pieces if piece[0]]
