"""What people of a culture, period and role wear, and what words say of it: tables for `casting`."""

from dataclasses import dataclass
from typing import Literal

import regex

from film_studio.film.models import Age, Culture, FacialHair, Garment, Gender, HairStyle, Headwear, Ornament, Period

MODERN_GARMENTS: frozenset[Garment] = frozenset({"suit", "shirt", "t-shirt", "school-uniform", "lab-coat", "spacesuit"})
"""What nobody wore in a historical script."""

MODERN_HEADWEAR: frozenset[Headwear] = frozenset({"cap", "peaked-cap", "space-helmet"})

SKINS: dict[Culture, tuple[str, ...]] = {
    "indian": ("#c79067", "#b98056", "#a86f48", "#d9a97e", "#8d5a3a", "#74482e"),
    "western": ("#f0c8a8", "#f4cfb2", "#e3b48f", "#d9a27c", "#8d5a3a", "#5a3826"),
    "mixed": ("#a86f48", "#f0c8a8", "#6f452c", "#e3b48f", "#c79067", "#f4cfb2"),
}
DARK_SKINS = frozenset({"#8d5a3a", "#74482e", "#6f452c", "#5a3826", "#a86f48"})
"""With which hair and eyes are dark."""

DARK_HAIR = ("#1d1512", "#2b1d16", "#33231a")
FAIR_HAIR = ("#3b2416", "#7a4b22", "#b5853f", "#d9b45b", "#a3502a", "#2b1d16")
GREY_HAIR = ("#d9d6d2", "#f0eeea", "#b9b5b2")
CLOTH = (
    "#c8452f", "#2f7fb8", "#e0a52b", "#3d8f5f", "#8a4fa3", "#d9688f", "#3a4a8c", "#b86b2a", "#2aa198", "#8c2f3f",
    "#6f8f3a", "#7a5a48",
)  # fmt: skip
GARMENT_COLOURS: dict[Garment, tuple[str, ...]] = {
    "suit": ("#3a4a6a", "#4a4a52", "#6a5240", "#2f5a5a", "#6a2f3f", "#5a5f3f"),
    "school-uniform": ("#2f4a7a", "#7a2f3f", "#3f6a4a", "#5a5f6a", "#7a5a3a", "#5a3f6a"),
}
"""The colours of what is not worn in any."""

TRIMS = ("#f3d67a", "#f7efe0", "#7a2230", "#1f3a5f", "#f0a860", "#2f6f5a")
_SAFFRON = ("#e0862a", "#d9762a")
_IVORY = ("#f0e8d4",)
_NURSING = ("#7fb2d9", "#9ec7e8", "#8fd0c4")

KIN = frozenset(
    {"grandmother", "grandfather", "mother", "father", "daughter", "granddaughter", "sister", "son", "grandson",
     "brother", "niece", "nephew", "wife", "husband", "aunt", "uncle"}
)  # fmt: skip
"""What people are to one another."""

PRIVATE_ROLES = KIN | {"", "girl", "boy", "child", "woman", "man", "student", "pupil", "teenager"}
"""What people are who may be of one family."""

Garments = tuple[Garment, ...]


@dataclass(frozen=True)
class Costume:
    """What one may wear; what is empty is left to age, gender and culture."""

    garments: Garments = ()
    headwear: tuple[Headwear, ...] = ()
    colours: tuple[str, ...] = ()
    hair: tuple[HairStyle, ...] = ()
    facial_hair: tuple[FacialHair, ...] = ()
    ornaments: tuple[Ornament, ...] = ()
    builds: tuple[Literal["slim", "average", "broad"], ...] = ()


