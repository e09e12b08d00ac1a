"""Subtitles burned into the picture: each cue is lettered once, as an image, and laid over its frames.

Where words are highlighted, each has a small image of its own that is laid over the cue's while it is said: only its
area of the frame changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import skia

from film_studio.film import lettering
from film_studio.film.models import ClipRequest, Cue, SubtitleStyle
from sagemaker_containers.drawing.pen import argb
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.figure import Area, common

_EM = 0.046
"""The usual text size against the shorter side of the frame."""

_MARGIN = 0.06
"""Share of the height that stays free above or below, and of the width at each side: the safe area."""

_SPEAKER_COLOUR = "#ffd98a"
_HIGHLIGHT_COLOUR = "#ffc92e"
_HOLD_FRAMES = 6
"""How long a word stays highlighted after it is said, where the next one does not begin before."""


@dataclass(frozen=True)
class Patch:
    """An image at its place in the frame, over the scene's frames `start` ≤ f < `end`."""

    start: int
    end: int
    image: Raster
    x: int
    y: int

    @property
    def area(self) -> Area:
        """Where it lies in the frame."""
        return self.x, self.y, self.x + self.image.width, self.y + self.image.height


@dataclass(frozen=True)
class Caption(Patch):
    """One cue, and those of its words that are highlighted."""

    words: tuple[Patch, ...] = ()

    def draw(self, canvas: skia.Canvas, number: int) -> None:
        """Lay it over frame `number` of the scene, where it is there then."""
        if not self.start <= number < self.end:
            return
        canvas.save()
        said = [word for word in self.words if word.start <= number < word.end]
        for word in said:  # a plate that is half transparent must not lie there twice
            canvas.clipRect(skia.Rect.MakeLTRB(*word.area), skia.ClipOp.kDifference)
        canvas.drawImage(self.image.image, self.x, self.y)
        canvas.restore()
        for word in said:
            canvas.drawImage(word.image.image, word.x, word.y)

    def raised(self, y: int) -> "Caption":
        """The same at another height: `y` is its top."""
        words = tuple(replace(word, y=word.y - self.y + y) for word in self.words)
        return replace(self, y=y, words=words)

    def changed(self, number: int) -> Iterator[Area]:
        """The areas that differ between frame `number` and the one before it."""
        yield from (patch.area for patch in (self, *self.words) if number in (patch.start, patch.end))


def captions(request: ClipRequest, faces: Sequence[Area]) -> list[Caption]:
    """Letter the cues of a clip.

    `faces` are the areas that faces take up in the frame. Where the style's position is `auto`, the whole clip has its
    subtitles below, unless faces are there and fewer above.
    """
    style = request.subtitle_style
    below = [
        caption(cue, style, request.language, request.width, request.height, request.scene.start_frame)
        for cue in request.cues
    ]
    above = [shown.raised(int(request.height * _MARGIN)) for shown in below]
    if style.position == "auto":
        return below if _hidden(below, faces) <= _hidden(above, faces) else above
    return below if style.position == "bottom" else above


def _hidden(lettered: Sequence[Caption], faces: Sequence[Area]) -> int:
    """How much of the faces subtitles would cover (px²)."""
    shared = [common(shown.area, face) for shown in lettered for face in faces]
    return sum((right - left) * (bottom - top) for left, top, right, bottom in shared)


def caption(cue: Cue, style: SubtitleStyle, language: str, width: int, height: int, start_frame: int) -> Caption:
    """Letter a cue for the bottom of frames of this size; `start_frame` is that of the clip's scene in the film."""
    em = max(9.0, _EM * min(width, height) * style.size)
    room = width * (1 - 2 * _MARGIN)
    pad_x, pad_y = em * 0.55, em * 0.28
    longest = max(_row(row, language, em, style.colour, 20 * width).LongestLine for row in cue.rows)
    em *= min(1.0, (room - 2 * pad_x) / max(1.0, longest + 1))
    rows = [_row(row, language, em, style.colour, room) for row in cue.rows]
    label = [_row(cue.speaker, language, em * 0.7, _SPEAKER_COLOUR, room)] if cue.speaker else []
    wide = min(room, max(row.LongestLine for row in label + rows) + 2 * pad_x)
    tall = sum(row.Height for row in label + rows) + 2 * pad_y
    raster = Raster(int(wide) + 1, int(tall) + 1)
    plate = skia.Paint(AntiAlias=True, Color=argb("#0b0a14", style.background))
    raster.canvas.drawRoundRect(skia.Rect.MakeWH(wide, tall), em * 0.32, em * 0.32, plate)
    tops, y = [], pad_y
    for row in label + rows:
        tops.append(y)
        y += row.Height
    at = int((width - wide) / 2), int(height * (1 - _MARGIN) - tall)
    left = (wide - room) / 2
    words: list[Patch] = []
    if style.highlight == "word":
        places = [(left, top) for top in tops[len(label) :]]
        plain = [_lettered(raster, row, place) for row, place in zip(rows, places, strict=True)]
        for span, (index, first, last) in _said(cue):
            marked = _row(cue.rows[index], language, em, style.colour, room, (first, last))
            lettered = _lettered(raster, marked, places[index])
            words += _patch(plain[index], lettered, at, (span[0] - start_frame, span[1] - start_frame))
    for row, top in zip(label + rows, tops, strict=True):
        row.paint(raster.canvas, left, top)
    return Caption(
        start=cue.start_frame - start_frame,
        end=cue.end_frame - start_frame,
        image=raster,
        x=at[0],
        y=at[1],
        words=tuple(words),
    )


def _said(cue: Cue) -> Iterator[tuple[tuple[int, int], tuple[int, int, int]]]:
    """When each word is highlighted (first and last frame), and where it is: its row, its first and last character."""
    row, position = 0, 0
    for word, following in pairwise([*cue.words, None]):
        assert word is not None  # noqa: S101 - only the last of the pairs' second halves is None
        end = word.end_frame + _HOLD_FRAMES
        end = min(end, following.start_frame if following else cue.end_frame)
        for index in range(row, len(cue.rows)):
            found = cue.rows[index].find(word.text, position if index == row else 0)
            if found >= 0:
                row, position = index, found + len(word.text)
                yield (word.start_frame, end), (row, found, position)
                break


def _lettered(plate: Raster, row: skia.textlayout.Paragraph, place: tuple[float, float]) -> Raster:
    """A copy of the plate with a row on it."""
    raster = Raster(plate.width, plate.height)
    raster.pixels[:] = plate.pixels
    row.paint(raster.canvas, *place)
    return raster


def _patch(plain: Raster, marked: Raster, at: tuple[int, int], span: tuple[int, int]) -> Iterator[Patch]:
    """What changes where a row is lettered with a mark; found by comparing, which fits every script."""
    different = (plain.pixels != marked.pixels).any(axis=2)
    if span[0] < span[1] and different.any():
        rows, columns = np.flatnonzero(different.any(axis=1)), np.flatnonzero(different.any(axis=0))
        left, top, right, bottom = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
        word = Raster(right - left, bottom - top)
        word.pixels[:] = marked.pixels[top:bottom, left:right]
        yield Patch(*span, word, at[0] + left, at[1] + top)


def _row(
    text: str, language: str, size: float, colour: str, width: float, mark: tuple[int, int] | None = None
) -> skia.textlayout.Paragraph:
    marked = (*mark, _HIGHLIGHT_COLOUR) if mark else None
    return lettering.paragraph(text, language=language, size=size, colour=colour, width=width, bold=True, marked=marked)
