"""Carts, cars and boats. Each stands on (x, y), y being the ground or water line; `size` is its length in units."""

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator import wildlife
from sagemaker_containers.picture.illustrator.stage import Stage


def _wheel(pen: Pen, x: float, y: float, radius: float, wood: str = "#6b4629", spokes: int = 8) -> None:
    pen.circle(x, y, radius * 0.9, "#2a1d16", 0.25)
    pen.arc(x, y, radius * 0.92, radius * 0.92, 0, 360, wood, radius * 0.16)
    for k in range(spokes // 2):
        with pen.moved(x, y, rotate=180 * k / (spokes // 2)):
            pen.line([(-radius * 0.9, 0), (radius * 0.9, 0)], lighter(wood, 0.15), radius * 0.1)
    pen.circle(x, y, radius * 0.2, darker(wood, 0.3))


def _tyre(pen: Pen, x: float, y: float, radius: float) -> None:
    pen.circle(x, y, radius, "#26262c")
    pen.circle(x, y, radius * 0.52, ("#d4d8de", "#8a9099"))


def bullock_cart(pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """A two-wheeled cart heaped with hay, drawn by a white bullock."""
    with pen.moved(x, y, scale=size / 36, flip=flip):
        pen.shadow(0, 0.2, 19, 1.8, 0.32)
        pen.line([(12, -6.4), (-16, -8.4)], "#7a5233", 0.9)
        pen.blob([(-1, -8), (1, -14), (8, -16.5), (15, -14), (17, -8)], ("#f0d27c", "#b8913c"))
        for k in range(6):
            pen.line([(1 + k * 2.6, -9), (2 + k * 2.2, -14)], "#a37f32", 0.3, 0.6)
        pen.rect(-2, -8.4, 20, 2.2, ("#a8734a", "#6f4a2e"), 0.4)
        _wheel(pen, 8, -4.6, 4.6)
        wildlife.cow(pen, -11, 0, 15, "#f2ebdf", flip=True)
        pen.line([(-15.5, -10.6), (-12, -11.6)], "#6b4629", 1.0)


def horse_cart(pen: Pen, x: float, y: float, size: float) -> None:
    """A covered wagon that waits at the kerb."""
    with pen.moved(x, y, scale=size / 30):
        pen.shadow(0, 0.2, 15, 1.5, 0.32)
        pen.line([(-10, -5), (-18, -3)], "#6b4629", 0.8)
        pen.blob([(-10, -8), (-9.5, -17), (0, -19.5), (9.5, -17), (10, -8)], ("#fff4dc", "#cdbb98"))
        for k in (-6, 0, 6):
            pen.line([(k, -8), (k * 0.96, -18.6)], "#b09c78", 0.3, 0.7)
        pen.rect(-11, -9, 22, 4.4, ("#a8734a", "#6f4a2e"), 0.5)
        _wheel(pen, -6.6, -3.8, 3.8)
        _wheel(pen, 6.4, -4.4, 4.4)


def auto_rickshaw(stage: Stage, pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """The three-wheeler of every Indian town: yellow hood, green body."""
    with pen.moved(x, y, scale=size / 20, flip=flip):
        pen.shadow(0, 0.2, 11, 1.3, 0.35)
        body = ("#3f9a5a", "#25683c")
        pen.blob([(-9, -2.2), (-9.6, -8), (9, -8), (9.6, -2.4), (4, -1.4)], body)
        pen.rect(-8.6, -13.4, 1.0, 6, "#2c3a34")
        pen.poly([(4.6, -13.2), (8.8, -7.6), (7.6, -7.6), (3.6, -13.2)], "#2c3a34")
        pen.poly([(4.4, -12.8), (8, -8), (1.2, -8), (1.2, -12.8)], "#bfe0ea", 0.75)
        pen.rect(-7.4, -12.6, 8, 5, "#40302c", alpha=0.75)
        pen.rect(-7, -9.6, 6, 2.2, ("#a8403a", "#7a2c28"), 0.8)
        pen.blob([(-9.6, -12), (-8.4, -15.4), (2, -15.8), (5.6, -12.8), (-1, -12.5)], ("#ffd545", "#d99e1f"))
        pen.line([(-9.4, -5.4), (9.2, -5.4)], "#ffd545", 0.8)
        for wheel in (-5.6, 6.6):
            _tyre(pen, wheel, -1.9, 1.9)
        pen.toned(str).circle(9.2, -5.6, 0.7, "#fff0b0" if stage.dark else "#e8e4d0")
        if stage.dark:
            pen.glow(10, -5.4, 8, "#ffe9a8", 0.6)


def car(stage: Stage, pen: Pen, x: float, y: float, size: float, colour: str, flip: bool = False) -> None:
    """A small car; with headlights after dark; in the future it hovers."""
    future = stage.period == "future"
    with pen.moved(x, y - (3 if future else 0), scale=size / 26, flip=flip):
        pen.shadow(0, 3.2 if future else 0.2, 14, 1.3, 0.35)
        paint = (lighter(colour, 0.25), darker(colour, 0.15))
        pen.blob([(-13, -2.6), (-12.4, -6), (-6, -7), (6, -7), (12, -5.4), (13, -2.4), (0, -1.4)], paint)
        pen.blob([(-8, -6.2), (-5, -10.6), (3.4, -10.6), (8, -6.2), (0, -5.8)], paint)
        for glass in (
            [(-6.4, -6.8), (-4.2, -9.6), (-1, -9.6), (-1, -6.8)],
            [(0, -6.8), (0, -9.6), (3, -9.6), (6, -6.8)],
        ):
            pen.poly(glass, ("#cfe6ee", "#7fa0b0"))
        if future:
            pen.toned(str).rect(-9, -1.6, 18, 0.8, "#6ff2ff", 0.4)
            pen.glow(0, -0.4, 12, "#5fe6ff", 0.6)
        else:
            for wheel in (-7.6, 7.6):
                _tyre(pen, wheel, -2.1, 2.2)
        pen.toned(str).circle(12.2, -4.4, 0.7, "#fff3c4")
        if stage.dark:
            pen.glow(13, -4.2, 9, "#ffedb0", 0.6)


def tractor(pen: Pen, x: float, y: float, size: float, flip: bool = False) -> None:
    """A red tractor."""
    with pen.moved(x, y, scale=size / 18, flip=flip):
        pen.shadow(0, 0.2, 10, 1.2, 0.32)
        red = ("#e0584a", "#a83230")
        pen.rect(-1, -8, 9.4, 4.6, red, 0.8)
        pen.rect(5.6, -11.4, 0.8, 3.6, "#3a3a42")
        pen.rect(-7.4, -13.4, 8, 1.0, red, 0.4)
        for post in (-7, -0.4):
            pen.rect(post, -12.8, 0.6, 6.6, "#3a3a42")
        pen.rect(-7.6, -7.4, 7.6, 3.2, red, 0.6)
        _tyre(pen, -4.6, -4.4, 4.4)
        _tyre(pen, 6, -2.4, 2.4)


def rowing_boat(pen: Pen, x: float, y: float, size: float, awning: bool = True) -> None:
    """A wooden river boat, with a mat roof if it has an `awning`."""
    with pen.moved(x, y, scale=size / 16):
        pen.ellipse(0, 0.7, 10.4, 0.9, "#1d3f52", 0.35)
        pen.blob([(-11, -4), (-6, 0.4), (6, 0.4), (12, -4.6), (0, -1.8)], ("#b0703e", "#5f3a22"))
        pen.line([(-10, -3.4), (0, -1.6), (11, -4)], "#e0a860", 0.4)
        if awning:
            pen.blob([(-4.4, -2), (-3.8, -6.4), (0, -7.4), (3.8, -6.4), (4.4, -2)], ("#ecc484", "#b88a4c"))
            for k in (-2, 0, 2):
                pen.line([(k * 1.1, -2.2), (k, -6.8)], "#9a7038", 0.25, 0.7)
        pen.line([(6, -3), (9.6, 1)], "#7a5233", 0.4)


def sailing_boat(pen: Pen, x: float, y: float, size: float, cloth: str = "#fffaf0") -> None:
    """A boat under two sails."""
    pen.ellipse(x, y + size * 0.03, size * 0.5, size * 0.04, "#1d3f52", 0.35)
    pen.blob([(x - size * 0.5, y - size * 0.14), (x - size * 0.3, y), (x + size * 0.3, y),
              (x + size * 0.5, y - size * 0.16)], "#7a4f33")  # fmt: skip
    pen.line([(x, y), (x, y - size * 1.04)], "#6b4629", size * 0.03)
    main = skia.Path()
    main.moveTo(x + size * 0.03, y - size)
    main.quadTo(x + size * 0.42, y - size * 0.6, x + size * 0.46, y - size * 0.22)
    main.lineTo(x + size * 0.03, y - size * 0.2)
    main.close()
    pen.shape(main, (lighter(cloth, 0.4), darker(cloth, 0.14)))
    pen.poly([(x - size * 0.03, y - size * 0.9), (x - size * 0.36, y - size * 0.22), (x - size * 0.03, y - size * 0.2)],
             (cloth, darker(cloth, 0.2)))  # fmt: skip
