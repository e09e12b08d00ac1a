"""Trees and plants. Each grows from (x, y) on the ground; `size` is its height in units."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.picture.illustrator.stage import Stage

LEAF = "#5b9a4a"
BARK = "#7a5238"


def _crown(stage: Stage, pen: Pen, x: float, y: float, rx: float, ry: float, colour: str) -> None:
    """A leafy mass: dark underside, body, and dabs of light on the upper left."""
    lumps = 9
    outline = []
    for k in range(lumps * 2):
        angle = math.tau * k / (lumps * 2)
        reach = 1.0 if k % 2 else 0.84
        reach *= stage.random.uniform(0.94, 1.06)
        outline.append((x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle)))
    body = smooth(outline)
    top = "#e9f1f8" if stage.snowy else lighter(colour, 0.2)
    pen.shape(body, (top, darker(colour, 0.26)))
    with pen.clipped(body):
        pen.ellipse(x + rx * 0.25, y + ry * 0.75, rx * 1.0, ry * 0.55, darker(colour, 0.42), 0.28)
        for _ in range(9):
            angle = stage.random.uniform(math.pi * 0.95, math.pi * 1.7)
            reach = stage.random.uniform(0.2, 0.8)
            pen.ellipse(
                x + rx * reach * math.cos(angle), y + ry * reach * math.sin(angle),
                rx * 0.2, ry * 0.15, lighter(colour, 0.42), 0.28,
            )  # fmt: skip


def round_tree(
    stage: Stage, pen: Pen, x: float, y: float, size: float, leaf: str = LEAF, trunk: str = BARK, fruit: str = ""
) -> None:
    """A broad-leaved tree."""
    pen.shadow(x, y, size * 0.34, size * 0.045, 0.3)
    width = size * 0.045
    crown = y - size * 0.66
    stem = [(x - width * 1.5, y), (x - width, y - size * 0.2), (x - width * 0.8, crown)]
    pen.blob([*stem, (x + width * 0.8, crown), (x + width, y - size * 0.2), (x + width * 1.7, y)],
             (darker(trunk, 0.3), trunk))  # fmt: skip
    pen.line([(x, y - size * 0.33), (x + size * 0.14, y - size * 0.52)], trunk, width * 0.9)
    pen.line([(x, y - size * 0.37), (x - size * 0.13, y - size * 0.54)], trunk, width * 0.8)
    _crown(stage, pen, x + size * 0.17, y - size * 0.58, size * 0.2, size * 0.17, darker(leaf, 0.1))
    _crown(stage, pen, x - size * 0.17, y - size * 0.6, size * 0.21, size * 0.18, darker(leaf, 0.05))
    _crown(stage, pen, x, y - size * 0.75, size * 0.27, size * 0.25, leaf)
    if fruit:
        for _ in range(9):
            angle, reach = stage.random.uniform(0, math.tau), stage.random.uniform(0.2, 0.8)
            fx = x + size * 0.3 * reach * math.cos(angle)
            fy = y - size * 0.68 + size * 0.22 * reach * math.sin(angle)
            pen.circle(fx, fy, size * 0.017, (lighter(fruit, 0.3), fruit))


def banyan(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A wide banyan with aerial roots and a platform's worth of shade."""
    pen.shadow(x, y, size * 0.62, size * 0.06, 0.34)
    trunk = "#80604a"
    pen.blob(
        [
            (x - size * 0.19, y), (x - size * 0.09, y - size * 0.14), (x - size * 0.075, y - size * 0.4),
            (x - size * 0.2, y - size * 0.56), (x + size * 0.2, y - size * 0.56), (x + size * 0.08, y - size * 0.4),
            (x + size * 0.1, y - size * 0.14), (x + size * 0.2, y),
        ],
        (darker(trunk, 0.32), trunk),
    )  # fmt: skip
    for k in (-0.05, 0.0, 0.045):
        pen.line([(x + size * k, y - size * 0.5), (x + size * k * 1.6, y - size * 0.04)], darker(trunk, 0.3),
                 size * 0.012, 0.6)  # fmt: skip
    for k in (-0.4, -0.31, -0.24, 0.25, 0.36, 0.43):
        pen.line([(x + size * k * 0.95, y - size * 0.56), (x + size * k, y - size * stage.random.uniform(0.0, 0.22))],
                 darker(trunk, 0.12), size * 0.014)  # fmt: skip
    leaf = "#4d8a45"
    for dx, dy, rx in ((-0.38, 0.62, 0.24), (0.4, 0.62, 0.24), (-0.16, 0.68, 0.26), (0.2, 0.7, 0.26), (0, 0.82, 0.3)):
        shade = darker(leaf, 0.12 if dy < 0.65 else 0.0)
        _crown(stage, pen, x + size * dx, y - size * dy, size * rx, size * 0.17, shade)


