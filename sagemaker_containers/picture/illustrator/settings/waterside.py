"""River, sea-shore and ship."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.picture.illustrator import buildings, plants, sky, terrain
from sagemaker_containers.picture.illustrator.stage import Stage


def river(stage: Stage) -> None:
    """A broad river between green banks, with ghats and boats in an Indian one, a stone bridge in a Western one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen)
    edge = stage.width / 2
    bank = stage.floor - 12
    with stage.layer("far", 0.3) as pen:
        terrain.hills(stage, stage.far(pen, 0.72), stage.horizon - 4, 15, "#7098a0", 50)
        terrain.hills(stage, stage.far(pen, 0.45), stage.horizon - 3, 5, "#79a564", 30)
        far = stage.far(pen, 0.42)
        if stage.indian:
            for x, tall in ((-0.62, 24), (-0.44, 17), (0.7, 20)):
                buildings.shikhara(stage, far, edge * x, stage.horizon - 2, tall * 0.55, tall)
            for row in range(4):
                far.rect(edge * -0.82, stage.horizon - 2 + row * 1.1, edge * 0.6, 1.1,
                         lighter("#c9a27a", 0.2 - row * 0.08))  # fmt: skip
        for k in range(10):
            x = stage.left + stage.width * (k + stage.random.random()) / 10
            if not stage.indian or abs(x / edge + 0.5) > 0.35:
                plants.round_tree(stage, far, x, stage.horizon - 2, stage.random.uniform(8, 14))
        terrain.water(stage, pen, stage.horizon - 2, bank + 4)
        if stage.indian:
            _boat(stage.far(pen, 0.3), edge * 0.3, stage.horizon + 4, 16)
        else:
            _bridge(stage.far(pen, 0.35), edge * 0.1, stage.horizon + 1, 60)
    with stage.layer("ground", 0.6) as pen:
        terrain.ground(stage, pen, bank, "#8fb060" if not stage.indian else "#b9a96a", 2.4)
        near = stage.far(pen, 0.08)
        plants.round_tree(stage, near, -edge * 0.88, bank + 6, 56)
        plants.reeds(stage, near, edge * 0.7, bank + 3, 24, 12)
        plants.reeds(stage, near, -edge * 0.42, bank + 2.4, 12, 9)
        terrain.rock(stage, near, edge * 0.46, bank + 4, 5)
        terrain.tufts(stage, pen, bank + 4, stage.height, "#7c9c4c", int(stage.width * 0.35))
    with stage.layer("foreground", 1.0) as pen:
        plants.reeds(stage, pen, stage.left + 4, stage.height + 2, 14, 24)
        plants.reeds(stage, pen, stage.right - 4, stage.height + 2, 14, 21)
    stage.particles = "fireflies" if stage.dark else "birds"


def _boat(pen: Pen, x: float, y: float, size: float) -> None:
    with pen.moved(x, y, scale=size / 16):
        pen.ellipse(0, 0.6, 10, 0.8, "#1d3f52", 0.35)
        pen.blob([(-10, -3), (-6, 0.4), (6, 0.4), (11, -3.6), (0, -1.8)], ("#a06a3e", "#5f3a22"))
        pen.blob([(-4, -2), (-3.4, -6), (0, -7), (3.4, -6), (4, -2)], ("#e0b878", "#b88a4c"))


def _bridge(pen: Pen, x: float, y: float, width: float) -> None:
    stone = "#b8aa98"
    body = skia.Path()
    body.moveTo(x - width / 2, y + 3)
    body.cubicTo(x - width * 0.25, y - 9, x + width * 0.25, y - 9, x + width / 2, y + 3)
    body.lineTo(x + width / 2, y - 1)
    body.cubicTo(x + width * 0.25, y - 14, x - width * 0.25, y - 14, x - width / 2, y - 1)
    body.close()
    holes = skia.Path()
    pen.rect(x - width * 0.42, y - 7, width * 0.84, 11, (stone, darker(stone, 0.2)))
    for k in (-0.27, 0, 0.27):
        holes.addOval(skia.Rect.MakeXYWH(x + width * (k - 0.1), y - 5, width * 0.2, 15))
    pen.shape(holes, ("#6f96a8", "#4f8299"))
    pen.shape(body, (lighter(stone, 0.25), stone))


