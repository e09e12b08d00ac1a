"""Heads with beaks and scales, and one of metal.

Each is given pose and mouth, how far the face is turned (`shift`) and how far it is lowered (`drop`).
"""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet import face
from sagemaker_containers.lip_sync.puppet.animals.head import Head
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth


def crow(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Black, with a heavy beak."""
    head.skull(pen, 11, 7)
    pen.shape(smooth([(-3, -25), (-1.4, -29), (0.4, -26.4), (2.4, -29.6), (4, -25)]), soft(head.coat.main))
    head.eyes(pen, pose, shift, drop)
    head.beaked(pen, pose, mouth, shift, drop, "#5a5560", 13)


def bird(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A crest and a short bright beak."""
    head.skull(pen, 11.2, 7)
    for k, lean in enumerate((-5, -1, 3)):
        pen.line([(0, -25), (lean, -30 - (k == 1) * 1.6)], head.coat.dark, 1.4)
    pen.ellipse(shift, -7 + drop, 8.4, 6.4, soft(head.coat.light))
    head.eyes(pen, pose, shift, drop)
    head.beaked(pen, pose, mouth, shift, drop, "#f2a53a", 8.4)


def owl(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Ear tufts, and a face of two discs."""
    for side in (-1, 1):
        pen.blob([(side * 4.6, -24), (side * 13.6, -31.4), (side * 11.4, -18)], soft(head.coat.dark))
    head.skull(pen, 13, 9)
    for side in (-1, 1):
        pen.ellipse(shift + side * 5.6, -14 + drop, 7.2, 8.4, soft(head.coat.light, 0.1, 0.14))
        pen.arc(shift + side * 5.6, -14 + drop, 7.2, 8.4, 0, 360, darker(head.coat.light, 0.3), 0.6)
    head.eyes(pen, pose, shift, drop)
    x, y, gape = shift * 1.4, -10 + drop, mouth.open * 3.6
    pen.blob([(x - 2, y + 2), (x + 2, y + 2), (x + 1.2, y + 4.6 + gape), (x, y + 5.6 + gape),
              (x - 1.2, y + 4.6 + gape)], soft("#c9862a"))  # fmt: skip
    if gape > 0.3:
        pen.blob([(x - 1.6, y + 2.4), (x + 1.6, y + 2.4), (x, y + 3.6 + gape)], ("#7a2028", "#a83a44"))
    pen.blob([(x - 2.6, y - 1.6), (x + 2.6, y - 1.6), (x + 1.8, y + 2.6), (x, y + 4.6), (x - 1.8, y + 2.6)],
             soft("#f0b040"))  # fmt: skip


def peacock(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A small blue head with a fan of plumes on it."""
    for k, lean in enumerate((-6.4, -3.2, 0, 3.2, 6.4)):
        top = -33 + 0.09 * lean * lean
        pen.line([(0, -24), (lean, top)], head.coat.dark, 0.9)
        pen.circle(lean, top, 1.7, soft(head.coat.light if k % 2 else "#2f8fd0"))
    head.skull(pen, 10, 6.4, -25)
    for side in (-1, 1):
        pen.ellipse(shift + side * 4.6, -15.6 + drop, 4.2, 4.8, soft("#f4f2ea", 0, 0.1))
    head.eyes(pen, pose, shift, drop)
    head.beaked(pen, pose, mouth, shift, drop, "#7a6a58", 8)


def tortoise(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A bare, blunt, friendly head."""
    head.skull(pen, 9.8, 6.8, -25)
    for x, y, r in ((-5, -22, 1.3), (-2, -23.6, 0.9), (4.4, -22.4, 1.2)):
        pen.circle(x, y, r, darker(head.coat.main, 0.15))
    face.mouth(pen, shift * 1.6, -5.4 + drop, 9.0, mouth, pose.smile + 0.3, "#7a4f46")
    for side in (-1, 1):
        pen.ellipse(shift * 1.8 + side * 1.2, -9.4 + drop, 0.45, 0.4, darker(head.coat.main, 0.5))
    head.eyes(pen, pose, shift, drop)


def snake(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A hood around a flat head."""
    hood = smooth([(-6, 2), (-14.6, -4), (-14, -14), (-8, -20), (8, -20), (14, -14), (14.6, -4), (6, 2)])
    pen.shape(hood, soft(darker(head.coat.main, 0.14)))
    head.skull(pen, 9.8, 6.4, -25)
    if pose.tail > 0.8 and mouth.open < 0.1:
        pen.line([(shift * 1.7 + 1, -4.4), (shift * 1.7 + 3, -0.4), (shift * 1.7 + 4.4, 0.2)], "#d9404f", 0.6)
    face.mouth(pen, shift * 1.6, -5.8 + drop, 9.6, mouth, pose.smile + 0.2, "#8a4a46")
    for side in (-1, 1):
        pen.ellipse(shift * 1.8 + side * 1.1, -9.6 + drop, 0.4, 0.5, head.coat.dark)
    head.eyes(pen, pose, shift, drop)


def fish(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Wide eyes and a finned crown."""
    pen.shape(smooth([(-5, -24), (-7, -31), (-1, -28.6), (1, -32), (4, -28), (8, -29), (6, -23)]), soft(head.coat.dark))
    head.skull(pen, 12, 8)
    for y in (-20.6, -23.4):
        pen.line([(-7, y), (0, y - 1), (7, y)], head.coat.light, 0.9, 0.6)
    face.mouth(pen, shift * 1.5, -5.4 + drop, 7.2, mouth, pose.smile, "#c9463a")
    face.cheeks(pen, shift, -8 + drop, 8, 1.8, "#e84f3f", 0.3)
    head.eyes(pen, pose, shift, drop)


def frog(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A wide mouth, and eyes that stand on top."""
    for side in (-1, 1):
        pen.circle(side * 7.4 + shift, -23.6 + drop, 5.6, soft(head.coat.main))
    pen.blob([(0, -22.6), (9, -21.6), (14.6, -14), (14.4, -6.4), (8, -1), (0, 0), (-8, -1), (-14.4, -6.4),
              (-14.6, -14), (-9, -21.6)], soft(head.coat.main))  # fmt: skip
    pen.ellipse(shift * 0.6, -4.4, 12, 4.6, soft(head.coat.light, 0.1, 0.1))
    for x, y in ((-9, -15), (-11, -11.6), (10, -14.4)):
        pen.ellipse(x, y, 1.3, 0.9, head.coat.dark, 0.7)
    for side in (-1, 1):
        pen.ellipse(shift * 1.5 + side * 1.3, -13.4 + drop, 0.5, 0.4, head.coat.dark)
    face.mouth(pen, shift * 1.2, -9.4 + drop, 15, mouth, max(-0.3, pose.smile) + 0.3, "#3f6a30")
    head.eyes(pen, pose, shift, drop)


def crocodile(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Eyes that stand on top, and a long broad snout with teeth along the mouth."""
    for side in (-1, 1):
        pen.circle(side * 6.0 + shift, -23.8 + drop, 5.2, soft(head.coat.main))
    head.skull(pen, 10.6, 9.4, -24)
    x, low, smile = shift * 1.6, mouth.open * 1.4, max(-0.3, pose.smile) + 0.3
    snout = smooth([(x - 7.6, -17 + drop), (x + 7.6, -17 + drop), (x + 12.4, -8.6 + drop), (x + 11.4, -2.6 + low),
                    (x, 0.6 + low + drop), (x - 11.4, -2.6 + low), (x - 12.4, -8.6 + drop)])  # fmt: skip
    pen.shape(snout, soft(head.coat.main, 0.22, 0.04))
    with pen.clipped(snout):
        pen.ellipse(x, -0.4 + low + drop, 11.6, 4.2, head.coat.light, 0.9)
    for side in (-1, 1):
        pen.ellipse(x + side * 3.0, -14.0 + drop, 1.9, 1.3, soft(head.coat.main, 0.3, 0.0))
        pen.ellipse(x + side * 3.0, -13.8 + drop, 0.9, 0.7, head.coat.dark)
    y = -7.0 + drop
    face.mouth(pen, x, y, 15.4, mouth, smile, "#56703c")
    for k in (-7.2, -3.8, 3.8, 7.2):
        lip = y - 0.4 - 0.03 * k * k * smile
        pen.poly([(x + k - 1.2, lip), (x + k + 1.2, lip), (x + k, lip + 2.6)], "#fbf8ec")
    head.eyes(pen, pose, shift, drop)


def dragon(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """Horns, fins for ears, a crest between them, and a pale snout."""
    for side in (-1, 1):
        pen.blob([(side * 4.2, -23), (side * 7.4, -31), (side * 12.4, -36), (side * 10.6, -29), (side * 8.6, -21)],
                 soft("#efe2c0", 0.1, 0.24))  # fmt: skip
        pen.blob([(side * 9.4, -17), (side * 18.4, -22.4), (side * 16.4, -16.6), (side * 18.6, -11.6),
                  (side * 9.6, -10)],
                 soft(head.coat.dark, 0.16, 0.1))  # fmt: skip
    for y in (-25.4, -27.0):
        pen.poly([(-2.2, y), (0, y - 5), (2.2, y)], head.coat.dark)
    head.skull(pen, 11.2, 7.4, -25.4)
    x, low = shift * 1.7, mouth.open * 1.8
    pen.ellipse(x, -5.2 + drop + low * 0.5, 8.8, 6.2 + low * 0.6, soft(head.coat.light, 0.1, 0.14))
    for side in (-1, 1):
        pen.ellipse(x + side * 3.2, -9.0 + drop, 1.0, 0.8, darker(head.coat.light, 0.55))
    face.mouth(pen, x, -4.0 + drop, 11.4, mouth, pose.smile + 0.15, "#9a4a44")
    for side in (-1, 1):
        pen.poly(
            [(x + side * 4.6, -4.2 + drop), (x + side * 3.2, -4.4 + drop), (x + side * 3.8, -2.2 + drop)], "#fffaf0"
        )
    head.eyes(pen, pose, shift, drop)


def robot(head: Head, pen: Pen, pose: Pose, mouth: Mouth, shift: float, drop: float) -> None:
    """A box with a face plate, ears to hear by radio, and a lamp on top that lights up with what is said."""
    paint = head.look.garment_colour
    pen.line([(0, -26), (0, -32)], head.coat.dark, 1.2)
    pen.circle(0, -33, 2.2, soft(lighter("#f0b53a", 0.5 * mouth.open), 0.3, 0.1))
    for side in (-1, 1):
        pen.rect(side * 13.6 - 2.2, -17.6, 4.4, 8.4, soft(paint, 0.16, 0.16), 1.6)
    pen.rect(-13, -26, 26, 25.6, soft(head.coat.main, 0.16, 0.16), 6)
    pen.rect(-10.4 + 0.5 * shift, -22.8 + 0.5 * drop, 20.8, 19.6, soft(head.coat.light, 0.2, 0.06), 5)
    face.mouth(pen, shift * 1.1, -7.0 + drop, 9.0, mouth, pose.smile, head.coat.dark)
    head.eyes(pen, pose, shift, drop)
