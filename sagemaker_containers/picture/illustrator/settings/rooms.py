"""Home, kitchen, library and classroom."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import buildings, interiors
from sagemaker_containers.picture.illustrator.stage import Stage


def home(stage: Stage) -> None:
    """A living room: low divan, diya niche and patterned wall, or hearth and armchair."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        wall, dado = ("#e3b778", "#b8604a") if stage.indian else ("#b9c4a8", "#e6dcc6")
        line = interiors.room(stage, pen, wall, "#9a6a45" if stage.period != "future" else "#b9bdc6", dado)
        interiors.view(stage, pen, 0 if edge > 60 else -edge * 0.2, line - 16, 22, 28,
            "#8a5a38" if stage.indian else "#f4ecdc",
                       head=stage.indian, curtain="#d98a4a" if stage.indian else "#8fa5b5")  # fmt: skip
        if stage.indian:
            niche = arch(-edge * 0.42, line - 20, 9, 15, pointed=0.6)
            pen.shape(niche, (darker(wall, 0.4), darker(wall, 0.2)))
            pen.stroke(niche, "#f2d9a8", 0.8)
            pen.glow(-edge * 0.42, line - 23, 9, "#ffb347", 0.6)
            pen.toned(str).circle(-edge * 0.42, line - 22.6, 0.9, "#ffe08a")
            stage.lamp(-edge * 0.42, line - 23, 7, "#ffb347", 0.3)
            for k in range(int(stage.width / 6)):
                pen.circle(-edge + 3 + k * 6, line - 8.5, 1.1, "#f2d9a8", 0.6)
                pen.circle(-edge + 6 + k * 6, line - 8.5, 0.5, "#f2d9a8", 0.6)
            _divan(pen, edge * 0.72, line + 4, 38)
            interiors.pot_plant(pen, -edge * 0.9, line + 5, 22, "#c9784a")
        else:
            interiors.fireplace(stage, pen, -edge * 0.74, line + 2, 30, 26)
            interiors.bookcase(stage, pen, edge * 0.86, line + 2, 24, 46)
            interiors.chair(pen, edge * 0.56, line + 6, 22)
        interiors.picture_frame(stage, pen, edge * 0.42, line - 33, 14, 10)
        interiors.rug(pen, 0, stage.floor + 1, min(110, stage.width * 0.8), "#b5483f" if stage.indian else "#4f708f")
        interiors.floor_lamp(stage, pen, -edge * 0.52 if stage.indian else edge * 0.38, line + 4, 30)
    stage.particles = "dust"


def _divan(pen: Pen, x: float, y: float, width: float) -> None:
    pen.shadow(x, y, width * 0.54, 1.6, 0.3)
    pen.rect(x - width / 2, y - 8, width, 8, ("#8a5a38", "#5f3d26"), 0.6)
    pen.rect(x - width / 2 - 0.6, y - 12, width + 1.2, 5.6, ("#e6dcc6", "#c9b894"), 1.6)
    for k, colour in enumerate(("#c94f5a", "#3f8a8a", "#e09a3f")):
        px = x - width * 0.34 + k * width * 0.34
        pen.rect(px - 5, y - 19, 10, 8.4, (lighter(colour, 0.2), darker(colour, 0.12)), 3)
        pen.circle(px, y - 15, 1.4, lighter(colour, 0.5), 0.7)


