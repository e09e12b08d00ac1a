"""How long is left, on a replay of real renders: `renders.json`, the parts of stages with start and end in seconds."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest

from film_studio.film.models import FilmOptions
from film_studio.jobs import estimates
from film_studio.jobs.estimates import Observation, Seen, Work
from film_studio.jobs.models import Stage

RENDERS: list[dict[str, Any]] = [
    film for film in json.loads((Path(__file__).parent / "renders.json").read_text()) if film["scenes"]
]


def work(film: dict[str, Any]) -> Work:
    options = FilmOptions.model_validate({"quality": film["quality"], "frame": film["frame"]})
    return Work.of(options, film["duration_seconds"], film["scenes"])


def learned(films: list[dict[str, Any]]) -> dict[Stage, float]:
    observed = []
    for film in films:
        amounts = estimates.units(work(film))
        for stage in get_args(Stage):
            times = [(start, end) for name, _, start, end in film["stages"] if name == stage]
            seconds = max(end for _, end in times) - min(start for start, _ in times)
            observed.append(Observation(stage, "", seconds / amounts[stage]))
    return estimates.rates(observed, {})


def seen_at(film: dict[str, Any], now: float, slower: float = 1.0) -> dict[Stage, Seen]:
    """What the records show of a render at a moment: parts are planned when the script is analysed."""
    stages: dict[Stage, Seen] = {}
    planned = slower * next(end for name, _, _, end in film["stages"] if name == "script") <= now
    for stage in get_args(Stage):
        times = [(slower * start, slower * end) for name, _, start, end in film["stages"] if name == stage]
        begun = [start for start, _ in times if start <= now]
        if not begun and (not planned or stage == "lip_sync"):  # its shots are known when the timeline is laid out
            continue
        done = [end for _, end in times if end <= now]
        until = max(done) if len(done) == len(times) else now
        stages[stage] = Seen(len(done), len(begun), len(times), until - min(begun) if begun else None)
    return stages


def errors(film: dict[str, Any], known: dict[Stage, float], slower: float = 1.0) -> list[float]:
    """Estimates against the truth at a hundred moments, as shares of the whole render."""
    wanted = estimates.expected(work(film), known)
    whole = slower * max(end for *_, end in film["stages"])
    return [
        abs(estimates.seconds_left(seen_at(film, whole * step / 100, slower), wanted) - whole * (100 - step) / 100)
        / whole
        for step in range(100)
    ]


def previews() -> list[dict[str, Any]]:
    return [film for film in RENDERS if film["quality"] == "preview"]


def quarters(off: list[float]) -> list[float]:
    """The mean error of each quarter of a render."""
    return [sum(off[start : start + 25]) / 25 for start in range(0, 100, 25)]


@pytest.mark.parametrize("number", range(len(previews())))
def test_a_film_is_told_by_the_others(number: int) -> None:
    film = previews()[number]
    others = learned([other for other in previews() if other is not film])
    off = errors(film, others)
    assert max(off) <= 0.25
    assert off[50] <= 0.2
    assert max(off[75:]) <= 0.1


def test_estimates_get_better_as_films_are_made() -> None:
    replays = [errors(film, learned([other for other in previews() if other is not film])) for film in previews()]
    means = [sum(each) / len(each) for each in zip(*map(quarters, replays), strict=True)]
    assert means[3] < means[2] < means[0]
    assert means[3] <= 0.04


@pytest.mark.parametrize("number", range(len(previews())))
@pytest.mark.parametrize(("slower", "half", "late"), [(3.0, 0.25, 0.06), (0.4, 0.65, 0.36)])
def test_a_machine_of_another_speed_is_noticed(number: int, slower: float, half: float, late: float) -> None:
    film = previews()[number]
    off = errors(film, learned([other for other in previews() if other is not film]), slower)
    assert off[0] > 0.65  # nobody could know
    assert off[50] <= half
    assert off[75] <= late
    assert off[90] <= 0.1
    assert quarters(off) == sorted(quarters(off), reverse=True)


@pytest.mark.parametrize("number", range(len(RENDERS)))
def test_before_anything_is_known_the_film_itself_tells(number: int) -> None:
    off = errors(RENDERS[number], learned([]))
    assert max(off) <= 0.45
    assert off[75] <= 0.1
    assert quarters(off)[3] < quarters(off)[0]


@pytest.mark.parametrize("number", range(len(previews())))
def test_what_is_left_hardly_ever_grows(number: int) -> None:
    film = previews()[number]
    wanted = estimates.expected(work(film), learned([other for other in previews() if other is not film]))
    whole = max(end for *_, end in film["stages"])
    left = [estimates.seconds_left(seen_at(film, whole * step / 100), wanted) / whole for step in range(101)]
    assert all(later <= earlier + 0.1 for earlier, later in pairwise(left))
    assert left[-1] <= 0.02


def test_an_engine_is_known_by_its_third_film_and_a_stray_moves_nothing() -> None:
    def rate(*seen: tuple[str, float]) -> float:
        return estimates.rates([Observation("voice", *each) for each in seen], {"voice": "new@2"})["voice"]

    assert rate() == estimates.PRIOR["voice"]
    assert rate(*[("old@1", 8.0)] * 3) == 8.0
    assert rate(*[("old@1", 8.0)] * 3, *[("new@2", 2.0)] * 3) == 2.0
    assert rate(*[("new@2", 2.0)] * 5, ("new@2", 500.0)) == 2.0


def test_stages_side_by_side_cost_the_longer_of_them() -> None:
    seconds = dict.fromkeys(get_args(Stage), 0.0) | {"voice": 3.0, "picture": 5.0, "lip_sync": 4.0, "music": 3.0}
    assert estimates.along_path(seconds) == 9.0
    assert estimates.along_path(seconds | {"mix": 2.0}) == 10.0


def test_waiting_is_by_slots_and_the_length_of_films() -> None:
    assert estimates.waiting_seconds(0, 1, 2, 60) == 0
    assert estimates.waiting_seconds(0, 2, 2, 60) == 30
    assert estimates.waiting_seconds(4, 2, 2, 60) == 150
    assert estimates.waiting_seconds(1, 1, 2, 60) == 30
    assert estimates.waiting_seconds(1, 0, 0, 60) == 90
