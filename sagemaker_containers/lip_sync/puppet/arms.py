"""A person's arms: tapered from shoulder to wrist, in their sleeves, with hands that open, point, clench or pray."""

import math
from collections.abc import Sequence
from itertools import pairwise

import skia

from film_studio.film.models import Look
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.lip_sync.puppet.clothes.garments import Cut
from sagemaker_containers.lip_sync.puppet.clothes.wearer import GOLD, Wearer
from sagemaker_containers.lip_sync.puppet.pose import Arm

_SHOULDER = -66.0
_UPPER_ARM, _FOREARM = 15.5, 14.5
_THICK = 5.2
"""The arm of an average adult at the shoulder (units); with bare skin it is a little less."""

_TAPER = (0.45, 0.37, 0.27)
"""Half the breadth at shoulder, elbow and wrist, in breadths of the shoulder."""

_HEM = 0.14
"""How much of a sleeve is of the colour of its hem, in lengths of the forearm."""


def reach(shoulder: Point, upper: float, lower: float, side: int, arm: Arm) -> tuple[Point, Point]:
    """Elbow and hand of an arm on one `side` (−1 left, 1 right)."""
    lift, fold = math.radians(arm.upper), math.radians(arm.fore)
    elbow = (shoulder[0] + side * upper * math.sin(lift), shoulder[1] + upper * math.cos(lift))
    return elbow, (elbow[0] + side * lower * math.sin(fold), elbow[1] + lower * math.cos(fold))


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


def draw(pen: Pen, side: int, arm: Arm, look: Look, wearer: Wearer, cut: Cut) -> None:
    """The arm on one `side` (−1 left, 1 right) of a body of an adult's size."""
    shoulder = (side * 9.3 * wearer.width, _SHOULDER)
    elbow, wrist = reach(shoulder, _UPPER_ARM, _FOREARM, side, arm)
    thick, shade = _THICK * wearer.width, 0.15 if side != wearer.light.lit else 0.0
    line = (shoulder, elbow, wrist)
    skin, cloth = darker(look.skin, 0.04 + shade), darker(cut.sleeve_colour(wearer), shade)
    pen.shape(limb(_joints(line, thick, 2.0)), skin)
    if cut.sleeve > 0:
        loose = (cut.sleeve_width - 0.86) / 2
        pen.shape(limb(_joints(line, thick, cut.sleeve, loose)), darker(look.trim_colour, shade))
        plain = _joints(line, thick, cut.sleeve - _HEM, loose)
        # What sets the sleeve off from the body begins below the shoulder, where both are one.
        edge = [(place, half + (0.3 if k else 0.0)) for k, (place, half) in enumerate(plain)]
        pen.shape(limb(edge), darker(cloth, 0.2))
        pen.shape(limb(plain), cloth)
    if side == wearer.light.lit:
        wearer.light.graze(pen, [shoulder, elbow, wrist], thick * 0.36)
    if "bangles" in look.ornaments and not cut.gloves:
        for share in (0.76, 0.86):
            x, y = elbow[0] + (wrist[0] - elbow[0]) * share, elbow[1] + (wrist[1] - elbow[1]) * share
            pen.circle(x, y, thick * 0.35, GOLD if share < 0.8 else look.trim_colour)
    _hand(pen, side, elbow, wrist, darker(cut.gloves, shade) if cut.gloves else lighter(skin, 0.05), arm)


def _joints(line: Sequence[Point], thick: float, end: float, loose: float = 0.0) -> list[tuple[Point, float]]:
    """The arm's joints as far as `end`: the elbow is at 1, the wrist at 2. What is `loose` widens toward its end."""
    joints = []
    for at in (0.0, min(1.0, end), *([end] if end > 1 else [])):
        upper, part = (0, at) if at <= 1 else (1, at - 1)
        (ax, ay), (bx, by) = line[upper], line[upper + 1]
        half = _TAPER[upper] + (_TAPER[upper + 1] - _TAPER[upper]) * part + loose * (1 + 0.5 * at)
        joints.append(((ax + (bx - ax) * part, ay + (by - ay) * part), half * thick))
    return joints


_PALM = ((-0.9, -1.3), (1.2, -1.9), (3.3, -1.9), (3.9, -0.2), (3.3, 1.8), (1.2, 1.8), (-0.9, 1.3))
_CLENCHED = ((-0.9, -1.3), (1.0, -2.2), (3.5, -2.1), (4.4, 0.0), (3.5, 2.1), (1.0, 2.2), (-0.9, 1.3))
_CURLED = ((2.6, -1.8), (4.8, -1.6), (6.2, -0.5), (5.9, 0.9), (4.6, 1.7), (2.6, 1.7))
_PRESSED = ((-0.9, -1.2), (1.6, -1.5), (4.4, -1.2), (7.4, -0.4), (7.5, 0.3), (4.4, 1.2), (1.6, 1.5), (-0.9, 1.2))
_SPREAD = ((1.5, 15.0, 2.9), (0.5, 5.0, 3.5), (-0.5, -4.0, 3.3), (-1.4, -14.0, 2.5))
"""Each finger of an open hand: where it begins across the palm, how it spreads (degrees), how long it is."""


def _hand(pen: Pen, side: int, elbow: Point, wrist: Point, skin: str, arm: Arm) -> None:
    """The hand, in units from the wrist on: the palm is 4 long, the fingers 3."""
    angle = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    thumb, crease = _thumb(side, angle, arm), darker(skin, 0.26)
    with pen.moved(*wrist, rotate=-90 if arm.hand == "pray" else angle):
        match arm.hand:
            case "pray":
                pen.blob(_PRESSED, skin)
                pen.line([(1.2, -side * 0.8), (3.8, -side * 1.0)], crease, 0.3)
            case "open":
                fingers = skia.Path()
                for across, spread, long in _SPREAD:
                    turn, y = math.radians(thumb * spread), thumb * across
                    fingers.moveTo(2.8, y)
                    fingers.lineTo(3.2 + long * math.cos(turn), y + long * math.sin(turn))
                pen.stroke(fingers, skin, 1.25)
                pen.blob(_PALM, skin)
                pen.line([(0.6, thumb * 0.9), (1.9, thumb * 2.6), (3.2, thumb * 3.6)], skin, 1.45)
            case "fist" | "point":
                if arm.hand == "point":
                    pen.line([(2.4, thumb * 1.3), (7.4, thumb * 1.2)], skin, 1.4)
                pen.blob(_CLENCHED, skin)
                for y in (-0.9, 0.1, 1.1):
                    pen.line([(2.8, thumb * y), (4.1, thumb * y)], crease, 0.32)
                pen.line([(0.9, thumb * 1.7), (2.5, thumb * 1.5), (3.3, thumb * 0.3)], darker(skin, 0.08), 1.4)
            case "relaxed":
                pen.blob(_PALM, skin)
                pen.blob(_CURLED, skin)
                pen.line([(0.5, thumb * 0.9), (2.4, thumb * 2.3), (4.0, thumb * 2.1)], skin, 1.4)
                for y in (-0.6, 0.5):
                    pen.line([(4.3, y), (5.7, y * 0.8)], crease, 0.3)


def _thumb(side: int, angle: float, arm: Arm) -> int:
    """On which side of a hand the thumb is: 1 below a forearm that points to the right, −1 above it.

    It is the upper one before the body and of arms held out level; hanging or raised it is toward the body's middle.
    """
    along, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    if arm.across or abs(down) < 0.35:
        return -1 if along > 0 else 1
    return side if down > 0 else -side
