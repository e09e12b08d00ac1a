"""Home, kitchen, library and classroom: a back wall, the room before it, and what stands near the camera."""

import skia

from film_studio.film import lettering
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, arch
from sagemaker_containers.picture.illustrator import furniture, interiors
from sagemaker_containers.picture.illustrator.stage import Stage

WIDE = 60.0
"""Half a frame's width (units) from which there is room for things beside the actors."""


def home(stage: Stage) -> None:
    """A living room: divan, diya niche and brass lamp, or hearth, armchair and grandfather clock."""
    edge = stage.width / 2
    future, indian = stage.period == "future", stage.indian
    colour, dado, pattern = ("#e9bd78", "#b8604a", "buti") if indian else ("#b3c2a4", "#efe6d2", "stripes")
    if future:
        pattern = ""
    place = (edge * 0.44 if edge > WIDE else edge * 0.3, interiors.foot(stage) - 22, 30, 40)
    with stage.layer("wall", 0.35) as pen:
        line = interiors.wall(stage, pen, colour, dado, pattern)
        frame = "#e8f2f6" if future else "#8a5a38" if indian else "#f4ecdc"
        interiors.window(stage, pen, *place, frame, "" if future else "#d9733f" if indian else "#8c4a52")
        if indian:
            _diya_niche(stage, pen, -edge * 0.4, line - 26)
            if stage.request.scene.mood == "joyful":
                furniture.toran(pen, stage.left, max(4, line - interiors.CEILING + 4), stage.width)
            for k in range(int(stage.width / 6)):
                pen.circle(stage.left + 3 + k * 6, line - 10, 1.2, "#f2d9a8", 0.6)
                pen.circle(stage.left + 6 + k * 6, line - 10, 0.6, "#f2d9a8", 0.6)
            if stage.period == "modern":
                furniture.calendar(pen, -edge * 0.16, line - 56)
        else:
            furniture.picture_frame(stage, pen, -edge * 0.1, line - 50, 22, 15)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#b5714f" if indian else "#9a6a45", "checks" if indian else "boards")
        furniture.rug(pen, 0, stage.floor + 2, min(118, stage.width * 0.86), "#b5483f" if indian else "#4f708f")
        if indian:
            furniture.divan(pen, edge * 0.72, line + 5, 48)
            if stage.period == "modern":
                furniture.almirah(pen, -edge * 0.86, line + 4, 27, 60)
            else:
                furniture.pot_plant(pen, -edge * 0.86, line + 6, 36, "#c9784a")
            furniture.brass_lamp(stage, pen, -edge * 0.56, line + 8, 32)
        else:
            furniture.fireplace(stage, pen, -edge * 0.64, line + 3, 42, 40)
            furniture.armchair(pen, edge * 0.74, line + 8, 38)
            if stage.culture != "western" or not future:
                furniture.grandfather_clock(pen, edge * 0.94, line + 4, 62)
        if stage.culture == "mixed":
            furniture.armchair(pen, edge * 0.9, line + 10, 34, "#2f7f7a")
        if indian and stage.period == "modern":
            furniture.ceiling_fan(pen, edge * 0.06, max(8, line - 60))
        elif not indian or future:
            furniture.floor_lamp(stage, pen, edge * 0.5, line + 5, 42)
        else:
            furniture.hanging_lamp(stage, pen, edge * 0.12, max(10, line - 56), 5)
        interiors.daylight(stage, pen, *place)
    _near_plant(stage)
    stage.particles = "dust"


def _diya_niche(stage: Stage, pen: Pen, x: float, y: float) -> None:
    niche = arch(x, y, 15, 25, pointed=0.6)
    pen.stroke(niche, "#f7e3b4", 3)
    pen.stroke(niche, "#b5483f", 0.7)
    pen.shape(niche, ("#7a3f2c", "#a8603a"))
    pen.glow(x, y - 6, 16, "#ffb347", 0.7)
    pen.blob([(x - 3.4, y - 3.4), (x + 3.4, y - 3.4), (x + 1.6, y - 0.6), (x - 1.6, y - 0.6)], ("#d98a5a", "#8f4f2c"))
    furniture.flame(pen, x, y - 3.2, 4)
    stage.lamp(x, y - 6, 11, "#ffb347", 0.3)


