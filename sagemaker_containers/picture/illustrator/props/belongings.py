"""Things that people carry, give, read, play and lose. Each stands on (0, 0), about 10 units high."""

from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, smooth
from sagemaker_containers.drawing.taste import Taste
from sagemaker_containers.picture.illustrator import plants


def letter(taste: Taste, pen: Pen) -> None:
    """A sealed letter."""
    with pen.moved(0, -4, rotate=-8):
        pen.rect(-5.5, -3.8, 11, 7.4, ("#fffaf0", "#ecdcbd"), 0.3)
        pen.line([(-5.3, -3.6), (0, 0.6)], "#b99a6c", 0.3)
        pen.line([(5.3, -3.6), (0, 0.6)], "#b99a6c", 0.3)
        pen.circle(0, 0.5, 1.2, ("#e0574f", "#a83232"))


def book(taste: Taste, pen: Pen) -> None:
    """An open book."""
    for side in (-1, 1):
        pen.blob([(0, -1), (side * 3, -2.2), (side * 6.4, -1.3), (side * 6.6, -5.6), (side * 3, -6.6), (0, -5.4)],
                 ("#a8483f", "#7d2f2c"))  # fmt: skip
        pen.blob([(0, -1.4), (side * 3, -2.6), (side * 6, -1.9), (side * 6.1, -5.9), (side * 3, -6.8), (0, -5.7)],
                 ("#fffaf0", "#efe2c6"))  # fmt: skip
        for k in range(3):
            pen.line([(side * 1.2, -3 - k * 0.9), (side * 5.2, -3.2 - k * 0.9)], "#b9a583", 0.2)


def sword(taste: Taste, pen: Pen) -> None:
    """A sword, point up."""
    with pen.moved(0, 0, rotate=14):
        pen.poly([(-0.7, -3.6), (-0.55, -13), (0, -14.4), (0.55, -13), (0.7, -3.6)], ("#f4f8fb", "#a9b6c2"))
        pen.line([(0, -4), (0, -13)], "#8a97a5", 0.2)
        pen.rect(-2.6, -3.8, 5.2, 0.9, ("#f0cf6b", "#b0812f"), 0.4)
        pen.rect(-0.5, -3, 1, 2.6, "#6b4028", 0.3)
        pen.circle(0, -0.2, 0.8, "#e0b44c")


def phone(taste: Taste, pen: Pen) -> None:
    """A phone."""
    with pen.moved(0, -4.6, rotate=8):
        pen.rect(-2.5, -4.6, 5, 9.2, ("#39404d", "#1f2530"), 0.9)
        pen.toned(str).rect(-2.1, -3.9, 4.2, 7.6, ("#8fd0f0", "#4f86c9"), 0.4)
        for x in (-1.1, 0.3):
            pen.toned(str).rect(x, -2.8, 1, 1, "#ffffff", 0.25, 0.8)
        pen.glow(0, 0, 8, "#9fd4ff", 0.3)


def fruit(taste: Taste, pen: Pen) -> None:
    """A mango."""
    pen.blob(
        [(0, -6), (2.8, -5.2), (3, -2), (0.8, 0), (-1.6, -0.2), (-3.2, -2.6), (-2.2, -5.2)], ("#ffc24f", "#e8743a")
    )
    pen.line([(0, -6), (0.4, -7.6)], "#6b4a2c", 0.45)
    pen.ellipse(2, -7.4, 1.8, 0.7, "#6fa64a")


def flower(taste: Taste, pen: Pen) -> None:
    """Three flowers."""
    for x, tall, colour in ((-2.4, 7, "#e8607a"), (0.2, 9, "#f7b53f"), (2.8, 6.4, "#b07fd0")):
        pen.line([(x * 0.3, 0), (x, -tall)], "#4d8040", 0.45)
        pen.ellipse(x * 0.7 + 1, -tall * 0.5, 1.2, 0.5, "#5f9a48")
        plants.blossom(pen, x, -tall, 1.7, colour)


def coin(taste: Taste, pen: Pen) -> None:
    """A heap of coins."""
    for x, y in ((-2.6, -0.8), (2.4, -0.8), (0, -1.0), (-0.9, -2.4), (1.2, -2.5), (0.1, -3.8)):
        pen.ellipse(x, y, 2.0, 1.0, ("#fff0a8", "#cf962c"))
        pen.ellipse(x, y - 0.15, 1.4, 0.6, "#f2c84f")


