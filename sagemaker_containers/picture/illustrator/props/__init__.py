"""Things that a scene names, drawn large enough to be recognised. `PROPS` finds them; `draw_props` puts them down."""

from collections.abc import Callable

from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator.props import belongings, finery, household, outdoors, tools
from sagemaker_containers.picture.illustrator.stage import Stage

Prop = Callable[[Stage, Pen], None]

PROPS: dict[str, Prop] = {
    "lamp": household.lamp, "diya": household.lamp, "lantern": household.lantern, "candle": household.candle,
    "torch": tools.torch, "pot": household.pot, "jar": household.pot, "vase": household.pot, "pitcher": household.pot,
    "water": household.water, "bucket": household.bucket, "milk": household.milk, "bowl": household.bowl,
    "rice": household.bowl, "cup": household.cup, "tea": household.cup, "bread": household.bread,
    "cheese": household.cheese, "food": household.plate, "cake": household.cake, "sweets": household.sweets,
    "basket": household.basket, "mirror": household.mirror, "bell": household.bell, "clock": household.clock,
    "chair": household.chair, "throne": household.throne, "table": household.table, "ladder": household.ladder,
    "rope": household.rope, "fire": household.fire, "wheel": household.wheel, "clay": household.wheel,
    "box": household.chest, "chest": household.chest, "treasure": household.hoard, "broom": tools.broom,
    "egg": household.egg, "medicine": household.medicine, "gift": finery.gift, "letter": belongings.letter,
    "envelope": belongings.letter, "book": belongings.book, "scroll": belongings.scroll, "map": belongings.map,
    "newspaper": belongings.newspaper, "pen": tools.pen, "feather": tools.feather, "phone": belongings.phone,
    "computer": belongings.computer, "laptop": belongings.computer, "camera": belongings.camera,
    "radio": belongings.radio, "bag": belongings.bag, "umbrella": belongings.umbrella, "kite": belongings.kite,
    "ball": belongings.ball, "toy": belongings.toy, "balloon": belongings.balloon, "telescope": belongings.telescope,
    "drum": belongings.drum, "tabla": belongings.tabla, "flute": belongings.flute, "guitar": belongings.guitar,
    "sitar": belongings.sitar, "veena": belongings.sitar, "violin": belongings.guitar, "key": belongings.key,
    "coin": belongings.coin, "gold": belongings.coin, "money": belongings.coin, "ring": belongings.ring,
    "jewel": finery.jewel, "pearl": finery.pearl, "necklace": finery.necklace, "crown": belongings.crown,
    "watch": household.clock, "hat": finery.hat, "shoe": finery.shoe, "flower": belongings.flower, "rose": finery.rose,
    "lotus": finery.lotus, "garland": finery.garland, "fruit": belongings.fruit, "mango": belongings.fruit,
    "apple": finery.apple, "grapes": finery.grapes, "sword": belongings.sword, "knife": tools.knife,
    "spear": tools.spear, "bow": tools.bow, "arrow": tools.bow, "shield": tools.shield, "axe": tools.axe,
    "hammer": tools.hammer, "wand": tools.wand, "net": tools.net, "flag": tools.flag, "tree": outdoors.tree,
    "seed": outdoors.seedling, "nest": outdoors.nest, "stone": outdoors.rock, "rock": outdoors.rock,
    "cart": outdoors.cart, "bicycle": outdoors.bicycle, "boat": outdoors.boat, "well": outdoors.well,
    "car": outdoors.car,
}  # fmt: skip
"""How to draw what a scene names. Words not listed are things the script mentions that no picture needs."""

GROUNDED: frozenset[Prop] = frozenset(
    {
        household.chair, household.throne, household.table, household.ladder, household.fire, household.wheel,
        household.chest, household.hoard, household.basket, household.bucket, household.water, household.pot,
        belongings.kite, belongings.balloon, belongings.umbrella, belongings.drum, belongings.sitar,
        belongings.telescope, outdoors.tree, outdoors.rock, outdoors.cart, outdoors.bicycle, outdoors.boat,
        outdoors.well, outdoors.car, tools.broom, tools.spear, tools.flag, tools.shield, tools.bow, tools.net,
    }
)  # fmt: skip
"""What stands on the ground. All else would be lost there and is shown on a stump or a small table."""

BIG: frozenset[Prop] = frozenset(
    {outdoors.tree, outdoors.cart, outdoors.boat, outdoors.well, outdoors.car, household.table, household.ladder}
)
"""What is large as it is drawn."""

MODERN: frozenset[Prop] = frozenset(
    {
        belongings.phone, belongings.computer, belongings.camera, belongings.radio, belongings.newspaper,
        outdoors.bicycle, outdoors.car,
    }
)  # fmt: skip
"""What a historical scene does not show, whatever the script says of it."""

_BURNING = {household.lamp: 5.0, household.lantern: 0.0, household.candle: 0.0, household.fire: 0.0, tools.torch: 0.0}
"""What gives light, and how far aside of the middle."""

_BACK = 7.0
"""Units behind the actors' feet: clear of the subtitles."""

STAND = 13.0
"""Units from the ground to the top of what small things stand on."""


def draw_props(stage: Stage, pen: Pen, names: list[str], places: list[float]) -> None:
    """Put the named things at the x `places`, a little behind the actors' line or on the counter; each once."""
    wanted = list(dict.fromkeys(PROPS[name.lower()] for name in names if name.lower() in PROPS))
    if stage.period == "historical":
        wanted = [prop for prop in wanted if prop not in MODERN]
    for prop, x in zip(wanted, places, strict=False):
        y = stage.floor - _BACK if stage.counter is None else stage.counter
        scale = 1.3 if prop in BIG else 1.65
        if stage.counter is None:
            pen.shadow(x, y, 10, 1.8, 0.34)
            if prop not in GROUNDED:
                stand(stage, pen, x, y)
                y -= STAND
        with pen.moved(x, y, scale=scale):
            prop(stage, pen)
        if prop in _BURNING:
            stage.lamp(x + _BURNING[prop] * scale, y - 10, 15, "#ffb347", 0.3)


def stand(stage: Stage, pen: Pen, x: float, y: float) -> None:
    """A small table, or out of doors a stump, `STAND` units high."""
    top = y - STAND
    if stage.indoors:
        legs, board = (("#8a4a2c", "#5f2f1c"), ("#d98a4f", "#a85f34")) if stage.indian else (
            ("#7a5030", "#4f3320"), ("#c99a64", "#8f6440"))  # fmt: skip
        for px in (-6.4, 5):
            pen.rect(x + px, top, 1.5, STAND, legs, 0.6)
        pen.rect(x - 6, y - 5, 12, 1, legs)
        pen.rect(x - 9, top - 0.6, 18, 2.4, board, 1)
        if stage.indian:
            for k in range(6):
                pen.circle(x - 7 + k * 2.8, top + 2.2, 0.7, "#f0cf7a")
        return
    pen.blob([(x - 9, y + 0.6), (x - 7.4, y - 6), (x - 7.6, top), (x + 7.6, top), (x + 7.4, y - 6), (x + 9.2, y + 0.6)],
             ("#94694a", "#5f4029"))  # fmt: skip
    for px in (-4, 0.6, 4.4):
        pen.line([(x + px, top + 2), (x + px * 1.1, y - 1.4)], "#4f3422", 0.4, 0.6)
    pen.ellipse(x, top, 7.8, 1.9, "#e0bb90")
    pen.arc(x, top, 5, 1.2, 0, 360, "#a87f54", 0.35)
    pen.arc(x, top, 2.4, 0.6, 0, 360, "#a87f54", 0.3)
