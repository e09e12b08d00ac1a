"""What is there to be glad of, and to play with."""

import math
from collections.abc import Sequence

import skia

from film_studio.film.models import Placement, Setting
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.picture.illustrator import festoons, plants
from sagemaker_containers.picture.illustrator.festoons import GAY
from sagemaker_containers.picture.illustrator.stage import Stage

_FESTIVE: frozenset[str] = frozenset({"garland", "cake", "sweets", "gift", "balloon"})
"""What is named where people celebrate."""

_GREEN: frozenset[Setting] = frozenset(
    {"village", "river", "forest", "jungle", "mountain", "farm", "garden", "temple", "castle"}
)
"""Where flowers grow out of the ground; elsewhere they stand in a pot."""

_PEOPLED: frozenset[Setting] = frozenset(
    {"village", "river", "sea-shore", "garden", "temple", "castle", "palace", "city-street", "bazaar", "ship"}
)
"""Where somebody lets off fireworks, or lanterns fly."""


_LANTERNS = (
    (-0.42, 0.16, 4.6), (-0.3, 0.44, 3.2), (-0.17, 0.1, 3.4), (-0.06, 0.36, 2.4), (0.08, 0.2, 4.0), (0.2, 0.5, 2.6),
    (0.28, 0.1, 3.0), (0.38, 0.32, 4.4), (0.46, 0.56, 2.4), (-0.4, 0.66, 2.0), (0.13, 0.7, 1.8),
)  # fmt: skip
"""Of lanterns in the sky: where (shares of its width from the middle, and of its height), and how tall (units)."""


def celebrated(stage: Stage) -> bool:
    """Whether a place is hung with festoons: a feast, or a market on a good day."""
    scene = stage.request.scene
    glad = scene.mood in ("joyful", "playful")
    return glad and (scene.setting == "bazaar" or not _FESTIVE.isdisjoint(scene.props))


def joy(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Festoons where people celebrate; else flowers at both sides, and butterflies about them while the sun shines."""
    if celebrated(stage):
        dark = stage.time == "night" or not stage.indian
        festoons.festoon(stage, pen, festoons.lanterns if dark else festoons.marigolds)
        return
    for side in (-1, 1):
        x = side * (stage.width / 2 - 13)
        if stage.request.scene.setting in _GREEN:
            plants.flowers(stage, pen, x, stage.floor + 5, 24, 30, GAY)
        else:
            _bouquet(stage, pen, x + side * 3, stage.floor + 4)
    if not stage.indoors and not stage.dark and not stage.wet and not stage.snowy:
        for k, (x, y) in enumerate(((-0.39, 0.5), (-0.45, 0.72), (0.3, 0.4), (0.43, 0.62), (-0.22, 0.3), (0.38, 0.8))):
            _butterfly(pen, stage.width * x, stage.floor * y, 2.5 - 0.2 * (k % 3), k)


def play(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Kites under the sky, or paper planes in a room; pinwheels at the sides, and flags where people celebrate."""
    if celebrated(stage):
        festoons.festoon(stage, pen, festoons.flags)
    elif stage.indoors:
        for k, (x, y) in enumerate(((-0.3, 0.24), (0.08, 0.1), (0.34, 0.3))):
            _paper_plane(pen, stage.width * x, stage.floor * y, 5.4 - 0.5 * k, k)
    elif not stage.wet:
        for k, (x, y) in enumerate(((-0.62, 0.2), (0.1, 0.1), (0.66, 0.26))):
            _kite(pen.toned(str) if stage.dark else pen, stage.width / 2 * x, stage.floor * y, 6.5 - k * 0.8, k)
    for side in (-1, 1):
        _pinwheel(pen, side * (stage.width / 2 - 9), stage.floor + 1, 19, 2 + side)


def overhead(stage: Stage, pen: Pen, bottom: float) -> None:
    """What a glad sky shows behind all that stands under it: a rainbow by day, after dark lanterns on their way up.

    Over people who celebrate there are fireworks.
    """
    if stage.time == "day" and stage.weather not in ("mist", "snow"):
        _rainbow(stage, pen, bottom)
    elif not stage.dark or stage.wet or stage.snowy or stage.request.scene.setting not in _PEOPLED:
        return
    elif celebrated(stage):
        for k, (x, y) in enumerate(((-0.34, 0.34), (-0.06, 0.14), (0.2, 0.3), (0.38, 0.16))):
            _firework(stage, pen, stage.width * x, bottom * y, 9.5 - 1.4 * (k % 3), GAY[(k * 2 + 1) % 6])
    else:
        for x, y, tall in _LANTERNS:
            _sky_lantern(pen, stage.width * x, bottom * y, tall)


def _rainbow(stage: Stage, pen: Pen, bottom: float) -> None:
    radius = min(80.0, bottom + 8)
    bands = ("#ff6a6a", "#ffb04a", "#fff06a", "#6ae08a", "#5ab0ff", "#b07af0")
    colours = [argb(bands[-1], 0), *(argb(colour, 0.42) for colour in reversed(bands)), argb(bands[0], 0)]
    stops = [0.84, *(0.86 + 0.13 * k / 5 for k in range(6)), 1.0]
    side = -1 if stage.sun and stage.sun[0] > 0 else 1
    with pen.moved(side * stage.width * 0.06, bottom + 12):
        shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), radius, colours, stops)
        pen.canvas.drawCircle(0, 0, radius, skia.Paint(AntiAlias=True, Shader=shader))


