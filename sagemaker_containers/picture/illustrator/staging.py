"""Who stands where: the actors of a scene in a loose group, those who speak nearer the middle."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from film_studio.film.models import Character, Mood, Placement, Species
from sagemaker_containers.picture.illustrator.stage import Stage

ADULT_HEIGHT = 58.0
"""Units that a grown-up measures from feet to crown."""

MAX_ACTORS = 5

_AGE = {"child": 0.7, "teen": 0.88, "adult": 1.0, "senior": 0.95}

_SPECIES: dict[Species, float] = {
    "fox": 0.78, "crow": 0.62, "lion": 0.98, "elephant": 1.08, "monkey": 0.8, "tiger": 0.98, "deer": 0.95,
    "rabbit": 0.66, "mouse": 0.52, "bird": 0.56, "cow": 1.02, "dog": 0.76, "cat": 0.66, "tortoise": 0.62,
    "snake": 0.72, "fish": 0.6,
    "owl": 0.6, "horse": 1.05, "frog": 0.54, "bear": 0.98, "wolf": 0.82, "peacock": 0.78, "goat": 0.8, "camel": 1.08,
    "crocodile": 0.84, "dragon": 1.12, "robot": 0.86,
}  # fmt: skip
"""Height against a grown-up person: told apart as in a picture book, not as in nature."""

PERCHED: frozenset[Species] = frozenset({"bird", "crow"})
"""Who sits raised on a post or stump, nearer to the faces of people."""

PERCH = 12.5
"""Units from the ground to where they sit."""

_TO_HORIZON = 26.0
"""Units from where feet stand to the horizon: nothing is left of somebody who stands there."""

_STEP = 2.4
"""Units by which every second one stands behind its neighbours."""

_GAPS: dict[Mood, float] = {
    "romantic": 0.5, "joyful": 5.0, "peaceful": 6.0, "devotional": 7.0, "sad": 7.0, "playful": 9.0, "mysterious": 10.0,
    "heroic": 12.0, "tense": 17.0,
}  # fmt: skip
"""Units between two who stand beside each other: near in love, apart in anger and fear."""

_HELD_GAP = 12.0
"""Units between two at least, for each of them that holds something."""

_STUDIO_SEATS = (-0.46, 0.46, 0.0)


def stature(character: Character) -> float:
    """Height against a grown-up person."""
    height = _AGE[character.age]
    if character.species:
        height = _SPECIES[character.species] * (0.78 if character.age == "child" else 1.0)
    return height


def breadth(character: Character) -> float:
    """Room from side to side, arms at rest, against a grown-up's height."""
    share = {None: 0.34, "elephant": 0.74, "snake": 0.62, "peacock": 0.78}.get(character.species, 0.6)
    return share * stature(character)


def cast(stage: Stage) -> list[Character]:
    """The characters on stage, most lines first, at most `MAX_ACTORS`."""
    scene = stage.request.scene
    spoken = [line.speaker for line in scene.lines]
    known = {character.id: character for character in stage.request.characters}
    names = [name for name in scene.characters if name in known]
    order = sorted(names, key=lambda name: (-spoken.count(name), names.index(name)))
    return [known[name] for name in order[:MAX_ACTORS]]


def place_actors(stage: Stage) -> list[Placement]:
    """Where everyone stands: together or apart as the mood has it, the taller a step behind, all turned to another."""
    actors = cast(stage)
    if stage.request.scene.setting == "studio":
        return _seat(stage, actors[: len(_STUDIO_SEATS)])
    row, count = _row(actors), len(actors)
    breadths = [breadth(character) for character in row]
    gaps = [_gap(stage, row, seat) for seat in range(count - 1)]
    room = stage.width * 0.97
    full = min(ADULT_HEIGHT, room / max(sum(breadths), 1e-6), stage.height * 0.55)
    spare = max(0.0, room - full * sum(breadths))
    gaps = [gap * min(1.0, spare / max(sum(gaps), 1e-6)) for gap in gaps]
    x = -(full * sum(breadths) + sum(gaps)) / 2 - (stage.width * 0.06 if count == 1 else 0)
    middles = []
    for wide, gap in zip(breadths, [*gaps, 0.0], strict=False):
        middles.append(x + full * wide / 2)
        x += full * wide + gap
    placements = []
    for character, middle, behind in zip(row, middles, _depths(row), strict=True):
        raised = PERCH if character.species in PERCHED and count < 4 else behind
        near = 1 - behind / _TO_HORIZON
        facing = _facing(stage, character, middle, dict(zip((one.id for one in row), middles, strict=True)), actors)
        placements.append(_placement(stage, character, middle, stage.floor - raised, full * near, facing))
    return placements


def _row(actors: Sequence[Character]) -> list[Character]:
    """From left to right: who speaks most in the middle, and a child beside its elder."""
    count = len(actors)
    order = sorted(range(count), key=lambda seat: abs(seat - (count - 1) / 2))
    row = [character for _, character in sorted(zip(order, actors, strict=True), key=lambda pair: pair[0])]
    people = [character for character in row if character.species is None]
    child = next((one for one in people if one.age == "child"), None)
    elder = next((one for one in people if one.age == "senior"), None)
    if child and elder and abs(row.index(child) - row.index(elder)) > 1:
        row.remove(child)
        at = row.index(elder)
        row.insert(at + 1 if at < len(row) / 2 else at, child)
    return row