def ring(taste: Taste, pen: Pen) -> None:
    """A ring with a stone."""
    pen.arc(0, -3, 2.6, 2.8, 0, 360, "#e8bb4a", 0.9)
    pen.poly([(-1.5, -6.8), (1.5, -6.8), (2.1, -5.8), (0, -4.2), (-2.1, -5.8)], ("#c9f0ff", "#5fa8e0"))
    pen.glow(0, -6, 6, "#cfefff", 0.5)


def drum(taste: Taste, pen: Pen) -> None:
    """A drum."""
    pen.rect(-4.4, -6.4, 8.8, 6, ("#c9583f", "#8a3527"), 1.2)
    for k in range(5):
        pen.line([(-4 + k * 2, -6), (-3 + k * 2, -0.6)], "#f5ead6", 0.3)
    pen.ellipse(0, -6.5, 4.4, 1.5, ("#fff5e0", "#e0cba4"))
    pen.ellipse(0, -6.5, 1.6, 0.6, "#4a3a34")


def flute(taste: Taste, pen: Pen) -> None:
    """A bamboo flute."""
    with pen.moved(0, -2, rotate=-12):
        pen.rect(-8, -0.8, 16, 1.5, ("#e8c07a", "#a8743a"), 0.7)
        for k in range(6):
            pen.circle(-3 + k * 1.7, -0.1, 0.32, "#5a3a20")
        for x in (-7, 6.6):
            pen.rect(x, -0.9, 0.7, 1.7, "#b5483f", 0.2)


def guitar(taste: Taste, pen: Pen) -> None:
    """A guitar, leaning."""
    with pen.moved(0, -4, rotate=16):
        pen.blob([(0, -3.4), (2.4, -2.6), (1.9, -0.4), (3.4, 2.2), (0, 4), (-3.4, 2.2), (-1.9, -0.4), (-2.4, -2.6)],
                 ("#d9924a", "#94552a"))  # fmt: skip
        pen.circle(0, -0.4, 1.1, "#3f2416")
        pen.rect(-0.5, -11, 1, 9, "#5f3a22", 0.2)
        pen.rect(-0.9, -12.6, 1.8, 2, "#4a2c1a", 0.3)


def key(taste: Taste, pen: Pen) -> None:
    """A key."""
    with pen.moved(0, -2.4, rotate=-20):
        pen.arc(-4, 0, 2, 2, 0, 360, "#d9a93f", 0.9)
        pen.rect(-2, -0.45, 8, 0.9, ("#f2cf6b", "#b58a30"), 0.3)
        pen.rect(3.6, 0.2, 0.8, 1.6, "#c99a38")
        pen.rect(5.2, 0.2, 0.8, 1.3, "#c99a38")


def map(taste: Taste, pen: Pen) -> None:
    """A map with a marked way."""
    with pen.moved(0, -4, rotate=-5):
        pen.blob([(-6, -3.4), (0, -3.9), (6, -3.3), (5.8, 3.4), (0, 3.8), (-5.9, 3.2)], ("#f5e2b4", "#d3ab6c"))
        pen.line([(-4, 1.8), (-1.6, -0.6), (1, 0.8), (3.6, -1.8)], "#a8432f", 0.4)
        pen.line([(3, -2.4), (4.2, -1.2)], "#a8432f", 0.5)
        pen.line([(4.2, -2.4), (3, -1.2)], "#a8432f", 0.5)


def crown(taste: Taste, pen: Pen) -> None:
    """A crown."""
    pen.poly([(-4.4, 0), (-5, -6), (-2.6, -3.2), (0, -7.4), (2.6, -3.2), (5, -6), (4.4, 0)], ("#ffe28a", "#c98f2b"))
    for x, y, colour in ((-5, -6.2, "#e05060"), (0, -7.7, "#5fa8e0"), (5, -6.2, "#e05060"), (0, -1.6, "#57b580")):
        pen.circle(x, y, 0.8, (lighter(colour, 0.4), colour))


def umbrella(taste: Taste, pen: Pen) -> None:
    """An open umbrella."""
    pen.line([(0, -11), (0, -1), (0.6, 0), (1.4, -0.6)], "#5a3f2a", 0.5)
    top = smooth([(-7, -7), (-5, -11), (0, -13), (5, -11), (7, -7), (3.5, -7.8), (0, -7), (-3.5, -7.8)])
    pen.shape(top, ("#e8655a", "#b03a48"))


