"""Looks and voices: every character told apart from the others, and the same whenever the film is made."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, TypeVar, cast

from film_studio.film import wardrobe
from film_studio.film.models import (
    Age,
    Build,
    Culture,
    FacialHair,
    Garment,
    Gender,
    HairStyle,
    Headwear,
    Look,
    Ornament,
    Period,
    Species,
    VoiceChoice,
    VoiceSpec,
)

_Choice = TypeVar("_Choice")

_CANDIDATES = 48
"""Looks that are tried for each character."""


def seed(*parts: str) -> int:
    """A number that depends on the texts alone, the same on every machine (31 bits)."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:4], "big") >> 1


def _pick(random: Random, choices: Sequence[_Choice]) -> _Choice:
    return choices[random.randrange(len(choices))]


@dataclass(frozen=True)
class Part:
    """Who is to be given a look: what the script says of them."""

    name: str
    species: Species | None
    age: Age
    gender: Gender
    role: str = ""
    nouns: tuple[str, ...] = ()
    """What the script calls them beside their name."""
    description: str = ""


def looks(parts: Sequence[Part], culture: Culture, period: Period) -> list[Look]:
    """A look for each of a film's characters, in their order.

    What the descriptions say is kept. In everything else each gets, of many looks that would fit, the one that is
    furthest from all given before, so that nobody in the film looks like another. The same parts get the same looks.
    """
    given: list[Look] = []
    for part in parts:
        random = Random(seed(part.name, part.role))
        fits = [_described(_candidate(random, part, culture, period), part, period) for _ in range(_CANDIDATES)]
        kin = next((look for look, other in zip(given, parts, strict=False) if _related(part, other)), None)
        if kin:
            fits = [fit.model_copy(update={"skin": kin.skin}) for fit in fits]
        given.append(max(fits, key=lambda fit: min((difference(fit, other) for other in given), default=0.0)))
    return given


def _related(one: Part, other: Part) -> bool:
    """Whether the script makes a family of two people: one is named by what they are to somebody."""
    people = one.species is None and other.species is None
    kin = any(part.role in wardrobe.KIN or wardrobe.KIN & set(part.nouns) for part in (one, other))
    return people and kin and all(part.role in wardrobe.PRIVATE_ROLES for part in (one, other))


def difference(one: Look, other: Look) -> float:
    """How well two looks are told apart at a glance: colours count most, then what changes the silhouette."""
    parts = (
        (3.0, _apart(one.garment_colour, other.garment_colour)),
        (0.6, _apart(one.trim_colour, other.trim_colour)),
        (1.0, _apart(one.skin, other.skin)),
        (0.8, _apart(one.hair, other.hair)),
        (1.4, one.garment != other.garment),
        (1.2, one.headwear != other.headwear),
        (0.8, one.facial_hair != other.facial_hair),
        (0.7, one.hair_style != other.hair_style),
        (0.4, one.build != other.build),
        (0.3, one.head != other.head),
        (0.3, one.glasses != other.glasses),
    )
    # Two in the same colour are taken for one another, whatever else they wear.
    same = 2.0 if _apart(one.garment_colour, other.garment_colour) < 0.12 else 0.0
    return sum(weight * share for weight, share in parts) - same


def _apart(one: str, other: str) -> float:
    """How far two colours are from each other, 0 to 1."""
    steps = [int(one[k : k + 2], 16) - int(other[k : k + 2], 16) for k in (1, 3, 5)]
    return min(1.0, math.hypot(*steps) / 300)


def _candidate(random: Random, part: Part, culture: Culture, period: Period) -> Look:
    """One of the looks that fit somebody's age, gender, role, culture and period."""
    woman = part.gender == "female"
    costume = wardrobe.costume(part.role, " ".join((part.name, *part.nouns, part.description)), culture, period)
    garments = [
        garment
        for garment in costume.garments
        if not (period == "historical" and garment in wardrobe.MODERN_GARMENTS)
        and garment not in (wardrobe.MALE_ONLY if woman else wardrobe.FEMALE_ONLY)
    ] or list(wardrobe.usual_garments(culture, period, part.gender, part.age))
    garment = _pick(random, garments)
    grey = part.age == "senior"
    skin = _pick(random, wardrobe.SKINS[culture])
    dark = culture == "indian" or skin in wardrobe.DARK_SKINS
    hairs = wardrobe.GREY_HAIR if grey else wardrobe.DARK_HAIR if dark else wardrobe.FAIR_HAIR
    headwear = _pick(random, _headwear(costume, part, garment, period))
    return Look(
        skin=skin,
        hair=_pick(random, hairs),
        hair_style=_pick(random, costume.hair if costume.hair and not woman else _hair_styles(woman, part.age)),
        garment=garment,
        garment_colour=_pick(random, costume.colours or wardrobe.GARMENT_COLOURS.get(garment, wardrobe.CLOTH)),
        trim_colour=_pick(random, wardrobe.TRIMS),
        headwear=headwear,
        facial_hair="none"
        if woman or part.age in ("child", "teen")
        else _pick(random, _facial_hair(costume, part.age)),
        glasses=grey and period != "historical" and random.random() < 0.5,
        build=_pick(random, costume.builds or _BUILDS),
        head=_pick(random, _HEADS),
        nose=_pick(random, _NOSES),
        eyes=_pick(random, _DARK_EYES if dark else _EYES),
        brows=_pick(random, ("fine", "fine", "straight") if woman else ("straight", "bushy", "fine")),
        ornaments=_ornaments(costume, part, garment),
    )