def _near_plant(stage: Stage) -> None:
    """Leaves near the camera at the frame's edge, where a wide frame has room for them."""
    if stage.width / 2 > WIDE:
        with stage.layer("near", 1.0) as pen:
            pot = "#8f5a44" if stage.indian else "#5f7480"
            furniture.pot_plant(pen, stage.right * 0.99, stage.height + 10, 46, pot)


def kitchen(stage: Stage) -> None:
    """A kitchen: chulha, brass pots and spice tins, or a range, copper pans and a dresser of plates."""
    edge = stage.width / 2
    indian, future, old = stage.indian, stage.period == "future", stage.period == "historical"
    place = (0.0, interiors.foot(stage) - 27, 28, 30)
    with stage.layer("wall", 0.35) as pen:
        colour = "#e9c88e" if indian else "#e4e2cc"
        line = interiors.wall(stage, pen, colour, "", "plaster" if old else "")
        if not old:
            for row in range(3):
                for k in range(int(stage.width / 7) + 1):
                    tile = ("#f4f8f4", "#9cc4c0" if not indian else "#e0a05c")[(row + k) % 2]
                    pen.rect(stage.left + k * 7, line - 40 + row * 7, 6.6, 6.6, (lighter(tile), tile), 0.3, 0.75)
        interiors.window(stage, pen, *place, "#7d5a3c" if indian else "#fbf6ea", "" if indian or future else "#e8857a")
        for x, y in ((-0.66, 34), (-0.66, 49), (0.64, 34), (0.64, 49)):
            furniture.shelf(stage, pen, edge * x, line - y, min(46, edge * 0.6))
        top = max(3, line - interiors.CEILING + 4)
        pen.rect(-edge * 0.34, top, edge * 0.68, 1.4, ("#5f646c", "#33373d"), 0.6)
        for k in range(6):
            x = -edge * 0.3 + k * edge * 0.12
            _pan(pen, x, top + 1, 3.4 if k % 2 else 2.6, indian)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#a8683f" if indian and old else "#c9a27c" if indian else "#d9cfba",
                        "earth" if indian and old else "checks")  # fmt: skip
        for side in (-1, 1):
            _counter(stage, pen, side, line)
        left, right = -edge * 0.7, edge * 0.7
        if old and indian:
            _chulha(stage, pen, left, line - 20, 20)
        else:
            _stove(stage, pen, left, line, indian, old)
        if indian:
            for k, size in enumerate((7.4, 6, 4.6)):
                pen.ellipse(right - 12, line - 23.6 - k * 5.8, size, 3.4, furniture.BRASS)
                pen.ellipse(right - 12, line - 26 - k * 5.8, size * 0.62, 0.9, "#fff0c4")
            _masala_dabba(pen, right + 8, line - 21)
        else:
            pen.rect(right - 14, line - 28, 8, 8, ("#fff4e4", "#d9c9ac"), 1.4)
            for k, colour in enumerate(("#c94f3a", "#e8a23f", "#7fa84a")):
                pen.circle(right + 1 + k * 4.4, line - 23 - (k % 2), 2.6, (lighter(colour, 0.3), colour))
            pen.ellipse(right + 5.4, line - 20.6, 8, 2, ("#f4ead8", "#b9a88c"))
        furniture.hanging_lamp(stage, pen, edge * 0.36, line - 52, 5)
        interiors.daylight(stage, pen, *place)
    stage.particles = "dust"


def _pan(pen: Pen, x: float, y: float, size: float, indian: bool) -> None:
    pen.line([(x, y), (x, y + size * 1.6)], "#4a3a30", 0.7)
    pen.circle(x, y + size * 2.4, size, furniture.BRASS if indian else ("#f0b07a", "#a8562c"))
    pen.circle(x, y + size * 2.4, size * 0.72, "#c98f3a" if indian else "#b8683a")
    pen.ellipse(x - size * 0.3, y + size * 2.1, size * 0.2, size * 0.34, "#ffffff", 0.4)


