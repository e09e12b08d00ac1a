"""Eyes, brows and mouths: the same for people and animals, so that everyone speaks and feels in one language.

Drawn around (0, 0) in units of the puppet, whose whole height is 100; the face looks to the right.
"""

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

INK = "#2a1a1e"

_SHUT = 0.66
"""From where on an eye is drawn shut: what is left open would be a slit of white without an iris."""


def eye(pen: Pen, x: float, y: float, size: float, side: int, pose: Pose, iris: str, skin: str) -> None:
    """One eye (`side` −1 is the left one), its lids following blink and feeling, its iris the gaze."""
    rx, ry = size * 0.84, size * (1 - 0.24 * min(0.0, pose.lids))
    crease = darker(skin, 0.3)
    shut = min(1.0, pose.blink + (1 - pose.blink) * (0.14 + 0.46 * max(0.0, pose.lids)))
    if shut > _SHUT:
        pen.line([(x - rx, y + size * 0.1), (x, y + size * 0.42), (x + rx, y + size * 0.1)], INK, size * 0.24)
        return
    white = skia.Path().addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    pen.shape(white, ("#e2dcd8", "#ffffff"))
    # Lids slant with the brows: down to the nose in anger, down to the temples in sorrow.
    slant = side * size * 0.42 * pose.brow_inner
    edge = y - ry + 2 * ry * shut
    with pen.clipped(white):
        ix, iy = x + pose.gaze_x * size * 0.3, y + pose.gaze_y * size * 0.26
        pen.circle(ix, iy, size * 0.68, (darker(iris, 0.35), lighter(iris, 0.15)))
        pen.circle(ix, iy, size * 0.4, "#140c10")
        pen.circle(ix + size * 0.2, iy - size * 0.26, size * 0.18, "#ffffff")
        if pose.tears > 0.05:
            pen.ellipse(x, y + ry * 0.86, rx, ry * 0.34, "#bfe6ff", 0.9)
        left, right = (x - rx * 1.2, edge - slant), (x + rx * 1.2, edge + slant)
        pen.poly([left, right, (right[0], y - 2 * ry), (left[0], y - 2 * ry)], darker(skin, 0.12))
        pen.line([left, (x, edge - size * 0.12), right], INK, size * 0.26)
        if pose.lower_lids > 0.05:
            rise = y + ry * (1 - 0.8 * pose.lower_lids)
            pen.ellipse(x, rise + 1.5 * ry, rx * 2.2, 1.5 * ry, darker(skin, 0.05))
            pen.line([(x - rx, rise + ry * 0.2), (x, rise), (x + rx, rise + ry * 0.2)], crease, size * 0.16)
    arc = skia.Path()
    arc.addArc(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), 195, 150)
    pen.stroke(arc, crease if shut > 0.2 else INK, size * (0.14 if shut > 0.2 else 0.24))


def brow(pen: Pen, x: float, y: float, size: float, side: int, pose: Pose, colour: str, weight: float = 0.3) -> None:
    """One eyebrow, thick in its middle; `side` −1 is the left one, whose inner end is to the right."""
    inner = (x - side * size * 0.82, y - size * (0.02 + 0.66 * pose.brow_inner + 0.24 * pose.brow_outer))
    crown = (x + side * size * 0.16, y - size * (0.32 + 0.3 * (pose.brow_inner + pose.brow_outer)))
    outer = (x + side * size * 1.06, y + size * (0.08 - 0.36 * pose.brow_outer))
    thick = size * weight * 0.56
    pen.blob([(inner[0], inner[1] - thick * 0.7), (crown[0], crown[1] - thick), outer, (crown[0], crown[1] + thick),
              (inner[0], inner[1] + thick * 0.7)], colour)  # fmt: skip


def lash(pen: Pen, x: float, y: float, size: float, side: int) -> None:
    """The lashes at the outer corner of an open eye, in one stroke."""
    pen.blob([(x + side * size * 0.5, y - size * 0.86), (x + side * size * 0.92, y - size * 0.66),
              (x + side * size * 1.3, y - size * 0.8), (x + side * size * 0.86, y - size * 0.24)], INK)  # fmt: skip