def _firework(stage: Stage, pen: Pen, x: float, y: float, reach: float, colour: str) -> None:
    """One burst of sparks that begin to fall."""
    plain = pen.toned(str)
    pen.glow(x, y, reach * 1.9, colour, 0.5)
    for k in range(18):
        turn = math.tau * k / 18 + stage.random.uniform(-0.1, 0.1)
        far = reach * stage.random.uniform(0.8, 1.1)
        dx, dy = math.cos(turn), math.sin(turn)
        end = (x + far * dx, y + far * dy + 0.12 * far)
        plain.line([(x + far * 0.3 * dx, y + far * 0.3 * dy), end], lighter(colour, 0.3), 0.34, 0.9)
        plain.circle(*end, 0.5, "#fff8e0")


def _sky_lantern(pen: Pen, x: float, y: float, tall: float) -> None:
    """A paper lantern that its flame carries up."""
    plain, half = pen.toned(str), tall * 0.36
    plain.glow(x, y, tall * 4.2, "#ffb84a", 0.62)
    plain.blob([(x - half * 0.7, y + tall * 0.5), (x - half, y - tall * 0.2), (x - half * 0.5, y - tall * 0.5),
                (x + half * 0.5, y - tall * 0.5), (x + half, y - tall * 0.2), (x + half * 0.7, y + tall * 0.5)],
               ("#ffcf6a", "#fff2c0"))  # fmt: skip
    plain.line([(x - half * 0.7, y + tall * 0.5), (x + half * 0.7, y + tall * 0.5)], "#c9762a", tall * 0.09)


def _bouquet(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """A pot full of cut flowers, as high as a knee."""
    pen.shadow(x, y, 6, 1, 0.3)
    for k in range(13):
        row = k % 3
        across, up = (k - 6) * 0.95, 14 + 2.6 * row - abs(k - 6) * 0.7
        pen.line([(x + across * 0.3, y - 8), (x + across, y - up)], "#4d8a40", 0.4)
        plants.blossom(pen, x + across, y - up, 1.5, GAY[(k * 5) % 6])
    clay = "#c9744a" if stage.indian else "#e8eef4"
    pen.blob([(x - 2.6, y), (x - 4.2, y - 4), (x - 2.8, y - 8.6), (x + 2.8, y - 8.6), (x + 4.2, y - 4), (x + 2.6, y)],
             (lighter(clay, 0.2), darker(clay, 0.2)))  # fmt: skip
    pen.line([(x - 3.6, y - 5), (x, y - 4.2), (x + 3.6, y - 5)], "#fff4d8", 0.6)


def _butterfly(pen: Pen, x: float, y: float, size: float, number: int) -> None:
    colour = GAY[number % 6]
    with pen.moved(x, y, size, 24 - 34 * (number % 3)):
        for side in (-1, 1):
            pen.blob([(0, 0), (side * 0.5, -1.1), (side * 1.3, -0.9), (side * 0.9, 0)], (lighter(colour, 0.3), colour))
            pen.blob([(0, 0.1), (side * 0.9, 0.1), (side * 0.8, 0.8), (side * 0.25, 0.6)], darker(colour, 0.05))
            pen.circle(side * 0.8, -0.6, 0.18, "#fff8e0")
            pen.line([(0, -0.5), (side * 0.3, -1.1)], "#3a2a30", 0.07)
        pen.line([(0, -0.5), (0, 0.6)], "#3a2a30", 0.2)


def _paper_plane(pen: Pen, x: float, y: float, size: float, number: int) -> None:
    """A folded sheet in flight, and the dashes of the loop behind it."""
    plain = pen.toned(str)
    with pen.moved(x, y, size, -16 + 14 * number, flip=bool(number % 2)):
        for k in range(6):
            a, b = 0.5 * k, 0.5 * k + 0.28
            dash = [(-1.5 - t * 0.9, 0.3 + 0.55 * math.sin(1.9 * t)) for t in (a, b)]
            plain.line(dash, "#ffffff", 0.09, 0.8 - 0.1 * k)
        plain.poly([(1.5, -0.3), (-1.3, -0.8), (-0.6, 0.05)], ("#ffffff", "#e4ecf6"))
        plain.poly([(1.5, -0.3), (-0.6, 0.05), (-0.5, 0.7)], "#b8c6da")
        plain.poly([(1.5, -0.3), (-0.2, 0.2), (-0.9, 0.95)], ("#ffffff", GAY[number * 2]))


def _kite(pen: Pen, x: float, y: float, size: float, number: int) -> None:
    one, other = GAY[number * 2 % 6], GAY[(number * 2 + 1) % 6]
    with pen.moved(x, y, size, 18 - 26 * number):
        pen.poly([(0, -1.3), (0.9, 0), (0, 1.5), (-0.9, 0)], one)
        pen.poly([(0, -1.3), (0.9, 0), (0, 0)], other)
        pen.poly([(0, 1.5), (-0.9, 0), (0, 0)], other)
        tail = [(0.4 * math.sin(2.2 * t), 1.5 + 0.75 * t) for t in range(5)]
        pen.line(tail, "#fff6e0", 0.07)
        for k, (tx, ty) in enumerate(tail[1:]):
            for side in (-1, 1):
                pen.poly([(tx, ty), (tx + side * 0.36, ty - 0.2), (tx + side * 0.36, ty + 0.2)], GAY[(k + number) % 6])


def _pinwheel(pen: Pen, x: float, y: float, height: float, number: int) -> None:
    pen.line([(x, y), (x, y - height)], "#f6ead0", 0.7)
    for k in range(6):
        with pen.moved(x, y - height, 4.6, k * 60 + 14 * number):
            pen.blob([(0, 0), (0.35, -0.5), (0.2, -1.0), (0.9, -0.75), (0.75, -0.2)], GAY[k])
    pen.circle(x, y - height, 0.8, "#fffaf0")