def willow(stage: Stage, pen: Pen, x: float, y: float, size: float, leaf: str = "#86b05a") -> None:
    """A weeping willow whose twigs hang to the ground."""
    pen.shadow(x, y, size * 0.4, size * 0.05, 0.3)
    pen.blob([(x - size * 0.07, y), (x - size * 0.04, y - size * 0.4), (x - size * 0.14, y - size * 0.7),
              (x + size * 0.14, y - size * 0.72), (x + size * 0.05, y - size * 0.4), (x + size * 0.08, y)],
             (darker(BARK, 0.2), BARK))  # fmt: skip
    _crown(stage, pen, x, y - size * 0.74, size * 0.36, size * 0.22, leaf)
    for k in range(34):
        along = -0.42 + 0.84 * k / 33
        top = y - size * (0.9 - 0.9 * along * along) + stage.random.uniform(-0.05, 0.1) * size
        length = size * stage.random.uniform(0.3, 0.58)
        shade = stage.random.choice((lighter(leaf, 0.2), leaf, darker(leaf, 0.2)))
        foot = min(y - size * 0.04, top + length)
        pen.line([(x + along * size, top), (x + along * size * 1.12, (top + foot) / 2), (x + along * size * 1.1, foot)],
                 shade, size * 0.022, 0.85)  # fmt: skip


def conifer(stage: Stage, pen: Pen, x: float, y: float, size: float, leaf: str = "#3f7a58") -> None:
    """A fir of drooping tiers."""
    pen.shadow(x, y, size * 0.24, size * 0.035, 0.3)
    pen.rect(x - size * 0.025, y - size * 0.14, size * 0.05, size * 0.14, (darker(BARK, 0.35), BARK))
    tiers = 5
    for k in range(tiers):
        low = y - size * (0.09 + 0.165 * k)
        half = size * (0.235 - 0.036 * k)
        top = low - size * (0.30 - 0.01 * k)
        tier = skia.Path()
        tier.moveTo(x, top)
        tier.cubicTo(x + half * 0.25, low - size * 0.12, x + half * 0.7, low - size * 0.03, x + half, low)
        tier.quadTo(x + half * 0.55, low - size * 0.004, x + half * 0.4, low + size * 0.024)
        tier.quadTo(x, low - size * 0.012, x - half * 0.4, low + size * 0.024)
        tier.quadTo(x - half * 0.55, low - size * 0.004, x - half, low)
        tier.cubicTo(x - half * 0.7, low - size * 0.03, x - half * 0.25, low - size * 0.12, x, top)
        shade = mix(darker(leaf, 0.2), lighter(leaf, 0.1), k / tiers)
        pen.shape(tier, ("#eff5fb" if stage.snowy else lighter(shade, 0.12), darker(shade, 0.2)))


def palm(stage: Stage, pen: Pen, x: float, y: float, size: float, lean: float = 0.12) -> None:
    """A coconut palm that leans; a storm bends it. Where snow lies, a fir stands in its place."""
    if stage.snowy:
        conifer(stage, pen, x, y, size)
        return
    pen.shadow(x, y, size * 0.16, size * 0.03, 0.3)
    if stage.weather == "storm":
        lean = 0.36
    tx, ty = x + size * lean, y - size * 0.8
    trunk = [(x, y), (x + size * lean * 0.25, y - size * 0.4), (tx, ty)]
    pen.line(trunk, "#8a6a4a", size * 0.05)
    pen.line([(px - size * 0.008, py) for px, py in trunk], "#a88660", size * 0.018)
    for k in range(9):
        angle = math.pi * (1.02 + 0.96 * k / 8)
        length = size * stage.random.uniform(0.32, 0.4)
        if stage.weather == "storm":
            angle = math.pi * (1.42 + 0.62 * k / 8)
        ex, ey = (
            tx + length * math.cos(angle),
            ty + length * math.sin(angle) * 0.5 + length * 0.3 * abs(math.cos(angle)),
        )
        mx, my = tx + length * 0.55 * math.cos(angle), ty + length * 0.62 * math.sin(angle) - size * 0.03
        frond = skia.Path()
        frond.moveTo(tx, ty)
        frond.quadTo(mx, my - size * 0.05, ex, ey)
        frond.quadTo(mx, my + size * 0.06, tx, ty)
        pen.shape(frond, (lighter("#5f9a48", 0.2), "#3f7a3c"))
        pen.line([(tx, ty), ((tx + 2 * mx + ex) / 4, (ty + 2 * my + ey) / 4), (ex, ey)], "#8fbf66", size * 0.006, 0.7)
    for dx in (-0.025, 0.02, 0.0):
        pen.circle(tx + size * dx, ty + size * 0.03, size * 0.024, ("#9a7046", "#5e3f28"))


