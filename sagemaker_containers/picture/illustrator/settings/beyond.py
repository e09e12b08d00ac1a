"""Space, where there is neither weather nor daylight."""

from functools import partial

import skia

from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import buildings, plants, shrines, terrain
from sagemaker_containers.picture.illustrator.settings.heavens import heaven, under_heaven
from sagemaker_containers.picture.illustrator.stage import Stage


def space(stage: Stage) -> None:
    """A cratered moon under a ringed planet and a sky of the scene's mood; there is no weather and no daylight here."""
    edge = stage.width / 2
    with stage.layer("sky", 0.0) as pen:
        heaven(stage, pen)
    with stage.layer("far", 0.25) as pen:
        plain = pen.toned(partial(under_heaven, stage))
        _planet(plain, edge * 0.48, 27, 15)
        _satellite(plain, -edge * 0.3, 33)
        pen.glow(-edge * 0.62, 20, 13, "#7fb0ff", 0.5)
        plain.circle(-edge * 0.62, 20, 5, ("#bfe0ff", "#3f6fc0"))
        plain.blob(
            [(-edge * 0.62 - 3.4, 18.4), (-edge * 0.62, 16.6), (-edge * 0.62 + 1, 20), (-edge * 0.62 - 2, 22)],
            "#7fc48a",
        )
        terrain.mountains(stage, plain, stage.horizon + 4, 20, "#544a86", snow=False)
        plain.rect(-edge - 1, stage.horizon + 2, stage.width + 2, 8, "#6f639c")
    with stage.layer("ground", 0.6) as pen:
        plain = pen.toned(partial(under_heaven, stage))
        top = stage.horizon + 3
        plain.rect(-edge - 1, top, stage.width + 2, stage.height - top + 1, ("#9a8fc4", "#4f4680"))
        for _ in range(22):
            depth = stage.random.random() ** 1.3
            x, y = stage.random.uniform(-edge, edge), top + 2 + (stage.height - top) * depth
            size = 2.2 + 8 * depth * stage.random.uniform(0.5, 1)
            plain.ellipse(x, y, size, size * 0.24, ("#3f3870", "#6f66a3"))
            plain.ellipse(x, y + size * 0.06, size * 0.88, size * 0.17, "#574e8c")
            plain.arc(x, y, size, size * 0.24, 10, 160, "#c4bae6", 0.3)
        _dome(stage, plain, -edge * 0.72, stage.horizon + 8, 24)
        _rocket(plain, edge * 0.8, stage.horizon + 11, 40)
        for x, size in ((-0.8, 8), (-0.64, 4), (0.5, 5)):
            terrain.rock(stage, plain, edge * x, stage.horizon + 12, size, "#6f679c")
    stage.particles = "stars"


def _satellite(pen: Pen, x: float, y: float) -> None:
    with pen.moved(x, y, rotate=-18):
        for side in (-1, 1):
            pen.rect(side * 5.2 - 3, -1.6, 6, 3.2, ("#5f8ff0", "#2f4fa8"), 0.2)
            for k in (-1, 1):
                pen.line([(side * 5.2 + k, -1.6), (side * 5.2 + k, 1.6)], "#bcd0ff", 0.15)
        pen.rect(-1.7, -2, 3.4, 4, ("#f7f2e4", "#a8a4b4"), 0.5)
        pen.arc(0, -3, 1.6, 1.2, 0, 180, "#f2ecd8", 0.5)


def _dome(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A base under glass: lights, a tree (in India beside a small shrine), a flag."""
    pen.shadow(x, y, size * 0.6, 1.4, 0.4)
    if stage.indian:
        shrines.shikhara(stage, pen, x - size * 0.16, y - 1, size * 0.26, size * 0.4)
    if stage.culture != "indian":
        buildings.spire_tower(stage, pen, x + size * 0.02, y - 1, size * 0.18, size * 0.4)
    plants.round_tree(stage, pen, x + size * 0.16, y - 1, size * 0.36, "#5fc06a")
    shell = skia.Path()
    shell.addArc(skia.Rect.MakeLTRB(x - size / 2, y - size / 2, x + size / 2, y + size / 2), 180, 180)
    pen.shape(shell, ("#cfeaff", "#8fc4ff"), 0.26)
    pen.stroke(shell, "#e8f6ff", 0.4)
    pen.arc(x, y, size * 0.42, size * 0.42, 200, 40, "#ffffff", 0.5)
    pen.rect(x - size * 0.54, y - 1.4, size * 1.08, 2, ("#e4e0f0", "#8a84a8"), 0.8)
    for k in range(7):
        pen.circle(x + size * (k / 6 - 0.5) * 0.96, y - 0.4, 0.4, "#ffe9a0")


def _planet(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.glow(x, y, radius * 2.1, "#ffb37a", 0.42)
    with pen.moved(x, y, rotate=-18):
        pen.arc(0, 0, radius * 1.75, radius * 0.42, 180, 180, "#e8c89a", 1.4)
        pen.circle(0, 0, radius, ("#ffd9a0", "#c9603f"))
        ball = skia.Path().addCircle(0, 0, radius)
        with pen.clipped(ball):
            for k, shade in ((-0.5, "#f0a868"), (-0.12, "#fff0cc"), (0.2, "#d9784a"), (0.6, "#b5502f")):
                pen.ellipse(0, radius * k, radius * 1.1, radius * 0.11, shade, 0.6)
            pen.ellipse(radius * 0.7, 0, radius * 0.7, radius * 1.2, "#3a1f4a", 0.4)
        pen.arc(0, 0, radius * 1.75, radius * 0.42, 0, 180, "#f7dcae", 1.4)
        pen.arc(0, 0, radius * 1.5, radius * 0.34, 0, 180, "#c99a6b", 0.7)


def _rocket(pen: Pen, x: float, y: float, size: float) -> None:
    with pen.moved(x, y, scale=size / 40):
        pen.shadow(0, 0, 12, 1.6, 0.5)
        for side in (-1, 1):
            pen.blob(
                [(side * 4, -12), (side * 10, -5), (side * 11, 0), (side * 6, -3), (side * 3.6, -4)],
                ("#e8605a", "#a8343f"),
            )
        pen.blob([(-5, -3), (-6.4, -18), (0, -40), (6.4, -18), (5, -3), (0, -2)], ("#ffffff", "#b9c0d6"))
        pen.blob([(-4.1, -29), (0, -40.4), (4.1, -29), (0, -28)], ("#f2706a", "#c03f4a"))
        pen.circle(0, -20, 3.2, "#7a86a8")
        pen.circle(0, -20, 2.4, ("#c9ecff", "#4f8fc9"))
        pen.rect(-3, -3.4, 6, 2.4, "#5a617a", 0.6)
