"""Palaces, forts and castles. Each stands on (x, y), y being the ground; sizes in units."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator.buildings import window
from sagemaker_containers.picture.illustrator.stage import Stage


def dome(pen: Pen, x: float, y: float, radius: float, colour: str, finial: str = "#e8b94a") -> None:
    """An onion dome that stands on (x, y), with its finial."""
    body = skia.Path()
    body.moveTo(x - radius * 0.8, y)
    body.cubicTo(x - radius * 1.3, y - radius * 0.8, x - radius * 0.55, y - radius * 1.35, x, y - radius * 1.85)
    body.cubicTo(x + radius * 0.55, y - radius * 1.35, x + radius * 1.3, y - radius * 0.8, x + radius * 0.8, y)
    body.close()
    pen.shape(body, (lighter(colour, 0.3), darker(colour, 0.1)))
    with pen.clipped(body):
        pen.ellipse(x + radius * 0.75, y - radius * 0.5, radius * 0.55, radius * 1.2, darker(colour, 0.35), 0.3)
        pen.ellipse(x - radius * 0.4, y - radius * 0.7, radius * 0.14, radius * 0.5, "#ffffff", 0.35)
    pen.rect(x - radius * 0.86, y - radius * 0.08, radius * 1.72, radius * 0.16, darker(colour, 0.16), radius * 0.06)
    pen.line([(x, y - radius * 1.8), (x, y - radius * 2.35)], finial, radius * 0.08)
    pen.circle(x, y - radius * 1.98, radius * 0.12, finial)


def chhatri(pen: Pen, x: float, y: float, width: float, colour: str, trim: str) -> None:
    """A small domed pavilion."""
    for px in (-0.42, 0, 0.42):
        pen.rect(x + width * px - width * 0.05, y - width * 0.7, width * 0.1, width * 0.7, (lighter(colour), colour))
    pen.rect(x - width * 0.62, y - width * 0.8, width * 1.24, width * 0.13, darker(colour, 0.15), width * 0.04)
    dome(pen, x, y - width * 0.8, width * 0.42, trim)


def palace_hall(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str, trim: str) -> None:
    """A Mughal or Rajput front: cusped arches, a great dome, corner pavilions."""
    left = x - width / 2
    pen.rect(left, y - height, width, height, (lighter(wall, 0.18), darker(wall, 0.06)))
    dome(pen, x, y - height * 1.22, width * 0.15, trim)
    pen.rect(x - width * 0.17, y - height * 1.25, width * 0.34, height * 1.25, (lighter(wall, 0.25), wall))
    for px in (-0.45, 0.45):
        chhatri(pen, x + width * px, y - height, width * 0.09, wall, trim)
    for px in (-0.28, 0.28):
        dome(pen, x + width * px, y - height, width * 0.07, trim)
    pen.rect(left - 1, y - height - 0.9, width + 2, 1.8, (lighter(trim, 0.2), trim), 0.4)
    arches = [(0, 0.22, 0.95), (-0.28, 0.12, 0.62), (0.28, 0.12, 0.62), (-0.43, 0.1, 0.55), (0.43, 0.1, 0.55)]
    for px, share, tall in arches:
        opening = arch(x + width * px, y, width * share, height * tall, pointed=0.7)
        inner = ("#ffcf7d", "#c5763a") if stage.dark else (darker(wall, 0.55), darker(wall, 0.32))
        (pen.toned(str) if stage.dark else pen).shape(opening, inner)
        pen.stroke(opening, trim, 0.6)
        outer = arch(x + width * px, y, width * share * 1.22, height * tall * 1.08, pointed=0.7)
        pen.stroke(outer, lighter(wall, 0.4), 0.3)
        if stage.dark:
            pen.glow(x + width * px, y - height * tall * 0.4, width * share, "#ffb75e", 0.35)


def palace_front(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str) -> None:
    """A Western palace: two rows of tall windows, a columned middle under a gable, slate roofs and a flag."""
    left, slate = x - width / 2, "#eef4fa" if stage.snowy else "#6a7a96"
    pen.poly([(left, y - height), (left + width * 0.04, y - height * 1.24), (left + width * 0.96, y - height * 1.24),
              (left + width, y - height)], (lighter(slate, 0.2), darker(slate, 0.1)))  # fmt: skip
    pen.rect(left, y - height, width, height, (lighter(wall, 0.3), darker(wall, 0.08)))
    for row, tall in ((0.1, 0.34), (0.56, 0.3)):
        for k in range(10):
            window(stage, pen, left + width * (k + 0.5) / 10, y - height * row, width * 0.036, height * tall, "#f6f0e4")
    for level in (0.5, 1.0):
        pen.rect(left - 0.8, y - height * level - 0.6, width + 1.6, 1.3, (lighter(wall, 0.5), darker(wall, 0.15)), 0.3)
    half, top = width * 0.15, y - height * 1.08
    pen.rect(x - half, top, half * 2, y - top, (lighter(wall, 0.45), wall))
    for share in (-0.84, -0.42, 0.42, 0.84):
        pen.rect(x + half * share - 1.1, top, 2.2, y - top, (lighter(wall, 0.6), darker(wall, 0.12)), 0.3)
    for row, tall in ((0.0, 0.48), (0.58, 0.34)):
        window(stage, pen, x, y - height * row, half * 0.44, height * tall, "#e8c878", head=True)
    pen.poly([(x - half * 1.14, top), (x, top - height * 0.3), (x + half * 1.14, top)],
             (lighter(wall, 0.5), darker(wall, 0.1)))  # fmt: skip
    pen.circle(x, top - height * 0.1, height * 0.06, "#e8b94a")
    pen.line([(x, top - height * 0.3), (x, top - height * 0.62)], "#6b5540", 0.5)
    pen.poly([(x, top - height * 0.62), (x + 8, top - height * 0.56), (x, top - height * 0.46)], ("#4f6fc0", "#34489a"))


def castle(stage: Stage, pen: Pen, x: float, y: float, size: float, stone: str = "#b7aea6") -> None:
    """A Western castle: walls, round towers, cone roofs, flags, a gate."""
    with pen.moved(x, y, scale=size / 60):
        pen.rect(-34, -24, 68, 24, (lighter(stone, 0.12), darker(stone, 0.14)))
        _battlements(pen, -34, -24, 68, stone)
        for px, width, height, roof in ((-16, 12, 46, "#5b6f9c"), (17, 11, 40, "#a84f5c"), (1, 17, 52, "#5b6f9c"),
                                        (-34, 13, 36, "#a84f5c"), (35, 13, 36, "#5b6f9c")):  # fmt: skip
            _round_tower(stage, pen, px, width, height, roof, stone)
        gate = arch(1, 0, 10, 14)
        pen.shape(gate, ("#4a3424", "#2f2018"))
        pen.stroke(gate, darker(stone, 0.3), 1.0)
        for k in range(-4, 5, 2):
            pen.line([(1 + k, 0), (1 + k, -11)], "#7a6a58", 0.3, 0.7)
        for _ in range(40):
            bx, by = stage.random.uniform(-32, 32), stage.random.uniform(-21, -2)
            pen.rect(bx, by, 2.2, 1, darker(stone, 0.22), 0.2, 0.3)


def _battlements(pen: Pen, x: float, y: float, width: float, stone: str) -> None:
    count = max(3, round(width / 3))
    for k in range(count):
        if k % 2 == 0:
            pen.rect(x + width * k / count, y - 2, width / count, 2.2, (lighter(stone, 0.2), stone))


def _round_tower(stage: Stage, pen: Pen, x: float, width: float, height: float, roof: str, stone: str) -> None:
    pen.rect(x - width / 2, -height, width, height, (lighter(stone, 0.22), darker(stone, 0.08)))
    pen.rect(x + width * 0.16, -height, width * 0.34, height, darker(stone, 0.4), alpha=0.28)
    pen.rect(x - width * 0.58, -height - 1, width * 1.16, 2.4, (lighter(stone, 0.25), darker(stone, 0.1)), 0.4)
    _battlements(pen, x - width * 0.58, -height - 1, width * 1.16, stone)
    cone = [(x - width * 0.56, -height - 1.5), (x, -height - width * 1.25), (x + width * 0.56, -height - 1.5)]
    pen.poly(cone, ("#eef4fa" if stage.snowy else lighter(roof, 0.2), darker(roof, 0.12)))
    pen.poly([cone[1], cone[2], (x + width * 0.1, -height - 1.5)], darker(roof, 0.35), 0.35)
    top = -height - width * 1.25
    pen.line([(x, top), (x, top - 5)], "#6b5540", 0.4)
    pen.poly([(x, top - 5), (x + 5, top - 3.8), (x, top - 2.4)], ("#ffcf5c", "#e8973a"))
    window(stage, pen, x, -height * 0.66, width * 0.22, width * 0.42, darker(stone, 0.3), head=True)


def haveli(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str) -> None:
    """A merchant's town house: carved doorway, hanging balconies under little domes, a scalloped parapet."""
    left, trim = x - width / 2, lighter(wall, 0.5)
    pen.rect(left, y - height, width, height, (lighter(wall, 0.14), darker(wall, 0.14)))
    pen.rect(left + width * 0.8, y - height, width * 0.2, height, darker(wall, 0.35), alpha=0.25)
    storey = height / 3
    for floor in (1, 2):
        pen.rect(left - 0.6, y - storey * floor - 0.8, width + 1.2, 1.4, (trim, wall), 0.3)
        for share in (0.15, 0.85):
            window(
                stage, pen, left + width * share, y - storey * (floor + 0.22), width * 0.13, storey * 0.5, trim, True
            )
        _balcony(stage, pen, x, y - storey * (floor + 0.12), width * 0.4, storey * 0.8, wall)
    count = max(5, round(width / 3))
    for k in range(count):
        pen.shape(arch(left + width * (k + 0.5) / count, y - height + 0.4, width / count * 0.86, 2.6), (trim, wall))
    for side in (0.12, 0.88):
        dome(pen, left + width * side, y - height, width * 0.07, trim)
    door = arch(x, y, width * 0.3, storey * 0.78, pointed=0.4)
    pen.shape(arch(x, y, width * 0.42, storey * 0.9, pointed=0.4), (trim, darker(wall, 0.1)))
    pen.shape(door, ("#2f6f78", "#1d454f"))
    pen.line([(x, y), (x, y - storey * 0.76)], "#e8b84a", 0.4)
    for share in (0.17, 0.83):
        window(stage, pen, left + width * share, y - storey * 0.2, width * 0.14, storey * 0.5, trim, True)


