"""Looks and voices: every character told apart from the others, and the same whenever the film is made."""

import hashlib
from collections.abc import Sequence
from random import Random
from typing import Literal, TypeVar, cast

from film_studio.film.models import Age, Culture, Gender, Look, Period, Species, VoiceChoice, VoiceSpec

_Choice = TypeVar("_Choice")

_SKIN: dict[Culture, tuple[str, ...]] = {
    "indian": ("#8d5a3a", "#a86f48", "#b98056", "#7a4a30", "#c79067"),
    "western": ("#f0c8a8", "#e3b48f", "#f5d6bf", "#d9a27c", "#8d5a3a"),
    "mixed": ("#a86f48", "#f0c8a8", "#7a4a30", "#e3b48f", "#c79067"),
}
_GARMENT_COLOURS = ("#c8452f", "#2f7fb8", "#e0a52b", "#3d8f5f", "#8a4fa3", "#d9688f", "#3a4a8c", "#b86b2a", "#2aa198")
_TRIMS = ("#f3d67a", "#f7efe0", "#7a2230", "#1f3a5f", "#f0a860", "#e6e0ff")
_DARK_HAIR = ("#1d1512", "#2b1d16", "#3a2a20")
_LIGHT_HAIR = ("#3b2416", "#7a4b22", "#b5853f", "#d9b45b", "#2b1d16")
_COATS: dict[Species, str] = {
    "fox": "#d8742c", "crow": "#2c2f3a", "lion": "#d9a441", "elephant": "#8f97a3", "monkey": "#8a5a36",
    "tiger": "#e08a2b", "deer": "#b9814e", "rabbit": "#d8cfc4", "mouse": "#a09a98", "bird": "#4f8fc0",
    "cow": "#e8e2d8", "dog": "#b98a55", "cat": "#7d7a80", "tortoise": "#6f8f4f", "snake": "#5f8f3f", "fish": "#e0803f",
}  # fmt: skip
_ROYAL = {"king", "queen"}
_LEARNED = {"priest", "wizard", "nun"}
_WORKING = {"potter", "craftsman", "servant", "merchant"}

Garment = Literal["sari", "kurta", "dhoti", "salwar", "robe", "dress", "shirt", "suit", "armour", "apron"]
Hair = Literal["bald", "short", "long", "bun", "braid", "curly"]
Headwear = Literal["none", "turban", "crown", "veil", "hat", "cap"]


def seed(*parts: str) -> int:
    """A number that depends on the texts alone, the same on every machine (31 bits)."""
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[:4], "big") >> 1


def _pick(random: Random, choices: Sequence[_Choice]) -> _Choice:
    return choices[random.randrange(len(choices))]


def look(
    name: str,
    index: int,
    *,
    species: Species | None,
    age: Age,
    gender: Gender,
    role: str,
    culture: Culture,
    period: Period,
) -> Look:
    """The look of the `index`-th character of a film: garment colours go round, the rest follows the name."""
    random = Random(seed(name, role))
    woman = gender == "female" or (gender == "neutral" and random.random() < 0.5)
    hair = "#d9d6d2" if age == "senior" else _pick(random, _LIGHT_HAIR if culture == "western" else _DARK_HAIR)
    if species is not None:
        hair = _COATS[species]
    bearded = not woman and (age == "senior" or (age == "adult" and random.random() < 0.4))
    return Look(
        skin=_pick(random, _SKIN[culture]),
        hair=hair,
        hair_style=_hair(random, woman, age),
        garment=_garment(random, woman, age, role, culture, period),
        garment_colour=_GARMENT_COLOURS[(index * 2 + seed(name) % 2) % len(_GARMENT_COLOURS)],
        trim_colour=_TRIMS[(index + seed(name, "trim")) % len(_TRIMS)],
        headwear=_headwear(random, woman, age, role, culture),
        facial_hair="beard" if bearded and age == "senior" else "moustache" if bearded else "none",
        glasses=age == "senior" and period == "modern" and random.random() < 0.6,
        build=cast(Literal["slim", "average", "broad"], _pick(random, ("slim", "average", "average", "broad"))),
    )


def _hair(random: Random, woman: bool, age: Age) -> Hair:
    if woman:
        return (
            "bun"
            if age == "senior"
            else _pick(random, ("braid", "long", "bun") if age != "child" else ("braid", "curly"))
        )
    return _pick(random, ("short", "bald") if age == "senior" else ("short", "curly"))


def _garment(random: Random, woman: bool, age: Age, role: str, culture: Culture, period: Period) -> Garment:
    if role == "soldier":
        return "armour"
    if role in _ROYAL | _LEARNED:
        return "robe"
    if role in _WORKING and not woman:
        return "apron"
    if culture == "indian":
        if woman:
            return "salwar" if age in ("child", "teen") else "sari"
        return _pick(random, ("kurta", "dhoti")) if age != "child" else "kurta"
    if woman:
        return "dress"
    return "suit" if period == "modern" and age == "adult" and random.random() < 0.5 else "shirt"


def _headwear(random: Random, woman: bool, age: Age, role: str, culture: Culture) -> Headwear:
    if role in _ROYAL:
        return "crown"
    if culture == "indian":
        if woman:
            return "veil" if age == "senior" else "none"
        return "turban" if age in ("adult", "senior") and random.random() < 0.6 else "none"
    if woman or age == "child":
        return "none"
    return _pick(random, ("none", "hat", "cap"))


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
