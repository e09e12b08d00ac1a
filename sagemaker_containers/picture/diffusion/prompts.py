"""A scene in the words that text-to-image models are trained on: who, where, when, in which culture, in which style.

Text encoders read a limited number of tokens, so a prompt is a list of phrases, the most telling first, of which as
many are said as fit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from film_studio.film.models import Character, Culture, Mood, Period, PictureRequest, Scene, Setting, TimeOfDay, Weather


@dataclass(frozen=True)
class Style:
    """How pictures of a film are made: what leads the prompt, what ends it, and what they must not be."""

    lead: str
    finish: str
    unlike: str


STYLES: dict[str, Style] = {
    "storybook": Style(
        "storybook illustration, gouache", "soft brush strokes, warm palette", "photo, photorealistic, 3d render"
    ),
    "watercolour": Style(
        "watercolour painting", "wet washes, paper grain, loose edges", "photo, photorealistic, 3d render, line art"
    ),
    "animation": Style(
        "frame of a hand-drawn animated film", "clean lines, cel shading", "photo, photorealistic, sketch"
    ),
    "cinematic": Style("cinematic film still, 35mm photograph", "shallow depth of field", "illustration, cartoon"),
    "miniature-painting": Style(
        "Mughal miniature painting", "fine outlines, flat colours, gold leaf", "photo, photorealistic, 3d render"
    ),
}
"""The presets that a recipe chooses from."""

_FAULTS = "text, watermark, signature, blurry, deformed hands, extra fingers, extra limbs, cropped head, nudity"

_UNLIKE_PERIOD: dict[Period, str] = {
    "historical": "cars, electric light, power lines, modern clothes, concrete buildings",
    "modern": "",
    "future": "",
}
_UNLIKE_CULTURE: dict[Culture, str] = {"indian": "european architecture", "western": "", "mixed": ""}

_PERIODS: dict[tuple[Culture, Period], str] = {
    ("indian", "historical"): "ancient India",
    ("indian", "modern"): "present-day India",
    ("indian", "future"): "India of the far future",
    ("western", "historical"): "old Europe",
    ("western", "modern"): "present day",
    ("western", "future"): "far future",
    ("mixed", "historical"): "colonial India",
    ("mixed", "modern"): "present-day city of many cultures",
    ("mixed", "future"): "far future",
}

_PLACES: dict[Setting, tuple[str, str]] = {
    "village": ("Indian village, mud houses, thatched roofs, banyan tree", "village lane, timbered cottages"),
    "temple": ("Hindu temple courtyard, carved stone gopuram", "stone church on a green hill"),
    "palace": ("Rajput palace, scalloped arches, jharokha balconies", "baroque palace, marble hall, tall windows"),
    "bazaar": ("Indian bazaar, cloth awnings, heaps of spices", "market square, stalls under striped awnings"),
    "river": ("bank of a wide Indian river, stone ghats", "bank of a river, willows, wooden bridge"),
    "forest": ("sal forest, shafts of light", "old oak forest, ferns, shafts of light"),
    "jungle": ("dense Indian jungle, bamboo, hanging vines", "dense jungle, hanging vines"),
    "mountain": ("Himalayan mountain path, prayer flags", "alpine mountain path, pines"),
    "desert": ("Thar desert dunes, far fort", "desert dunes, red rocks"),
    "sea-shore": ("palm-fringed Indian beach, fishing boats", "rocky sea shore, lighthouse"),
    "ship": ("deck of a wooden dhow, lateen sail", "deck of a tall sailing ship"),
    "farm": ("Indian farm, paddy fields, bullock cart", "farmyard, red barn, haystacks"),
    "garden": ("Mughal garden, water channel, marigolds", "cottage garden, roses, stone path"),
    "city-street": ("busy Indian street, painted shop fronts", "city street, shop fronts, lamp posts"),
    "railway-station": ("Indian railway platform, waiting train", "railway platform, waiting train, iron roof"),
    "classroom": ("Indian school classroom, blackboard, wooden benches", "classroom, blackboard, wooden desks"),
    "home": ("room of an Indian house, charpai, oil lamp", "living room, armchair, fireplace"),
    "kitchen": ("Indian kitchen, brass pots, clay stove", "kitchen, copper pans, wooden table"),
    "library": ("old Indian library, carved shelves, manuscripts", "old library, tall shelves, reading lamps"),
    "hospital": ("hospital ward in India, white beds", "hospital ward, white beds"),
    "office": ("Indian office, desks, files", "office, desks, large windows"),
    "workshop": ("Indian artisan's workshop, tools, half-made pots", "workshop, workbench, tools on the wall"),
    "castle": ("hill fort with stone ramparts", "medieval castle, towers, banners"),
    "tavern": ("roadside dhaba, charpais, lanterns", "tavern, wooden beams, candle light"),
    "space": ("surface of another planet, star-filled sky", "surface of another planet, star-filled sky"),
    "studio": ("podcast studio, table, microphones, warm lamps", "podcast studio, table, microphones, warm lamps"),
}
"""Each setting in India and in the West."""

_LIGHT: dict[TimeOfDay, str] = {
    "dawn": "first light of dawn, pink sky",
    "day": "bright daylight",
    "dusk": "golden dusk, long shadows",
    "night": "moonlit night, deep blue",
}
_INSIDE_LIGHT: dict[TimeOfDay, str] = {
    "dawn": "pale morning light through the windows",
    "day": "daylight through the windows",
    "dusk": "evening light, lamps lit",
    "night": "lamp light, dark windows",
}
_WEATHER: dict[Weather, str] = {
    "clear": "",
    "cloudy": "overcast sky",
    "rain": "rain, wet ground",
    "snow": "snow falling, snow-covered ground",
    "mist": "thick mist",
    "storm": "storm, dark clouds, wind",
}
_MOODS: dict[Mood, str] = {
    "peaceful": "serene mood",
    "joyful": "joyful mood, vivid colours",
    "sad": "melancholy mood, muted colours",
    "tense": "tense mood, strong contrast",
    "mysterious": "mysterious mood",
    "romantic": "romantic mood, soft glow",
    "heroic": "heroic mood, grand scale",
    "devotional": "devotional mood, golden glow",
    "playful": "playful mood",
}

_COLOURS = {
    "white": 0xF5F5F2, "ivory": 0xEADFC4, "grey": 0x8E8E8E, "black": 0x1C1A1E, "brown": 0x6E4428, "tan": 0xB58A5C,
    "red": 0xC62828, "maroon": 0x7A1F2B, "pink": 0xE78BA8, "orange": 0xE8762C, "saffron": 0xF4A02A, "yellow": 0xF0D04A,
    "olive": 0x7C7C3A, "green": 0x3C8C4A, "dark green": 0x1F4D33, "teal": 0x2A8C8C, "light blue": 0x8EC5E8,
    "blue": 0x2F62B8, "navy": 0x1E2A55, "indigo": 0x4B3A8C, "purple": 0x7B3F9E, "lavender": 0xB8A4DC, "gold": 0xC9A227,
    "silver": 0xC4CAD0,
}  # fmt: skip


def colour(value: str) -> str:
    """The plain name nearest to `#rrggbb`, by the red-mean distance (https://www.compuphase.com/cmetric.htm)."""
    red, green, blue = _channels(int(value[1:], 16))

    def away(other: int) -> float:
        r, g, b = _channels(other)
        mean = (red + r) / 2
        return (2 + mean / 256) * (red - r) ** 2 + 4 * (green - g) ** 2 + (2 + (255 - mean) / 256) * (blue - b) ** 2

    return min(_COLOURS, key=lambda name: away(_COLOURS[name]))


def _channels(value: int) -> tuple[int, int, int]:
    return value >> 16, value >> 8 & 255, value & 255


def _skin(value: str) -> str:
    red, green, blue = _channels(int(value[1:], 16))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    return next(
        name for least, name in ((200, "fair"), (150, "light brown"), (90, "brown"), (0, "dark")) if luma >= least
    )


_PEOPLE = {
    ("child", "male"): "boy", ("child", "female"): "girl", ("child", "neutral"): "child",
    ("teen", "male"): "teenage boy", ("teen", "female"): "teenage girl", ("teen", "neutral"): "teenager",
    ("adult", "male"): "man", ("adult", "female"): "woman", ("adult", "neutral"): "person",
    ("senior", "male"): "old man", ("senior", "female"): "old woman", ("senior", "neutral"): "old person",
}  # fmt: skip
_INDIAN_DRESS = frozenset({"sari", "lehenga", "salwar", "kurta", "sherwani", "dhoti", "lungi"})


def told_of(character: Character) -> list[str]:
    """Phrases that say how a character looks, the most telling first."""
    look = character.look
    dress = f"{colour(look.garment_colour)} {look.garment.replace('monks', 'monk’s').replace('-', ' ')}"
    worn = [] if look.headwear == "none" else [look.headwear.replace("-", " ")]
    if character.species:
        young = "young " if character.age == "child" else "old " if character.age == "senior" else ""
        return [f"{young}{character.species}", *(f"wearing a {thing}" for thing in worn)]
    origin = "Indian " if look.garment in _INDIAN_DRESS else ""
    hair = "bald" if look.hair_style == "bald" else f"{colour(look.hair)} {look.hair_style.replace('-', ' ')} hair"
    beard = [] if look.facial_hair == "none" else [look.facial_hair.replace("-", " ")]
    return [
        f"{origin}{_PEOPLE[character.age, character.gender]} in {dress}",
        ", ".join([*worn, *beard, hair]),
        ", ".join([f"{_skin(look.skin)} skin", *(["glasses"] if look.glasses else []), *look.ornaments]),
    ]


@dataclass(frozen=True)
class Prompt:
    """What to paint and what not: phrases, the most telling first."""

    phrases: tuple[str, ...]
    unlike: tuple[str, ...]

    def fitted(self, fits: Callable[[str], bool]) -> tuple[str, str]:
        """The prompt and the negative prompt with as many phrases as fit."""
        return _fitted(self.phrases, fits), _fitted(self.unlike, fits)


def _fitted(phrases: Sequence[str], fits: Callable[[str], bool]) -> str:
    said = [phrase for phrase in phrases if phrase]
    while len(said) > 1 and not fits(", ".join(said)):
        said.pop()
    return ", ".join(said)


def of_scene(request: PictureRequest, cast: Sequence[Character], indoors: bool, style: Style) -> Prompt:
    """The prompt of a scene, or of a card, on which nobody is seen. `cast` are those who are, the weightiest first."""
    scene, people = request.scene, [] if request.card else [told_of(character) for character in cast]
    rounds = [[phrase for phrase in one if phrase] for one in zip_longest(*people)]
    light = _INSIDE_LIGHT if indoors else _LIGHT
    return Prompt(
        phrases=(
            style.lead,
            *(rounds[0] if rounds else ["landscape without people"]),
            _place(scene),
            _PERIODS[scene.culture, request.period],
            light[scene.time_of_day],
            "" if indoors else _WEATHER[scene.weather],
            *(phrase for one in rounds[1:2] for phrase in one),
            _MOODS[scene.mood],
            *(prop.replace("-", " ") for prop in scene.props),
            *(phrase for one in rounds[2:] for phrase in one),
            style.finish,
        ),
        unlike=_unlike(scene.culture, request.period, style, () if people else ("people",)),
    )


def of_sheet(character: Character, culture: Culture, period: Period, style: Style) -> Prompt:
    """The prompt of a character's sheet, after which all scenes paint it: one figure on a plain ground."""
    return Prompt(
        phrases=(
            style.lead,
            *told_of(character)[:1],
            "full body, front view, plain light background",
            *told_of(character)[1:],
            _PERIODS[culture, period],
            style.finish,
        ),
        unlike=_unlike(culture, period, style, ("several people", "scenery")),
    )


def _place(scene: Scene) -> str:
    indian, western = _PLACES[scene.setting]
    place = western if scene.culture == "western" else indian
    return f"inside: {place}" if scene.inside else place


def _unlike(culture: Culture, period: Period, style: Style, also: tuple[str, ...]) -> tuple[str, ...]:
    return (*also, _FAULTS, style.unlike, _UNLIKE_PERIOD[period], _UNLIKE_CULTURE[culture])