_INDIAN_WOMEN: dict[Period, Garments] = {
    "historical": ("sari", "sari", "lehenga"),
    "modern": ("sari", "salwar"),
    "future": ("salwar", "sari"),
}
_INDIAN_GIRLS: dict[Period, Garments] = {
    "historical": ("lehenga", "salwar"),
    "modern": ("salwar", "lehenga", "t-shirt"),
    "future": ("salwar", "t-shirt"),
}
_INDIAN_MEN: dict[Period, Garments] = {
    "historical": ("kurta", "dhoti"),
    "modern": ("kurta", "shirt", "lungi"),
    "future": ("kurta", "shirt"),
}
_INDIAN_BOYS: dict[Period, Garments] = {
    "historical": ("kurta", "dhoti"),
    "modern": ("kurta", "t-shirt", "shirt"),
    "future": ("kurta", "t-shirt"),
}
_WESTERN_WOMEN: dict[Period, Garments] = {
    "historical": ("gown", "dress"),
    "modern": ("dress", "shirt", "t-shirt"),
    "future": ("shirt", "dress", "t-shirt"),
}
_WESTERN_MEN: dict[Period, Garments] = {
    "historical": ("tunic", "cloak"),
    "modern": ("shirt", "suit", "t-shirt"),
    "future": ("shirt", "t-shirt", "suit"),
}
_WESTERN_CHILDREN: dict[Period, Garments] = {
    "historical": ("tunic",),
    "modern": ("t-shirt", "shirt"),
    "future": ("t-shirt",),
}


def usual_garments(culture: Culture, period: Period, gender: Gender, age: Age) -> Garments:
    """What one wears who has no role that says otherwise."""
    young, woman = age in ("child", "teen"), gender == "female"
    if culture == "mixed":
        return usual_garments("indian", period, gender, age) + usual_garments("western", period, gender, age)
    if culture == "indian":
        if woman:
            return (_INDIAN_GIRLS if young else _INDIAN_WOMEN)[period]
        return (_INDIAN_BOYS if young else _INDIAN_MEN)[period]
    if woman:
        garments: Garments = ("dress",) if age == "child" else _WESTERN_WOMEN[period]
    else:
        garments = (_WESTERN_CHILDREN if age == "child" else _WESTERN_MEN)[period]
    return garments if age != "senior" else tuple(garment for garment in garments if garment != "t-shirt")


