"""The form of a score: passages that follow the film's sections, and the bars they are counted in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from film_studio.film.models import Mood, MusicStyle, ScoreRequest, ScoreSection

_BEATS_PER_MINUTE: dict[Mood, int] = {
    "peaceful": 66,
    "joyful": 104,
    "sad": 56,
    "tense": 92,
    "mysterious": 60,
    "romantic": 72,
    "heroic": 96,
    "devotional": 64,
    "playful": 112,
}
_PACE: dict[MusicStyle, float] = {
    "slokas": 0.9,
    "western-classical": 1.35,
    "contemporary": 1.35,
    "poems": 1.25,
}

BEATS_PER_BAR = 4


Part = Literal["title", "scene", "end"]


@dataclass(frozen=True)
class Passage:
    """A stretch of one mood: `bars` equal bars from `start` to `end` (seconds). `intensity` is 0 to 1."""

    start: float
    end: float
    mood: Mood
    intensity: float
    bars: int
    first: bool
    last: bool
    part: Part = "scene"
    climax: bool = False
    """Whether it is the most intense scene of the film."""

    @property
    def bar_seconds(self) -> float:
        """Length of one bar."""
        return (self.end - self.start) / self.bars

    def at(self, bar: float) -> float:
        """When a bar (counted from 0, with a fraction) begins, in seconds of the film."""
        return self.start + bar * self.bar_seconds


def passages(request: ScoreRequest) -> list[Passage]:
    """The film from 0 to its end without gap. Tempo yields a little, so that every passage is whole bars long.

    Where the request leaves time to no section, the one before lasts, or at the beginning the one after.
    """
    spans = _spans(request.sections, request.seconds)
    highest = max(section.intensity for _, _, section in spans)
    result: list[Passage] = []
    for index, (start, end, section) in enumerate(spans):
        bar_seconds = BEATS_PER_BAR * 60 / (_BEATS_PER_MINUTE[section.mood] * _PACE.get(request.style, 1.0))
        result.append(
            Passage(
                start,
                end,
                section.mood,
                min(max(section.intensity, 0.0), 1.0),
                bars=max(round((end - start) / bar_seconds), 1),
                first=index == 0,
                last=index == len(spans) - 1,
                part=section.part,
                climax=section.part == "scene"
                and section.intensity == highest
                and not any(passage.climax for passage in result),
            )
        )
    return result


def _spans(sections: Sequence[ScoreSection], seconds: float) -> list[tuple[float, float, ScoreSection]]:
    ordered = sorted((s for s in sections if s.start < seconds), key=lambda section: section.start)
    if not ordered:
        ordered = [ScoreSection(start=0.0, end=seconds, mood="peaceful", intensity=0.4)]
    bounds = [0.0, *(section.start for section in ordered[1:]), seconds]
    return [
        (start, end, section) for section, start, end in zip(ordered, bounds, bounds[1:], strict=False) if end > start
    ]


class Voice:
    """When somebody speaks over the score."""

    def __init__(self, speaking: Sequence[tuple[float, float]]) -> None:
        self._spans = sorted(speaking)

    def share(self, start: float, end: float) -> float:
        """How much of the time from `start` to `end` (seconds) is spoken over, 0 to 1."""
        spoken = sum(max(min(last, end) - max(first, start), 0.0) for first, last in self._spans)
        return min(spoken / (end - start), 1.0) if end > start else 0.0

    def over(self, moment: float) -> bool:
        """Whether somebody speaks at that moment."""
        return any(first <= moment < last for first, last in self._spans)