def kite(taste: Taste, pen: Pen) -> None:
    """A kite in the air."""
    with pen.moved(0, -14, rotate=18):
        pen.poly([(0, -5), (4, 0), (0, 6), (-4, 0)], ("#ffcf5c", "#f0783f"))
        pen.poly([(0, -5), (4, 0), (0, 0)], "#4f9ab5")
        pen.poly([(0, 6), (-4, 0), (0, 0)], "#c9507a")
        pen.line([(0, 6), (1.6, 9), (-0.6, 12), (1, 15)], "#7a4a5f", 0.25)


def ball(taste: Taste, pen: Pen) -> None:
    """A ball."""
    pen.circle(0, -3, 3, ("#ff8a6b", "#c93f4a"))
    pen.arc(0, -3, 1.4, 3, -90, 180, "#fff4e0", 0.5)
    pen.ellipse(-1, -4.4, 0.8, 0.5, "#ffffff", 0.6)


def computer(taste: Taste, pen: Pen) -> None:
    """A laptop computer."""
    pen.rect(-5.6, -8.4, 11.2, 7.2, ("#4a515e", "#2b313c"), 0.6)
    pen.toned(str).rect(-5, -7.8, 10, 6, ("#a9dcf5", "#5b8fd0"), 0.2)
    pen.poly([(-5.6, -1.2), (5.6, -1.2), (7, 0), (-7, 0)], ("#c9ced6", "#959ca8"))
    pen.glow(0, -5, 9, "#a9dcff", 0.3)


def scroll(taste: Taste, pen: Pen) -> None:
    """An unrolled scroll."""
    pen.rect(-5, -6.2, 10, 5.4, ("#f7e8c4", "#dcbf88"), 0.2)
    for x in (-5.6, 4.4):
        pen.rect(x, -7, 1.2, 7, ("#b98a4c", "#7d5629"), 0.6)
    for k in range(4):
        pen.line([(-3.6, -5 + k), (3.4, -5 + k)], "#8f7448", 0.22)


def telescope(taste: Taste, pen: Pen) -> None:
    """A telescope on its tripod."""
    for x in (-3, 0, 3):
        pen.line([(0, -6), (x, 0)], "#5a4630", 0.6)
    with pen.moved(0, -7, rotate=-28):
        pen.rect(-5, -1.1, 6, 2.2, ("#d9b162", "#94662f"), 0.3)
        pen.rect(1, -1.5, 6, 3, ("#e8c878", "#a0742f"), 0.4)


def newspaper(taste: Taste, pen: Pen) -> None:
    """A folded newspaper."""
    with pen.moved(0, -4.4, rotate=-7):
        pen.rect(-5, -5, 10, 10, ("#fbf7ec", "#d9d2c0"), 0.2)
        pen.rect(-4.2, -4.2, 8.4, 1.6, "#3a3630")
        pen.rect(-4.2, -1.8, 4, 3, "#a9a598")
        for k in range(6):
            pen.line([(0.6, -1.6 + k), (4.2, -1.6 + k)], "#8a8578", 0.25)
        for k in range(3):
            pen.line([(-4.2, 2 + k), (-0.4, 2 + k)], "#8a8578", 0.25)


def camera(taste: Taste, pen: Pen) -> None:
    """A camera."""
    pen.rect(-5, -6.6, 10, 6.6, ("#4a515c", "#23272e"), 0.9)
    pen.rect(-2, -8, 4, 2, ("#6b7480", "#3a4049"), 0.5)
    pen.circle(0, -3.2, 2.7, ("#aab4c0", "#5c6672"))
    pen.circle(0, -3.2, 1.9, ("#2f4a7a", "#101a33"))
    pen.circle(-0.6, -3.9, 0.5, "#bfe0ff")
    pen.circle(3.7, -5.4, 0.5, "#e8605a")


def radio(taste: Taste, pen: Pen) -> None:
    """A wooden radio."""
    pen.line([(3.6, -7), (6, -13)], "#aab4be", 0.3)
    pen.rect(-6, -7.4, 12, 7.4, ("#b5773f", "#7a4724"), 1.2)
    pen.circle(-2.6, -3.6, 2.6, "#4a3020")
    for k in range(4):
        pen.line([(-4.6, -5 + k), (-0.6, -5 + k)], "#d9b47a", 0.3)
    pen.toned(str).rect(0.8, -6.2, 4.4, 2, ("#fff3c0", "#ffcf6b"), 0.3)
    for x in (1.8, 4.2):
        pen.circle(x, -2.2, 0.9, ("#fff0d0", "#c9a05c"))


