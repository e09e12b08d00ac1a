"""A person's arms: tapered from shoulder to wrist, in their sleeves, with hands that open, point, clench or fold."""

import math
from collections.abc import Sequence

import skia

from film_studio.film.models import Look
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.lip_sync.puppet.clothes.garments import Cut
from sagemaker_containers.lip_sync.puppet.clothes.wearer import GOLD, Wearer
from sagemaker_containers.lip_sync.puppet.limbs import joint, limb, reach
from sagemaker_containers.lip_sync.puppet.pose import Arm

_SHOULDER_OUT, _SHOULDER = 9.3, -66.0
"""Where the shoulder is: how far from the middle, and at what height."""

_UPPER_ARM, _FOREARM = 15.5, 14.5
_THICK = 5.2
"""The arm of an average adult at the shoulder (units); with bare skin it is a little less."""

_TAPER = (0.45, 0.37, 0.27)
"""Half the breadth at shoulder, elbow and wrist, in breadths of the shoulder."""

_HAND = 1.14
"""How much larger hands are drawn than they are given below: gestures are read by them."""

_HEM = 0.14
"""How much of a sleeve is of the colour of its hem, in lengths of the forearm."""


def joints(width: float, side: int, arm: Arm) -> tuple[Point, Point, Point]:
    """Shoulder, elbow and wrist of a body that is so many times as broad as an adult's.

    Before the body a hand is where an average adult has it: hands meet, however far the shoulders are apart.
    """
    shoulder = (side * _SHOULDER_OUT * width, _SHOULDER)
    before = min(1.0, max(0.0, (-arm.fore - 20) / 24))
    if not before:
        return shoulder, *reach(shoulder, _UPPER_ARM, _FOREARM, side, arm)
    x, y = reach((side * _SHOULDER_OUT, _SHOULDER), _UPPER_ARM, _FOREARM, side, arm)[1]
    wrist = (x + side * _SHOULDER_OUT * (width - 1) * (1 - before), y)
    way = side if math.sin(math.radians(arm.fore - arm.upper)) > 0 else -side
    return shoulder, joint(shoulder, wrist, _UPPER_ARM, _FOREARM, way), wrist


def draw(pen: Pen, side: int, arm: Arm, look: Look, wearer: Wearer, cut: Cut) -> None:
    """The arm on one `side` (−1 left, 1 right) of a body of an adult's size."""
    line = shoulder, elbow, wrist = joints(wearer.width, side, arm)
    thick, shade = _THICK * wearer.width, 0.1 if side != wearer.light.lit else 0.0
    skin, cloth = darker(look.skin, 0.04 + shade), darker(cut.sleeve_colour(wearer), shade)
    pen.shape(limb(_joints(line, thick, 1.0 if cut.sleeve > 1.1 else 0.0, 2.0)), skin)
    if cut.sleeve > 0:
        loose = (cut.sleeve_width - 0.86) / 2
        pen.shape(
            limb(_joints(line, thick, max(0.0, cut.sleeve - 2 * _HEM), cut.sleeve, loose)),
            darker(look.trim_colour, shade),
        )
        plain = _joints(line, thick, 0.0, cut.sleeve - _HEM, loose)
        # What sets the sleeve off from the body begins below the shoulder, where both are one.
        edge = [(place, half + (0.3 if k else 0.0)) for k, (place, half) in enumerate(plain)]
        pen.shape(limb(edge), darker(cloth, 0.24))
        pen.shape(limb(plain), (lighter(cloth, 0.1), darker(cloth, 0.06)))
    if side == wearer.light.lit:
        wearer.light.graze(pen, [shoulder, elbow, wrist], thick * 0.36)
    if "bangles" in look.ornaments and not cut.gloves:
        for share in (0.76, 0.86):
            x, y = elbow[0] + (wrist[0] - elbow[0]) * share, elbow[1] + (wrist[1] - elbow[1]) * share
            pen.circle(x, y, thick * 0.35, GOLD if share < 0.8 else look.trim_colour)
    _hand(pen, side, elbow, wrist, darker(cut.gloves, shade) if cut.gloves else lighter(skin, 0.05), arm)