_BUILDS: tuple[Build, ...] = ("slim", "average", "average", "broad")
_HEADS: tuple[Literal["oval", "round", "square", "heart"], ...] = ("oval", "round", "square", "heart")
_NOSES: tuple[Literal["small", "straight", "broad", "hooked"], ...] = ("small", "straight", "broad", "hooked")
_DARK_EYES = ("#4a2f1e", "#33211a")
_EYES = ("#4a2f1e", "#4f7a94", "#5a7a4a", "#6b4a2a")
_INDIAN: frozenset[Garment] = frozenset({"sari", "lehenga", "salwar"})


_WOMENS_HAIR: dict[Age, tuple[HairStyle, ...]] = {
    "child": ("pigtails", "braid", "bob", "ponytail"),
    "teen": ("braid", "ponytail", "long", "bob"),
    "adult": ("bun", "long", "braid", "curly", "bob"),
    "senior": ("bun", "bun", "bob"),
}


def _hair_styles(woman: bool, age: Age) -> tuple[HairStyle, ...]:
    if woman:
        return _WOMENS_HAIR[age]
    return ("bald", "cropped", "short") if age == "senior" else ("short", "parted", "curly", "cropped")


def _facial_hair(costume: wardrobe.Costume, age: Age) -> tuple[FacialHair, ...]:
    if costume.facial_hair:
        return costume.facial_hair
    return ("beard", "moustache", "long-beard", "none") if age == "senior" else ("none", "none", "moustache", "beard")


def _headwear(costume: wardrobe.Costume, part: Part, garment: Garment, period: Period) -> tuple[Headwear, ...]:
    if part.species is not None:
        return ("crown",) if part.role in ("king", "queen") else ("none",)
    modern = wardrobe.MODERN_HEADWEAR if period == "historical" else frozenset()
    others = wardrobe.MALE_HEADWEAR if part.gender == "female" else wardrobe.FEMALE_HEADWEAR
    worn = tuple(item for item in costume.headwear if item not in modern | others)
    if worn:
        return worn
    if part.gender == "female":
        return ("none", "veil") if part.age == "senior" and garment == "sari" else ("none",)
    if garment in ("kurta", "dhoti", "lungi") and part.age in ("adult", "senior"):
        return ("turban", "none")
    return ("none", "none", "hat") if garment in ("suit", "tunic") and part.age in ("adult", "senior") else ("none",)


def _ornaments(costume: wardrobe.Costume, part: Part, garment: Garment) -> tuple[Ornament, ...]:
    usual: tuple[Ornament, ...] = ()
    if part.gender == "female" and garment in _INDIAN:
        usual = (
            ("earrings", "bangles") if part.age in ("child", "teen") else ("bindi", "earrings", "bangles", "necklace")
        )
    return tuple(dict.fromkeys((*usual, *costume.ornaments)))


def _described(fit: Look, part: Part, period: Period) -> Look:
    """The look with all that the script says of it; what is of another time than the script is left out."""
    changes: dict[str, object] = {}
    ornaments = list(fit.ornaments)
    modern = wardrobe.MODERN_GARMENTS | wardrobe.MODERN_HEADWEAR if period == "historical" else frozenset()
    for told in wardrobe.told_of(part.description):
        match told.kind:
            case "garment":
                if told.value not in modern:
                    changes["garment"] = told.value
                if told.colour:
                    changes["garment_colour"] = told.colour
            case "clothes" if told.colour:
                changes["garment_colour"] = told.colour
            case "headwear":
                if told.value not in modern:
                    changes["headwear"] = told.value
                if told.colour:
                    changes["trim_colour" if told.value == "turban" else "garment_colour"] = told.colour
            case "facial_hair" if part.gender != "female":
                changes["facial_hair"] = told.value
                if told.colour:
                    changes["hair"] = told.colour
            case "hair" if told.colour:
                changes["hair"] = told.colour
            case "hair_style" | "build":
                changes[told.kind] = told.value
            case "glasses":
                changes["glasses"] = True
            case "ornament":
                ornaments.append(cast(Ornament, told.value))
    return Look.model_validate(fit.model_dump() | changes | {"ornaments": tuple(dict.fromkeys(ornaments))})


class Voices:
    """Hands out voices of one film: no two speakers get the same."""

    def __init__(self, narrator: VoiceChoice) -> None:
        self.narrator = VoiceSpec(age=narrator.age, gender=narrator.gender, tone=narrator.tone, accent=narrator.accent)
        self._taken = [self.narrator]

    def voice(self, age: Age, gender: Gender) -> VoiceSpec:
        """A voice of that age and gender, in the narrator's accent, that nobody has yet."""
        alike = sum((taken.age, taken.gender) == (age, gender) for taken in self._taken)
        spec = VoiceSpec(age=age, gender=gender, tone="friendly", accent=self.narrator.accent, variant=alike)
        self._taken.append(spec)
        return spec