def kitchen(stage: Stage) -> None:
    """A kitchen: clay hearth and brass, or range and cupboards."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#ecd2a4" if stage.indian else "#dfe6dc", "#b5835a", boards=False, tiles=True)
        interiors.view(
            stage,
            pen,
            0,
            line - 20,
            22,
            22,
            "#7d5a3c" if stage.indian else "#fbf6ea",
            curtain="" if stage.indian else "#e8857a",
        )
        for x, y in ((-0.46, 30), (-0.46, 44), (0.5, 34)):
            interiors.shelf(stage, pen, edge * x, line - y + 12, min(26, edge * 0.42))
        counter = "#a8764e" if stage.indian else "#7f9aa0"
        for side in (-1, 1):
            left = -edge - 1 if side < 0 else edge * 0.58
            width = edge * 0.42 + 1
            pen.rect(left, line - 15, width, 19, (lighter(counter, 0.1), darker(counter, 0.2)), 0.6)
            pen.rect(left - 0.8, line - 17, width + 1.6, 2.4, ("#f0e6d4", "#c9bba4"), 0.5)
            for k in range(int(width / 10)):
                pen.rect(left + 1.6 + k * 10, line - 12.5, 8, 14, lighter(counter, 0.18), 0.6, 0.6)
                pen.circle(left + 8 + k * 10, line - 6, 0.5, "#f0cf8a")
        if stage.indian:
            _chulha(stage, pen, -edge * 0.76, line - 17)
            for k, size in enumerate((4.4, 3.6, 2.9)):
                pen.ellipse(edge * 0.78, line - 19 - k * 4.4, size, 2.6, ("#ffe0a0", "#b57f2c"))
        else:
            pen.rect(-edge * 0.9, line - 26, 14, 9, ("#5c6470", "#3a404a"), 0.6)
            pen.blob([(-edge * 0.84, line - 26), (-edge * 0.86, line - 31), (-edge * 0.78, line - 31),
                (-edge * 0.76, line - 26)],
                     ("#d9604a", "#a83c32"))  # fmt: skip
            pen.rect(edge * 0.7, line - 24, 5, 7, ("#fff4e4", "#d9c9ac"), 1.2)
            interiors.pot_plant(pen, edge * 0.9, line - 16, 13)
        for k in range(6):
            x = -18 + k * 7.2
            pen.line([(x, 5), (x, 9)], "#6b5138", 0.3)
            pen.circle(x, 11.4, 2.4 if k % 2 else 1.8, ("#f0b86b", "#a8642c"))
        pen.line([(-22, 5), (22, 5)], "#6b5138", 0.7)
        interiors.pendant(stage, pen, edge * 0.46, 12, 4)
    stage.particles = "dust"


def _chulha(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 8, y - 6, 16, 6.4, ("#c98a5c", "#8f5a38"), 1.4)
    pen.toned(str).shape(arch(x, y, 6, 4.4), ("#3a1c14", "#8a3a1a"))
    interiors.fire(stage, pen, x, y - 0.3, 4)
    pen.ellipse(x, y - 7.4, 6, 3.4, ("#6b6670", "#34323a"))
    pen.ellipse(x, y - 9.6, 5.2, 1.0, "#8f8a94")
    pen.glow(x, y - 2, 14, "#ff9a3d", 0.5)
    stage.lamp(x, y - 2, 11, "#ff9a3d", 0.35)


def library(stage: Stage) -> None:
    """Walls of books, a tall window, a reading lamp."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#8f6a4a", "#7a5236", "#6b4a33")
        interiors.view(stage, pen, 0, line - 8, 24, 44, "#5a3a24", head=True)
        for x in (-0.86, -0.46, 0.46, 0.86):
            interiors.bookcase(stage, pen, edge * x, line + 1, min(32, edge * 0.38), line - 6)
        pen.line([(edge * 0.62, line + 4), (edge * 0.5, 16)], "#b98555", 1.1)
        pen.line([(edge * 0.7, line + 4), (edge * 0.58, 16)], "#b98555", 1.1)
        for k in range(9):
            share = (k + 0.5) / 9
            x = edge * (0.62 - 0.12 * share)
            y = line + 4 - (line - 12) * share
            pen.line([(x, y), (x + edge * 0.08, y)], "#a8733f", 0.8)
        interiors.rug(pen, 0, stage.floor + 1, min(96, stage.width * 0.75), "#3f6458", "#d9b86a")
        interiors.table(pen, -edge * 0.72, line + 9, 28, 15, "#8a5a38")
        for k, colour in enumerate(("#b5483f", "#3f6f8f", "#d9a441")):
            pen.rect(-edge * 0.72 - 8, line - 8 - k * 1.9, 9 - k, 1.8, (lighter(colour), colour), 0.3)
        _globe(pen, -edge * 0.72 + 8, line - 6)
        interiors.pendant(stage, pen, -edge * 0.3, 16, 4.4, "#3f7a5f")
        interiors.pendant(stage, pen, edge * 0.3, 16, 4.4, "#3f7a5f")
    stage.particles = "dust"


