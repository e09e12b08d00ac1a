"""Eyes, brows and mouths: the same for people and animals, so that everyone speaks and feels in one language.

Drawn around (0, 0) in units of the puppet, whose whole height is 100; the face looks to the right.
"""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.pose import Pose
from sagemaker_containers.lip_sync.puppet.visemes import Mouth

INK = "#2a1a1e"


def eye(pen: Pen, x: float, y: float, size: float, pose: Pose, iris: str = "#5a3a24", lid: str = "#8a5a44") -> None:
    """One eye, its lid following blink and feeling, its iris the gaze."""
    opening = (1 - pose.blink) * min(1.14, 1 - 0.42 * pose.lids)
    rx, ry = size * 0.84, size * max(0.0, opening)
    if opening < 0.2:
        pen.line([(x - rx, y + size * 0.1), (x, y + size * 0.42), (x + rx, y + size * 0.1)], INK, size * 0.24)
        return
    white = skia.Path().addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    pen.shape(white, ("#f4f1ee", "#ffffff"))
    with pen.clipped(white):
        ix, iy = x + pose.gaze_x * size * 0.3, y + pose.gaze_y * size * 0.26
        pen.circle(ix, iy, size * 0.62, (darker(iris, 0.35), lighter(iris, 0.15)))
        pen.circle(ix, iy, size * 0.36, "#140c10")
        pen.circle(ix + size * 0.2, iy - size * 0.26, size * 0.18, "#ffffff")
        pen.ellipse(x, y - ry * 1.3, rx * 1.2, ry * 0.6, lid, 0.35)
    arc = skia.Path()
    arc.addArc(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry), 195, 150)
    pen.stroke(arc, INK, size * 0.24)


def brow(pen: Pen, x: float, y: float, size: float, side: int, pose: Pose, colour: str, weight: float = 0.3) -> None:
    """One eyebrow; `side` −1 is the left one, whose inner end is to the right."""
    inner, outer = x - side * size * 0.85, x + side * size * 1.0
    pen.line(
        [
            (inner, y - pose.brow_inner * size * 0.62),
            (x, y - size * 0.34 - (pose.brow_inner + pose.brow_outer) * size * 0.3),
            (outer, y + size * 0.05 - pose.brow_outer * size * 0.5),
        ],
        colour,
        size * weight,
    )


def mouth(pen: Pen, x: float, y: float, width: float, shape: Mouth, smile: float, lip: str) -> None:
    """The mouth around (x, y), `width` at rest; `smile` −1 to 1 moves its corners."""
    reach = width * 0.5 * (1 + (0.26 if shape.spread > 0 else 0.5) * shape.spread + 0.12 * max(0.0, smile))
    lift = width * 0.13 * smile * (1 - 0.35 * shape.open)
    gap = shape.open * width * 0.74
    if gap < width * 0.035:
        curve = [(x - reach, y - lift), (x, y + lift * 0.9), (x + reach, y - lift)]
        pen.line(curve, darker(lip, 0.25), width * 0.1)
        pen.line([(x - reach * 0.4, y + width * 0.13 + lift * 0.8), (x + reach * 0.4, y + width * 0.13 + lift * 0.8)],
                 lighter(lip, 0.1), width * 0.06, 0.5)  # fmt: skip
        return
    top, bottom = y - gap * 0.3 + lift * 0.3, y + gap * 0.78 + lift * 0.4
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
            tall = max(gap * 0.26, width * 0.07) * (0.35 + 0.65 * shape.teeth)
            pen.rect(x - reach, top - width * 0.05, reach * 2, tall + width * 0.05, "#fffaf2", width * 0.05)
    pen.stroke(hole, lip, width * 0.095)
    if shape.tuck > 0.3:
        pen.rect(
            x - reach * 0.55, y - width * 0.02, reach * 1.1, width * 0.11, "#fffaf2", width * 0.03, min(1.0, shape.tuck)
        )


def cheeks(pen: Pen, x: float, y: float, gap: float, size: float, colour: str, strength: float) -> None:
    """Blush on both cheeks around (x, y)."""
    for side in (-1, 1):
        pen.ellipse(x + side * gap, y, size, size * 0.7, colour, strength)
