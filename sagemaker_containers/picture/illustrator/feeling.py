"""What a mood puts into a picture beside its colours, so that one feels it before a word is said.

Kites for play, butterflies for joy, bare branches for danger, mist for a riddle, lamps for prayer.
"""

import math
from collections.abc import Callable, Sequence

import skia

from film_studio.film.models import Mood, Particles, Placement, Setting
from sagemaker_containers.drawing.colour import darker, mix
from sagemaker_containers.drawing.pen import Pen, argb, polygon, smooth
from sagemaker_containers.picture.illustrator import decorations, delight, furniture, sky
from sagemaker_containers.picture.illustrator.stage import Stage

PARTICLES: dict[Mood, Particles] = {
    "joyful": "petals",
    "sad": "leaves",
    "mysterious": "fireflies",
    "romantic": "petals",
    "devotional": "embers",
    "playful": "bubbles",
}
"""What drifts through the air in a mood; other moods leave that to the place."""

_OF_THE_OPEN: frozenset[Particles] = frozenset({"petals", "leaves", "fireflies", "bubbles"})
_BARE: frozenset[Setting] = frozenset({"ship", "desert", "space"})
"""What drifts under the sky only, and the places where nothing grows that it could come from."""


_WOODED: frozenset[Setting] = frozenset(
    {"village", "temple", "river", "forest", "jungle", "mountain", "farm", "garden", "castle"}
)
"""Where branches reach into the picture."""


def feel(stage: Stage, actors: Sequence[Placement]) -> None:
    """Draw what the scene's mood adds to its place, around the actors."""
    mood = stage.request.scene.mood
    drifting = PARTICLES.get(mood)
    closed = stage.indoors or stage.snowy or stage.request.scene.setting in _BARE
    if drifting and not (closed and drifting in _OF_THE_OPEN):
        stage.particles = drifting
    if mood == "peaceful" and stage.dark:
        _calm(stage)
    if mood in _TOUCHES:
        with stage.layer("mood", 0.6, plain=True) as pen:
            _TOUCHES[mood](stage, pen, actors)


def _dread(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Dark that closes in from all sides. Crows wheel before it, and where trees grow bare branches reach out of it; in
    a room it is large shadows of those who are there, thrown on the wall by a light on the floor."""
    dark = mix(stage.air.lit("#1a1020"), "#0c0612", 0.6)
    if stage.indoors:
        _loom(stage, pen, actors)
    else:
        if stage.request.scene.setting in _WOODED:
            for side in (-1, 1):
                edge, turn = side * (stage.width / 2 + 2), 180 if side > 0 else 0
                _branch(stage, pen, edge, stage.floor * 0.12, turn, 17, 2.6, dark)
                _branch(stage, pen, edge, stage.floor * 0.42, turn + side * 12, 12, 1.7, dark)
        for k, (x, y) in enumerate(((-0.3, 0.2), (-0.17, 0.1), (0.05, 0.16), (0.2, 0.08), (0.31, 0.24), (-0.06, 0.28))):
            _crow(pen, stage.width * x, stage.floor * y, 4.6 - 0.5 * (k % 4), k, dark)
    _frame(stage, pen, "#06040c", 0.6 if stage.time == "night" else 0.72)


def _crow(pen: Pen, x: float, y: float, span: float, number: int, dark: str) -> None:
    """A crow on the wing, which wheels over those who are there."""
    lift = (-0.5, 0.1, -0.8)[number % 3]
    with pen.moved(x, y, span, 14 - 22 * (number % 3), flip=bool(number % 2)):
        for side in (-1, 1):
            tip = (side * 1.15, lift)
            pen.blob([(0, -0.1), (side * 0.5, lift * 0.6 - 0.2), tip, (side * 0.6, lift * 0.4 + 0.3), (0, 0.26)], dark)
        pen.blob([(-0.7, 0.24), (-0.3, 0.0), (0.3, -0.08), (0.62, 0.02), (0.2, 0.24)], dark)


def _loom(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """The actors' shadows on the wall, larger than they are, and cold light from the floor that throws them."""
    pen.glow(_LIGHT, stage.floor - 3, stage.width * 0.34, "#9fb4d8", 0.3)
    wall = stage.floor - 19.5
    shadows = [_shadow(stage, actor, wall) for actor in actors]
    for strength, panes in ((0.3, []), (0.36, stage.panes)):
        blur = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.9)
        paint = skia.Paint(AntiAlias=True, Color=argb("#07050f", strength), MaskFilter=blur)
        pen.canvas.save()
        for pane in panes:  # fainter there, or a row of windows would cut the shadow to pieces
            pen.canvas.clipPath(pane, skia.ClipOp.kDifference, True)
        for shadow in shadows:
            pen.canvas.drawPath(shadow, paint)
        pen.canvas.restore()


