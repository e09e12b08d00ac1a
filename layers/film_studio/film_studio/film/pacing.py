"""How long a script takes: the range of durations it can fill, and how a chosen one is shared out.

A film is a 3 s intro, its scenes, and a 2 s outro. Scenes share what is between by their speech; what speech leaves is
pauses between lines and at the ends of scenes. Times are seconds, estimated before anybody has spoken.
"""

from math import ceil, floor
from typing import NamedTuple

import regex

from film_studio.film.language import LANGUAGES
from film_studio.film.models import (
    FPS,
    INTRO_FRAMES,
    MAX_DURATION_SECONDS,
    MIN_DURATION_SECONDS,
    NARRATOR,
    OUTRO_FRAMES,
    Emotion,
    FilmPlan,
    Line,
    Scene,
    VoiceSpec,
)

CARDS_SECONDS = (INTRO_FRAMES + OUTRO_FRAMES) / FPS
SLOWEST, FASTEST = 0.88, 1.2
"""How far speech may leave its natural rate to meet a duration."""

LINE_PAUSE, SCENE_PAUSE = 0.45, 0.9
"""Natural pauses: between two lines, and at each end of a scene."""

MIN_LINE_PAUSE, MIN_SCENE_PAUSE = 0.12, 0.35
"""The shortest that still sound like speech."""

MARGIN = 1.03
"""What the estimate of a whole film may be wrong by; the shortest duration on offer leaves room for it."""

_STRETCH = 1.8
"""A film may be this much longer than its speech before it seems empty."""

_STOP_SECONDS = 0.25
"""The pause at a comma, and between two sentences of one line."""

_LETTER = regex.compile(r"\p{L}|(?P<digit>\p{N})")
_LETTERS_OF_A_DIGIT = 4
_STOP = regex.compile(r"[,;:،、，；—–](?=.)|[.!?…।॥。！？؟][\"'”’»」]*(?=\s*\S)")

_SLOWER: dict[Emotion, float] = {
    "neutral": 1.0, "joy": 0.925, "sadness": 1.21, "anger": 0.89, "fear": 0.845, "surprise": 1.05, "disgust": 1.185,
    "love": 1.14,
}  # fmt: skip
"""How much longer an emotion takes to say; like the two below as measured with the yardstick voice."""

_SENIOR, _DRAMATIC, _MALE = 1.085, 1.075, 0.94


class DurationRange(NamedTuple):
    """Whole seconds: the shortest and longest film of a script, and how long it takes when nobody hurries it."""

    shortest: int
    natural: int
    longest: int


class SceneBudget(NamedTuple):
    """How fast a scene should be spoken (1.0 is natural), and how long all its lines may take (seconds)."""

    rate: float
    max_seconds: float


def line_seconds(line: Line, language: str, voice: VoiceSpec | None = None) -> float:
    """How long a line takes at the natural rate; without a `voice`, when the yardstick voice says it."""
    letters = sum(_LETTERS_OF_A_DIGIT if found["digit"] else 1 for found in _LETTER.finditer(line.text))
    seconds = letters / LANGUAGES[language].letters_per_second + _STOP_SECONDS * len(_STOP.findall(line.text))
    manner = _SLOWER[line.emotion]
    if voice is not None:
        manner *= _SENIOR if voice.age == "senior" else 1
        manner *= _DRAMATIC if voice.tone == "dramatic" else 1
        manner *= _MALE if voice.gender == "male" else 1
    return max(seconds * manner, 0.3)


def scene_seconds(plan: FilmPlan, scene: Scene) -> float:
    """How long the speech of a scene takes at its natural rate, without pauses between lines."""
    voices = {NARRATOR: plan.narrator, **{character.id: character.voice for character in plan.characters}}
    return sum(line_seconds(line, plan.language, voices[line.speaker]) for line in scene.lines)


def _pauses(plan: FilmPlan, line: float, scene: float) -> float:
    return sum(line * (len(s.lines) - 1) + 2 * scene for s in plan.scenes)


def duration_range(plan: FilmPlan) -> DurationRange:
    """The durations that a script can fill and fit. `shortest` may exceed 300: then nothing fits."""
    speech = sum(scene_seconds(plan, scene) for scene in plan.scenes)
    shortest = CARDS_SECONDS + speech * MARGIN / FASTEST + _pauses(plan, MIN_LINE_PAUSE, MIN_SCENE_PAUSE)
    natural = CARDS_SECONDS + speech + _pauses(plan, LINE_PAUSE, SCENE_PAUSE)
    low = max(ceil(shortest), MIN_DURATION_SECONDS)
    high = max(min(floor(CARDS_SECONDS + speech * _STRETCH), MAX_DURATION_SECONDS), low)
    return DurationRange(low, min(max(round(natural), low), high), high)


def scene_budgets(plan: FilmPlan, duration_seconds: float) -> dict[int, SceneBudget]:
    """What each scene's speech may take, by scene number, so that all of it fits the film."""
    seconds = {scene.number: scene_seconds(plan, scene) for scene in plan.scenes}
    speech = sum(seconds.values())
    room = duration_seconds - CARDS_SECONDS
    rate = min(max(speech / max(room - _pauses(plan, LINE_PAUSE, SCENE_PAUSE), 1), SLOWEST), FASTEST)
    for_speech = room - _pauses(plan, MIN_LINE_PAUSE, MIN_SCENE_PAUSE)
    return {number: SceneBudget(rate, for_speech * seconds[number] / speech) for number in seconds}