def banana(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A banana plant."""
    pen.shadow(x, y, size * 0.2, size * 0.03, 0.25)
    pen.rect(x - size * 0.04, y - size * 0.5, size * 0.08, size * 0.5, ("#9db86a", "#7d8f4e"), size * 0.03)
    for angle, length in ((-160, 0.5), (-20, 0.5), (-130, 0.55), (-50, 0.55), (-95, 0.5)):
        with pen.moved(x, y - size * 0.48, rotate=angle + stage.random.uniform(-6, 6)):
            leaf = skia.Path()
            reach = size * length
            leaf.moveTo(0, 0)
            leaf.quadTo(reach * 0.5, -reach * 0.28, reach, reach * 0.06)
            leaf.quadTo(reach * 0.5, reach * 0.22, 0, 0)
            pen.shape(leaf, (lighter("#6fae4c", 0.15), "#4c8c3e"))
            pen.line([(0, 0), (reach * 0.5, -reach * 0.02), (reach, reach * 0.06)], "#c2dd8c", size * 0.008, 0.8)


def bush(stage: Stage, pen: Pen, x: float, y: float, size: float, leaf: str = LEAF, flower: str = "") -> None:
    """A rounded bush, with flowers of that colour if one is named."""
    pen.shadow(x, y, size * 0.9, size * 0.12, 0.25)
    _crown(stage, pen, x - size * 0.42, y - size * 0.28, size * 0.42, size * 0.32, darker(leaf, 0.12))
    _crown(stage, pen, x + size * 0.42, y - size * 0.28, size * 0.42, size * 0.32, darker(leaf, 0.16))
    _crown(stage, pen, x, y - size * 0.42, size * 0.55, size * 0.44, leaf)
    if flower and not stage.snowy:
        for _ in range(12):
            fx = x + stage.random.uniform(-0.72, 0.72) * size
            blossom(pen, fx, y - stage.random.uniform(0.15, 0.7) * size, size * 0.07, flower)


def topiary(stage: Stage, pen: Pen, x: float, y: float, size: float, leaf: str = "#4f9450") -> None:
    """A shrub clipped to a cone."""
    pen.shadow(x, y, size * 0.3, size * 0.05, 0.28)
    cone = smooth([(x - size * 0.27, y - size * 0.04), (x - size * 0.2, y - size * 0.4), (x, y - size),
                   (x + size * 0.2, y - size * 0.4), (x + size * 0.27, y - size * 0.04), (x, y)])  # fmt: skip
    pen.shape(cone, ("#eef4fb" if stage.snowy else lighter(leaf, 0.25), darker(leaf, 0.25)))
    with pen.clipped(cone):
        pen.ellipse(x + size * 0.2, y - size * 0.3, size * 0.16, size * 0.6, darker(leaf, 0.4), 0.3)


def blossom(pen: Pen, x: float, y: float, size: float, colour: str) -> None:
    """A five-petalled flower seen from the front."""
    for k in range(5):
        angle = math.tau * k / 5 - math.pi / 2
        pen.circle(x + size * 0.62 * math.cos(angle), y + size * 0.62 * math.sin(angle), size * 0.5, colour)
    pen.circle(x, y, size * 0.42, "#ffd75e")


def flowers(stage: Stage, pen: Pen, x: float, y: float, width: float, count: int, colours: tuple[str, ...]) -> None:
    """A bed of flowers on stems."""
    if stage.snowy:
        return
    for _ in range(count):
        fx, fy = x + stage.random.uniform(-0.5, 0.5) * width, y + stage.random.uniform(-0.8, 0.8)
        size = stage.random.uniform(1.0, 1.6)
        tall = size * stage.random.uniform(1.8, 3.0)
        pen.line([(fx, fy), (fx + 0.2, fy - tall)], "#4d8040", 0.26)
        pen.ellipse(fx + 0.5, fy - tall * 0.4, 0.6, 0.24, "#5f9a48")
        blossom(pen, fx + 0.2, fy - tall, size * 0.62, stage.random.choice(colours))


def reeds(stage: Stage, pen: Pen, x: float, y: float, width: float, size: float) -> None:
    """Reeds at the water's edge."""
    for _ in range(int(width * 1.6)):
        rx = x + stage.random.uniform(-0.5, 0.5) * width
        tall = size * stage.random.uniform(0.6, 1.0)
        lean = stage.random.uniform(-0.16, 0.16) * tall
        shade = stage.random.choice(("#6d9048", "#557a3c", "#86a556"))
        pen.line([(rx, y), (rx + lean * 0.3, y - tall * 0.6), (rx + lean, y - tall)], shade, 0.34)
        if stage.random.random() < 0.25:
            pen.ellipse(rx + lean, y - tall, 0.42, 1.4, "#7b4f32")


def leaves_frame(stage: Stage, pen: Pen, side: int, colour: str = "#2f6140") -> None:
    """Big dark leaves that reach in from one side (−1 left, 1 right) and frame the picture."""
    edge = stage.left if side < 0 else stage.right
    for k in range(7):
        reach = stage.random.uniform(9, 17)
        y = stage.height - stage.random.uniform(-3, 16)
        angle = stage.random.uniform(-75, -25)
        with pen.moved(edge + side * 3, y, rotate=angle if side < 0 else -180 - angle):
            leaf = skia.Path()
            leaf.moveTo(0, 0)
            leaf.quadTo(reach * 0.5, -reach * 0.3, reach, 0)
            leaf.quadTo(reach * 0.5, reach * 0.3, 0, 0)
            shade = mix(colour, "#1d3a3a", k / 12)
            pen.shape(leaf, (lighter(shade, 0.14), darker(shade, 0.25)))
            pen.line([(0, 0), (reach * 0.95, 0)], lighter(shade, 0.25), 0.2, 0.6)


def vine(stage: Stage, pen: Pen, x: float, length: float) -> None:
    """A hanging vine from the top edge."""
    points = [(x + math.sin(k * 1.3) * 0.8, -1 + length * k / 5) for k in range(6)]
    pen.line(points, "#3d6b3a", 0.4)
    for k in range(int(length / 2)):
        px = x + math.sin(k * 0.9) * 0.9
        pen.ellipse(px + (0.8 if k % 2 else -0.8), 1 + k * 2, 0.9, 0.45, stage.random.choice(("#4f8a45", "#66a054")))


def ferns(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A tuft of ferns."""
    for k in range(9):
        turn = math.radians(-165 + 150 * k / 8)
        tip = (x + size * math.cos(turn), y + size * 0.8 * math.sin(turn))
        middle = (x + size * 0.5 * math.cos(turn), y + size * 0.66 * math.sin(turn))
        shade = stage.random.choice(("#5f9a48", "#7ab45a", "#4a8040"))
        pen.line([(x, y), middle, tip], shade, 0.35)
        for j in range(5):
            share = 0.3 + 0.14 * j
            px, py = x + (tip[0] - x) * share, y + (middle[1] - y) * min(1.0, share * 1.7)
            pen.ellipse(px, py, size * 0.11 * (1.2 - share), size * 0.05, shade)


def canopy_fringe(stage: Stage, pen: Pen) -> None:
    """Leaves that hang in from the upper corners."""
    for side in (-1, 1):
        corner = stage.left if side < 0 else stage.right
        for k in range(11):
            x, y = corner - side * k * 3.4, stage.random.uniform(-3, 1)
            with pen.moved(x, y, rotate=90 + side * stage.random.uniform(-10, 46)):
                reach = stage.random.uniform(8, 15) * (1 - k / 18)
                leaf = skia.Path()
                leaf.moveTo(0, 0)
                leaf.quadTo(reach * 0.5, -reach * 0.24, reach, 0)
                leaf.quadTo(reach * 0.5, reach * 0.24, 0, 0)
                shade = stage.random.choice(("#2c6a45", "#3a7a48", "#245a40"))
                pen.shape(leaf, (lighter(shade, 0.16), darker(shade, 0.2)))
                pen.line([(0, 0), (reach * 0.92, 0)], lighter(shade, 0.25), 0.2, 0.6)
