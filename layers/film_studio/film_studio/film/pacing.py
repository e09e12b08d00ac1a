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
    OUTRO_FRAMES,
    FilmPlan,
    Line,
    Scene,
)

CARDS_SECONDS = (INTRO_FRAMES + OUTRO_FRAMES) / FPS
SLOWEST, FASTEST = 0.88, 1.2
"""How far speech may leave its natural rate to meet a duration."""

LINE_PAUSE, SCENE_PAUSE = 0.45, 0.9
"""Natural pauses: between two lines, and at each end of a scene."""

MIN_LINE_PAUSE, MIN_SCENE_PAUSE = 0.12, 0.35
"""The shortest that still sound like speech."""

_MARGIN = 1.06
"""What the estimate may be wrong by; the shortest duration on offer leaves room for it."""

_STRETCH = 2.4
"""A film may be this much longer than its speech before it seems empty."""

_LETTER, _COMMA = regex.compile(r"\p{L}"), regex.compile(r"[,;:،、，；—–]")


class DurationRange(NamedTuple):
    """Whole seconds: the shortest and longest film of a script, and how long it takes when nobody hurries it."""

    shortest: int
    natural: int
    longest: int


class SceneBudget(NamedTuple):
    """How fast a scene should be spoken (1.0 is natural), and how long all its lines may take (seconds)."""

    rate: float
    max_seconds: float


def line_seconds(line: Line, language: str) -> float:
    """How long a line takes at its natural rate."""
    letters = len(_LETTER.findall(line.text))
    return max(letters / LANGUAGES[language].letters_per_second + 0.18 * len(_COMMA.findall(line.text)), 0.3)


def scene_seconds(scene: Scene, language: str) -> float:
    """How long the speech of a scene takes at its natural rate, without pauses between lines."""
    return sum(line_seconds(line, language) for line in scene.lines)


def _pauses(plan: FilmPlan, line: float, scene: float) -> float:
    return sum(line * (len(s.lines) - 1) + 2 * scene for s in plan.scenes)


def duration_range(plan: FilmPlan) -> DurationRange:
    """The durations that a script can fill and fit. `shortest` may exceed 300: then nothing fits."""
    speech = sum(scene_seconds(scene, plan.language) for scene in plan.scenes)
    shortest = CARDS_SECONDS + speech * _MARGIN / FASTEST + _pauses(plan, MIN_LINE_PAUSE, MIN_SCENE_PAUSE)
    natural = CARDS_SECONDS + speech + _pauses(plan, LINE_PAUSE, SCENE_PAUSE)
    low = max(ceil(shortest), MIN_DURATION_SECONDS)
    high = max(min(floor(CARDS_SECONDS + speech * _STRETCH), MAX_DURATION_SECONDS), low)
    return DurationRange(low, min(max(round(natural), low), high), high)


def scene_budgets(plan: FilmPlan, duration_seconds: float) -> dict[int, SceneBudget]:
    """What each scene's speech may take, by scene number, so that all of it fits the film."""
    seconds = {scene.number: scene_seconds(scene, plan.language) for scene in plan.scenes}
    speech = sum(seconds.values())
    room = duration_seconds - CARDS_SECONDS
    rate = min(max(speech / max(room - _pauses(plan, LINE_PAUSE, SCENE_PAUSE), 1), SLOWEST), FASTEST)
    for_speech = room - _pauses(plan, MIN_LINE_PAUSE, MIN_SCENE_PAUSE)
    return {number: SceneBudget(rate, for_speech * seconds[number] / speech) for number in seconds}