def _joints(
    line: Sequence[Point], thick: float, start: float, end: float, loose: float = 0.0
) -> list[tuple[Point, float]]:
    """The arm's joints from `start` to `end`: the elbow is at 1, the wrist at 2. What is `loose` widens outward."""
    joints = []
    for at in (start, *([1.0] if start < 1 < end else []), end):
        upper, part = (0, at) if at <= 1 else (1, at - 1)
        (ax, ay), (bx, by) = line[upper], line[upper + 1]
        half = _TAPER[upper] + (_TAPER[upper + 1] - _TAPER[upper]) * part + loose * (1 + 0.5 * at)
        joints.append(((ax + (bx - ax) * part, ay + (by - ay) * part), half * thick))
    return joints


_PALM = ((-0.9, -1.3), (1.2, -1.9), (3.3, -1.9), (3.9, -0.2), (3.3, 1.8), (1.2, 1.8), (-0.9, 1.3))
_CLENCHED = ((-0.9, -1.3), (1.0, -2.2), (3.5, -2.1), (4.4, 0.0), (3.5, 2.1), (1.0, 2.2), (-0.9, 1.3))
_CURLED = ((2.6, -1.8), (4.8, -1.6), (6.2, -0.5), (5.9, 0.9), (4.6, 1.7), (2.6, 1.7))
_PRESSED = ((-0.9, -1.2), (1.6, -1.5), (4.4, -1.2), (7.4, -0.4), (7.5, 0.3), (4.4, 1.2), (1.6, 1.5), (-0.9, 1.2))
_FLAT = ((-0.9, -1.3), (1.4, -2.0), (3.9, -2.0), (6.6, -1.4), (7.6, -0.2), (6.9, 1.1), (3.9, 1.8), (1.4, 1.8),
         (-0.9, 1.3))  # fmt: skip
_FOLDED = ((-0.9, -1.4), (1.2, -2.4), (3.8, -2.6), (5.4, -1.6), (5.8, 0.2), (5.0, 1.9), (3.0, 2.6), (0.9, 2.2),
           (-0.9, 1.4))  # fmt: skip
_SPREAD = ((1.5, 15.0, 2.9), (0.5, 5.0, 3.5), (-0.5, -4.0, 3.3), (-1.4, -14.0, 2.5))
"""Each finger of an open hand: where it begins across the palm, how it spreads (degrees), how long it is."""


def _hand(pen: Pen, side: int, elbow: Point, wrist: Point, skin: str, arm: Arm) -> None:
    """The hand, from the wrist on: its palm is 4 long, its fingers 3, before it is enlarged."""
    angle = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    thumb, crease = _thumb(side, angle, arm), darker(skin, 0.3)
    turned = angle
    if arm.hand == "pray":
        turned = -90
    elif arm.hand == "clasp":
        # Halfway to level: both hands lie in one another, whether they are held high or low.
        turned = (angle % 360 + 180) / 2 if side > 0 else angle / 2
    with pen.moved(*wrist, _HAND, turned):
        match arm.hand:
            case "clasp":
                pen.blob(_FOLDED, darker(skin, 0.05) if side < 0 else skin)
                for y in (-1.3, 0.0, 1.2):
                    pen.line([(2.9, y * 1.1), (5.2, y * 0.9)], crease, 0.34)
                pen.line([(0.9, thumb * 1.4), (2.8, thumb * 2.5), (4.4, thumb * 2.3)], skin, 1.4)
            case "open" if arm.across:
                pen.blob(_FLAT, skin)
                for y in (-0.9, -0.1, 0.7):
                    pen.line([(3.8, y), (6.7, y * 0.8)], crease, 0.26)
                pen.line([(0.6, thumb * 0.9), (1.9, thumb * 2.6), (3.4, thumb * 3.2)], skin, 1.45)
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
                    pen.line([(2.4, thumb * 1.3), (6.5, thumb * 1.2)], skin, 1.4)
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