def _shadow(stage: Stage, actor: Placement, wall: float) -> skia.Path:
    """Somebody's shadow, from the feet over the floor and up the wall; its head is still in the picture."""
    x, tall = actor.x / stage.unit + stage.left, actor.height / stage.unit
    foot = x + (x - _LIGHT) * 0.3 + (-7 if x < _LIGHT else 7)
    large = min(1.3, (wall - 2) / tall)
    wide = tall * large * 0.154
    fallen = polygon([(x - 3, stage.floor), (x + 3, stage.floor), (foot + wide, wall), (foot - wide, wall)])
    body = smooth([(foot + dx * tall * large * 0.01, wall + dy * tall * large * 0.01) for dx, dy in _SILHOUETTE])
    return skia.Op(fallen, body, skia.PathOp.kUnion_PathOp)


_LIGHT = 16.0
"""Where on the floor the light stands (units)."""

_SILHOUETTE = (
    (-15, 2), (-15, -2), (-12, -30), (-15, -58), (-12, -68), (-4, -72), (-5, -76), (-11, -82), (-11, -93), (0, -100),
    (11, -93), (11, -82), (5, -76), (4, -72), (12, -68), (15, -58), (12, -30), (15, -2), (15, 2),
)  # fmt: skip
"""Somebody's outline on a wall, 100 high."""


def _branch(stage: Stage, pen: Pen, x: float, y: float, angle: float, length: float, wide: float, dark: str) -> None:
    """A crooked twig, and those that grow from it; `angle` in degrees, 0 to the right."""
    if wide < 0.35:
        return
    turn = angle + stage.random.uniform(-16, 16)
    mid = (x + length * 0.5 * math.cos(math.radians(turn)), y + length * 0.5 * math.sin(math.radians(turn)))
    turn = angle + stage.random.uniform(-24, 24)
    end = (mid[0] + length * 0.5 * math.cos(math.radians(turn)), mid[1] + length * 0.5 * math.sin(math.radians(turn)))
    pen.line([(x, y), mid, end], dark, wide)
    for start, lean in ((mid, 46), (end, -28), (end, 22)):
        way = lean * stage.random.uniform(0.7, 1.3)
        _branch(stage, pen, *start, angle + way, length * 0.66, wide * 0.56, dark)


def _riddle(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """A dark frame, and cold light of which one does not see where it comes from: in the open also banks of mist that
    creep along the ground, with lights that wander over them."""
    side = stage.random.choice((-1, 1))
    if stage.indoors:
        window = side * stage.width * 0.34 if stage.daylight is None else stage.daylight
        pen.glow(window, stage.floor - 46, stage.width * 0.26, "#2fd0d8", 0.5)
    else:
        pen.glow(side * stage.width * 0.34, stage.floor - 22, stage.width * 0.2, "#3fe0d0", 0.5)
        for _ in range(16):
            x, near = stage.random.uniform(stage.left, stage.right), stage.random.random()
            colour = mix("#7fd4d8", "#9a8ae0", stage.random.random())
            shader = skia.GradientShader.MakeRadial(
                skia.Point(0, 0), 1, [argb(colour, 0.36), argb(colour, 0.14), argb(colour, 0)], [0, 0.5, 1]
            )
            with pen.moved(x, stage.floor - 24 + 24 * near):
                pen.canvas.scale(stage.random.uniform(12, 30), stage.random.uniform(2, 5))
                pen.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader))
        for k in range(5):
            x, y = side * stage.width * (0.2 + 0.06 * k), stage.floor - 24 - 4 * math.sin(2.1 * k)
            pen.glow(x, y, 5 - 0.5 * k, "#8ff6e6", 0.8)
            pen.toned(str).circle(x, y, 0.7 - 0.08 * k, "#eafffb")
    _frame(stage, pen, "#0c0838", 0.72 if stage.dark else 0.36)


def _frame(stage: Stage, pen: Pen, dark: str, strength: float) -> None:
    """Dark that closes in on the actors from all sides."""
    shader = skia.GradientShader.MakeRadial(
        skia.Point(0, 0), 1, [argb(dark, 0), argb(dark, strength * 0.15), argb(dark, strength)], [0.0, 0.5, 1.0]
    )
    with pen.moved(0, stage.floor - 34):
        pen.canvas.scale(stage.width * 0.6, stage.height * 0.86)
        pen.canvas.drawPaint(skia.Paint(Shader=shader))


