"""How one shot goes over into the next: the last frame before it, and its own first frames, mixed."""

import math

import av
import cv2
import numpy as np

from film_studio.film.models import Transition

FRAMES: dict[Transition, int] = {"cut": 0, "dissolve": 14, "iris": 18}
"""How many frames each takes."""

_IRIS_MIDDLE = 0.5, 0.45
_IRIS_EDGE = 0.01
"""Where the iris opens, and how soft its edge is, in widths and heights of the frame."""


class GoingOver:
    """Goes over from one frame, which stands, to the frames of a shot (all yuv420p of one size)."""

    def __init__(self, kind: Transition, before: av.VideoFrame):
        self.frames = FRAMES[kind]
        self._before = [plane.copy() for plane in planes(before)]
        self._mixed = av.VideoFrame(before.width, before.height, "yuv420p")
        self._away = [_from_middle(plane, before) for plane in self._before] if kind == "iris" else None

    def frame(self, number: int, shown: av.VideoFrame) -> av.VideoFrame:
        """What is seen of the shot's own frame `number` (from 0; below `frames`). It changes with the next call."""
        done = (number + 1) / (self.frames + 1)
        for k, (old, new, mixed) in enumerate(zip(self._before, planes(shown), planes(self._mixed), strict=True)):
            if self._away is None:
                cv2.addWeighted(old, 1 - done, new, done, 0, dst=mixed)
            else:
                opened = _opened(self._away[k], done)
                still_seen = cv2.multiply(old, cv2.bitwise_not(opened), scale=1 / 255)
                cv2.add(still_seen, cv2.multiply(new, opened, scale=1 / 255), dst=mixed)
        return self._mixed


def planes(frame: av.VideoFrame) -> list[np.ndarray]:
    """The planes of a yuv420p frame as writable arrays, padding included."""
    return [np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size) for plane in frame.planes]


def _from_middle(plane: np.ndarray, frame: av.VideoFrame) -> np.ndarray:
    """How far each pixel of a plane is from where the iris opens, 1 being the frame's farthest corner."""
    step = frame.height / plane.shape[0]
    x, y = _IRIS_MIDDLE[0] * frame.width, _IRIS_MIDDLE[1] * frame.height
    across, down = np.arange(plane.shape[1], dtype=np.float32) * step - x, np.arange(plane.shape[0]) * step - y
    farthest = math.hypot(max(x, frame.width - x), max(y, frame.height - y))
    away: np.ndarray = np.hypot(across[None, :], down[:, None].astype(np.float32)) / np.float32(farthest)
    return away


def _opened(away: np.ndarray, done: float) -> np.ndarray:
    """How much of the new picture is seen at each pixel, of 255."""
    edge = (1 + _IRIS_EDGE) * done * done
    slope = 255 / _IRIS_EDGE
    return cv2.addWeighted(away, -slope, away, 0, edge * slope, dtype=cv2.CV_8U)