_ROLES: dict[str, tuple[Costume, Costume]] = {
    "king": (Costume(("sherwani", "robe"), ("crown",), facial_hair=("moustache", "beard"), ornaments=("necklace",)),
             Costume(("robe",), ("crown",), facial_hair=("beard", "long-beard"))),
    "queen": (Costume(("lehenga", "sari"), ("crown",), ornaments=("necklace", "earrings", "bangles", "bindi")),
              Costume(("gown",), ("crown",), ornaments=("necklace",))),
    "princess": (Costume(("lehenga",), ("tiara",), ornaments=("necklace", "earrings", "bangles")),
                 Costume(("gown",), ("tiara",), ornaments=("necklace",))),
    "prince": (Costume(("sherwani",), ("turban",), ornaments=("necklace",)), Costume(("tunic", "cloak"), ("crown",))),
    "minister": (Costume(("sherwani",), ("turban",), facial_hair=("moustache", "beard")), Costume(("robe",), ("hat",))),
    "priest": (Costume(("dhoti",), ("none",), _SAFFRON, ("top-knot", "bald"), ornaments=("tilak",)),
               Costume(("robe",), ("none",), ("#3a3440", "#4a2f3a"))),
    "monk": (Costume(("monks-robe",), ("none",), _SAFFRON, ("bald",), ("none",)),
             Costume(("robe",), ("none",), ("#7a5a3e",), ("bald",), ("none",))),
    "sage": (Costume(("dhoti", "robe"), ("none",), (*_SAFFRON, *_IVORY), ("top-knot",), ("long-beard",), ("tilak",)),
             Costume(("robe", "cloak"), ("hood", "none"), (), (), ("long-beard",))),
    "nun": (Costume(("sari",), ("veil",), _IVORY), Costume(("robe",), ("veil",), ("#3a3f4a",))),
    "soldier": (Costume(("armour",), ("turban", "helmet"), facial_hair=("moustache",)),
                Costume(("armour",), ("helmet",))),
    "captain": (Costume(("sailor",), ("sailor-cap",), facial_hair=("beard",)),
                Costume(("sailor",), ("sailor-cap",), facial_hair=("beard",))),
    "potter": (Costume(("apron",), ("turban", "none")), Costume(("apron",), ("none",))),
    "farmer": (Costume(("dhoti", "lungi", "kurta"), ("turban",)), Costume(("shirt", "tunic"), ("straw-hat",))),
    "boatman": (Costume(("lungi", "dhoti"), ("turban",)), Costume(("sailor",), ("cap", "straw-hat"))),
    "sailor": (Costume(("sailor",), ("sailor-cap",)), Costume(("sailor",), ("sailor-cap",))),
    "merchant": (Costume(("kurta", "sherwani"), ("turban",), facial_hair=("moustache",), builds=("broad",)),
                 Costume(("apron", "tunic"), ("hat", "none"), builds=("broad",))),
    "craftsman": (Costume(("apron",), ("none", "turban")), Costume(("apron",), ("none", "cap"))),
    "smith": (Costume(("apron",), ("none", "turban"), builds=("broad",)),
              Costume(("apron",), ("none",), facial_hair=("beard",), builds=("broad",))),
    "cook": (Costume(("apron",), ("toque",), builds=("broad",)), Costume(("apron",), ("toque",), builds=("broad",))),
    "teacher": (Costume(("kurta", "sari"), ("none",)), Costume(("suit", "shirt", "dress"), ("none",))),
    "doctor": (Costume(("lab-coat",), ("none",), ornaments=("stethoscope",)),
               Costume(("lab-coat",), ("none",), ornaments=("stethoscope",))),
    "nurse": (Costume(("apron",), ("nurse-cap",), _NURSING),
              Costume(("apron",), ("nurse-cap",), _NURSING)),
    "postman": (Costume(("shirt",), ("peaked-cap",), ("#b08d57",), ornaments=("satchel",)),
                Costume(("shirt",), ("peaked-cap",), ("#2f5596",), ornaments=("satchel",))),
    "police": (Costume(("shirt",), ("peaked-cap",), ("#b59a62",), facial_hair=("moustache",)),
               Costume(("suit", "shirt"), ("peaked-cap",), ("#26345c",))),
    "scientist": (Costume(("lab-coat",), ("none",)), Costume(("lab-coat",), ("none",))),
    "astronaut": (Costume(("spacesuit",), ("space-helmet",), builds=("average",)),
                  Costume(("spacesuit",), ("space-helmet",), builds=("average",))),
    "clerk": (Costume(("shirt", "suit", "kurta"), ("none",)), Costume(("suit",), ("none", "hat"))),
    "pupil": (Costume(("school-uniform",), ("none",)), Costume(("school-uniform",), ("none",))),
    "student": (Costume(("school-uniform", "salwar", "kurta"), ("none",)), Costume(("t-shirt", "shirt"), ("none",))),
    "traveller": (Costume(("cloak", "kurta"), ("hood", "turban")), Costume(("cloak",), ("hood", "hat"))),
    "musician": (Costume(("kurta", "sari"), ornaments=("necklace",)), Costume(("cloak", "shirt", "dress"), ("hat",))),
    "stationmaster": (Costume(("suit", "kurta"), ("peaked-cap",)), Costume(("suit",), ("peaked-cap",), ("#2f4468",))),
    "keeper": (Costume(("kurta", "shirt"), ("turban", "cap"), facial_hair=("beard",)),
               Costume(("cloak", "sailor"), ("cap", "hat"), facial_hair=("beard",))),
    "witch": (Costume(("gown",), ("wizard-hat",), ("#5a3f7a", "#3f3a5a")),
              Costume(("gown",), ("wizard-hat",), ("#5a3f7a", "#3f3a5a"))),
    "fairy": (Costume(("gown",), ("tiara",)), Costume(("gown",), ("tiara",))),
    "wizard": (Costume(("robe",), ("wizard-hat",), facial_hair=("long-beard",)),
               Costume(("robe",), ("wizard-hat",), facial_hair=("long-beard",))),
    "thief": (Costume(("cloak", "lungi"), ("hood", "turban"), ("#4a4550",)),
              Costume(("cloak", "tunic"), ("hood",), ("#4a4550",))),
    "pirate": (Costume(("cloak",), ("pirate-hat",), ("#7a2f2f", "#2f3f5a"), facial_hair=("beard",)),
               Costume(("cloak",), ("pirate-hat",), ("#7a2f2f", "#2f3f5a"), facial_hair=("beard",))),
    "host": (Costume(("kurta",), ("turban",), facial_hair=("moustache",), builds=("broad",)),
             Costume(("apron",), ("none",), facial_hair=("moustache", "beard"), builds=("broad",))),
}  # fmt: skip
"""What a role wears: in Indian, and in Western films."""

