"""Limbs of two bones: where they bend, where they end, and what they cover."""

import math
from collections.abc import Sequence
from itertools import pairwise

import skia

from sagemaker_containers.drawing.pen import Point
from sagemaker_containers.lip_sync.puppet.pose import Arm


def reach(shoulder: Point, upper: float, lower: float, side: int, arm: Arm) -> tuple[Point, Point]:
    """Elbow and hand of an arm on one `side` (−1 left, 1 right)."""
    lift, fold = math.radians(arm.upper), math.radians(arm.fore)
    elbow = (shoulder[0] + side * upper * math.sin(lift), shoulder[1] + upper * math.cos(lift))
    return elbow, (elbow[0] + side * lower * math.sin(fold), elbow[1] + lower * math.cos(fold))


def joint(start: Point, end: Point, upper: float, lower: float, way: int) -> Point:
    """Where two bones between `start` and `end` meet, by the law of cosines.

    `way` 1 bends a limb that hangs down to the left of the picture, −1 to the right.
    """
    dx, dy = end[0] - start[0], end[1] - start[1]
    distance = min(math.hypot(dx, dy), upper + lower)
    bend = math.acos(max(-1.0, min(1.0, (upper**2 + distance**2 - lower**2) / (2 * upper * max(distance, 0.01)))))
    angle = math.atan2(dy, dx) + way * bend
    return start[0] + upper * math.cos(angle), start[1] + upper * math.sin(angle)


def limb(joints: Sequence[tuple[Point, float]]) -> skia.Path:
    """A limb through its joints, each a place and half the limb's breadth there; round at joints and ends."""
    path = skia.Path()
    for (x, y), half in joints:
        path.addCircle(x, y, half)
    for ((ax, ay), a), ((bx, by), b) in pairwise(joints):
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / length, (bx - ax) / length
        # The way round that circles go as well: what overlaps is filled, too.
        path.addPoly([skia.Point(ax - nx * a, ay - ny * a), skia.Point(bx - nx * b, by - ny * b),
                      skia.Point(bx + nx * b, by + ny * b), skia.Point(ax + nx * a, ay + ny * a)], True)  # fmt: skip
    return path
