"""What people put up and lay out: garlands, floor patterns, lamps, flags, wares, and the things of a farmyard."""

import math

import skia

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.picture.illustrator.stage import Stage


def toran(pen: Pen, x: float, y: float, width: float, drop: float = 2.4) -> None:
    """A garland of marigolds and mango leaves that hangs from y, centred on x."""
    count = max(6, round(width / 1.7))
    for k in range(count + 1):
        share = k / count
        px, py = x + width * (share - 0.5), y + drop * (1 - (2 * share - 1) ** 2)
        if k % 2:
            pen.blob([(px - 0.5, py), (px, py + drop * 0.9), (px + 0.5, py)], ("#6fa84a", "#3f7a38"))
        for dy in (0.0, 0.75):
            pen.circle(px, py + dy, 0.66, ("#ffc23a", "#f2861f") if k % 2 else ("#ffe06a", "#f2b01f"))


def rangoli(pen: Pen, x: float, y: float, size: float) -> None:
    """A pattern of coloured powder on the ground, seen from low."""
    with pen.moved(x, y):
        pen.canvas.scale(1, 0.26)
        for petals, reach, colours in (
            (16, 1.0, ("#e8486a", "#ffffff")),
            (12, 0.74, ("#ffb52e", "#8a4fc4")),
            (8, 0.46, ("#ffffff", "#2fa8a0")),
        ):
            for k in range(petals):
                angle = math.tau * k / petals
                px, py = size * reach * 0.8 * math.cos(angle), size * reach * 0.8 * math.sin(angle)
                with pen.moved(px, py, rotate=math.degrees(angle)):
                    pen.ellipse(0, 0, size * reach * 0.24, size * reach * 0.12, colours[k % 2], 0.92)
        pen.circle(0, 0, size * 0.17, "#ffd23f")
        pen.circle(0, 0, size * 0.09, "#e8486a")


def diya(stage: Stage, pen: Pen, x: float, y: float, size: float) -> None:
    """A clay lamp; its flame shows by day too."""
    pen.glow(x, y - size, size * (4 if stage.dark else 2.2), "#ffb347", 0.6 if stage.dark else 0.35)
    pen.blob([(x - size, y - size * 0.5), (x - size * 0.5, y), (x + size * 0.5, y), (x + size * 1.1, y - size * 0.6),
              (x, y - size * 0.36)], ("#c9744a", "#8a4428"))  # fmt: skip
    pen.toned(str).blob(
        [(x - size * 0.24, y - size * 0.5), (x, y - size * 1.7), (x + size * 0.24, y - size * 0.5)],
        ("#ffb02e", "#fff3b0"),
    )


def pots(pen: Pen, x: float, y: float, size: float) -> None:
    """Water pots of clay and brass, stacked and side by side."""
    for dx, dy, scale, shade in ((-0.75, 0, 1.0, "#b8623f"), (0.75, 0, 0.9, "#c9953f"), (0, 0.12, 0.8, "#9f4f38")):
        px, py, s = x + dx * size, y + dy * size, size * scale
        pen.shadow(px, py, s * 0.7, s * 0.1, 0.28)
        pen.ellipse(px, py - s * 0.56, s * 0.66, s * 0.56, (lighter(shade, 0.25), darker(shade, 0.25)))
        pen.rect(px - s * 0.28, py - s * 1.3, s * 0.56, s * 0.3, (lighter(shade, 0.2), shade), s * 0.06)
        pen.ellipse(px, py - s * 1.3, s * 0.4, s * 0.1, lighter(shade, 0.3))
        pen.line(
            [(px - s * 0.56, py - s * 0.7), (px, py - s * 0.6), (px + s * 0.56, py - s * 0.7)], "#f5ead6", s * 0.06, 0.8
        )


def parasol(pen: Pen, x: float, y: float, size: float, colours: tuple[str, str]) -> None:
    """A large sunshade on a pole."""
    pen.line([(x, y), (x, y - size)], "#8a6a4a", size * 0.035)
    slices = 7
    for k in range(slices):
        a, b = -1 + 2 * k / slices, -1 + 2 * (k + 1) / slices
        path = skia.Path()
        path.moveTo(x, y - size * 1.08)
        path.quadTo(x + a * size * 0.44, y - size * 1.0, x + a * size * 0.62, y - size * 0.7)
        path.quadTo(x + (a + b) * size * 0.31, y - size * 0.64, x + b * size * 0.62, y - size * 0.7)
        path.quadTo(x + b * size * 0.44, y - size * 1.0, x, y - size * 1.08)
        pen.shape(path, (lighter(colours[k % 2], 0.2), darker(colours[k % 2], 0.14)))