_SPECIAL = {
    "princess": "princess", "prince": "prince", "monk": "monk", "abbot": "monk", "bhikkhu": "monk", "sage": "sage",
    "guru": "sage", "rishi": "sage", "hermit": "sage", "swami": "sage", "fakir": "sage", "chef": "cook", "cook": "cook",
    "baker": "cook", "blacksmith": "smith", "smith": "smith", "fairy": "fairy",
    "innkeeper": "host", "pirate": "pirate", "astronaut": "astronaut",
    "stationmaster": "stationmaster", "conductor": "stationmaster", "schoolgirl": "pupil", "schoolboy": "pupil",
    "knight": "soldier", "warrior": "soldier", "राजकुमारी": "princess", "राजकुमार": "prince", "साधु": "sage",
    "ऋषि": "sage", "भिक्षु": "monk",
}  # fmt: skip
"""Words that say more than the role they are counted to."""


_INFANTRY = Costume(("shirt",), ("peaked-cap",), ("#6b7048", "#5a6650"))
"""What soldiers wear since nobody wears armour."""


def costume(role: str, told: str, culture: Culture, period: Period) -> Costume:
    """What somebody of a role wears, or of one that the words `told` of them name more exactly."""
    special = next(
        (_SPECIAL[word] for word in regex.findall(r"[\p{L}\p{M}]+", told.casefold()) if word in _SPECIAL), ""
    )
    pair = _ROLES.get(special or role)
    if pair is None:
        return Costume()
    if (role, period) == ("captain", "future"):
        pair = _ROLES["astronaut"]  # No ship of theirs sails.
    worn = pair[1 if culture == "western" else 0]
    return _INFANTRY if "armour" in worn.garments and period != "historical" and not special else worn


FEMALE_HEADWEAR: frozenset[Headwear] = frozenset({"nurse-cap"})
MALE_HEADWEAR: frozenset[Headwear] = frozenset({"turban"})
FEMALE_ONLY: frozenset[Garment] = frozenset({"sari", "lehenga", "salwar", "gown", "dress"})
MALE_ONLY: frozenset[Garment] = frozenset({"dhoti", "lungi", "sherwani", "suit"})

# What words say ----------------------------------------------------------------------------------------------------

COLOURS: dict[str, str] = {
    "red": "#c8352f", "scarlet": "#d0302a", "crimson": "#a8242f", "maroon": "#7a2230", "blue": "#2f6fb8",
    "navy": "#24406e", "indigo": "#3a3f8c", "turquoise": "#2aa198", "green": "#3d8f4f", "emerald": "#1f8a5a",
    "yellow": "#e8c03a", "golden": "#dca534", "gold": "#dca534", "orange": "#e58632", "saffron": "#e8902a",
    "purple": "#7a4fa3", "violet": "#7a4fa3", "pink": "#dd7f9f", "white": "#f2efe8", "silver": "#cfd2d6",
    "ivory": "#f0e8d4", "black": "#2a2830", "grey": "#9a9a9e", "gray": "#9a9a9e", "brown": "#7d5636",
    "blond": "#d9b45b", "blonde": "#d9b45b", "लाल": "#c8352f", "नीला": "#2f6fb8", "नीली": "#2f6fb8", "हरा": "#3d8f4f",
    "हरी": "#3d8f4f", "पीला": "#e8c03a", "पीली": "#e8c03a", "सफ़ेद": "#f2efe8", "सफेद": "#f2efe8", "काला": "#2a2830",
    "काली": "#2a2830", "गुलाबी": "#dd7f9f", "नारंगी": "#e58632", "भगवा": "#e8902a",
}  # fmt: skip

