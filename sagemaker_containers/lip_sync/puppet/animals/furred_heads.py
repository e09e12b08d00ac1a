"""Heads with fur: beasts of prey, monkeys, and the small ones.

Each is given pose and mouth, how far the face is turned (`shift`) and how far it is lowered (`drop`).
"""

import math
from collections.abc import Sequence

import skia

from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, Point, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animals.head import Head
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


def _tufted(side_points: Sequence[Point]) -> skia.Path:
    """A head whose cheeks end in tufts of fur: the right half from crown to chin, and its mirror image."""
    return smooth([*side_points, *[(-x, y) for x, y in reversed(side_points)]])


def _pale_cheeks(pen: Pen, head: Head, half: Sequence[Point], cheek: Sequence[Point]) -> None:
    """A tufted head with pale cheeks, given the right ones."""
    skull = _tufted(half)
    pen.shape(skull, soft(head.coat.main))
    for side in (-1, 1):
        pale = smooth([(side * x, y) for x, y in cheek])
        pen.shape(skia.Op(skull, pale, skia.kIntersect_PathOp), soft(head.coat.light))


_FOX = ((2.0, -25.6), (8.0, -22.6), (11.0, -16), (12.6, -11), (16.4, -7.6), (12.4, -4.6), (7.0, -1.0), (2.4, 1.0))
_WOLF = ((2.0, -26), (7.6, -23.6), (10.4, -18), (11.6, -13), (16.6, -9.6), (13.0, -7.4), (14.4, -2.4), (9.6, -2.8),
         (8.0, 1.6), (4.0, 0.0), (1.4, 1.8))  # fmt: skip


