"""Subtitles burned into the picture: each cue is lettered once, as an image, and laid over its frames."""

from dataclasses import dataclass

import skia

from film_studio.film import lettering
from film_studio.film.models import Cue, SubtitleStyle
from sagemaker_containers.drawing.pen import argb
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.figure import Area

_EM = 0.046
"""The usual text size against the shorter side of the frame."""

_MARGIN = 0.06
"""Share of the height that stays free above or below, and of the width at each side: the safe area."""

_SPEAKER_COLOUR = "#ffd98a"


@dataclass(frozen=True)
class Caption:
    """One cue as an image at its place, over the clip's frames `start` ≤ f < `end`."""

    start: int
    end: int
    image: Raster
    x: int
    y: int

    @property
    def area(self) -> Area:
        """Where it lies in the frame."""
        return self.x, self.y, self.x + self.image.width, self.y + self.image.height


def caption(
    cue: Cue, style: SubtitleStyle, language: str, width: int, height: int, start_frame: int
) -> Caption:  # fmt: skip
    """Letter a cue for frames of this size; `start_frame` is the film's frame on which the clip begins."""
    em = max(9.0, _EM * min(width, height) * style.size)
    room = width * (1 - 2 * _MARGIN)
    pad_x, pad_y = em * 0.55, em * 0.28
    longest = max(_row(row, language, em, style.colour, 20 * width).LongestLine for row in cue.rows)
    em *= min(1.0, (room - 2 * pad_x) / max(1.0, longest + 1))
    rows = [_row(row, language, em, style.colour, room) for row in cue.rows]
    if cue.speaker:
        rows.insert(0, _row(cue.speaker, language, em * 0.7, _SPEAKER_COLOUR, room))
    wide = min(room, max(row.LongestLine for row in rows) + 2 * pad_x)
    tall = sum(row.Height for row in rows) + 2 * pad_y
    raster = Raster(int(wide) + 1, int(tall) + 1)
    canvas = raster.canvas
    plate = skia.Paint(AntiAlias=True, Color=argb("#0b0a14", style.background))
    canvas.drawRoundRect(skia.Rect.MakeWH(wide, tall), em * 0.32, em * 0.32, plate)
    y = pad_y
    for row in rows:
        row.paint(canvas, (wide - room) / 2, y)
        y += row.Height
    margin = int(height * _MARGIN)
    return Caption(
        start=cue.start_frame - start_frame,
        end=cue.end_frame - start_frame,
        image=raster,
        x=int((width - wide) / 2),
        y=margin if style.position == "top" else int(height - margin - tall),
    )


def _row(text: str, language: str, size: float, colour: str, width: float) -> skia.textlayout.Paragraph:
    return lettering.paragraph(text, language=language, size=size, colour=colour, width=width, bold=True)
