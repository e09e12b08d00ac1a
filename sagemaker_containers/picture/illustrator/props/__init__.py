"""Things that a scene names, at their natural size against people. `PROPS` finds them; `draw_props` puts them down."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from film_studio.film.models import Character, Headwear, Ornament, Setting
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.drawing.taste import Taste
from sagemaker_containers.picture.illustrator.props import belongings, finery, household, outdoors, supports, tools
from sagemaker_containers.picture.illustrator.stage import Stage


@dataclass(frozen=True)
class Prop:
    """How to draw what a scene names by one of these `words`."""

    draw: Callable[[Stage, Pen], None]
    words: str
    metres: float
    """Its larger extent, height or width, in nature."""
    drawn: float
    """The same as `draw` draws it (units)."""
    rests: Literal["raised", "laid", "ground", "far"] = "raised"
    """On something that lifts it, on that only in a room and else on the ground, on the ground beside people, or on the
    ground further away, as things do that are too large for a room."""
    modern: bool = False
    """Whether a historical scene does not show it, whatever the script says."""


_ALL = (
    Prop(household.lamp, "lamp diya", 0.24, 11.4, "laid"), Prop(household.lantern, "lantern", 0.36, 11.4, "laid"),
    Prop(household.candle, "candle", 0.26, 9.8, "laid"), Prop(tools.torch, "torch", 0.7, 20.3, "laid"),
    Prop(household.pot, "pot jar vase pitcher", 0.42, 9.5, "ground"),
    Prop(household.water, "water", 0.5, 13.1, "ground"), Prop(household.bucket, "bucket", 0.36, 10.6, "ground"),
    Prop(household.milk, "milk", 0.3, 11.4, "laid"), Prop(household.bowl, "bowl rice", 0.26, 11.7, "laid"),
    Prop(household.cup, "cup tea", 0.15, 8.9), Prop(household.bread, "bread", 0.34, 13.9),
    Prop(household.cheese, "cheese", 0.3, 10.9), Prop(household.plate, "food", 0.3, 15.1),
    Prop(household.cake, "cake", 0.3, 13.9), Prop(household.sweets, "sweets", 0.3, 13.9, "laid"),
    Prop(household.basket, "basket", 0.42, 9.1, "ground"), Prop(household.mirror, "mirror", 0.34, 11.6),
    Prop(household.bell, "bell", 0.26, 9.7), Prop(household.clock, "clock watch", 0.3, 9.8),
    Prop(household.chair, "chair", 0.95, 17, "ground"), Prop(household.throne, "throne", 1.6, 21.8, "ground"),
    Prop(household.table, "table", 1.2, 20, "ground"), Prop(household.ladder, "ladder", 2.4, 25.2, "ground"),
    Prop(household.rope, "rope", 0.5, 15.5, "laid"), Prop(household.fire, "fire", 0.8, 11.8, "ground"),
    Prop(household.wheel, "wheel clay", 0.8, 14, "ground"), Prop(household.chest, "box chest", 0.7, 13.4, "ground"),
    Prop(household.hoard, "treasure", 0.9, 14.4, "ground"), Prop(tools.broom, "broom", 1.3, 22.6, "ground"),
    Prop(household.egg, "egg", 0.3, 12.4, "laid"), Prop(household.medicine, "medicine", 0.18, 9.8),
    Prop(finery.gift, "gift", 0.34, 11.2, "laid"), Prop(belongings.letter, "letter envelope", 0.24, 11.8),
    Prop(belongings.book, "book", 0.42, 13.8), Prop(belongings.scroll, "scroll", 0.4, 11.2),
    Prop(belongings.map, "map", 0.5, 13.3), Prop(belongings.newspaper, "newspaper", 0.42, 10.9, "raised", modern=True),
    Prop(tools.pen, "pen", 0.22, 10.3), Prop(tools.feather, "feather", 0.34, 14),
    Prop(belongings.phone, "phone", 0.17, 9.5, "raised", modern=True),
    Prop(belongings.computer, "computer laptop", 0.4, 13.8, "raised", modern=True),
    Prop(belongings.camera, "camera", 0.17, 9.9, "raised", modern=True),
    Prop(belongings.radio, "radio", 0.36, 13.1, "raised", modern=True), Prop(belongings.bag, "bag", 0.45, 12.2, "laid"),
    Prop(belongings.umbrella, "umbrella", 1, 14, "ground"), Prop(belongings.kite, "kite", 1.1, 19.3, "ground"),
    Prop(belongings.ball, "ball", 0.22, 6.3, "laid"), Prop(belongings.toy, "toy", 0.3, 13, "laid"),
    Prop(belongings.balloon, "balloon", 1.6, 22.8, "ground"),
    Prop(belongings.telescope, "telescope", 1.2, 11.7, "ground"), Prop(belongings.drum, "drum", 0.5, 9.4, "ground"),
    Prop(belongings.tabla, "tabla", 0.6, 14.9, "laid"), Prop(belongings.flute, "flute", 0.6, 15.6, "laid"),
    Prop(belongings.guitar, "guitar violin", 1, 16.3, "ground"),
    Prop(belongings.sitar, "sitar veena", 1.25, 24.2, "ground"), Prop(belongings.key, "key", 0.16, 12.2),
    Prop(belongings.coin, "coin gold money", 0.24, 8.9), Prop(belongings.ring, "ring", 0.09, 6.9),
    Prop(finery.jewel, "jewel", 0.18, 9.3), Prop(finery.pearl, "pearl", 0.22, 12.2),
    Prop(finery.necklace, "necklace", 0.3, 12.7), Prop(belongings.crown, "crown", 0.26, 11.6),
    Prop(finery.hat, "hat", 0.36, 15.9, "laid"), Prop(finery.shoe, "shoe", 0.3, 14.8, "laid"),
    Prop(belongings.flower, "flower", 0.36, 11, "laid"), Prop(finery.rose, "rose", 0.3, 13, "laid"),
    Prop(finery.lotus, "lotus", 0.34, 16.1), Prop(finery.garland, "garland", 0.5, 13.2, "laid"),
    Prop(belongings.fruit, "fruit mango", 0.14, 8.1), Prop(finery.apple, "apple", 0.13, 9),
    Prop(finery.grapes, "grapes", 0.24, 11.4), Prop(belongings.sword, "sword", 0.95, 14.4, "ground"),
    Prop(tools.knife, "knife", 0.32, 15.3, "laid"), Prop(tools.spear, "spear", 2, 27.8, "ground"),
    Prop(tools.bow, "bow arrow", 1.3, 22.3, "ground"), Prop(tools.shield, "shield", 0.75, 13, "ground"),
    Prop(tools.axe, "axe", 0.75, 11.8, "laid"), Prop(tools.hammer, "hammer", 0.4, 12.1, "laid"),
    Prop(tools.wand, "wand", 0.42, 12.3),
    Prop(tools.net, "net", 1, 16, "ground"), Prop(tools.flag, "flag", 1.9, 21.4, "ground"),
    Prop(outdoors.tree, "tree", 3.2, 26.7, "far"), Prop(outdoors.seedling, "seed", 0.26, 11.1, "laid"),
    Prop(outdoors.nest, "nest", 0.32, 14, "laid"), Prop(outdoors.rock, "stone rock", 0.6, 9.9, "ground"),
    Prop(outdoors.cart, "cart", 2.6, 25.3, "far"), Prop(outdoors.bicycle, "bicycle", 1.7, 17.6, "ground", modern=True),
    Prop(outdoors.boat, "boat", 3.2, 25.6, "far"), Prop(outdoors.well, "well", 1.7, 18.7, "far"),
    Prop(outdoors.car, "car", 3.6, 25.8, "far", modern=True),
)  # fmt: skip

PROPS: dict[str, Prop] = {word: prop for prop in _ALL for word in prop.words.split()}
"""What a scene may name. Words not listed are things the script mentions that no picture needs."""


def portable(word: str, taste: Taste) -> str:
    """What one takes along instead: where lamps are electric, a lamp in the hand or out of doors is a lantern."""
    return "lantern" if word == "lamp" and not taste.indian and taste.period != "historical" else word


_SHOWN: dict[Setting, frozenset[str]] = {
    "palace": frozenset({"throne"}), "forest": frozenset({"tree"}), "jungle": frozenset({"tree"}),
    "garden": frozenset({"tree"}), "sea-shore": frozenset({"boat"}), "river": frozenset({"boat"}),
    "village": frozenset({"well", "tree"}), "temple": frozenset({"bell"}), "kitchen": frozenset({"table"}),
    "classroom": frozenset({"table", "chair"}), "ship": frozenset({"boat"}), "city-street": frozenset({"lamp", "car"}),
    "railway-station": frozenset({"clock", "lamp"}),
}  # fmt: skip
"""What a setting shows anyway: nothing of it stands there a second time, smaller."""

_WORN: dict[str, frozenset[Headwear | Ornament]] = {
    "crown": frozenset({"crown", "tiara"}), "hat": frozenset({"hat", "straw-hat", "wizard-hat", "cap"}),
    "garland": frozenset({"garland"}), "necklace": frozenset({"necklace"}), "pearl": frozenset({"necklace"}),
    "jewel": frozenset({"necklace", "crown", "tiara"}),
}  # fmt: skip
"""What lies nowhere while somebody on stage wears it."""

_BURNING = {"lamp": 0.42, "lantern": 0.0, "candle": 0.0, "fire": 0.0, "torch": 0.0}
"""What gives light, and how far aside of the middle (shares of its extent)."""

_SMALL, _ENLARGED = 0.6, 1.3
"""Metres below which a thing is shown so many times its natural size, so that it can still be read."""

_BACK: dict[str, float] = {"raised": 7.0, "laid": 7.0, "ground": 7.0, "far": 11.0}
"""Units behind the actors' feet: clear of the subtitles."""