def sea_shore(stage: Stage) -> None:
    """Sand, surf and palms; a lighthouse in a Western one, fishing boats in an Indian one."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen, stage.horizon - 6)
    edge = stage.width / 2
    sand_line = stage.horizon + 9
    with stage.layer("far", 0.3) as pen:
        terrain.water(stage, pen, stage.horizon - 6, sand_line + 4, "#2f8fb8")
        if stage.indian:
            _boat(stage.far(pen, 0.4), -edge * 0.28, stage.horizon + 1, 14)
            _boat(stage.far(pen, 0.55), edge * 0.3, stage.horizon - 3, 8)
        else:
            far = stage.far(pen, 0.45)
            far.blob([(edge * 0.45, stage.horizon - 4), (edge * 0.6, stage.horizon - 12),
                (edge + 8, stage.horizon - 16),
                      (edge + 8, stage.horizon - 3)], ("#8aa07a", "#7d8a80"))  # fmt: skip
            _lighthouse(stage, far, edge * 0.74, stage.horizon - 12, 30)
            _sail(stage.far(pen, 0.5), -edge * 0.3, stage.horizon - 2, 11)
    with stage.layer("ground", 0.6) as pen:
        crest = terrain.ridge(stage, sand_line + 2, 2.2, 26)
        for shift, colour, alpha in ((0, "#d9f2f4", 0.95), (1.2, "#c9a878", 0.75), (2.2, "#ecd4a0", 1.0)):
            path = smooth([(x, y + shift) for x, y in crest], closed=False)
            path.lineTo(edge + 60, stage.height + 2)
            path.lineTo(-edge - 60, stage.height + 2)
            path.close()
            pen.shape(path, (lighter(colour, 0.1), darker(colour, 0.12)), alpha)
        terrain.ripples(stage, pen, sand_line + 8, "#e3c68e")
        near = stage.far(pen, 0.06)
        plants.palm(stage, near, -edge * 0.84, sand_line + 12, 62, 0.2)
        plants.palm(stage, near, -edge * 0.98, sand_line + 9, 48, 0.14)
        terrain.rock(stage, near, edge * 0.8, sand_line + 6, 9, "#8f8a86")
        terrain.rock(stage, near, edge * 0.66, sand_line + 7, 5, "#9a948e")
        for _ in range(9):
            x, y = stage.random.uniform(-edge, edge), stage.random.uniform(sand_line + 8, stage.height)
            shell = stage.random.choice(("#fff4e6", "#f2b8a8", "#f7dcae"))
            pen.blob([(x - 0.8, y), (x, y - 1.2), (x + 0.8, y)], (shell, darker(shell, 0.15)))
    with stage.layer("foreground", 1.0) as pen:
        plants.leaves_frame(stage, pen, 1, "#4a8048")
    stage.particles = "stars" if stage.time == "night" else "birds"


def _lighthouse(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    pen.poly([(x - size * 0.11, y), (x - size * 0.07, y - size * 0.78), (x + size * 0.07, y - size * 0.78),
              (x + size * 0.11, y)], ("#fffaf2", "#e0dcd2"))  # fmt: skip
    for k in (0.12, 0.42):
        pen.poly([(x - size * (0.105 - k * 0.04), y - size * k), (x - size * (0.1 - k * 0.045), y - size * (k + 0.15)),
                  (x + size * (0.1 - k * 0.045), y - size * (k + 0.15)), (x + size * (0.105 - k * 0.04), y - size * k)],
                 "#d9504a")  # fmt: skip
    pen.rect(x - size * 0.1, y - size * 0.8, size * 0.2, size * 0.03, "#4a515e")
    lit = "#fff0b0" if stage.dark else "#a9c8d4"
    pen.toned(str).rect(x - size * 0.05, y - size * 0.9, size * 0.1, size * 0.1, lit)
    if stage.dark:
        pen.glow(x, y - size * 0.85, size * 0.7, "#ffe28a", 0.8)
    pen.poly([(x - size * 0.08, y - size * 0.9), (x, y - size), (x + size * 0.08, y - size * 0.9)], "#c9433f")


def _sail(pen: Pen, x: float, y: float, size: float) -> None:
    pen.blob([(x - size * 0.5, y - size * 0.14), (x - size * 0.3, y), (x + size * 0.3, y),
        (x + size * 0.5, y - size * 0.16)],
             "#7a4f33")  # fmt: skip
    pen.poly([(x, y - size), (x + size * 0.45, y - size * 0.22), (x, y - size * 0.2)], ("#fffaf0", "#e8dcc4"))
    pen.poly([(x - 0.4, y - size * 0.9), (x - size * 0.32, y - size * 0.22), (x - 0.4, y - size * 0.2)],
             ("#fff4e0", "#dccfb4"))  # fmt: skip


def ship(stage: Stage) -> None:
    """On deck of a sailing ship (or a spacecraft's bridge in the future), the sea behind the rail."""
    with stage.layer("sky", 0.0) as pen:
        sky.sky(stage, pen, stage.horizon - 4)
    edge = stage.width / 2
    with stage.layer("far", 0.3) as pen:
        terrain.water(stage, pen, stage.horizon - 4, stage.floor, "#2a7ba6")
        terrain.waves(stage, stage.far(pen, 0.25), stage.horizon, 4, mix("#2f86b0", stage.air.sky[1], 0.25))
        _sail(stage.far(pen, 0.6), edge * 0.42, stage.horizon - 3, 9)
    deck = stage.floor - 11
    with stage.layer("ground", 0.6) as pen:
        wood = "#a8764a"
        pen.line([(-edge * 0.62, deck), (-edge * 0.62, -4)], "#6b4629", 3.6)
        pen.line([(-edge * 0.625, deck), (-edge * 0.625, -4)], "#8f6240", 1.2)
        pen.line([(-edge * 0.62 - 26, 9), (-edge * 0.62 + 62, 9)], "#6b4629", 1.8)
        sail = skia.Path()
        sail.moveTo(-edge * 0.62 - 22, 9.5)
        sail.lineTo(-edge * 0.62 + 58, 9.5)
        sail.cubicTo(-edge * 0.62 + 66, 24, -edge * 0.62 + 60, 36, -edge * 0.62 + 54, 41)
        sail.cubicTo(-edge * 0.62 + 30, 35, -edge * 0.62 - 4, 36, -edge * 0.62 - 18, 41)
        sail.cubicTo(-edge * 0.62 - 16, 30, -edge * 0.62 - 18, 20, -edge * 0.62 - 22, 9.5)
        pen.shape(sail, ("#fff8e8", "#dccba6"))
        for k in range(5):
            x = -edge * 0.62 - 12 + k * 14
            pen.line([(x, 10), (x + 1.4, 24), (x, 37)], "#c4b08a", 0.3, 0.7)
        for x in (-edge * 0.62 - 40, edge * 0.5):
            pen.line([(-edge * 0.62, -2), (x, deck)], "#5f4a38", 0.4)
        pen.line([(-edge * 0.62, 3), (edge * 0.72, deck - 6)], "#5f4a38", 0.4)
        pen.rect(-edge - 1, deck - 10, stage.width + 2, 1.6, (lighter(wood, 0.3), wood), 0.5)
        for k in range(int(stage.width / 6) + 1):
            x = -edge + k * 6
            pen.blob([(x - 0.6, deck), (x - 1.0, deck - 3), (x - 0.5, deck - 8.4), (x + 0.5, deck - 8.4),
                      (x + 1.0, deck - 3), (x + 0.6, deck)], (lighter(wood, 0.2), darker(wood, 0.2)))  # fmt: skip
        pen.rect(
            -edge - 1, deck - 1.2, stage.width + 2, stage.height - deck + 3, (lighter(wood, 0.2), darker(wood, 0.2))
        )
        for k in range(-14, 15):
            pen.line([(k * 8, deck), (k * 17, stage.height + 1)], darker(wood, 0.4), 0.3, 0.55)
        pen.rect(-edge - 1, deck - 1.4, stage.width + 2, 1.4, darker(wood, 0.25))
        _barrel(pen, edge * 0.8, deck + 7, 14)
        _barrel(pen, edge * 0.94, deck + 9, 13)
        pen.arc(-edge * 0.86, deck - 6, 3.4, 3.4, 0, 360, "#fff4ea", 1.8)
        for start in (0, 90, 180, 270):
            pen.arc(-edge * 0.86, deck - 6, 3.4, 3.4, start, 32, "#d9504a", 1.8)
        if stage.dark:
            buildings.lantern(stage, pen, edge * 0.55, deck - 22, 7)
            stage.lamp(edge * 0.55, deck - 17, 16, "#ffb54d", 0.3)
    stage.particles = "stars" if stage.time == "night" else "birds"


def _barrel(pen: Pen, x: float, y: float, size: float) -> None:
    pen.shadow(x, y, size * 0.45, size * 0.08, 0.35)
    pen.blob([(x - size * 0.3, y), (x - size * 0.4, y - size * 0.5), (x - size * 0.3, y - size),
        (x + size * 0.3, y - size),
              (x + size * 0.4, y - size * 0.5), (x + size * 0.3, y)], ("#b98350", "#7a5030"))  # fmt: skip
    for k in (0.18, 0.5, 0.82):
        pen.rect(x - size * 0.39, y - size * k - size * 0.03, size * 0.78, size * 0.06, "#4f4438", 0.3)
