"""What a person holds in the near hand: how the arm is held for it, and the thing, which follows the hand.

Drawings and sizes are those of the picture's props.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from film_studio.film.models import Age, ClipRequest
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.drawing.taste import Made, Taste
from sagemaker_containers.lip_sync.puppet.pose import Arm
from sagemaker_containers.picture.illustrator.props import PROPS, belongings, finery, household, portable, tools

_METRES = 1.65
"""A grown-up's height, which is 100 units."""

_SMALL, _ENLARGED = 0.6, 1.15
"""Metres below which a thing is shown so many times its natural size, so that it can still be read."""

_PALM = 2.6
"""Units from the wrist to where the hand holds."""


@dataclass(frozen=True)
class Way:
    """A way of holding: how the arm is held, and how much higher it goes while its owner speaks (degrees)."""

    arm: Arm
    lift: float = 10.0


_OFFERED = Way(Arm(16, 108, "fist"))
_UPRIGHT = Way(Arm(20, 100, "fist"))
_ALOFT = Way(Arm(34, 148, "fist"))
_READ = Way(Arm(10, 124, "fist"))
_HANGING = Way(Arm(15, 6, "fist"), 0.0)


@dataclass(frozen=True)
class Thing:
    """A thing that a hand holds at `grip`, a place of the drawing."""

    draw: Callable[[Taste, Pen], None]
    way: Way
    grip: Point
    turned: float = 0.0
    """Degrees clockwise against how it stands in a picture."""
    longest: float = 1.7
    """Metres that it has at most, to be carried about."""


_THINGS: dict[str, Thing] = {
    "lamp diya": Thing(household.lamp, _OFFERED, (0, -0.6)),
    "lantern": Thing(household.lantern, _HANGING, (0, -11)),
    "candle": Thing(household.candle, _OFFERED, (0, -1)),
    "torch": Thing(tools.torch, _ALOFT, (0, -2)),
    "pot jar pitcher": Thing(household.pot, _OFFERED, (0, -0.6)),
    "bowl": Thing(household.bowl, _OFFERED, (0, -0.6)),
    "cup tea": Thing(household.cup, _OFFERED, (0, -1)),
    "bread": Thing(household.bread, _OFFERED, (0, -0.6)),
    "cheese": Thing(household.cheese, _OFFERED, (0, -0.6)),
    "basket": Thing(household.basket, _HANGING, (0, -8.4)),
    "bucket": Thing(household.bucket, _HANGING, (0, -9.6)),
    "bell": Thing(household.bell, _UPRIGHT, (0, -8.6)),
    "letter envelope": Thing(belongings.letter, _READ, (0, -1)),
    "book": Thing(belongings.book, _READ, (0, -1.6)),
    "scroll": Thing(belongings.scroll, _READ, (0, -0.8)),
    "map": Thing(belongings.map, _READ, (0, -1)),
    "newspaper": Thing(belongings.newspaper, _READ, (0, -1)),
    "phone": Thing(belongings.phone, _READ, (0, -2.4)),
    "bag": Thing(belongings.bag, _HANGING, (0, -11.4)),
    "umbrella": Thing(belongings.umbrella, _ALOFT, (0, -0.6)),
    "ball": Thing(belongings.ball, _OFFERED, (0, -0.6)),
    "balloon": Thing(belongings.balloon, _UPRIGHT, (0, 0), longest=1.1),
    "flute": Thing(belongings.flute, _UPRIGHT, (0, -2), -60),
    "key": Thing(belongings.key, _UPRIGHT, (-4, -1), -70),
    "ring": Thing(belongings.ring, _OFFERED, (0, -0.6)),
    "flower": Thing(belongings.flower, _UPRIGHT, (0, -1)),
    "rose": Thing(finery.rose, _UPRIGHT, (0, -2)),
    "lotus": Thing(finery.lotus, _OFFERED, (0, -1)),
    "gift": Thing(finery.gift, _OFFERED, (0, -0.6)),
    "fruit mango": Thing(belongings.fruit, _OFFERED, (0, -0.8)),
    "apple": Thing(finery.apple, _OFFERED, (0, -0.8)),
    "sword": Thing(belongings.sword, _UPRIGHT, (0, -1.8)),
    "knife": Thing(tools.knife, _UPRIGHT, (-4, -2), -60),
    "spear": Thing(tools.spear, _UPRIGHT, (0, -10), -8),
    "axe": Thing(tools.axe, _UPRIGHT, (0, -3)),
    "hammer": Thing(tools.hammer, _UPRIGHT, (0, -3)),
    "wand": Thing(tools.wand, _UPRIGHT, (-3, -1.5), -40),
    "broom": Thing(tools.broom, _UPRIGHT, (0, -12)),
    "feather": Thing(tools.feather, _UPRIGHT, (0, -1)),
    "flag": Thing(tools.flag, _UPRIGHT, (0, -8), longest=1.3),
}

THINGS: dict[str, Thing] = {word: thing for words, thing in _THINGS.items() for word in words.split()}
"""What somebody may hold, by the words of scripts."""


_STATURE: dict[Age, float] = {"child": 0.7, "teen": 0.88, "adult": 1.0, "senior": 0.95}
"""Height against a grown-up person, as the picture's staging has it."""


@dataclass(frozen=True)
class Held:
    """A thing in the hand of somebody of an age."""

    word: str
    taste: Taste
    age: Age

    @property
    def way(self) -> Way:
        """How it is held."""
        return THINGS[self.word].way

    def draw(self, pen: Pen, elbow: Point, wrist: Point) -> None:
        """The thing in a hand at the `wrist` of a forearm that begins at the `elbow`; the hand is drawn over it."""
        thing, prop = THINGS[self.word], PROPS[self.word]
        length = math.hypot(wrist[0] - elbow[0], wrist[1] - elbow[1]) or 1.0
        x, y = (w + (w - e) / length * _PALM for e, w in zip(elbow, wrist, strict=True))
        # What is long is made to its owner's measure, what is small is the same for all.
        metres = (
            min(prop.metres, thing.longest) if prop.metres >= _SMALL else prop.metres * _ENLARGED / _STATURE[self.age]
        )
        scale = metres / _METRES * 100 / prop.drawn
        with pen.moved(x, y, scale, thing.turned), pen.moved(-thing.grip[0], -thing.grip[1]):
            thing.draw(self.taste, pen)


def held(request: ClipRequest, name: str) -> Held | None:
    """What one of a clip's characters holds."""
    word = request.held.get(name)
    one = next((each for each in request.characters if each.id == name), None)
    if word not in THINGS or one is None or one.species or (PROPS[word].modern and request.period == "historical"):
        return None
    taste = Made(request.culture, request.period)
    return Held(portable(word, taste), taste, one.age)
