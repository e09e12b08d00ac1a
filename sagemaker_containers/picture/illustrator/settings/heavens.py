"""The sky over a world without air: what a mood makes of its deep, its nebulae and its stars."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import skia

from film_studio.film.models import Mood
from sagemaker_containers.drawing.colour import mix
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.picture.illustrator import sky
from sagemaker_containers.picture.illustrator.stage import Stage


@dataclass(frozen=True)
class Heaven:
    """The deep from zenith to horizon, three nebulae, and how many stars there are to a unit of width."""

    deep: tuple[str, str, str]
    nebulae: tuple[str, str, str]
    stars: float


HEAVENS: dict[Mood, Heaven] = {
    "peaceful": Heaven(("#0d1442", "#2c3c88", "#8a86d0"), ("#6a8ae0", "#7fc0f0", "#b49ae8"), 1.7),
    "joyful": Heaven(("#24206a", "#7a3aa0", "#ff9a8a"), ("#ffa04a", "#ff5fa8", "#ffd85a"), 2.4),
    "playful": Heaven(("#14408a", "#2f8ad0", "#ff9ad8"), ("#3ff0e0", "#ff6fc8", "#9aff8a"), 1.2),
    "romantic": Heaven(("#2c1050", "#8a3482", "#ff9ab0"), ("#ff6f9a", "#ff9fc0", "#c06ae0"), 1.6),
    "devotional": Heaven(("#3a2440", "#8f5a40", "#ffd890"), ("#ffd07a", "#ffb04a", "#fff0c0"), 1.3),
    "heroic": Heaven(("#06123c", "#1c46a0", "#ffb850"), ("#3f7af0", "#2f5fd8", "#ff8a3a"), 1.6),
    "mysterious": Heaven(("#04061c", "#10284a", "#1f7a80"), ("#2fd0b8", "#6a3fd0", "#2f8fb0"), 0.9),
    "tense": Heaven(("#0a0408", "#350c14", "#8a2418"), ("#c0301f", "#7a1020", "#ff5a2a"), 0.5),
    "sad": Heaven(("#1a2130", "#3a475e", "#728096"), ("#5a6a86", "#4a5a78", "#6a7a96"), 0.35),
}
"""Warm where one is glad, pale and empty in grief, red in danger."""


def heaven(stage: Stage, pen: Pen) -> None:
    """The whole sky in the scene's mood, and what happens in it."""
    found, edge = HEAVENS[stage.request.scene.mood], stage.width / 2
    deep = skia.GradientShader.MakeLinear(
        [skia.Point(0, 0), skia.Point(0, stage.horizon + 6)], [argb(colour) for colour in found.deep], [0, 0.6, 1]
    )
    pen.canvas.drawPaint(skia.Paint(Shader=deep))
    for colour, x, y, radius in zip(found.nebulae, (-0.5, 0.3, 0.0), (24, 40, 14), (46, 52, 36), strict=True):
        pen.glow(edge * x, y, radius, colour, 0.42)
    plain = pen.toned(str)
    for _ in range(int(stage.width * found.stars)):
        size = stage.random.choice((0.12, 0.16, 0.16, 0.24, 0.36))
        plain.circle(stage.random.uniform(-edge, edge), stage.random.uniform(0, stage.horizon), size, "#fdf6ff", 0.85)
    _EVENTS[stage.request.scene.mood](stage, pen)


def under_heaven(stage: Stage, colour: str) -> str:
    """What a colour looks like in the light of this sky, which is all the light that there is."""
    return mix(stage.air.mooded(colour), HEAVENS[stage.request.scene.mood].deep[2], 0.16)


def _shooting_star(pen: Pen, x: float, y: float, long: float, colour: str) -> None:
    """A star at (x, y) that falls to the left; its trail fades out."""
    plain = pen.toned(str)
    for share, wide, alpha in ((1.0, 0.8, 0.22), (0.6, 0.5, 0.5)):
        tail = (x + long * share, y - long * share * 0.36)
        plain.poly([(x, y - wide), tail, (x, y + wide)], colour if share == 1 else "#ffffff", alpha)
    pen.glow(x, y, 5, colour, 0.8)
    plain.circle(x, y, 0.9, "#ffffff")


def _comet(stage: Stage, pen: Pen) -> None:
    _shooting_star(pen, -stage.width * 0.08, 13, 30, "#bfe0ff")


def _shower(stage: Stage, pen: Pen) -> None:
    """A whole shower of shooting stars in gay colours."""
    for k, (x, y) in enumerate(((-0.44, 30), (-0.3, 9), (-0.12, 22), (0.06, 7), (0.34, 14), (0.42, 40), (-0.4, 48))):
        _shooting_star(pen, stage.width * x, y, 20 - 1.4 * k, ("#ffd85a", "#ff8ac0", "#8af0ff")[k % 3])