def _balcony(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, wall: str) -> None:
    """A jharokha: three arches in a box that juts out on brackets."""
    trim = lighter(wall, 0.55)
    pen.poly(
        [
            (x - width * 0.3, y + height * 0.16),
            (x - width / 2, y),
            (x + width / 2, y),
            (x + width * 0.3, y + height * 0.16),
        ],
        darker(wall, 0.3),
    )
    pen.rect(x - width / 2, y - height * 0.72, width, height * 0.74, (trim, lighter(wall, 0.2)))
    for k in (-0.31, 0, 0.31):
        opening = arch(x + width * k, y - height * 0.2, width * 0.24, height * 0.42, pointed=0.4)
        if stage.dark:
            pen.toned(str).shape(opening, ("#ffe3a0", "#f2a94a"))
        else:
            pen.shape(opening, (darker(wall, 0.65), darker(wall, 0.5)))
    pen.rect(x - width * 0.52, y - height * 0.2, width * 1.04, height * 0.2, (lighter(wall, 0.35), wall), 0.2)
    pen.poly(
        [
            (x - width * 0.6, y - height * 0.7),
            (x - width * 0.44, y - height * 0.86),
            (x + width * 0.44, y - height * 0.86),
            (x + width * 0.6, y - height * 0.7),
        ],
        (trim, darker(wall, 0.1)),
    )
    if stage.dark:
        pen.glow(x, y - height * 0.4, width * 0.8, "#ffbf5e", 0.35)