def bag(taste: Taste, pen: Pen) -> None:
    """A cloth jhola, or a leather satchel."""
    colour = "#d9602f" if taste.indian else "#8a5630"
    pen.arc(0, -6.4, 3.4, 5.4, 180, 180, darker(colour, 0.25), 0.8)
    pen.rect(-4.6, -6.6, 9.2, 6.6, (lighter(colour, 0.22), darker(colour, 0.15)), 1)
    if taste.indian:
        pen.rect(-4.6, -3.6, 9.2, 1.4, "#ffd166")
        for k in range(4):
            pen.circle(-3.3 + k * 2.2, -2.9, 0.5, "#2f8a86")
        return
    pen.blob([(-4.8, -6.8), (4.8, -6.8), (4.2, -3), (0, -2.2), (-4.2, -3)], (lighter(colour, 0.35), colour))
    pen.rect(-0.7, -3.6, 1.4, 1.6, ("#fff0a8", "#c9922f"), 0.2)


def toy(taste: Taste, pen: Pen) -> None:
    """A painted horse on wheels."""
    body = ("#ffb84a", "#e0702f")
    for x in (-3, 3):
        pen.line([(x, -1.4), (x * 0.9, -5)], "#c9602f", 1.3)
        pen.circle(x, -1.2, 1.2, ("#5fb0c9", "#2f7088"))
    pen.line([(-4.4, -1.2), (4.4, -1.2)], "#7a4f2c", 0.6)
    pen.blob([(-4.4, -4.4), (-4.2, -7), (2.4, -7), (4, -10.4), (6.6, -9), (5, -8), (4.2, -4.4)], body)
    pen.line([(1.8, -7.4), (3.4, -10.6)], "#8a2f4a", 1)
    pen.line([(-4.2, -6.4), (-6, -4.6)], "#8a2f4a", 1)
    pen.rect(-2, -7.4, 3.4, 2, "#c93f6b", 0.6)
    pen.circle(4.6, -9.2, 0.35, "#2a1c18")


def balloon(taste: Taste, pen: Pen) -> None:
    """Three balloons on strings."""
    for x, y, colour in ((-3.6, -15, "#e8506a"), (3.8, -14, "#4fa0e0"), (0, -19, "#ffc23f")):
        pen.line([(x, y + 3.6), (x * 0.4, y + 9), (0, 0)], "#8a8078", 0.2)
        pen.ellipse(x, y, 3, 3.7, (lighter(colour, 0.35), darker(colour, 0.1)))
        pen.ellipse(x - 1, y - 1.4, 0.6, 1, "#ffffff", 0.6)


def tabla(taste: Taste, pen: Pen) -> None:
    """A pair of tabla."""
    for x, width, tall, body in ((-3.8, 3.8, 6.0, ("#c9ced6", "#6b7480")), (4, 2.9, 7.0, ("#b5773f", "#6b3f20"))):
        pen.blob([(x - width * 0.86, -tall), (x - width, -tall * 0.5), (x - width * 0.6, 0), (x + width * 0.6, 0),
                  (x + width, -tall * 0.5), (x + width * 0.86, -tall)], body)  # fmt: skip
        pen.ellipse(x, -tall, width * 0.95, 1.3, ("#fff5e0", "#e0cba4"))
        pen.ellipse(x, -tall, width * 0.4, 0.55, "#2a2422")
        pen.ellipse(x, -0.2, width * 0.9, 0.9, "#c93f4a")


def sitar(taste: Taste, pen: Pen) -> None:
    """A sitar, leaning."""
    with pen.moved(0, -4.4, rotate=24):
        pen.rect(-0.9, -19, 1.8, 17, ("#a8683a", "#6b3f20"), 0.5)
        for k in range(8):
            pen.line([(-1, -16.6 + k * 1.7), (1, -16.6 + k * 1.7)], "#f0dca8", 0.35)
        pen.circle(0, 0, 4.4, ("#d98a4a", "#8a4a24"))
        pen.arc(0, 0, 3.2, 3.2, 0, 360, "#f0cf8a", 0.35)
        pen.rect(-1.6, 0.8, 3.2, 0.7, "#fff4e0", 0.2)
        pen.line([(0, 1), (0, -18)], "#fff4d0", 0.2)
        for k in range(4):
            pen.circle(1.5, -17.6 + k * 1.8, 0.55, "#fff0d0")
        pen.circle(0, -20, 1.5, ("#d98a4a", "#8a4a24"))