def _counter(stage: Stage, pen: Pen, side: int, line: float) -> None:
    edge = stage.width / 2
    clay = stage.indian and stage.period == "historical"
    body = "#b5714a" if clay else "#8f6a4a" if stage.indian else "#6f97a0"
    width = edge * 0.58 + 1
    left = -edge - 1 if side < 0 else edge * 0.42
    pen.shadow(left + width / 2, line + 6, width * 0.54, 2, 0.4)
    pen.rect(left, line - 18, width, 24, (lighter(body, 0.14), darker(body, 0.22)), 0.6)
    pen.rect(left - 1, line - 20.6, width + 2, 3.2, ("#f4ead8", "#bfae94") if not clay else ("#d99a6a", "#a8683f"), 0.6)
    for k in range(int(width / 13)):
        x = left + 2 + k * (width - 2) / int(width / 13)
        if clay:
            pen.shape(arch(x + 5, line + 5, 9, 15), darker(body, 0.45))
        else:
            pen.rect(x, line - 15, 10.4, 18, lighter(body, 0.22), 0.6, 0.6)
            pen.circle(x + 8.8, line - 6, 0.7, "#f0cf8a")


def _chulha(stage: Stage, pen: Pen, x: float, y: float, width: float) -> None:
    stage.hearth = True
    half = width / 2
    pen.rect(x - half, y - 11, width, 12, ("#d99566", "#94573a"), 2.4)
    pen.toned(str).shape(arch(x, y + 1, width * 0.5, 10), ("#2a1210", "#8a3a1a"))
    furniture.fire(pen, x, y + 0.4, 8)
    pen.ellipse(x, y - 14.6, half * 0.82, 5.4, ("#8a8590", "#2f2d35"))
    pen.ellipse(x, y - 18.4, half * 0.62, 1.4, ("#e8d8b0", "#b0905c"))
    pen.glow(x, y - 2, 30, "#ff9a3d", 0.5)
    stage.lamp(x, y - 2, 20, "#ff9a3d", 0.35)
    _steam(pen, x, y - 20)


def _stove(stage: Stage, pen: Pen, x: float, line: float, indian: bool, old: bool) -> None:
    stage.hearth = True
    body = ("#5c6470", "#2f343c") if old or not indian else ("#e4eaee", "#96a2ac")
    pen.rect(x - 14, line - 21, 28, 27, body, 1)
    pen.rect(x - 11, line - 12, 22, 14, ("#2a2f38", "#181c22"), 1)
    glowing = pen.toned(str)
    glowing.rect(x - 9, line - 9.6, 18, 9, ("#ffb04a", "#b5401f"), 0.8, 0.85)
    pen.rect(x - 10, line - 14.4, 20, 1.2, furniture.STEEL, 0.5)
    for k in range(4):
        pen.circle(x - 9 + k * 6, line - 17.4, 1.2, "#d9504a" if old else "#f4f4f0")
    for side, height in ((-7, 9.0), (7, 6.0)):
        for flick in (-2, 0, 2):
            furniture.flame(pen, x + side + flick, line - 21, 1.8)
        colours = furniture.STEEL if indian else ("#e8705a", "#a8342c")
        pen.rect(x + side - 5.4, line - 22.4 - height, 10.8, height, colours, 1.6)
        pen.rect(x + side - 5.8, line - 23.2 - height, 11.6, 1.5, darker(colours[1], 0.1), 0.6)
        pen.circle(x + side, line - 24 - height, 1, "#3a3038")
        _steam(pen, x + side, line - 25 - height)
    if not old:
        pen.rect(x - 5, -1, 10, line - 64, furniture.STEEL)
        pen.poly([(x - 7, line - 66), (x + 7, line - 66), (x + 16, line - 50), (x - 16, line - 50)], furniture.STEEL)
    pen.glow(x, line - 8, 24, "#ff9a3d", 0.34)
    stage.lamp(x, line - 20, 13, "#ff9a3d", 0.2)


