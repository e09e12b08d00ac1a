"""Drawings that never change, recorded once and played back: the work of making their paths is not done again."""

from collections.abc import Callable

import skia

from sagemaker_containers.drawing.pen import Pen

_BOUNDS = skia.Rect.MakeLTRB(-1000, -1000, 1000, 1000)


class Stills:
    """The unchanging parts of one drawing, by name and by the light they are under."""

    def __init__(self) -> None:
        self._pictures: dict[tuple[str, Callable[[str], str]], skia.Picture] = {}

    def draw(self, pen: Pen, name: str, drawing: Callable[[Pen], None]) -> None:
        """Draw `drawing`, which must draw the same whenever it is called under this `name`."""
        key = (name, pen.tone)
        if key not in self._pictures:
            recorder = skia.PictureRecorder()
            drawing(pen.onto(recorder.beginRecording(_BOUNDS)))
            self._pictures[key] = recorder.finishRecordingAsPicture()
        pen.canvas.drawPicture(self._pictures[key])
