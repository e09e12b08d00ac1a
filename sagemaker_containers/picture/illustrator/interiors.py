"""Rooms: walls, floors, windows with the weather in them, and the light that falls in or hangs from the ceiling."""

import math

import skia

from film_studio.film.models import Period
from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen, arch, argb, polygon
from sagemaker_containers.picture.illustrator.stage import Stage

CEILING = 68.0
"""Units from the foot of the back wall to the ceiling."""


PERIOD_TINTS: dict[Period, tuple[str, float]] = {
    "historical": ("#a8743c", 0.22), "modern": ("#ffffff", 0.0), "future": ("#b4cae6", 0.55),
}  # fmt: skip
"""What walls and floors of a period lean to, and how much: lime and clay then, cool panels one day."""


def foot(stage: Stage) -> float:
    """The y where the back wall meets the floor."""
    return stage.floor - 16


def wall(stage: Stage, pen: Pen, colour: str, dado: str = "", pattern: str = "") -> float:
    """The back wall, with a ceiling where the frame is tall; answers the y of its foot.

    `dado` colours the lower part; `pattern` is "stripes", "buti" (block print), "planks", "stone", "plaster" or "".
    """
    line = foot(stage)
    top = line - CEILING
    colour = mix(colour, *PERIOD_TINTS[stage.period])
    left, width = stage.left - 1, stage.width + 2
    pen.rect(left, -1, width, stage.height + 2, (darker(colour, 0.12), lighter(colour, 0.1)))
    _pattern(stage, pen, colour, pattern, line)
    if dado:
        dado = mix(dado, *PERIOD_TINTS[stage.period])
        pen.rect(left, line - 18, width, 18, (lighter(dado, 0.08), darker(dado, 0.14)))
        pen.rect(left, line - 19.2, width, 1.6, (lighter(dado, 0.35), dado))
    pen.rect(left, line - 2.6, width, stage.height, (lighter(colour, 0.25), darker(colour, 0.3)))
    if top > 2:
        pen.rect(left, -1, width, top + 1, (darker(colour, 0.5), darker(colour, 0.3)))
        for k in range(-6, 7):
            near, far = k * 30.0, k * 15.0
            pen.poly([(near - 3, -1), (near + 3, -1), (far + 1.6, top), (far - 1.6, top)], darker(colour, 0.58))
    pen.rect(left, top - 1, width, 3.4, (lighter(colour, 0.3), darker(colour, 0.2)))
    pen.rect(left, top + 2.4, width, 1.2, darker(colour, 0.3), alpha=0.5)
    shade(stage, pen, 0.66 if stage.dark else 0.3)
    if stage.dark:
        pen.glow(0, line - 26, min(90, stage.width * 0.62), "#ffb066", 0.5)
    return line


def _pattern(stage: Stage, pen: Pen, colour: str, pattern: str, line: float) -> None:
    if pattern == "stripes":
        for k in range(int(stage.width / 7) + 1):
            pen.rect(stage.left + k * 7, -1, 2.6, line, lighter(colour, 0.22), alpha=0.45)
    elif pattern == "planks":
        for k in range(int(stage.width / 9) + 1):
            pen.line([(stage.left + k * 9, -1), (stage.left + k * 9, line)], darker(colour, 0.35), 0.35, 0.6)
    elif pattern == "buti":
        for row in range(int(line / 9) + 1):
            for k in range(int(stage.width / 11) + 2):
                x, y = stage.left + k * 11 + (row % 2) * 5.5, 4 + row * 9.0
                pen.ellipse(x, y, 0.7, 1.2, lighter(colour, 0.4), 0.55)
                pen.circle(x, y - 2, 0.4, lighter(colour, 0.4), 0.55)
    elif pattern == "stone":
        for row in range(int(line / 7) + 1):
            for k in range(int(stage.width / 13) + 2):
                tone = stage.random.uniform(-0.1, 0.16)
                stone = lighter(colour, tone) if tone > 0 else darker(colour, -tone)
                pen.rect(stage.left + k * 13 - (row % 2) * 6.5, row * 7.0, 12.4, 6.4, stone, 1, 0.8)
    elif pattern == "plaster":
        for _ in range(26):
            x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(0, line)
            pen.ellipse(x, y, stage.random.uniform(4, 13), stage.random.uniform(1, 3), lighter(colour, 0.25), 0.22)