def _triumph(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Golden light that rises from the ground, and standards that stream in the wind at both sides; in a room light
    breaks in through the window, or after dark from above."""
    pen.glow(0, stage.floor - 6, stage.width * 0.5, "#ffc04a", 0.3)
    if stage.indoors:
        by_day = stage.daylight is not None and stage.time != "night"
        x, y = (stage.daylight or 0.0, stage.floor - 52) if by_day else (0.0, -6.0)
        sky.rays(stage, pen, x, y, "#ffcf6a", 0.5 if by_day else 0.3)
        return
    for side in (-1, 1):
        _standard(pen, side * (stage.width / 2 - 8), stage.floor - 1, max(6, stage.floor - 76), side)


def _standard(pen: Pen, x: float, y: float, top: float, side: int) -> None:
    """A swallow-tailed flag on a tall pole; it streams towards the middle of the picture."""
    pen.shadow(x, y, 3, 0.7, 0.3)
    pen.rect(x - 0.55, top, 1.1, y - top, ("#e8c878", "#8a6432"), 0.4)
    pen.circle(x, top - 0.8, 1.3, ("#fff0b0", "#d9a02e"))
    long, deep = -side * 19, 11.0
    cloth = skia.Path()
    cloth.moveTo(x, top + 1)
    cloth.cubicTo(x + long * 0.3, top - 2, x + long * 0.6, top + 4, x + long, top + 1.5)
    cloth.lineTo(x + long * 0.8, top + 1 + deep / 2)
    cloth.lineTo(x + long, top + 1 + deep)
    cloth.cubicTo(x + long * 0.6, top + 3 + deep, x + long * 0.3, top - 2 + deep, x, top + 1 + deep)
    cloth.close()
    pen.shape(cloth, ("#f0483c", "#a81f34"))
    with pen.clipped(cloth):
        pen.ellipse(x + long * 0.42, top + 8, abs(long) * 0.1, deep, "#5a0c20", 0.25)
        pen.ellipse(x + long * 0.16, top + 6, abs(long) * 0.1, deep, "#ffffff", 0.16)
    sun = (x + long * 0.36, top + 1 + deep / 2)
    pen.circle(*sun, 2.3, "#ffd24a")
    for k in range(8):
        with pen.moved(*sun, rotate=45 * k):
            pen.poly([(-0.6, -2.6), (0.6, -2.6), (0, -4)], "#ffd24a")


def _calm(stage: Stage) -> None:
    """The ground about the actors lies in warm light, where no lamps of the place give it already."""
    if len(stage.glows) > 3:
        return
    shader = skia.GradientShader.MakeRadial(
        skia.Point(0, 0), 1, [argb("#e0984c", 0.4), argb("#d88a48", 0.2), argb("#d88a48", 0)], [0, 0.5, 1]
    )
    with stage.nearest.moved(0, stage.floor - 1) as pen:
        pen.canvas.scale(stage.width * 0.44, 15)
        warm = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kSrcATop)
        pen.canvas.drawCircle(0, 0, 1, warm)


def _romance(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Rosy light about those who are there, and soft discs of it, as of lamps far out of focus."""
    pen.glow(0, stage.floor - 26, stage.width * 0.42, "#ff7fa6", 0.42 if stage.dark else 0.26)
    for _ in range(16):
        x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(4, stage.floor * 0.62)
        size = stage.random.uniform(1.6, 4.6)
        pen.toned(str).circle(x, y, size, stage.random.choice(("#ffd0dc", "#ffc0b0", "#fff0d8")), 0.3)
        pen.glow(x, y, size * 2, "#ff9fb8", 0.22)


def _prayer(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """A row of diyas, or of candles, along either side, unless rain or snow would put them out."""
    if stage.wet or stage.snowy:
        return
    for side in (-1, 1):
        for k in range(4):
            x, y = side * (stage.width / 2 - 5 - 5.4 * k), stage.floor + 8 - 1.8 * k
            if stage.indian:
                decorations.diya(stage, pen, x, y, 1.7)
            else:
                tall = 6.5 - k
                pen.rect(x - 0.8, y - tall, 1.6, tall, ("#fff8e6", "#e0cfa8"), 0.2)
                furniture.flame(pen, x, y - tall, 2.4)
        stage.lamp(side * (stage.width / 2 - 13), stage.floor + 2, 20, "#ffb347", 0.22)


def _grief(stage: Stage, pen: Pen, actors: Sequence[Placement]) -> None:
    """Heavy cloud that hangs low, and leaves that have fallen."""
    if not stage.indoors:
        grey = mix(stage.air.cloud, darker(stage.air.sky[0], 0.35), 0.6)
        for k in range(6):
            x = stage.left + stage.width * (k + 0.5) / 6
            with pen.moved(x, stage.random.uniform(-2, 4)):
                pen.canvas.scale(stage.width * 0.16, stage.random.uniform(9, 15))
                shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1, [argb(grey, 0.85), argb(grey, 0)])
                pen.canvas.drawCircle(0, 0, 1, skia.Paint(AntiAlias=True, Shader=shader))
        for _ in range(12):
            x, y = stage.random.uniform(stage.left, stage.right), stage.random.uniform(stage.floor, stage.height - 1)
            with pen.moved(x, y, 1.0, stage.random.uniform(-30, 30)):
                pen.blob([(-1.3, 0), (0, -0.5), (1.3, 0), (0, 0.5)], "#7a6448", 0.8)


_TOUCHES: dict[Mood, Callable[[Stage, Pen, Sequence[Placement]], None]] = {
    "joyful": delight.joy,
    "sad": _grief,
    "tense": _dread,
    "mysterious": _riddle,
    "romantic": _romance,
    "heroic": _triumph,
    "devotional": _prayer,
    "playful": delight.play,
}
