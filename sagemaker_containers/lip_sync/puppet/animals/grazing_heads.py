"""Heads with horns, antlers or a trunk.

Each is given pose and mouth, how far the face is turned (`shift`) and how far it is lowered (`drop`).
"""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animals.head import Head
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


def elephant(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Ears like fans, a trunk, tusks."""
    flap = pose.tail * 0.8
    for side in (-1, 1):
        ear = [
            (side * 8, -22),
            (side * (18 + flap), -25),
            (side * (22 + flap), -15),
            (side * (18.6 + flap), -5),
            (side * 10, -5),
        ]
        pen.shape(smooth(ear), soft(head.coat.main))
        pen.shape(smooth([(x * 0.9 + side * 0.6, y * 0.82 - 2.8) for x, y in ear]), soft("#d9a9ae", 0.1, 0.1))
    head.skull(pen, 11.4, 7)
    x = shift * 1.6
    face.mouth(pen, x - 3.2, -2.6 + drop, 6.4, mouth, pose.smile, "#8a4f56")
    trunk = [
        (x, -13 + drop),
        (x + 0.8, -6 + drop),
        (x + 2.6, 2 + drop),
        (x + 7 + flap, 6.4),
        (x + 10.6 + flap, 3.4),
    ]
    pen.line(trunk, darker(head.coat.main, 0.28), 6.6)
    pen.line(trunk, lighter(head.coat.main, 0.08), 5.8)
    for k in range(4):
        pen.line(
            [(x - 1.8 + k * 0.4, -8 + k * 2.8 + drop), (x + 2.6 + k * 0.5, -8.2 + k * 2.8 + drop)],
            darker(head.coat.main, 0.2),
            0.45,
        )
    for side in (-1, 1):
        pen.line(
            [(x + side * 4.4 - 0.6, -5.4 + drop), (x + side * 5.6, -0.6 + drop), (x + side * 7.4, 0.6 + drop)],
            "#fffaf0",
            1.5,
        )
    head.eyes(pen, pose, shift, drop)


def deer(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Antlers, wide ears, a fine face that is pale around the eyes, a dark nose."""
    for side in (-1, 1):
        pen.line([(side * 3.6, -23), (side * 6.6, -29), (side * 7.4, -33), (side * 11, -36.4)], "#8a6440", 1.5)
        pen.line([(side * 7.2, -31.4), (side * 4.6, -36)], "#8a6440", 1.2)
        pen.line([(side * 6.2, -28.4), (side * 10, -30.4)], "#8a6440", 1.1)
        pen.blob([(side * 7, -19), (side * 13, -24.4), (side * 19.6, -23), (side * 15.4, -17.4), (side * 8.6, -15.4)],
                 soft(head.coat.main))  # fmt: skip
        pen.blob([(side * 10, -18.8), (side * 14, -22.4), (side * 17.8, -22), (side * 13.8, -18)], soft("#f0c4b0"))
    pen.blob([(2.4, -25.4), (7.4, -22.6), (9.4, -17), (8.6, -11), (5.6, -4.4), (3, 0.2), (-3, 0.2), (-5.6, -4.4),
              (-8.6, -11), (-9.4, -17), (-7.4, -22.6), (-2.4, -25.4)], soft(head.coat.main))  # fmt: skip
    pen.blob([(shift - 2.4, -24), (shift + 2.4, -24), (shift * 1.4 + 1.8, -9), (shift * 1.4 - 1.8, -9)],
             darker(head.coat.main, 0.2), 0.45)  # fmt: skip
    for side in (-1, 1):
        pen.ellipse(shift + side * 5.6, -16.8 + drop, 3.6, 4.2, head.coat.light, 0.6)
    head.muzzle(pen, pose, mouth, shift, drop, 4.8, 5.0, -5.0, 2.3)
    head.eyes(pen, pose, shift, drop)


def cow(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Horns, a dark patch, a broad pink nose."""
    for side in (-1, 1):
        pen.line([(side * 6.4, -24), (side * 9.6, -28), (side * 8.6, -32.4)], "#e6d3a8", 2.4)
        pen.shape(
            smooth(
                [
                    (side * 8.6, -20),
                    (side * 15, -22.6),
                    (side * 18.4, -18.6),
                    (side * 13.6, -15.4),
                    (side * 9, -16.6),
                ]
            ),
            soft(head.coat.dark),
        )
    head.skull(pen, 10.6, 7)
    pen.ellipse(shift + 5.8, -18 + drop, 5.2, 6.2, soft(head.coat.dark))
    low = mouth.open * 1.4
    x = shift * 1.5
    pen.ellipse(x, -6.4 + drop + low * 0.5, 9.6, 6.6 + low * 0.6, soft(head.coat.light))
    for side in (-1, 1):
        pen.ellipse(x + side * 3.4, -9.4 + drop, 1.0, 1.3, "#a8706a")
    face.mouth(pen, x, -4.4 + drop, 8.2, mouth, pose.smile, "#a2474a")
    head.eyes(pen, pose, shift, drop)


def horse(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A long face with a blaze, and a mane that falls to one side."""
    pen.blob([(2, -31), (-8, -28), (-13.6, -16), (-15, 0), (-11, 8), (-8, -2), (-7.6, -18)], soft(head.coat.dark))
    for side in (-1, 1):
        pen.blob([(side * 3.4, -23), (side * 6.8, -33.4), (side * 9, -22)], soft(head.coat.main))
        pen.blob([(side * 4.8, -24), (side * 6.6, -30.6), (side * 7.8, -23.4)], soft(darker(head.coat.main, 0.3)))
    head.skull(pen, 9.6, 7.4)
    pen.blob([(shift - 1.6, -23), (shift + 1.6, -23), (shift * 1.4 + 2, -9), (shift * 1.4 - 2, -9)], "#fdf6ea")
    head.snout(pen, pose, mouth, shift, drop, 8.2, 6.6)
    pen.blob([(-4, -26), (0, -32), (4.6, -29), (3.4, -21), (0.8, -17.4), (-0.6, -22)], soft(head.coat.dark))
    head.eyes(pen, pose, shift, drop)


def goat(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Horns that sweep back, drooping ears, a beard."""
    for side in (-1, 1):
        pen.line([(side * 4, -24), (side * 8, -31), (side * 13.4, -33.6)], "#8a7460", 3.0)
        pen.line([(side * 4, -24), (side * 8, -31), (side * 13.4, -33.6)], "#b39a7c", 1.8)
        pen.blob([(side * 8, -19), (side * 15, -18), (side * 18.4, -11), (side * 14, -11), (side * 9, -15)],
                 soft(head.coat.dark))  # fmt: skip
    low = 1.4 * mouth.open
    x = shift * 1.5
    pen.blob([(x - 3.4, -1.6 + low), (x + 3.4, -1.6 + low), (x + 1.6, 4 + low), (x - 0.6, 7.6 + low),
              (x - 1.8, 4 + low)], soft("#fffaf0", 0, 0.16))  # fmt: skip
    head.skull(pen, 9.8, 6.4)
    head.snout(pen, pose, mouth, shift, drop, 6.6, 5.4, "#f3dccc")
    head.eyes(pen, pose, shift, drop)


def camel(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Heavy lids, a tuft on top, and a broad split lip."""
    for side in (-1, 1):
        pen.blob([(side * 6.6, -21), (side * 12, -26), (side * 12.6, -20), (side * 8.4, -17)], soft(head.coat.main))
    head.skull(pen, 9.6, 7.6)
    pen.blob([(-6, -24), (-4, -29.6), (-0.6, -27.4), (2.4, -30), (5.6, -25), (0, -22.6)], soft(head.coat.dark))
    head.snout(pen, pose, mouth, shift, drop, 9.4, 6.4)
    pen.line([(shift * 1.5, -8.6 + drop), (shift * 1.5, -5.4 + drop)], darker(head.coat.light, 0.4), 0.6)
    head.eyes(pen, pose, shift, drop)