_THINGS: dict[str, dict[str, str]] = {
    "garment": {
        "sari": "sari|saree|साड़ी", "lehenga": "lehenga|लहंगा", "salwar": "salwar|kameez|सलवार",
        "kurta": "kurta|कुर्ता|कुर्ते", "sherwani": "sherwani|शेरवानी", "dhoti": "dhoti|धोती", "lungi": "lungi|लुंगी",
        "robe": "robe|robes", "cloak": "cloak|cape", "tunic": "tunic", "gown": "gown", "dress": "dress|frock",
        "spacesuit": "spacesuit|space suit", "suit": "suit", "shirt": "shirt|blouse|waistcoat",
        "t-shirt": "t-shirt|tee-shirt|jersey",
        "school-uniform": "school uniform|uniform", "armour": "armour|armor|कवच", "apron": "apron",
        "lab-coat": "lab coat|white coat|laboratory coat",
    },
    "clothes": {"": "coat|overcoat|jacket|clothes"},
    "headwear": {
        "turban": "turban|pagri|पगड़ी", "crown": "crown|मुकुट", "tiara": "tiara", "veil": "veil|headscarf|घूंघट",
        "straw-hat": "straw hat", "wizard-hat": "pointed hat|wizard's hat", "toque": "chef's hat|toque", "hood": "hood",
        "woollen-cap": "woollen cap|woolly hat|woollen hat|knitted cap|bobble hat|beanie",
        "space-helmet": "space helmet", "pirate-hat": "pirate hat|tricorn", "helmet": "helmet",
        "peaked-cap": "peaked cap", "cap": "cap|टोपी", "hat": "hat",
    },
    "facial_hair": {"long-beard": "long beard|flowing beard", "beard": "beard|दाढ़ी",
                    "moustache": "moustache|mustache|मूंछ"},
    "hair_style": {
        "bald": "bald|shaven head|shaved head|गंजा", "curly": "curly hair|curls|curly-haired|curly", "bun": "bun|जूड़ा",
        "braid": "braid|plait|चोटी", "pigtails": "pigtails|braids|plaits|two braids", "ponytail": "ponytail",
        "bob": "bobbed hair|bob", "long": "long hair|flowing hair", "short": "short hair",
        "top-knot": "top-knot|topknot",
    },
    "ornament": {
        "necklace": "necklace|pearls", "earrings": "earrings|earring", "bangles": "bangles|bracelets|चूड़ियाँ",
        "bindi": "bindi|बिंदी", "garland": "garland|माला", "stethoscope": "stethoscope", "tilak": "tilak|तिलक",
    },
    "glasses": {"yes": "glasses|spectacles|eyeglasses|monocle|चश्मा"},
    "build": {"slim": "thin|slim|slender|skinny|lanky|bony|दुबला|दुबली",
              "broad": "fat|plump|stout|burly|broad|chubby|मोटा|मोटी"},
    "hair": {"": "hair|haired|बाल"},
}  # fmt: skip

_BY_WORD = {
    word: (kind, value)
    for kind, values in _THINGS.items()
    for value, words in values.items()
    for word in words.split("|")
}
_ALTERNATIVES = "|".join(regex.escape(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_EDGE = r"[\p{L}\p{M}]"
_THING = regex.compile(
    rf"(?<!{_EDGE})(?P<long>long[\s,]+)?(?:(?!(?:{_ALTERNATIVES})(?!{_EDGE}))(?P<colour>{'|'.join(COLOURS)})(?:[\s-]+{_EDGE}+){{0,2}}?[\s-]+)?"
    rf"(?P<thing>{_ALTERNATIVES})(?!{_EDGE})",
    regex.IGNORECASE,
)


_LACKING = regex.compile(r"\b(?:without|no|lost)(?:\s+(?:an?|any|his|her|their))?\s*$", regex.IGNORECASE)
"""What stands before something that is not worn: without a coat."""


@dataclass(frozen=True)
class Told:
    """One thing that words say of somebody's looks."""

    kind: str
    value: str
    colour: str | None


def told_of(text: str) -> list[Told]:
    """What a description says: “in a red sari” is a garment with its colour."""
    found = []
    for match in _THING.finditer(text):
        if _LACKING.search(text[: match.start()]):
            continue
        kind, value = _BY_WORD[match["thing"].casefold()]
        colour = COLOURS[match["colour"].casefold()] if match["colour"] else None
        if match["long"] and value == "beard":
            value = "long-beard"
        found.append(Told(kind, value, colour))
    return found