def _saucer(stage: Stage, pen: Pen) -> None:
    """Large stars in all colours, and a flying saucer with somebody in it who looks out."""
    plain = pen.toned(str)
    for k in range(16):
        x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(3, stage.horizon - 12)
        points = [
            ((1.5 if j % 2 else 0.6) * math.sin(math.pi * j / 5), (1.5 if j % 2 else 0.6) * math.cos(math.pi * j / 5))
            for j in range(10)
        ]
        with plain.moved(x, y, stage.random.uniform(0.7, 1.3), stage.random.uniform(0, 70)):
            plain.poly(points, ("#ffe14a", "#ff8ad8", "#7affe0", "#ffffff")[k % 4])
    with plain.moved(-stage.width * 0.04, 12, 1.3, -10):
        plain.ellipse(0, -2.2, 4.4, 4.4, "#d8fbff", 0.6)
        plain.ellipse(0, -2, 1.9, 2.3, ("#9af07a", "#4fb050"))
        for side in (-1, 1):
            plain.circle(side * 0.8, -2.6, 0.62, "#ffffff")
            plain.circle(side * 0.8, -2.5, 0.3, "#1a2a30")
        plain.ellipse(0, 1, 9, 2.6, ("#ff9ad0", "#b04aa8"))
        for k in range(-2, 3):
            plain.circle(k * 3.2, 1.5 - 0.14 * k * k, 0.7, ("#ffe14a", "#7affe0")[k % 2])


def _heart(stage: Stage, pen: Pen) -> None:
    """A rosy cloud of stars in the form of a heart."""
    for k in range(26):
        turn = math.tau * k / 26
        x = 16 * math.sin(turn) ** 3
        y = 13 * math.cos(turn) - 5 * math.cos(2 * turn) - 2 * math.cos(3 * turn) - math.cos(4 * turn)
        x, y = x * 0.9 - stage.width * 0.02, 19 - y * 0.8
        pen.glow(x, y, 4.6, "#ff7fa8", 0.5)
        pen.toned(str).circle(x, y, 0.5, "#fff0f4")


def _holy_star(stage: Stage, pen: Pen) -> None:
    """One great star over the middle, whose light falls down on those who look up."""
    sky.rays(stage, pen, 0, 9, "#fff0b8", 0.5)
    pen.glow(0, 9, 26, "#fff0b8", 0.9)
    for length, wide in ((9.0, 1.0), (1.0, 5.5)):
        pen.toned(str).poly([(0, 9 - length), (wide, 9), (0, 9 + length), (-wide, 9)], "#fffdf0")


def _sunrise(stage: Stage, pen: Pen) -> None:
    """A sun that comes up behind the mountains."""
    sky.rays(stage, pen, 0, stage.horizon - 8, "#ffd27a", 0.6)
    pen.glow(0, stage.horizon - 6, 46, "#ffc85a", 0.8)
    pen.toned(str).circle(0, stage.horizon - 9, 8, ("#fffbe0", "#ffd66a"))


def _galaxy(stage: Stage, pen: Pen) -> None:
    """A whirl of stars about a core of cold light."""
    with pen.moved(-stage.width * 0.06, 20, rotate=-24):
        pen.canvas.scale(1, 0.52)
        pen.glow(0, 0, 26, "#4fe8d8", 0.5)
        for arm in range(2):
            for k in range(34):
                turn, reach = arm * math.pi + 0.19 * k, 2 + 0.7 * k
                x, y = reach * math.cos(turn), reach * math.sin(turn)
                pen.glow(x, y, 5 - 0.08 * k, "#7ae8f0" if k % 3 else "#b48aff", 0.34)
        pen.glow(0, 0, 7, "#f0fffa", 0.95)


def _meteors(stage: Stage, pen: Pen) -> None:
    """Burning rocks that come down, each in its smoke."""
    for x, y, size in ((-0.4, 16, 2.2), (-0.16, 9, 1.5), (0.06, 27, 1.8), (0.4, 12, 2.4), (-0.3, 44, 1.3)):
        left, long = stage.width * x, 13 * size
        plain = pen.toned(str)
        plain.poly(
            [(left - size * 0.9, y), (left + long, y - long * 0.7), (left + size * 0.6, y + size)], "#ff4a1a", 0.4
        )
        plain.poly(
            [(left - size * 0.5, y), (left + long * 0.5, y - long * 0.35), (left, y + size * 0.6)], "#ffc04a", 0.7
        )
        pen.glow(left, y, size * 4, "#ff6a2a", 0.7)
        plain.circle(left, y, size, ("#5a2a20", "#ffb04a"))


def _nothing(stage: Stage, pen: Pen) -> None:
    """Where one grieves, nothing happens any more."""


_EVENTS: dict[Mood, Callable[[Stage, Pen], None]] = {
    "peaceful": _comet,
    "joyful": _shower,
    "playful": _saucer,
    "romantic": _heart,
    "devotional": _holy_star,
    "heroic": _sunrise,
    "mysterious": _galaxy,
    "tense": _meteors,
    "sad": _nothing,
}