def mouth(pen: Pen, x: float, y: float, width: float, shape: Mouth, smile: float, lip: str) -> None:
    """The mouth around (x, y), `width` at rest; `smile` −1 to 1 moves its corners."""
    reach = width * 0.5 * (1 + (0.26 if shape.spread > 0 else 0.5) * shape.spread + 0.12 * max(0.0, smile))
    lift = width * 0.19 * smile * (1 - 0.3 * shape.open)
    gap = shape.open * width * 0.74
    if gap < width * 0.035:
        # Lips that are lighter than dark skin show what the mouth does; they end in its corners.
        corner, bow = y - lift, y + 1.5 * lift
        lips, seam = skia.Path(), skia.Path()
        for path, sag in ((lips, -0.1), (seam, 0.0)):
            path.moveTo(x - reach, corner)
            path.cubicTo(x - reach * 0.45, bow + sag * width, x + reach * 0.45, bow + sag * width, x + reach, corner)
        sag = 0.17 * width
        lips.cubicTo(x + reach * 0.45, bow + sag, x - reach * 0.45, bow + sag, x - reach, corner)
        pen.shape(lips, lip)
        pen.stroke(seam, mix(lip, INK, 0.42), width * 0.075)
        return
    # A laugh keeps the upper lip straight and hangs below it, a frown arches over the lower one.
    top, bottom = y - gap * 0.3 + lift * (0.5 if smile > 0 else 0.9), y + gap * 0.78 + lift * 0.4
    corner = y - lift
    bow = reach * 0.62
    hole = skia.Path()
    hole.moveTo(x - reach, corner)
    hole.cubicTo(x - reach, corner - gap * 0.1, x - bow, top, x, top)
    hole.cubicTo(x + bow, top, x + reach, corner - gap * 0.1, x + reach, corner)
    hole.cubicTo(x + reach, corner + gap * 0.35, x + bow, bottom, x, bottom)
    hole.cubicTo(x - bow, bottom, x - reach, corner + gap * 0.35, x - reach, corner)
    hole.close()
    pen.shape(hole, ("#4a1219", "#6e2028"))
    with pen.clipped(hole):
        if shape.tongue > 0.04:
            pen.ellipse(x, bottom + gap * (0.15 - 0.3 * shape.tongue), reach * 0.72, gap * 0.42, ("#e2727a", "#c9565f"))
        if shape.teeth > 0.04:
            tall = max(gap * 0.3, width * 0.07) * (0.35 + 0.65 * shape.teeth)
            pen.rect(x - reach, top - width * 0.05, reach * 2, tall + width * 0.05, "#fffaf2", width * 0.05)
            if shape.teeth > 0.95:
                pen.rect(x - reach, bottom - gap * 0.36, reach * 2, gap * 0.5, "#f1eadf", width * 0.05)
    pen.stroke(hole, lip, width * 0.08)
    if shape.tuck > 0.3:
        pen.rect(
            x - reach * 0.55, y - width * 0.02, reach * 1.1, width * 0.11, "#fffaf2", width * 0.03, min(1.0, shape.tuck)
        )


def tear(pen: Pen, x: float, y: float, size: float, tears: float) -> None:
    """A tear that runs down the cheek from an eye at (x, y)."""
    if tears > 0.05:
        with pen.moved(x, y + size * (1.3 + 0.7 * tears), size * 0.42):
            drop = smooth([(0, -1.9), (0.75, 0.1), (0.55, 0.85), (0, 1.1), (-0.55, 0.85), (-0.75, 0.1)])
            pen.shape(drop, ("#e6f6ff", "#79c2f0"), min(1.0, 1.4 * tears))


def sneer(pen: Pen, x: float, y: float, size: float, strength: float, colour: str) -> None:
    """The wrinkles of a turned-up nose whose bridge is at (x, y), and the folds from it to the mouth."""
    if strength < 0.1:
        return
    for k in (0, 1):
        pen.line([(x - size * 0.7, y + k * size * 0.7), (x, y - size * 0.25 + k * size * 0.7),
                  (x + size * 0.7, y + k * size * 0.7)], colour, size * 0.2, 0.8 * strength)  # fmt: skip
    for side in (-1, 1):
        pen.line([(x + side * size * 1.3, y + size * 2.1), (x + side * size * 2.1, y + size * 2.9),
                  (x + side * size * 2.3, y + size * 3.9)], colour, size * 0.2, 0.7 * strength)  # fmt: skip


def cheeks(pen: Pen, x: float, y: float, gap: float, size: float, colour: str, strength: float) -> None:
    """Blush on both cheeks around (x, y)."""
    for side in (-1, 1):
        for share in (1.15, 0.85, 0.55):
            pen.ellipse(x + side * gap, y, size * share, size * share * 0.7, colour, strength / 2.8)