def _keep(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str) -> None:
    """The strong house of a fort: bare walls, slits to shoot from, balconies high up."""
    for share, top in ((1.0, 0.62), (0.6, 1.0)):
        wide, tall = width * share, height * top
        pen.rect(x - wide / 2, y - tall, wide, tall, (lighter(stone, 0.24), darker(stone, 0.12)))
        pen.rect(x + wide * 0.28, y - tall, wide * 0.22, tall, darker(stone, 0.4), alpha=0.25)
        _merlons(pen, x - wide / 2 - 0.6, y - tall, wide + 1.2, stone)
    for px in (-0.4, -0.16, 0.16, 0.4):
        slit = (x + width * px, y - height * 0.34, width * 0.05, height * 0.16)
        window(stage, pen, *slit, darker(stone, 0.3), head=True)
    _balcony(stage, pen, x, y - height * 0.62, width * 0.24, height * 0.3, stone)
    _war_banner(pen, x, y - height, height * 0.7)


def _war_banner(pen: Pen, x: float, y: float, tall: float) -> None:
    """A long saffron pennant on a mast that stands at (x, y)."""
    pen.line([(x, y), (x, y - tall)], "#6b4a30", 0.5)
    cloth = [(x, y - tall), (x + tall * 0.7, y - tall * 0.86), (x + tall * 0.42, y - tall * 0.72),
             (x + tall * 0.66, y - tall * 0.56), (x, y - tall * 0.5)]  # fmt: skip
    pen.poly(cloth, ("#ff9a3c", "#d9541f"))


