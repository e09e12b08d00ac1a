"""A person's legs: tapered from hip to ankle, bare or in trousers, in shoes or boots."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.lip_sync.puppet.clothes.garments import Cut
from sagemaker_containers.lip_sync.puppet.clothes.wearer import Wearer, soft
from sagemaker_containers.lip_sync.puppet.limbs import joint, limb

_THIGH, _SHIN = 19.9, 19.2
_BARE = 3.2
"""The breadth of legs below which they are bare or in stockings."""

_SHOE = ((-2.9, -2.8), (0.4, -3.2), (3.0, -0.6), (6.2, 0.9), (7.2, 2.4), (6.0, 3.2), (-2.6, 3.2), (-3.2, 0.6))
_SLIPPER = ((-2.6, -1.2), (0.6, -1.4), (4.4, 0.5), (6.9, 2.0), (6.0, 3.2), (-2.4, 3.2), (-2.9, 0.8))


def draw(pen: Pen, hip: Point, ankle: Point, pitch: float, wearer: Wearer, cut: Cut, colour: str) -> None:
    """One leg from `hip` to `ankle`, the foot turned by `pitch` degrees."""
    bend = joint(hip, ankle, _THIGH, _SHIN, -1)
    half = cut.leg_width * (0.42 + 0.46 * wearer.width)
    bare = cut.leg_width < _BARE
    if not bare:
        _foot(pen, ankle, pitch, cut)
    pen.shape(_bare(hip, bend, ankle, half) if bare else _trousers(hip, bend, ankle, half), colour)
    if wearer.look.garment == "armour":
        pen.shape(limb([(bend, 3.2), (ankle, 2.6)]), "#b9c4ce")
        pen.circle(*bend, 3.4, ("#e6ecf1", "#8a949f"))
    if cut.boots:
        top = _between(ankle, bend, 0.52)
        pen.shape(limb([(top, half * 1.02), (ankle, half * 0.86)]), cut.shoe)
        pen.shape(limb([((top[0] - half * 0.9, top[1]), half * 0.34), ((top[0] + half * 0.9, top[1]), half * 0.34)]),
                  lighter(cut.shoe, 0.3))  # fmt: skip
    elif wearer.look.garment == "school-uniform":
        pen.shape(limb([(_between(ankle, bend, 0.6), half * 0.96), (ankle, half * 0.72)]), "#f4f2ec")
    if bare:
        _foot(pen, ankle, pitch, cut)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _bare(hip: Point, bend: Point, ankle: Point, half: float) -> skia.Path:
    """Thigh, knee and calf, thin at the ankle."""
    x, y = _between(bend, ankle, 0.34)
    return limb([(hip, half * 1.35), (bend, half * 0.94), ((x - half * 0.16, y), half * 0.98), (ankle, half * 0.6)])


def _trousers(hip: Point, bend: Point, ankle: Point, half: float) -> skia.Path:
    """A trouser leg whose hem lies straight over the shoe."""
    path = limb([(hip, half * 1.36), (bend, half * 0.98)])
    (bx, by), (ax, ay) = bend, ankle
    hem = half * 0.9
    path.addPoly([skia.Point(bx + half * 0.98, by), skia.Point(ax + hem, ay + 1.2), skia.Point(ax - hem, ay + 1.8),
                  skia.Point(bx - half * 0.98, by)], True)  # fmt: skip
    return path


def _foot(pen: Pen, ankle: Point, pitch: float, cut: Cut) -> None:
    with pen.moved(*ankle, rotate=pitch):
        pen.blob(_SLIPPER if cut.leg_width < _BARE else _SHOE, soft(cut.shoe, 0.2, 0.1))
        pen.line([(-2.4, 2.9), (6.2, 2.9)], darker(cut.shoe, 0.45), 0.7)