def _gap(stage: Stage, row: Sequence[Character], seat: int) -> float:
    """Units between one and the next: by the mood, less between a child and a grown-up, more where a hand is full.

    Hands are held to the middle, to which most look.
    """
    scene, one, other, middle = stage.request.scene, row[seat], row[seat + 1], (len(row) - 1) / 2
    gap = _GAPS[scene.mood]
    if one.species is None and other.species is None and "child" in (one.age, other.age) and one.age != other.age:
        gap *= 0.5
    full = (one.id in scene.holdings and seat <= middle) + (other.id in scene.holdings and seat + 1 >= middle)
    return max(gap, _HELD_GAP * full)


def _depths(row: Sequence[Character]) -> list[float]:
    """Units by which each stands behind the foremost: of neighbours one at most, and then the taller of two people."""
    depths = [0.0] * len(row)
    people = sorted(
        (k for k, character in enumerate(row) if character.species is None), key=lambda k: (-stature(row[k]), k)
    )
    for k in people:
        beside = [depths[other] for other in (k - 1, k + 1) if 0 <= other < len(row)]
        if len(row) > 1 and not any(beside):
            depths[k] = _STEP
    return depths


def _facing(
    stage: Stage, character: Character, middle: float, middles: Mapping[str, float], actors: Sequence[Character]
) -> str:
    """To the side where the first of the others stands who speaks; alone, into the picture."""
    others = [one.id for one in actors if one.id != character.id]
    if abs(middle) < 1 and not others:
        return "right" if stage.random.random() < 0.5 else "left"
    return "right" if (middles[others[0]] > middle if abs(middle) < 4 and others else middle < 0) else "left"


def _seat(stage: Stage, actors: list[Character]) -> list[Placement]:
    """At the studio's table: the seats hide how tall people are, so that all heads come out over the table."""
    reach = min(stage.width / 2, 70)
    height = min(ADULT_HEIGHT, reach * 1.35)
    placements = []
    for character, seat in zip(actors, _STUDIO_SEATS, strict=False):
        low = height * (1 - stature(character)) * 0.8
        facing = "right" if seat < 0 else "left"
        placements.append(_placement(stage, character, seat * reach, stage.floor - 1 - low, height, facing))
    return placements


def _placement(stage: Stage, character: Character, x: float, y: float, full: float, facing: str) -> Placement:
    return Placement(
        character=character.id,
        x=round((x - stage.left) * stage.unit, 1),
        y=round(y * stage.unit, 1),
        height=round(full * stature(character) * stage.unit, 1),
        facing="left" if facing == "left" else "right",
    )


def adult_height(stage: Stage, actors: list[Placement]) -> float:
    """Units that a grown-up measures among these actors: fewer where many stand in a narrow frame."""
    statures = {character.id: stature(character) for character in stage.request.characters}
    return max((actor.height / stage.unit / statures[actor.character] for actor in actors), default=ADULT_HEIGHT)


def perches(stage: Stage, actors: list[Placement]) -> list[float]:
    """The x (units) of those who are to have something to sit on."""
    species = {character.id: character.species for character in stage.request.characters}
    aloft = [actor for actor in actors if actor.y / stage.unit < stage.floor - PERCH + 0.5]
    return [actor.x / stage.unit + stage.left for actor in aloft if species[actor.character] in PERCHED]


def prop_places(stage: Stage, actors: list[Placement]) -> list[float]:
    """The x of free spots for things (units): beside the outermost actors, then in the gaps between them."""
    taken = sorted(actor.x / stage.unit + stage.left for actor in actors)
    if not taken:
        return [-14.0, 14.0, -36.0, 36.0]
    reach = max(actor.height for actor in actors) / stage.unit * 0.34
    outside = [taken[-1] + reach, taken[0] - reach]
    gaps = [(a + b) / 2 for a, b in pairwise(taken) if b - a > reach * 1.4]
    spots = [*outside, *gaps, taken[-1] + reach * 2, taken[0] - reach * 2]
    free: list[float] = []
    for x in (min(max(x, stage.left + 11), stage.right - 11) for x in spots):
        if all(abs(x - other) > 17 for other in free):
            free.append(x)
    return free


def lit(stage: Stage, actors: list[Placement]) -> list[Placement]:
    """The same actors with the side their light comes from: the sky's, the window's, or after dark the lamps'."""
    sources = [(glow.x / stage.unit + stage.left, glow.strength * glow.radius / stage.unit) for glow in stage.glows]
    if stage.sun and not stage.indoors:
        sources = [(stage.sun[0], 1.0)]
    elif stage.daylight is not None and not (stage.time == "night" and sources):
        sources = [(stage.daylight, 1.0)]
    return [actor.model_copy(update={"key": _key(stage, actor, sources)}) for actor in actors]


def _key(stage: Stage, actor: Placement, sources: list[tuple[float, float]]) -> float:
    """−1 to 1: every source counts by its strength, and the more aside it is."""
    x, whole = actor.x / stage.unit + stage.left, sum(strength for _, strength in sources)
    sides = sum(strength * max(-1.0, min(1.0, (source - x) / 24)) for source, strength in sources)
    return round(sides / whole, 2) if whole else 0.0