def hill_fort(stage: Stage, pen: Pen, x: float, y: float, width: float, height: float, stone: str = "#d9a468") -> None:
    """A Rajput fort: round bastions and scalloped battlements in two tiers, a keep above, banners over all."""
    _keep(stage, pen, x, y - height * 0.5, width * 0.44, height * 0.42, lighter(stone, 0.12))
    for k, up in ((-0.5, 0.4), (-0.29, 0.64), (0.29, 0.64), (0.5, 0.4)):
        _war_banner(pen, x + width * k, y - height * up, height * 0.34)
    for tier, (share, top, bastions) in enumerate(((0.8, 0.58, 6), (1.0, 0.34, 8))):
        wide, tall, shade = width * share, height * top, darker(stone, 0.06 * tier)
        pen.rect(x - wide / 2, y - tall, wide, tall, (lighter(shade, 0.2), darker(shade, 0.12)))
        _merlons(pen, x - wide / 2, y - tall, wide, shade)
        for k in range(bastions):
            bx, half = x - wide / 2 + wide * k / (bastions - 1), width * 0.042
            if tier and bastions // 2 - 1 <= k <= bastions // 2:
                continue
            pen.poly(
                [
                    (bx - half * 1.2, y),
                    (bx - half, y - tall * 1.14),
                    (bx + half, y - tall * 1.14),
                    (bx + half * 1.2, y),
                ],
                (lighter(shade, 0.3), darker(shade, 0.05)),
            )
            pen.poly(
                [
                    (bx + half * 0.3, y),
                    (bx + half * 0.25, y - tall * 1.14),
                    (bx + half, y - tall * 1.14),
                    (bx + half * 1.2, y),
                ],
                darker(shade, 0.4),
                0.3,
            )
            _merlons(pen, bx - half * 1.1, y - tall * 1.14, half * 2.2, shade)
            pen.rect(bx - half, y - tall * 0.84, half * 2, 0.5, darker(shade, 0.25), alpha=0.6)
            window(stage, pen, bx, y - tall * 0.9, half * 0.5, half * 0.9, darker(shade, 0.3), head=True)
    gate = arch(x, y, width * 0.11, height * 0.26, pointed=0.6)
    pen.rect(x - width * 0.09, y - height * 0.38, width * 0.18, height * 0.38, (lighter(stone, 0.3), stone))
    _merlons(pen, x - width * 0.09, y - height * 0.38, width * 0.18, stone)
    pen.shape(gate, ("#5a3a26", "#38241a"))
    pen.stroke(gate, "#f0cf94", 0.6)


def _merlons(pen: Pen, x: float, y: float, width: float, stone: str) -> None:
    count = max(2, round(width / 1.9))
    for k in range(count):
        pen.shape(arch(x + width * (k + 0.5) / count, y + 0.2, width / count * 0.8, 1.9), (lighter(stone, 0.35), stone))


def throne(pen: Pen, x: float, y: float, size: float, indian: bool) -> None:
    """The ruler's seat on its steps, under a parasol or a high carved back."""
    with pen.moved(x, y, scale=size / 30):
        gold, cloth = ("#ffe08a", "#c98f2e"), ("#d9404f", "#8a2238") if indian else ("#5f4ab0", "#3a2c78")
        for k in range(3):
            pen.rect(-16 + k * 3, -2 * (k + 1), 32 - k * 6, 2.1, ("#f4e6cc", "#c9ae88"), 0.2)
        if indian:
            pen.line([(0, -12), (0, -30)], "#c98f2e", 0.7)
            pen.blob([(-9, -28), (-5, -32.6), (0, -34.4), (5, -32.6), (9, -28), (0, -29.4)], ("#ffc24a", "#d9503f"))
            for k in range(-4, 5):
                pen.circle(k * 2.1, -27.8 + abs(k) * 0.12, 0.5, "#fff0c0")
        back = arch(0, -6, 13, 20, pointed=0.7 if indian else 0.3)
        pen.shape(back, gold)
        pen.shape(arch(0, -6, 10.4, 17.6, pointed=0.7 if indian else 0.3), cloth)
        for side in (-1, 1):
            pen.rect(side * 7 - 1, -13.6, 2, 8, gold, 0.6)
            pen.circle(side * 7, -14.2, 1.3, gold)
        pen.rect(-7, -10, 14, 4.2, cloth, 1.2)
        pen.circle(0, -27.2 if not indian else -25, 1.3, "#ff6a7a")