def floor(stage: Stage, pen: Pen, colour: str, kind: str = "boards") -> None:
    """The floor from the wall's foot to the lower edge; `kind` is "boards", "tiles", "checks" or "earth"."""
    line = foot(stage)
    colour = mix(colour, *PERIOD_TINTS[stage.period])
    left, width, depth = stage.left - 1, stage.width + 2, stage.height - line
    pen.rect(left, line, width, depth + 1, (lighter(colour, 0.14), darker(colour, 0.26)))
    rows = [line + depth * (k / 6) ** 1.6 for k in range(7)]
    if kind == "checks":
        for row in range(6):
            for k in range(-13, 13):
                if (k + row) % 2:
                    tile = [
                        (x * (9 + 0.35 * (y - line)), y)
                        for x, y in zip(
                            (k, k + 1, k + 1, k), (rows[row], rows[row], rows[row + 1], rows[row + 1]), strict=True
                        )
                    ]
                    pen.poly(tile, darker(colour, 0.24), 0.75)
    elif kind == "earth":
        for _ in range(24):
            x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(line + 1, stage.height)
            pen.ellipse(x, y, stage.random.uniform(3, 10), 0.6, darker(colour, 0.2), 0.3)
    else:
        seam = darker(colour, 0.4) if kind == "boards" else lighter(colour, 0.35)
        step = 8.0 if kind == "boards" else 11.0
        for k in range(-16, 17):
            pen.line([(k * step, line), (k * step * 2.2, stage.height)], seam, 0.25, 0.5)
        for y in rows[1:-1]:
            pen.line([(stage.left, y), (stage.right, y)], seam, 0.2, 0.35)
    pen.rect(left, line - 2.4, width, 2.6, (lighter(colour, 0.3), darker(colour, 0.25)))
    fade = skia.GradientShader.MakeLinear(
        [skia.Point(0, line), skia.Point(0, line + 9)], [argb("#0c0618", 0.34), argb("#0c0618", 0)]
    )
    pen.canvas.drawRect(skia.Rect.MakeXYWH(left, line + 0.2, width, 9), skia.Paint(Shader=fade))
    if stage.dark:
        fade = skia.GradientShader.MakeLinear(
            [skia.Point(0, line), skia.Point(0, stage.height)], [argb("#0c0618", 0), argb("#0c0618", 0.4)]
        )
        pen.canvas.drawRect(skia.Rect.MakeXYWH(left, line + 0.2, width, depth), skia.Paint(Shader=fade))
        with pen.clipped(skia.Path().addRect(left, line, left + width, stage.height + 1)):
            pen.glow(0, stage.floor - 4, min(84, stage.width * 0.6), "#ffb066", 0.4)


