"""The form of a score: passages that follow the film's sections, and the bars they are counted in."""

from collections.abc import Sequence
from dataclasses import dataclass

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
_PACE: dict[MusicStyle, float] = {"slokas": 0.9, "poems": 0.95, "ambient": 0.8}

BEATS_PER_BAR = 4


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
    result = []
    for index, (start, end, mood, intensity) in enumerate(spans):
        bar_seconds = BEATS_PER_BAR * 60 / (_BEATS_PER_MINUTE[mood] * _PACE.get(request.style, 1.0))
        bars = max(round((end - start) / bar_seconds), 1)
        result.append(Passage(start, end, mood, intensity, bars, first=index == 0, last=index == len(spans) - 1))
    return result


def _spans(sections: Sequence[ScoreSection], seconds: float) -> list[tuple[float, float, Mood, float]]:
    ordered = sorted((s for s in sections if s.start < seconds), key=lambda section: section.start)
    if not ordered:
        return [(0.0, seconds, "peaceful", 0.4)]
    bounds = [0.0, *(section.start for section in ordered[1:]), seconds]
    return [
        (start, end, section.mood, min(max(section.intensity, 0.0), 1.0))
        for section, start, end in zip(ordered, bounds, bounds[1:], strict=False)
        if end > start
    ]