def _globe(pen: Pen, x: float, y: float) -> None:
    pen.ellipse(x, y, 3, 0.8, "#8a5f33")
    pen.line([(x, y), (x, y - 2)], "#8a5f33", 0.7)
    pen.circle(x, y - 6, 4.2, ("#8fc4d9", "#4f8aa8"))
    pen.blob([(x - 2.6, y - 7.6), (x - 0.4, y - 9), (x + 0.6, y - 6.6), (x - 1.4, y - 4.6)], "#8fae5c")
    pen.blob([(x + 1.4, y - 6), (x + 3.4, y - 6.6), (x + 2.6, y - 3.8)], "#8fae5c")
    pen.arc(x, y - 6, 4.9, 4.9, -70, 180, "#c99a4a", 0.5)


def classroom(stage: Stage) -> None:
    """A blackboard, desks, charts and a window."""
    edge = stage.width / 2
    with stage.layer("room", 0.3) as pen:
        line = interiors.room(stage, pen, "#dbe2c4" if stage.indian else "#d6e0e4", "#b58a5c",
                              "#8fae94" if stage.indian else "#a9bcc4")  # fmt: skip
        width = min(74, stage.width * 0.62)
        top = 16
        if stage.period == "future":
            pen.toned(str).rect(-width / 2, top, width, 34, ("#25466b", "#172f52"), 1.4)
            pen.glow(0, top + 17, 40, "#6fc0ff", 0.3)
        else:
            pen.rect(-width / 2 - 1.8, top - 1.8, width + 3.6, 37.6, ("#b98555", "#7d5433"), 0.6)
            pen.rect(-width / 2, top, width, 34, ("#3f6655", "#2c4c40"), 0.3)
            pen.rect(-width / 2 + 6, top + 35.2, width - 12, 1.4, "#c99a6a", 0.4)
        chalk = "#f4f2e4"
        pen.line([(-width * 0.4, top + 8), (-width * 0.12, top + 8)], chalk, 0.5, 0.75)
        pen.line([(-width * 0.4, top + 12), (-width * 0.2, top + 12)], chalk, 0.4, 0.6)
        triangle = skia.Path()
        triangle.moveTo(width * 0.12, top + 24)
        triangle.lineTo(width * 0.36, top + 24)
        triangle.lineTo(width * 0.12, top + 9)
        triangle.close()
        pen.stroke(triangle, chalk, 0.5, 0.8)
        pen.arc(-width * 0.28, top + 23, 5, 5, 0, 360, chalk, 0.45)
        pen.line([(-width * 0.28, top + 23), (-width * 0.28 + 5, top + 23)], "#ffd98a", 0.45, 0.9)
        if edge > 60:
            interiors.view(stage, pen, -edge * 0.76, line - 18, 20, 26, "#f4ecdc")
            for k, colour in enumerate(("#f2c84f", "#e8857a", "#7fb5c9")):
                x = edge * 0.62 + k * 11
                pen.rect(x, 20 + (k % 2) * 4, 9, 13, ("#fffaf0", "#efe4cc"), 0.3)
                pen.circle(x + 4.5, 25 + (k % 2) * 4, 2.4, colour)
                pen.line([(x + 2, 30 + (k % 2) * 4), (x + 7, 30 + (k % 2) * 4)], "#a9a08f", 0.3)
        for x in (-0.8, 0.8):
            interiors.table(pen, edge * x, line + 8, 26, 15, "#c99a64")
            pen.rect(edge * x - 5, line - 8.6, 6, 1.4, ("#c94f4a", "#9a3a38"), 0.3)
            pen.rect(edge * x - 4.4, line - 9.9, 5.4, 1.4, ("#4f86b5", "#38648c"), 0.3)
        _globe(pen, edge * 0.8 + 6, line - 7.4)
        buildings.bunting(stage, pen, -edge, 4, stage.width, ("#f2a23f", "#7fb56b", "#5f9ac9", "#e8708a"))
    stage.particles = "dust"