def shade(stage: Stage, pen: Pen, strength: float) -> None:
    """Corners fall into shadow, so that the eye rests in the middle."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(0, stage.height * 0.5), max(stage.width, stage.height) * 0.66,
        [argb("#120a2c", 0), argb("#120a2c", strength)], [0.4, 1.0],
    )  # fmt: skip
    pen.canvas.drawPaint(skia.Paint(Shader=shader))


def opening(stage: Stage, x: float, bottom: float, width: float, height: float) -> skia.Path:
    """The outline of a window as it is built here and now: arched, ogival, rounded or square."""
    if stage.period == "historical":
        return arch(x, bottom, width, height, pointed=0.7 if stage.indian else 0.15)
    corner = 5.0 if stage.period == "future" else 0.4
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(x - width / 2, bottom - height, x + width / 2, bottom), corner, corner)
    return path


def window(stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float, frame: str,
           curtain: str = "", city: bool = False, sun: bool = True) -> None:  # fmt: skip
    """A window with the hour, the weather and the country outside in it; `city` for towers instead of trees.

    `sun` says whether sun or moon stand in it: of several windows, in one.
    """
    if sun:
        stage.daylight = x
    path = opening(stage, x, bottom, width, height)
    stage.panes.append(path)
    pen.stroke(path, darker(frame, 0.35), 4.4)
    plain = pen.toned(str)
    with plain.clipped(path):
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, bottom - height), skia.Point(0, bottom)], [argb(colour) for colour in stage.air.sky]
        )
        pen.canvas.drawPaint(skia.Paint(Shader=shader))
        _outside(stage, plain, x, bottom, width, height, city and stage.period != "historical", sun)
        _weather(stage, plain, x, bottom, width, height)
    pen.stroke(path, frame, 2.2)
    pen.stroke(path, lighter(frame, 0.3), 0.5)
    with pen.clipped(path):
        _bars(stage, pen, x, bottom, width, height, frame)
    pen.rect(x - width / 2 - 2.6, bottom, width + 5.2, 2.2, (lighter(frame, 0.3), darker(frame, 0.15)), 0.5)
    if stage.weather == "snow":
        pen.toned(str).ellipse(x, bottom - 0.2, width * 0.44, 0.9, "#f4f8ff", 0.9)
    if stage.time != "night":
        warm, strength = {"dawn": ("#ffe2a8", 0.5), "day": ("#fff3d4", 0.34), "dusk": ("#ff8a4a", 0.5)}[stage.time]
        pen.glow(x, bottom - height * 0.5, width * 1.5, warm, strength * (1 - stage.air.cover))
    if curtain:
        _curtain(pen, x, bottom, width, height, curtain)


def _outside(
    stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float, city: bool, sun: bool
) -> None:
    night = stage.time == "night"
    if stage.air.cover < 0.6:
        if night:
            for _ in range(0 if city else 16):
                sx, sy = stage.random.uniform(-0.5, 0.5) * width, stage.random.uniform(0.35, 1) * height
                pen.circle(x + sx, bottom - sy, 0.22, "#fff6dc", 0.9)
            if sun:
                pen.glow(x + width * 0.2, bottom - height * 0.74, 9, "#cfe0ff", 0.5)
                pen.circle(x + width * 0.2, bottom - height * 0.74, 2.8, "#fdf3d0")
        elif sun:
            low, disc = {"dawn": (0.42, "#fff3c4"), "day": (0.82, "#fff3c4"), "dusk": (0.34, "#ff7a3c")}[stage.time]
            pen.glow(x + width * 0.2, bottom - height * low, 12, mix(disc, "#ffe0a0", 0.5), 0.8)
            pen.circle(x + width * 0.2, bottom - height * low, 2.6 if stage.time == "day" else 3.4, disc)
    if stage.air.cover > 0.3 or stage.time == "day":
        for k, (cx, cy) in enumerate(((-0.2, 0.7), (0.25, 0.56), (-0.05, 0.86))):
            for puff in (-1, 0, 1):
                pen.ellipse(x + cx * width + puff * 2.4, bottom - cy * height - (puff == 0), 2.8, 1.5,
                            stage.air.cloud, 0.75 - k * 0.1)  # fmt: skip
    if city:
        for k in range(int(width / 3.4) + 1):
            tall = height * stage.random.uniform(0.18, 0.56)
            bx = x - width / 2 + k * 3.4
            tower = mix("#31456e", stage.air.haze, 0.2 if night else 0.5)
            pen.rect(bx, bottom - tall, 3.0, tall, (lighter(tower, 0.1), tower))
            for row in range(int(tall / 2)):
                lit = stage.random.random() < (0.45 if stage.dark else 0.2)
                pen.rect(bx + 0.5 + (row % 2) * 1.1, bottom - tall + 0.8 + row * 2, 1.0, 1.2,
                         "#ffd98a" if lit else darker(tower, 0.2), alpha=0.9)  # fmt: skip
        return
    hill = mix(stage.air.haze, "#5f8a68", 0.6)
    hill = darker(hill, 0.5) if night else hill
    if stage.weather == "snow":
        hill = mix(hill, "#eef4ff", 0.75 if not night else 0.3)
    pen.ellipse(x - width * 0.3, bottom, width * 0.6, height * 0.28, lighter(hill, 0.1))
    pen.ellipse(x + width * 0.35, bottom, width * 0.55, height * 0.2, darker(hill, 0.2))
    tree = darker(hill, 0.42)
    tx, ty = x - width * 0.24, bottom - height * 0.12
    if stage.indian:
        pen.line([(tx, ty), (tx + 0.6, ty - height * 0.2), (tx + 1.6, ty - height * 0.36)], tree, 0.8)
        for angle in range(150, 420, 34):
            reach = (math.cos(math.radians(angle)) * 5, math.sin(math.radians(angle)) * 3.4 - 0.4)
            end = (tx + 1.6 + reach[0], ty - height * 0.36 + reach[1] + 2)
            pen.line([(tx + 1.6, ty - height * 0.36), (tx + 1.6 + reach[0] * 0.6, ty - height * 0.36 + reach[1]), end],
                     tree, 1.3)  # fmt: skip
    else:
        for k in range(3):
            top = ty - height * (0.12 + 0.1 * k)
            pen.poly([(tx - 3.4 + k, top + 3), (tx + 3.4 - k, top + 3), (tx, top - 2.6)], tree)


def _weather(stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float) -> None:
    spots = [(x + stage.random.uniform(-0.5, 0.5) * width, bottom - stage.random.random() * height) for _ in range(34)]
    if stage.weather in ("rain", "storm"):
        for rx, ry in spots:
            pen.line([(rx, ry), (rx - 1.2, ry + 5)], "#eef5fc", 0.34, 0.8)
        for rx, ry in spots[::2]:
            pen.line([(rx + 1.5, ry - 2.4), (rx + 1.5, ry)], "#ffffff", 0.3, 0.4)
            pen.ellipse(rx + 1.5, ry, 0.45, 0.7, "#ffffff", 0.85)
    elif stage.weather == "snow":
        for rx, ry in spots:
            pen.circle(rx, ry, 0.5, "#ffffff", 0.9)
    elif stage.weather == "mist":
        pen.rect(x - width / 2, bottom - height, width, height, stage.air.haze, alpha=0.78)


def _bars(stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float, frame: str) -> None:
    if stage.period == "future":
        pen.line([(x - width / 2, bottom - height * 0.12), (x + width / 2, bottom - height * 0.12)], frame, 0.6)
        return
    pen.line([(x, bottom), (x, bottom - height)], frame, 1.0)
    if stage.indian and stage.period == "historical":
        top = bottom - height * 0.3
        pen.rect(x - width / 2, top, width, height * 0.3, darker(frame, 0.25), alpha=0.5)
        for k in range(int(width / 2.6) * 2 + 8):
            start = x - width / 2 - height * 0.3 + k * 2.6
            for a, b in ((start, start + height * 0.3), (start + height * 0.3, start)):
                pen.line([(a, bottom), (b, top)], lighter(frame, 0.15), 0.5)
        pen.line([(x - width / 2, top), (x + width / 2, top)], frame, 1.2)
    elif stage.indian:
        for k in range(1, 6):
            y = bottom - height * k / 6
            pen.line([(x - width / 2, y), (x + width / 2, y)], darker(frame, 0.25), 0.4)
    else:
        for k in (1, 2, 3):
            y = bottom - height * k / 4
            pen.line([(x - width / 2, y), (x + width / 2, y)], frame, 1.1 if k == 2 else 0.6)
        for side in (-0.25, 0.25):
            pen.line([(x + width * side, bottom), (x + width * side, bottom - height)], frame, 0.5)


def _curtain(pen: Pen, x: float, bottom: float, width: float, height: float, cloth: str) -> None:
    top = bottom - height - 3
    for side in (-1, 1):
        outer, inner = x + side * width * 0.76, x + side * width * 0.3
        drape = skia.Path()
        drape.moveTo(outer, top)
        drape.lineTo(inner, top)
        drape.cubicTo(inner, top + height * 0.35, x + side * width * 0.5, bottom - height * 0.35,
                      outer - side * width * 0.1, bottom - height * 0.26)  # fmt: skip
        drape.quadTo(outer - side * width * 0.02, bottom, outer - side * width * 0.06, bottom + 7)
        drape.lineTo(outer + side * 1.4, bottom + 7)
        drape.close()
        pen.shape(drape, (lighter(cloth, 0.16), darker(cloth, 0.2)))
        for k in (0.2, 0.45, 0.7):
            pen.line([(outer + (inner - outer) * k, top + 0.6), (outer + (inner - outer) * k * 0.3, bottom - 8)],
                     darker(cloth, 0.3), 0.4, 0.5)  # fmt: skip
        pen.rect(min(outer, outer - side * width * 0.12), bottom - height * 0.3, width * 0.12, 1.2, "#e8c878", 0.5)
    pen.rect(x - width * 0.84, top - 1, width * 1.68, 1.2, ("#c9a05c", "#7d5a30"), 0.6)
    for side in (-1, 1):
        pen.circle(x + side * width * 0.85, top - 0.4, 1.2, "#d9b06a")


def daylight(stage: Stage, pen: Pen, x: float, bottom: float, width: float, height: float) -> None:
    """What falls in through a window: a slanting shaft, long at dawn and dusk, and its patch on the floor."""
    if stage.air.cover > 0.62:
        return
    colour, strength, slant = {
        "dawn": ("#ffd0a0", 0.55, 46.0),
        "day": ("#fff6dc", 0.2, 16.0),
        "dusk": ("#ff7e3c", 0.42, 50.0),
        "night": ("#8fb0ff", 0.1, 22.0),
    }[stage.time]
    slant = -slant if x > 0 else slant
    ground = stage.floor + 4
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(x, bottom - height * 0.5), skia.Point(x + slant, ground)],
        [argb(colour, strength * 0.36), argb(colour, strength * 0.07)],
    )
    paint = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kScreen)
    for part in (-0.5, 0.04):
        for inset in (0.0, 0.05, 0.1):  # one in the other, so that light fades towards its edges
            a, b = x + width * (part + inset), x + width * (part + 0.46 - inset)
            shaft = [(a, bottom - height), (b, bottom - height), (b + slant * 1.1, ground), (a + slant * 1.1, ground)]
            pen.canvas.drawPath(polygon(shaft), paint)
            patch = [(a + slant * 0.9, ground - 9), (b + slant * 0.9, ground - 9), (b + slant * 1.2, ground + 3),
                     (a + slant * 1.2, ground + 3)]  # fmt: skip
            pen.toned(str).poly(patch, colour, strength * 0.24)


def pool(stage: Stage, pen: Pen, x: float, y: float, radius: float, colour: str = "#ffbf6b") -> None:
    """The air about a lamp at (x, y) glows after dark."""
    if stage.dark:
        pen.glow(x, y, radius, colour, 0.2)
        stage.lamp(x, y, radius * 0.5, colour, 0.12)