def _steam(pen: Pen, x: float, y: float) -> None:
    for side in (-1.6, 1.6):
        pen.line([(x + side, y), (x + side + 1.2, y - 3), (x + side - 0.8, y - 6), (x + side + 0.6, y - 9)],
                 "#ffffff", 0.9, 0.3)  # fmt: skip


def _masala_dabba(pen: Pen, x: float, y: float) -> None:
    pen.ellipse(x, y, 9, 2.6, furniture.STEEL)
    pen.ellipse(x, y - 0.6, 8, 2, "#7d8791")
    for k, colour in enumerate(("#d9432c", "#e8a823", "#6b4a2c", "#8fa84a", "#c9783a", "#f4e4c0")):
        pen.ellipse(x - 6 + k * 2.4, y - 0.8 + (0.7 if k % 2 else -0.5), 1.3, 0.6, (lighter(colour, 0.3), colour))


def library(stage: Stage) -> None:
    """Walls of books to the ceiling, a tall window, a ladder, a green reading lamp."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    height = 58.0
    place = (0.0, line - 14, min(30, edge * 0.5), 46)
    wood = "#b9c0c6" if stage.period == "future" else "#8a5230" if stage.indian else "#6b4630"
    with stage.layer("wall", 0.35) as pen:
        interiors.wall(stage, pen, "#a8784c" if stage.indian else "#7f6a52", "#6b4a33")
        interiors.window(stage, pen, *place, lighter(wood, 0.2), "" if stage.indian else "#6b2f38")
        for x in (-0.84, -0.44, 0.44, 0.84):
            furniture.bookcase(stage, pen, edge * x, line + 1, min(34, edge * 0.4), height, wood)
        if stage.indian and stage.request.scene.mood == "joyful":
            furniture.toran(pen, stage.left, line - height - 7, stage.width)
        elif not stage.indian:
            for x in (-0.64, 0.64):
                pen.rect(edge * x - 5, line - height - 9, 10, 7, ("#f0e8d8", "#b9ac98"), 1)
                pen.circle(edge * x, line - height - 10, 3, ("#f4ede0", "#b9ac98"))
    with stage.layer("room", 0.6) as pen:
        interiors.floor(stage, pen, "#9a5a3c" if stage.indian else "#6b4a34", "checks" if stage.indian else "boards")
        foot, head = edge * 0.56, edge * 0.7
        for offset in (0, 9):
            pen.line([(foot + offset, line + 7), (head + offset, line - height - 4)], "#c98f55", 1.6)
        for k in range(10):
            share = (k + 0.5) / 10
            x, y = foot + (head - foot) * share, line + 7 - (height + 11) * share
            pen.line([(x, y), (x + 9, y)], "#b07a40", 1.2)
        furniture.rug(pen, 0, stage.floor + 2, min(108, stage.width * 0.82), "#7f2f3a" if stage.indian else "#2f5a50")
        furniture.table(pen, -edge * 0.7, line + 11, 50, 25, "#94603c")
        top = line - 14
        for k, colour in enumerate(("#b5483f", "#3f6f8f", "#d9a441", "#5f7f4a")):
            pen.rect(-edge * 0.7 - 20 + k, top - 2.8 - k * 2.8, 14 - k * 1.4, 2.6, (lighter(colour), colour), 0.4)
        furniture.globe(pen, -edge * 0.7 + 18, top, 1.3)
        _reading_lamp(stage, pen, -edge * 0.7 + 3, top)
        for x in (-0.24, 0.24):
            furniture.hanging_lamp(stage, pen, edge * x, max(7, line - 64), 4.6, "#3f7a5f")
        interiors.daylight(stage, pen, *place)
    stage.particles = "dust"


def _reading_lamp(stage: Stage, pen: Pen, x: float, y: float) -> None:
    if stage.period == "historical":
        pen.ellipse(x, y - 0.6, 3.4, 0.9, furniture.BRASS)
        pen.rect(x - 1, y - 8, 2, 7.4, ("#fff7e2", "#e0d2b0"), 0.5)
        furniture.flame(pen, x, y - 8, 3.2)
        stage.lamp(x, y - 10, 12, "#ffb347", 0.26)
        return
    pen.ellipse(x, y - 0.6, 4, 1, furniture.BRASS)
    pen.rect(x - 0.5, y - 10, 1, 10, furniture.BRASS)
    pen.glow(x, y - 8, 17, "#ffe08a", 0.5)
    pen.toned(str).poly([(x - 3, y - 14), (x + 3, y - 14), (x + 7, y - 9.4), (x - 7, y - 9.4)], ("#4fb58a", "#1f6b4f"))
    pen.toned(str).rect(x - 6, y - 9.6, 12, 0.9, "#fff3c0", 0.4)


def classroom(stage: Stage) -> None:
    """A blackboard with writing, rows of desks, a map, a globe and letters on the wall."""
    edge = stage.width / 2
    line = interiors.foot(stage)
    width, height = min(82, stage.width * 0.66), 38.0
    top = line - 62
    wide = edge > WIDE
    place = (-edge * 0.76, line - 22, 24, 38)
    with stage.layer("wall", 0.35) as pen:
        colour, dado = ("#e4dfb4", "#5f9a86") if stage.indian else ("#dbe4e6", "#9a7a5c")
        interiors.wall(stage, pen, colour, dado, "planks" if stage.period == "historical" and not stage.indian else "")
        _blackboard(stage, pen, top, width, height)
        if wide:
            interiors.window(stage, pen, *place, "#7d5a3c" if stage.indian else "#f4ecdc")
            _wall_map(stage, pen, edge * 0.72, top + 3)
    with stage.layer("room", 0.6) as pen:
        interiors.floor(
            stage,
            pen,
            "#c08a58" if stage.indian else "#a89078",
            "tiles" if stage.indian and stage.period == "modern" else "boards",
        )
        furniture.table(pen, edge * 0.5 if wide else edge * 0.62, line + 6, 34, 23, "#a8703f")
        furniture.globe(pen, edge * 0.5 + 9 if wide else edge * 0.62, line - 17, 1.5)
        if wide:
            for k, colour in enumerate(("#c94f4a", "#4f86b5", "#d9a441")):
                pen.rect(edge * 0.5 - 12, line - 19.4 - k * 2.4, 11 - k, 2.2, (lighter(colour), colour), 0.3)
        for x, y, scale in ((-0.58, 8, 0.86), (-0.9, 13, 1.0), (0.9, 13, 1.0)):
            _desk(pen, edge * x, line + y, scale)
        if stage.period == "modern" and stage.indian:
            furniture.ceiling_fan(pen, -edge * 0.1 if wide else 0, max(4, line - 67))
        else:
            for x in (-0.62, 0.62):
                furniture.hanging_lamp(stage, pen, edge * x, max(5, line - 64), 4.2, "#4f7a6b")
        if wide:
            interiors.daylight(stage, pen, *place)
    stage.particles = "dust"


def _desk(pen: Pen, x: float, y: float, scale: float) -> None:
    with pen.moved(x, y, scale=scale):
        pen.shadow(0, 0, 17, 2, 0.36)
        for px in (-13, 11):
            pen.rect(px, -18, 2.2, 18, ("#7d5433", "#4f3320"))
        pen.rect(-14, -9, 28, 2.4, ("#a8703f", "#7d4f2c"), 0.6)
        pen.poly([(-14, -21), (14, -21), (17, -17), (-17, -17)], ("#e0ac70", "#b57f48"))
        pen.rect(-17, -17, 34, 3, ("#b57f48", "#8a5a30"), 0.4)
        pen.poly([(-6, -20.4), (4, -20.4), (5, -18), (-7, -18)], "#fffaf0")
        pen.line([(-1, -20.4), (-1, -18)], "#c9bca0", 0.3)
        pen.line([(7, -20), (10, -18.4)], "#e8b53f", 0.6)


def _blackboard(stage: Stage, pen: Pen, top: float, width: float, height: float) -> None:
    left = -width / 2
    chalk = "#f7f4e6"
    if stage.period == "future":
        pen.glow(0, top + height / 2, width * 0.6, "#6fc0ff", 0.4)
        pen.toned(str).rect(left, top, width, height, ("#2a5a8f", "#14305c"), 3)
        pen.stroke(skia.Path().addRoundRect(skia.Rect.MakeXYWH(left, top, width, height), 3, 3), "#9fe0ff", 0.7)
        chalk = "#bff0ff"
    else:
        pen.rect(left - 2.4, top - 2.4, width + 4.8, height + 4.8, ("#c98f58", "#7d5030"), 0.8)
        pen.rect(left, top, width, height, ("#3f6b58", "#2a4a3e"), 0.3)
        for k in range(5):
            pen.ellipse(left + width * (0.15 + 0.18 * k), top + height * (0.3 + 0.1 * (k % 3)), 9, 3, "#ffffff", 0.04)
        pen.rect(left + 4, top + height + 1.6, width - 8, 1.8, "#d9a56c", 0.4)
        pen.rect(left + 10, top + height, 6, 1.6, "#f4e8d0", 0.4)
    script, sums = ("अ आ इ ई", "क ख ग") if stage.indian else ("A B C D", "a b c")
    em = width / 11
    for text, share, x, y in ((script, 1.0, 0.05, 0.08), (sums, 0.76, 0.05, 0.42), ("2 + 3 = 5", 0.8, 0.55, 0.1)):
        words = lettering.paragraph(text, language="hi" if stage.indian else "en", size=em * share * 8, width=width * 8,
                                    colour=pen.tone(chalk), align="left")  # fmt: skip
        with pen.moved(left + width * x, top + height * y, scale=1 / 8):
            words.paint(pen.canvas, 0, 0)
    base = top + height * 0.88
    pen.stroke(_triangle(left + width * 0.62, base, width * 0.16, height * 0.36), chalk, 0.6, 0.85)
    pen.arc(left + width * 0.9, base - 6, 5.4, 5.4, 0, 360, "#ffd98a", 0.6)
    pen.line([(left + width * 0.9, base - 6), (left + width * 0.9 + 5.4, base - 6)], "#ff9f8a", 0.6)


def _triangle(x: float, y: float, width: float, height: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(x, y)
    path.lineTo(x + width, y)
    path.lineTo(x, y - height)
    path.close()
    return path


def _wall_map(stage: Stage, pen: Pen, x: float, y: float) -> None:
    pen.rect(x - 15, y, 30, 32, ("#cfe6ee", "#9cc4d6"), 0.4)
    if stage.indian:
        land = [(-3, 5), (2, 4), (4, 8), (11, 11), (7, 14), (4, 18), (1, 27), (-2, 24), (-4, 17), (-9, 15), (-6, 10)]
        pen.poly([(x + px, y + py) for px, py in land], ("#f2b45c", "#d98a3a"))
        pen.circle(x - 1, y + 12, 0.8, "#c93f3a")
    else:
        for land, colour in (
            ([(-12, 7), (-5, 6), (-4, 11), (-8, 14), (-5, 18), (-7, 26), (-10, 18)], "#e0b05c"),
            ([(0, 7), (12, 6), (13, 13), (8, 15), (5, 12), (4, 18), (2, 24), (-1, 16)], "#a8bf6b"),
            ([(8, 20), (12, 20), (12, 24), (8, 24)], "#d98a5a"),
        ):
            pen.poly([(x + px, y + py) for px, py in land], (lighter(colour, 0.2), colour))
    for edge in (y - 1, y + 31):
        pen.rect(x - 16.4, edge, 32.8, 2, ("#a8703f", "#6b4024"), 0.8)
