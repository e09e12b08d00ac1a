"""Ragas as grammars, and melodies that obey them."""

import random
from itertools import pairwise
from typing import get_args

import pytest

from film_studio.film.models import Mood, TimeOfDay
from sagemaker_containers.music.composer.indian.gat import Theme
from sagemaker_containers.music.composer.indian.phrases import walk
from sagemaker_containers.music.composer.indian.ragas import RAGAS, Raga, raga_for, svaras
from sagemaker_containers.music.composer.indian.talas import TALAS

MOODS: tuple[Mood, ...] = get_args(Mood)
HOURS: tuple[TimeOfDay, ...] = get_args(TimeOfDay)


def by_name(name: str) -> Raga:
    return next(raga for raga in RAGAS if raga.name == name)


def test_svaras_are_read() -> None:
    assert svaras("N, R G M P S' r,") == (-1, 2, 4, 6, 7, 12, -11)


@pytest.mark.parametrize("raga", RAGAS, ids=lambda raga: raga.name)
def test_the_table_is_coherent(raga: Raga) -> None:
    assert raga.arohana[-1] == 12 and raga.avarohana[0] in (12, 13) and raga.avarohana[-1] == 0
    assert {0, raga.vadi, raga.samvadi, raga.drone} <= raga.scale.notes
    assert 5 <= len(raga.scale.up) <= 7 and 5 <= len(raga.scale.down) <= 7
    assert len(raga.pakads) >= 2
    assert raga.swaying <= raga.scale.notes
    for pakad in raga.pakads:
        assert {pitch % 12 for pitch in pakad} <= raga.scale.notes
        assert 4 <= len(pakad) <= 9
    # Lalit's first phrase ends on G, which belongs to it as much as where it dwells.
    assert raga.pakads[0][-1] % 12 in raga.rests | {4}


def test_what_a_raga_leaves_out_is_left_out() -> None:
    forbidden = {
        "Yaman": [("M", "P"), ("G", "P")],  # Pa is passed over on the way up
        "Des": [("D", "N"), ("G", "m"), ("D", "n")],
        "Bhimpalasi": [("S", "R"), ("P", "D")],
        "Khamaj": [("S", "R")],
        "Durga": [("R", "G"), ("D", "N")],
        "Darbari Kanada": [("m", "g"), ("d", "P")],  # its descent is crooked: d n P, and g m R
        "Todi": [("M", "P")],
    }
    for name, pairs in forbidden.items():
        moves = by_name(name).moves
        for low, high in pairs:
            a, b = svaras(f"{low} {high}")
            assert (a % 12, b - a) not in moves, (name, low, high)


@pytest.mark.parametrize("raga", RAGAS, ids=lambda raga: raga.name)
def test_every_phrase_obeys_its_raga(raga: Raga) -> None:
    choice = random.Random(5)
    for _ in range(150):
        start = choice.choice(raga.pakads)[0]
        phrase = (start, *walk(choice, raga, start, choice.randint(1, 12), raga.rests, -5, 19))
        for a, b in pairwise(phrase):
            assert a == b or (a % 12, b - a) in raga.moves
            if b > a:
                assert (
                    b % 12 in raga.scale.up
                    or any((a, b) in pairwise(p) for p in raga.pakads)
                    or (
                        (a % 12, b - a)
                        in {(x % 12, y - x) for p in (*raga.pakads, raga.avarohana) for x, y in pairwise(p)}
                    )
                )
        assert all(-5 <= pitch <= 19 for pitch in phrase)


@pytest.mark.parametrize("raga", RAGAS, ids=lambda raga: raga.name)
def test_long_phrases_come_to_rest_where_the_raga_dwells(raga: Raga) -> None:
    choice = random.Random(6)
    for _ in range(60):
        assert walk(choice, raga, raga.pakads[0][-1], 9, raga.rests, -5, 14)[-1] % 12 in raga.rests


@pytest.mark.parametrize("raga", RAGAS, ids=lambda raga: raga.name)
@pytest.mark.parametrize("tala", TALAS, ids=lambda tala: tala.name)
def test_the_theme_leads_to_sam_with_the_raga_s_own_phrase(raga: Raga, tala) -> None:  # type: ignore[no-untyped-def]
    theme = Theme(seed=4)
    mukhda, body = theme.mukhda(raga, tala), theme.body(raga, tala)
    assert (*(tone.pitch for tone in mukhda), body[0].pitch) == raga.pakads[0]
    assert mukhda[0].matra >= tala.matras - tala.mukhda and body[0].matra == 0
    assert mukhda[-1].matra + mukhda[-1].matras == pytest.approx(tala.matras)
    assert body[-1].matra + body[-1].matras <= mukhda[0].matra
    for a, b in pairwise([*mukhda, *body]):
        assert a.pitch == b.pitch or (a.pitch % 12, b.pitch - a.pitch) in raga.moves
    assert theme.body(raga, tala) == Theme(seed=4).body(raga, tala)


def test_ragas_follow_mood_and_hour() -> None:
    def names(mood: Mood, hour: TimeOfDay) -> set[str]:
        return {raga_for(mood, hour, random.Random(seed)).name for seed in range(12)}

    assert names("devotional", "dawn") == {"Bhairav", "Ahir Bhairav"}
    assert "Yaman" in names("romantic", "dusk")
    assert "Malkauns" in names("mysterious", "night")
    assert names("sad", "night") & {"Shivaranjani", "Darbari Kanada"}
    assert len({name for mood in MOODS for hour in HOURS for name in names(mood, hour)}) >= 16
    for mood in MOODS:
        for hour in HOURS:
            assert all(mood in by_name(name).moods for name in names(mood, hour))