_METRES = 1.65
"""A grown-up's height."""

_APART = 1.6
"""Units between two things on one support."""


def extent(prop: Prop, adult: float) -> float:
    """How large a thing is drawn among people of whom a grown-up measures `adult` units (units).

    It is smaller, the further away it stands: nothing is left of a thing on the horizon, 26 units behind the actors.
    """
    near = 1 - _BACK[prop.rests] / 26
    enlarged = _ENLARGED if prop.metres < _SMALL else 1.0
    return prop.metres * enlarged * adult / _METRES * near


def draw_props(
    stage: Stage, pen: Pen, names: Sequence[str], places: Sequence[float], cast: Iterable[Character], adult: float
) -> None:
    """Put the named things at the x `places`, each once: on the ground, on something that stands there, or on the
    counter. Two small ones share what they rest on. What somebody wears or holds is left out."""
    wanted = _wanted(stage, names, cast)
    raised = [prop for prop in wanted if _raised(stage, prop)]
    groups = [raised[k : k + 2] for k in range(0, len(raised), 2)] + [[prop] for prop in wanted if prop not in raised]
    for group, x in zip(sorted(groups, key=lambda group: wanted.index(group[0])), places, strict=False):
        y = stage.floor - _BACK[group[0].rests] if stage.counter is None else stage.counter
        sizes = [extent(prop, adult) for prop in group]
        width = sum(sizes) + _APART * (len(sizes) - 1)
        if stage.counter is None:
            pen.shadow(x, y, width * 0.5 + 3, 1.4, 0.34)
            if _raised(stage, group[0]):
                supports.stand(stage, pen, x, y, width)
                y -= supports.HEIGHT
        left = x - width / 2
        for prop, size in zip(group, sizes, strict=True):
            middle, left = left + size / 2, left + size + _APART
            outward = not _raised(stage, prop) and x < 0
            with pen.moved(middle, y, scale=size / prop.drawn, flip=outward):
                prop.draw(stage, pen)
            aside = next((_BURNING[word] for word in prop.words.split() if word in _BURNING), None)
            if aside is not None:
                stage.lamp(middle + aside * size, y - size * 0.6, 15, "#ffb347", 0.3)


def _raised(stage: Stage, prop: Prop) -> bool:
    """Whether a thing rests on something that lifts it here."""
    return prop.rests == "raised" or (prop.rests == "laid" and stage.indoors)


def _wanted(stage: Stage, names: Sequence[str], cast: Iterable[Character]) -> list[Prop]:
    """The named things that are to be seen, in their order."""
    worn = {item for one in cast for item in (one.look.headwear, *one.look.ornaments)}
    shown = _SHOWN.get(stage.request.scene.setting, frozenset()) | ({"fire"} if stage.hearth else set())
    seen = [name for name in map(str.lower, names) if name not in shown and not _WORN.get(name, frozenset()) & worn]
    if not stage.indoors:
        seen = [portable(name, stage) for name in seen]
    words = stage.request.scene.holdings.values()
    held = {PROPS[each] for word in words for each in (word, portable(word, stage)) if each in PROPS}
    wanted = dict.fromkeys(PROPS[name] for name in seen if name in PROPS)
    return [
        prop
        for prop in wanted
        if prop not in held
        and not (prop.modern and stage.period == "historical")
        and not (prop.rests == "far" and stage.indoors)
    ]