def flag_string(pen: Pen, start: tuple[float, float], end: tuple[float, float], sag: float = 5) -> None:
    """Prayer flags of the mountains between two points."""
    count = 16
    points = [
        (start[0] + (end[0] - start[0]) * k / count,
         start[1] + (end[1] - start[1]) * k / count + sag * math.sin(math.pi * k / count))
        for k in range(count + 1)
    ]  # fmt: skip
    pen.line(points, "#5f4a3a", 0.24)
    colours = ("#3f7ad0", "#ffffff", "#d9403a", "#4aa05a", "#f2c23f")
    for k, (px, py) in enumerate(points[1:-1]):
        pen.poly([(px - 1.2, py), (px + 1.3, py + 0.1), (px + 1.1, py + 3.1), (px - 1.0, py + 2.8)], colours[k % 5])


def signboard(pen: Pen, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A shop's painted board, its lettering only hinted at."""
    pen.rect(x - width / 2, y - height, width, height, (lighter(colour, 0.1), darker(colour, 0.14)), 0.5)
    for share, long in ((0.36, 0.62), (0.68, 0.4)):
        pen.rect(x - width * long / 2, y - height * (1 - share) - height * 0.08, width * long, height * 0.16, "#fff4d8",
                 0.2, 0.9)  # fmt: skip


def banner(pen: Pen, x: float, y: float, width: float, height: float, colour: str) -> None:
    """A long swallow-tailed banner that hangs from y."""
    pen.poly([(x - width / 2, y), (x + width / 2, y), (x + width / 2, y + height), (x, y + height * 0.86),
              (x - width / 2, y + height)], (lighter(colour, 0.12), darker(colour, 0.2)))  # fmt: skip
    pen.rect(x - width * 0.6, y - 0.5, width * 1.2, 1, "#e2b75c", 0.4)
    star = [
        (x + width * (0.3 if k % 2 == 0 else 0.13) * math.sin(math.pi * k / 5),
         y + height * 0.38 - width * (0.3 if k % 2 == 0 else 0.13) * math.cos(math.pi * k / 5))
        for k in range(10)
    ]  # fmt: skip
    pen.poly(star, "#f7d57c")


def scarecrow(pen: Pen, x: float, y: float, size: float, indian: bool) -> None:
    """A scarecrow with outstretched arms: straw hat and patched coat, or a painted pot for a head and a kurta."""
    with pen.moved(x, y, scale=size / 20):
        pen.shadow(0, 0, 4, 0.6, 0.28)
        pen.rect(-0.4, -16, 0.8, 16, ("#94683f", "#6b4629"))
        pen.rect(-8, -12.6, 16, 0.8, "#7a5233", 0.3)
        coat = ("#f2e4c4", "#cdb486") if indian else ("#5f7fb0", "#3f5a86")
        pen.poly(
            [(-7.4, -13.4), (7.4, -13.4), (7, -10.4), (3, -10.4), (3.6, -3.6), (-3.6, -3.6), (-3, -10.4), (-7, -10.4)],
            coat,
        )
        pen.rect(-1.9, -8, 1.9, 1.9, "#d9503f", 0.2)
        for side in (-1, 1):
            for k in (-0.5, 0.3, 1.1):
                pen.line([(side * 7, -12), (side * 9.4, -12 + k)], "#e8c86a", 0.4)
        head = ("#c9744a", "#8f4a2e") if indian else ("#f2d9a0", "#c9a868")
        pen.circle(0, -15.8, 2.5, head)
        mark = "#fff4e0" if indian else "#3a2a20"
        for side in (-1, 1):
            pen.circle(side * 0.9, -16.2, 0.4, mark)
        pen.line([(-1.1, -14.8), (0, -14.2), (1.1, -14.8)], mark, 0.3)
        if not indian:
            pen.ellipse(0, -17.6, 4.2, 0.8, ("#e8c06a", "#b88a3c"))
            pen.blob([(-2.2, -17.6), (-1.6, -20.4), (1.6, -20.4), (2.2, -17.6)], ("#f0cc7a", "#b88a3c"))
            pen.rect(-2.2, -18.6, 4.4, 0.8, "#c9403f")
        else:
            pen.blob([(-2.4, -17.2), (-1.6, -19.4), (1.8, -19.4), (2.5, -17), (0, -17.8)], ("#ff9a3c", "#d9662a"))


def haystack(pen: Pen, x: float, y: float, size: float) -> None:
    """A heap of hay."""
    pen.shadow(x, y, size * 0.8, size * 0.12, 0.3)
    heap = smooth(
        [
            (x - size * 0.7, y),
            (x - size * 0.6, y - size * 0.5),
            (x, y - size),
            (x + size * 0.6, y - size * 0.5),
            (x + size * 0.7, y),
        ]
    )
    pen.shape(heap, ("#f7dc8c", "#b8913c"))
    for k in range(9):
        dx = (k - 4) * size * 0.14
        pen.line([(x + dx * 0.5, y - size * 0.76), (x + dx, y - size * 0.08)], "#a37f32", 0.24, 0.6)
    pen.line([(x, y - size * 0.9), (x, y - size * 1.2)], "#7a5233", 0.4)


def sacks(pen: Pen, x: float, y: float) -> None:
    """Three open sacks of spice and grain."""
    for dx, colour, heap in ((-4, "#c9a878", "#e8a02e"), (4, "#b8946a", "#c9402e"), (0, "#d9bd8f", "#f0d9a0")):
        top = y + (2 if dx == 0 else 0)
        pen.shadow(x + dx, top, 4.6, 0.8, 0.3)
        pen.blob([(x + dx - 3.6, top), (x + dx - 3.4, top - 5), (x + dx + 3.4, top - 5), (x + dx + 3.6, top)],
                 (lighter(colour, 0.1), darker(colour, 0.2)))  # fmt: skip
        pen.ellipse(x + dx, top - 5.6, 3.4, 1.0, lighter(colour, 0.25))
        pen.blob(
            [(x + dx - 2.8, top - 5.6), (x + dx, top - 7.8), (x + dx + 2.8, top - 5.6)], (lighter(heap, 0.25), heap)
        )


def crates(pen: Pen, x: float, y: float, colours: tuple[str, str, str]) -> None:
    """Crates of fruit, two below and one above."""
    for dx, dy, fruit in ((-3.6, 0.0, colours[0]), (3.6, 0.0, colours[1]), (0.0, -5.2, colours[2])):
        px, py = x + dx, y + dy
        for k in range(4):
            pen.circle(px - 2.4 + k * 1.6, py - 4.8 - (k % 2) * 0.5, 1.1, (lighter(fruit, 0.3), darker(fruit, 0.1)))
        pen.rect(px - 3.4, py - 4.4, 6.8, 4.4, ("#c9955f", "#8a5f3a"), 0.2)
        for row in (-2.9, -1.5):
            pen.rect(px - 3.4, py + row, 6.8, 0.25, "#5f3f28")


def fountain(pen: Pen, x: float, y: float) -> None:
    """A two-tiered stone fountain at play."""
    stone = "#d4cbbc"
    pen.shadow(x, y, 15, 2.2, 0.28)
    pen.ellipse(x, y - 1.6, 14, 3.0, (lighter(stone, 0.2), "#9a9184"))
    pen.ellipse(x, y - 2.4, 12.4, 2.2, ("#bfeaf5", "#6fb6d0"))
    pen.rect(x - 1.2, y - 12, 2.4, 10, (lighter(stone, 0.2), "#a39a8c"), 0.5)
    pen.blob([(x - 6, y - 12.6), (x - 2, y - 9.8), (x + 2, y - 9.8), (x + 6, y - 12.6), (x, y - 12)],
             (lighter(stone, 0.25), "#a39a8c"))  # fmt: skip
    for side in (-1, 1):
        for reach in (3.0, 6.2, 8.6):
            pen.line([(x, y - 12.6), (x + side * reach * 0.5, y - 20 + reach * 0.5), (x + side * reach, y - 3.4)],
                     "#f0faff", 0.5, 0.85)  # fmt: skip