def fox(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """White cheeks that end in points, and a narrow muzzle."""
    head.pointed_ears(pen, 7.4, 11, 4.4, head.coat.dark)
    head.fur(pen, lambda still: _pale_cheeks(still, head, _FOX, [(18, -8.6), (8, -11), (2.2, -9), (0, 3), (12, 3)]))
    pen.blob([(shift - 2.6, -22), (shift + 2.6, -22), (shift * 1.5 + 2.2, -9 + drop), (shift * 1.5 - 2.2, -9 + drop)],
             soft(head.coat.main, 0.2, 0.0))  # fmt: skip
    head.muzzle(pen, pose, mouth, shift, drop, 4.9, 4.7, -5.6, 2.1)
    head.eyes(pen, pose, shift, drop)


def wolf(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A grey mask down to a long, dark-nosed muzzle, pale cheeks that hang in tufts."""
    head.pointed_ears(pen, 6.6, 10.6, 4.4, head.coat.dark)
    head.fur(pen, lambda still: _pale_cheeks(still, head, _WOLF, [(18, -6), (9, -10.6), (2.6, -9.6), (0, 4), (12, 4)]))
    head.muzzle(pen, pose, mouth, shift, drop, 5.2, 5.6, -4.8, 2.7)
    pen.blob([(-5.6, -24.8), (5.6, -24.8), (shift * 1.2 + 3.0, -17), (shift * 1.7 + 2.4, -9 + drop),
              (shift * 1.7 - 2.4, -9 + drop), (shift * 1.2 - 3.0, -17)], darker(head.coat.main, 0.26))  # fmt: skip
    head.eyes(pen, pose, shift, drop)


def dog(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Hanging ears and a patch around one eye."""
    head.skull(pen, 11, 7)
    pen.ellipse(shift + 5.4, -15 + drop, 4.6, 5.2, soft(darker(head.coat.main, 0.24)))
    head.muzzle(pen, pose, mouth, shift, drop, 6.4, 5.0, -6.2, 2.4)
    head.eyes(pen, pose, shift, drop)
    for side in (-1, 1):
        pen.shape(smooth([(side * 7.6, -25), (side * 12.4, -24), (side * 15.2, -14), (side * 13.6, -5),
            (side * 10.8, -8), (side * 9.4, -18)]),
                  soft(head.coat.dark, 0.16, 0.1))  # fmt: skip


def cat(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Pointed ears, whiskers, stripes on the forehead."""
    head.pointed_ears(pen, 7.2, 8.4, 4.4, "#e8a9ae")
    head.skull(pen, 12.2, 7)
    for k in (-2.4, 0, 2.4):
        pen.line([(shift * 0.5 + k, -25.4), (shift * 0.7 + k * 0.8, -21.4)], head.coat.dark, 1.1)
    head.muzzle(pen, pose, mouth, shift, drop, 5.4, 3.8, -5.8, 1.4)
    for side in (-1, 1):
        for k in (-1.6, 0, 1.6):
            pen.line(
                [(shift * 1.7 + side * 4.4, -6 + k * 0.5 + drop), (shift * 1.7 + side * 12, -6.4 + k * 1.3 + drop)],
                "#fffaf2",
                0.32,
                0.8,
            )
    head.eyes(pen, pose, shift, drop)


def lion(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A mane all around."""
    mane = []
    for k in range(26):
        reach = 19 if k % 2 else 15.8
        angle = 6.2832 * k / 26
        mane.append((reach * 0.95 * math.cos(angle), -12.5 + reach * 0.9 * math.sin(angle)))
    pen.shape(smooth(mane), soft(head.coat.dark, 0.22, 0.2))
    head.round_ears(pen, 9.2, -22.4, 3.6, head.coat.light)
    head.skull(pen, 11, 6.6, -24.4)
    head.muzzle(pen, pose, mouth, shift, drop, 6.2, 4.8, -5.8, 2.5)
    head.eyes(pen, pose, shift, drop)


_TIGER = ((2.4, -25.6), (8.4, -23.4), (11.4, -18), (12.6, -12.6), (15.4, -8), (14.4, -4.4), (9.8, -2.0), (8.4, 0.4),
          (3.0, 0.2))  # fmt: skip


def _striped(pen: Pen, head: Head) -> None:
    skull, stripes = _tufted(_TIGER), skia.Path()
    for side in (-1, 1):
        for y, long in ((-16, 3.4), (-11.6, 4.2), (-7.0, 4.4), (-3.4, 3.2)):
            stripes.addPath(smooth([(side * 16.4, y - 1.2), (side * 16.4, y + 0.9), (side * (13 - 0.4 * long), y + 0.9),
                                    (side * (13 - long), y + 1.4), (side * 13, y - 0.5)]))  # fmt: skip
    for y, half in ((-24.6, 3.6), (-22.2, 2.8), (-20.2, 1.8)):
        stripes.addPath(smooth([(-half, y - 0.5), (0, y + 0.6), (half, y - 0.5), (0, y + 1.8)]))
    pen.shape(skull, soft(head.coat.main))
    for side in (-1, 1):
        white = skia.Path().addOval(skia.Rect.MakeLTRB(side * 12.4 - 6.4, -9.4, side * 12.4 + 6.4, 1.0))
        pen.shape(skia.Op(skull, white, skia.kIntersect_PathOp), soft(head.coat.light))
    pen.shape(skia.Op(skull, stripes, skia.kIntersect_PathOp), head.coat.dark)


def tiger(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """White whiskers at the cheeks, white over the eyes, and stripes that taper toward the middle."""
    head.round_ears(pen, 9.4, -23.4, 3.9, head.coat.light)
    head.fur(pen, lambda still: _striped(still, head))
    for side in (-1, 1):
        pen.ellipse(shift + side * 5.4, -19.8 + drop * 0.5, 2.6, 1.5, head.coat.light, 0.9)
    head.muzzle(pen, pose, mouth, shift, drop, 6.4, 5.0, -5.4, 2.7)
    head.eyes(pen, pose, shift, drop)


def bear(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Small round ears on a heavy head."""
    head.round_ears(pen, 9.6, -23.4, 4.2, head.coat.light)
    head.skull(pen, 13.2, 8.6)
    head.muzzle(pen, pose, mouth, shift, drop, 6.6, 5.4, -6.0, 2.6)
    head.eyes(pen, pose, shift, drop)


def monkey(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A bare face in a hairy head."""
    head.round_ears(pen, 12, -13.4, 4.2, head.coat.light)
    head.skull(pen, 11.4, 7)
    for side in (-1, 1):
        pen.ellipse(shift + side * 4.4, -14.6 + drop, 5.2, 5.6, soft(head.coat.light))
    pen.ellipse(shift * 1.4, -6 + drop + mouth.open * 0.8, 8.2, 5.8 + mouth.open * 0.8, soft(head.coat.light))
    for side in (-1, 1):
        pen.ellipse(shift * 1.6 + side * 0.9, -9.6 + drop, 0.5, 0.35, head.coat.dark)
    face.mouth(pen, shift * 1.5, -5.4 + drop, 7.4, mouth, pose.smile + 0.15, "#a2474a")
    head.eyes(pen, pose, shift, drop)
    pen.shape(smooth([(-4, -25), (-1, -30), (0.6, -26.6), (3, -29.4), (4.4, -25)]), soft(head.coat.main))


def rabbit(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Long ears, and teeth that show."""
    for side in (-1, 1):
        with pen.moved(side * 4.6, -23, rotate=side * 9 + pose.tail * 1.5):
            pen.ellipse(0, -7.4, 3.7, 9.6, soft(head.coat.main))
            pen.ellipse(0.3, -7, 2.0, 7.4, soft(head.coat.dark))
    head.skull(pen, 11, 7.4)
    head.muzzle(pen, pose, mouth, shift, drop, 5.4, 4.2, -5.6, 1.3)
    if mouth.open < 0.35:
        pen.rect(shift * 1.7 - 1.2, -4.2 + drop, 2.4, 2.0, "#ffffff", 0.4)
    face.cheeks(pen, shift, -7 + drop, 7.2, 2.0, "#f08a90", 0.3)
    head.eyes(pen, pose, shift, drop)


def mouse(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Very large round ears, whiskers."""
    head.round_ears(pen, 12.2, -23, 7.0, head.coat.dark)
    head.skull(pen, 10.6, 5.4)
    head.muzzle(pen, pose, mouth, shift, drop, 4.8, 3.9, -5.6, 1.5)
    for side in (-1, 1):
        for k in (-1, 1):
            pen.line(
                [(shift * 1.7 + side * 3.8, -6 + drop), (shift * 1.7 + side * 10, -6 + k * 1.6 + drop)],
                darker(head.coat.main, 0.4),
                0.3,
                0.7,
            )
    head.eyes(pen, pose, shift, drop)
