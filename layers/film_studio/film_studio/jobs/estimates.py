"""How long a render takes, learned from renders that are over. Pure: what was learned is handed in.

Every stage has a unit of work (a film-second, a picture, a megapixel of film) and takes some seconds per unit, which
depend on engine and quality. What a film will take is the longest way through its stages; while it is made, what is
done and how long that took corrects the rest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple, get_args

from film_studio.film.models import FRAME_SIZES, FilmOptions
from film_studio.jobs.models import Stage

PRIOR: Mapping[Stage, float] = {
    "script": 0.06,
    "voice": 0.01,
    "timeline": 0.05,
    "picture": 0.15,
    "lip_sync": 0.1,
    "music": 0.022,
    "mix": 0.03,
    "subtitles": 0.15,
    "compose": 0.006,
    "check": 0.008,
}
"""Seconds per unit before anything is known: what the embedded engines took on two cores ."""

PRIOR_WEIGHT = 2
"""How many observations a prior counts for: it is outvoted by the third."""

DOUBT = 0.15
"""How much of a film must be done, as a share, for its own pace to count as much as what others took."""

NEARLY = 0.95
"""A part under way counts as done by the clock, but no further than this."""

PATH: tuple[tuple[tuple[Stage, ...], ...], ...] = (
    (("script",),),
    (("voice",), ("picture",)),
    (("timeline",),),
    (("lip_sync",), ("music", "mix"), ("subtitles",)),
    (("compose",),),
    (("check",),),
)
"""The way of a film: steps one after the other, each of branches side by side, each of stages one after the other."""


class Work(NamedTuple):
    """What there is to do for a film. `duration` is in seconds of film."""

    duration: float
    scenes: int
    languages: int
    megapixels: float

    @classmethod
    def of(cls, options: FilmOptions, duration: float, scenes: int) -> "Work":
        """The work of a film with these options; where its scenes are not known, one is ten seconds."""
        width, height = FRAME_SIZES[options.frame, options.quality]
        languages = max(1, len(set(options.subtitles.languages)))
        return cls(duration, scenes or max(1, round(duration / 10)), languages, width * height / 1e6)


def units(work: Work) -> dict[Stage, float]:
    """The work of each stage in its own unit: once, film-seconds, pictures, film-seconds by megapixel, or languages."""
    area = work.duration * work.megapixels
    return {
        "script": 1.0,
        "voice": work.duration,
        "timeline": 1.0,
        "picture": work.scenes + 2.0,  # title and end card
        "lip_sync": area,
        "music": work.duration,
        "mix": work.duration,
        "subtitles": float(work.languages),
        "compose": work.duration,
        "check": area,
    }


class Observation(NamedTuple):
    """What a stage of a completed film took, in seconds per unit, under an engine (empty where there is only one)."""

    stage: Stage
    engine: str
    rate: float


def rates(observed: Sequence[Observation], engines: Mapping[str, str]) -> dict[Stage, float]:
    """Seconds per unit by stage: the median of what the engine in force took, which few strays cannot move.

    Until it has been seen often enough it leans on what other engines took, and that on `PRIOR`.
    """
    found: dict[Stage, float] = {}
    for stage in get_args(Stage):
        own = [seen.rate for seen in observed if seen.stage == stage and seen.engine == engines.get(stage, "")]
        others = [seen.rate for seen in observed if seen.stage == stage and seen.engine != engines.get(stage, "")]
        found[stage] = median([*own, *[median([*others, *[PRIOR[stage]] * PRIOR_WEIGHT])] * PRIOR_WEIGHT])
    return found


def expected(work: Work, known: Mapping[Stage, float]) -> dict[Stage, float]:
    """Seconds that each stage of a film will take, at these rates."""
    return {stage: amount * known[stage] for stage, amount in units(work).items()}


def along_path(seconds: Mapping[Stage, float]) -> float:
    """Seconds that stages of these lengths take together, side by side where they are."""
    return sum(max(sum(seconds[stage] for stage in branch) for branch in step) for step in PATH)


@dataclass(frozen=True)
class Seen:
    """How far a stage is: parts `done` and `begun` of `total`, and the seconds since its first began until its last
    ended, or until now; None where that is not known, since an earlier attempt made them."""

    done: int
    begun: int
    total: int
    seconds: float | None


def done_share(seen: Seen | None, wanted: float) -> float:
    """How much of a stage is done, from 0 to 1: by its parts, and between them by the clock."""
    if seen is None or not seen.total:
        return 0.0
    by_parts = seen.done / seen.total
    if seen.done == seen.total or seen.seconds is None or wanted <= 0:
        return by_parts
    # Once parts are finished they say more than the clock, which then counts at most half of what is under way.
    most = (seen.done + seen.begun) / 2 / seen.total if seen.done else seen.begun / seen.total
    return max(by_parts, min(seen.seconds / wanted, NEARLY * most))


def seconds_left(stages: Mapping[Stage, Seen], wanted: Mapping[Stage, float]) -> float:
    """Seconds until a film that is being made is finished, from what its stages were expected to take and have taken.

    What has taken longer than expected makes what is left longer in proportion, the more the more of it is done.
    """
    shares = {stage: done_share(stages.get(stage), wanted[stage]) for stage in wanted}
    took = believed = DOUBT * sum(wanted.values())
    for stage, share in shares.items():
        seen = stages.get(stage)
        if seen is not None and seen.begun and seen.seconds is not None:
            took += seen.seconds
            believed += share * wanted[stage]
    pace = took / believed if believed else 1.0
    return pace * along_path({stage: (1 - share) * wanted[stage] for stage, share in shares.items()})


def percentage(stages: Mapping[Stage, tuple[int, int]], wanted: Mapping[Stage, float]) -> int:
    """Progress in percent, 99 at most: parts `(done, total)` of each stage, weighed by the time that stages take."""
    whole = sum(wanted.values())
    done = sum(wanted[stage] * count / total for stage, (count, total) in stages.items() if total)
    return min(99, int(100 * done / whole + 1e-9)) if whole else 0


def waiting_seconds(jobs_ahead: int, processing: int, slots: int, run_seconds: float) -> float:
    """How long a job waits behind others, where slots free up one after the other as films of usual length end.

    While there are none (the studio renders nothing just now) it is reckoned with one.
    """
    if processing < slots and jobs_ahead < slots - processing:
        return 0.0
    return (max(0, jobs_ahead - max(0, slots - processing)) / max(1, slots) + 0.5) * run_seconds
