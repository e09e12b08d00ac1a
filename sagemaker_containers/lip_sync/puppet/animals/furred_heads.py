"""Heads with fur: beasts of prey, monkeys, and the small ones.

Each is given pose and mouth, how far the face is turned (`shift`) and how far it is lowered (`drop`).
"""

import math

from sagemaker_containers.drawing.colour import darker
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animals.head import Head
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


def fox(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A white-cheeked, pointed face."""
    head.pointed_ears(pen, 7.4, 11, 4.4, head.coat.dark)
    head.skull(pen, 11.6, 6)
    for side in (-1, 1):
        pen.shape(smooth([(side * 12.6, -7), (side * 6, -12), (shift + side * 1, -9.4), (shift + side * 2, -1),
            (side * 7.4, -1.4)]),
                  soft(head.coat.light))  # fmt: skip
    head.muzzle(pen, pose, mouth, shift, drop, 5.6, 4.4, -5.8)
    head.eyes(pen, pose, shift, drop)


def wolf(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A fox's outline in grey, with a ragged ruff and a long dark nose."""
    ruff = []
    for k in range(18):
        far = 16.4 if k % 2 else 13
        ruff.append((far * math.cos(math.tau * k / 18), -9 + far * 0.86 * math.sin(math.tau * k / 18)))
    pen.blob(ruff, soft(darker(head.coat.main, 0.1)))
    head.pointed_ears(pen, 7.0, 10, 4.2, head.coat.dark)
    head.skull(pen, 11.4, 6)
    pen.blob([(shift - 4, -25), (shift + 4, -25), (shift * 1.3 + 2.4, -10), (shift * 1.3 - 2.4, -10)],
             soft(head.coat.dark, 0.1, 0.1), 0.7)  # fmt: skip
    for side in (-1, 1):
        pen.blob([(side * 12.6, -7), (side * 6, -12.6), (shift + side * 1, -9.4), (shift + side * 2, -1),
                  (side * 7.4, -1.4)], soft(head.coat.light))  # fmt: skip
    head.muzzle(pen, pose, mouth, shift, drop, 6.0, 4.8, -5.8, 2.5)
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


def tiger(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Stripes and white cheeks."""
    head.round_ears(pen, 9.4, -23.4, 3.9, head.coat.light)
    head.skull(pen, 12.2, 7)
    for side in (-1, 1):
        pen.ellipse(side * 9.4, -6.4, 4.0, 4.6, soft(head.coat.light))
        for y in (-14, -10, -6):
            pen.line([(side * 12.0, y), (side * 8.6, y + 0.8)], head.coat.dark, 1.4)
    for stripe, half in ((-23.8, 3.4), (-21.4, 2.4)):
        pen.line([(shift - half, stripe), (shift, stripe + 0.9), (shift + half, stripe)], head.coat.dark, 1.1)
    head.muzzle(pen, pose, mouth, shift, drop, 6.2, 4.8, -5.8, 2.4)
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
