"""What the hands say: a table of gestures, and which of them fit an emotion or a word."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from film_studio.film.models import Emotion, Look, Mood, SpokenLine
from sagemaker_containers.lip_sync.puppet.pose import Arm

_REST = Arm()


@dataclass(frozen=True)
class Gesture:
    """Where both arms go."""

    near: Arm = _REST
    far: Arm = _REST


REST = Gesture()

GESTURES: dict[str, Gesture] = {
    "rest": REST,
    "beat": Gesture(Arm(16, 72)),
    "beat-far": Gesture(_REST, Arm(16, 72)),
    "palm": Gesture(Arm(30, 118, "open")),
    "palms": Gesture(Arm(28, 104, "open"), Arm(28, 104, "open")),
    "point": Gesture(Arm(36, 101, "point")),
    "heart": Gesture(Arm(18, -118, "open")),
    "chest": Gesture(Arm(24, -112, "fist")),
    "hearts": Gesture(Arm(28, -116, "clasp"), Arm(28, -116, "clasp")),
    "namaste": Gesture(Arm(15, -123, "pray"), Arm(15, -123, "pray")),
    "wave": Gesture(Arm(58, 162, "open")),
    "fist": Gesture(Arm(34, 152, "fist"), Arm(20, 24, "fist")),
    "fists": Gesture(Arm(30, 140, "fist"), Arm(30, 140, "fist")),
    "hands-up": Gesture(Arm(62, 168, "open"), Arm(62, 168, "open")),
    "shield": Gesture(Arm(26, 158, "open"), Arm(22, 150, "open")),
    "cheer": Gesture(Arm(96, 168, "open"), Arm(96, 168, "open")),
    "droop": Gesture(Arm(6, -14), Arm(6, -14)),
    "cheek": Gesture(Arm(14, -166, "open"), Arm(6, -14)),
    "away": Gesture(Arm(48, 84, "open"), Arm(10, -30)),
    "hips": Gesture(Arm(50, -50, "fist"), Arm(50, -50, "fist")),
    "clasp": Gesture(Arm(16, -44, "clasp"), Arm(16, -44, "clasp")),
    "hand-before": Gesture(Arm(12, -58), Arm(14, -6)),
    "hand-on-hip": Gesture(Arm(50, -50, "fist"), Arm(16, -8)),
    "think": Gesture(Arm(-8, -164, "point"), Arm(12, -74)),
    "bounce": Gesture(Arm(40, 66, "open"), Arm(40, 66, "open")),
}
"""Gestures by name."""

_BY_EMOTION: dict[Emotion, Sequence[str]] = {
    "neutral": ("palm", "beat", "palms", "beat-far", "point"),
    "joy": ("palms", "cheer", "palm", "hearts"),
    "sadness": ("heart", "droop", "cheek", "droop"),
    "anger": ("fist", "point", "fists"),
    "fear": ("shield", "hands-up", "heart"),
    "surprise": ("hands-up", "palms", "hearts"),
    "disgust": ("away", "shield"),
    "love": ("heart", "hearts", "palms"),
}

POSTURES: dict[Mood, Sequence[str]] = {
    "peaceful": ("clasp", "hand-before", "rest", "hand-on-hip"),
    "joyful": ("bounce", "hearts", "palms"),
    "sad": ("clasp", "droop", "heart"),
    "tense": ("shield", "hearts", "clasp"),
    "mysterious": ("think", "rest", "clasp"),
    "romantic": ("heart", "clasp", "hearts"),
    "heroic": ("hips", "chest"),
    "devotional": ("namaste",),
    "playful": ("hips", "bounce", "wave"),
}
"""How those hold their arms who do nothing with them, from the scene's mood."""

_GREETINGS = frozenset({
    "hello", "hi", "welcome", "greetings", "namaste", "namaskar", "namaskaram", "vanakkam", "pranam", "नमस्ते",
    "नमस्कार", "प्रणाम", "स्वागत", "வணக்கம்", "నమస్తే", "నమస్కారం", "നമസ്കാരം", "hola", "bienvenido", "bonjour",
    "bienvenue", "hallo", "willkommen", "ciao", "olá", "مرحبا"
})  # fmt: skip
_PRAYERS = frozenset({
    "pray", "prayer", "prayed", "god", "lord", "bless", "blessed", "blessing", "thank", "thanks", "mercy", "please",
    "forgive", "प्रभु", "भगवान", "धन्यवाद", "कृपा", "प्रार्थना", "கடவுள்", "நன்றி", "దేవుడు", "ధన్యవాదాలు", "ദൈവം",
    "നന്ദി", "dieu", "merci", "gott", "danke", "dios", "gracias"
})  # fmt: skip
_POINTING = frozenset({
    "look", "there", "that", "see", "you", "here", "behold", "देखो", "वहाँ", "तुम", "பார்", "చూడు", "നോക്കൂ",
    "mira", "allí", "regarde", "là", "schau", "dort"
})  # fmt: skip
_INDIAN_GARMENTS = frozenset({"sari", "lehenga", "salwar", "kurta", "sherwani", "dhoti", "lungi", "monks-robe"})

_SHORTEST = 1.1
"""Seconds from one gesture to the next at least."""

_HELD = 1.5
"""Seconds after which a hand sinks, if no other gesture follows."""


def gestures(
    line: SpokenLine, stresses: Sequence[float], emotion: Emotion, look: Look, seed: str
) -> list[tuple[float, Gesture]]:
    """The gestures of a line, each with its stroke's time in seconds from the line's start.

    The first word that asks for a gesture gets it; the other strokes fall on stressed words.
    """
    rng = random.Random(seed)
    fitting = _BY_EMOTION[emotion]
    turn = rng.randrange(len(fitting)) if emotion == "neutral" else 0
    strokes: list[tuple[float, str]] = []
    said = {round(word.start, 3): _by_word(word.text, emotion, look) for word in line.words}
    asked = [(start, name) for start, name in said.items() if name]
    for start, name in sorted([*asked, *((stress, None) for stress in stresses)], key=lambda stroke: stroke[0]):
        if strokes and start - strokes[-1][0] < _SHORTEST:
            continue
        if name is None:
            name, turn = fitting[turn % len(fitting)], turn + 1
        strokes.append((start, name))
    result: list[tuple[float, Gesture]] = []
    for (start, name), (following, _) in pairwise([*strokes, (line.duration + _HELD, "rest")]):
        result.append((start, GESTURES[name]))
        if following - start > _HELD + 0.8:
            result.append((start + _HELD, REST))
    return result


def _by_word(text: str, emotion: Emotion, look: Look) -> str | None:
    word = text.lower().strip(".,;:!?…।॥“”\"'«»¡¿。！？،")
    if word in _GREETINGS:
        return "namaste" if look.garment in _INDIAN_GARMENTS else "wave"
    if word in _PRAYERS:
        return "namaste" if look.garment in _INDIAN_GARMENTS else "heart"
    if word in _POINTING and emotion in ("neutral", "anger", "surprise", "joy"):
        return "point"
    return None
