"""Voice leading: every chord that the composer can write, against the rules of the textbook."""

import math
import random
from itertools import combinations, pairwise
from typing import get_args

import pytest

from film_studio.film.models import Mood
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.western.chords import CHORDS, Chord, scale_over
from sagemaker_containers.music.composer.western.phrases import PALETTES, harmonise
from sagemaker_containers.music.composer.western.voicing import RANGES, Voicing, lead

MOODS: tuple[Mood, ...] = get_args(Mood)
TONICS = (46, 47, 48, 49, 50, 51, 52, 53)


def passage(mood: Mood, bars: int, part: str = "scene", last: bool = False) -> Passage:
    return Passage(0, bars * 2.0, mood, 0.5, bars, first=False, last=last, part=part)  # type: ignore[arg-type]


def a_film(seed: int) -> tuple[int, list[Chord], list[Voicing]]:
    """The tonic, chords and voicings of a film of six scenes in random moods, led on from one to the next."""
    rng = random.Random(seed)
    tonic = rng.choice(TONICS)
    scenes = [passage(rng.choice(MOODS), rng.randint(3, 9)) for _ in range(6)]
    chords: list[Chord] = []
    for index, scene in enumerate([passage(scenes[0].mood, 1, "title"), *scenes, passage("peaceful", 1, "end", True)]):
        chords += [stretch.chord for stretch in harmonise(scene, rng, before_the_end=index == 6)]
    voicings = lead(tonic, chords, [round(6 * math.sin(number)) for number in range(len(chords))])
    return tonic, chords, voicings


@pytest.fixture(scope="module")
def films() -> list[tuple[int, list[Chord], list[Voicing]]]:
    return [a_film(seed) for seed in range(24)]


def test_every_chord_is_whole_in_range_and_uncrossed(films: list[tuple[int, list[Chord], list[Voicing]]]) -> None:
    for tonic, chords, voicings in films:
        for chord, voicing in zip(chords, voicings, strict=True):
            sounding = [(pitch - tonic) % 12 for pitch in voicing]
            assert set(sounding) <= set(chord.notes)
            assert sounding[0] == chord.bass
            # Only a triad may miss a note, and that is its fifth.
            assert set(chord.notes) - set(sounding) <= ({chord.notes[2]} if len(chord.notes) == 3 else set())
            assert all(low <= pitch <= high for pitch, (low, high) in zip(voicing, RANGES, strict=True))
            assert list(voicing) == sorted(set(voicing))
            assert voicing[3] - voicing[2] <= 12 and voicing[2] - voicing[1] <= 12
            assert chord.leading is None or sounding.count(chord.leading) <= 1


def test_no_two_voices_move_in_parallel_fifths_or_octaves(films: list[tuple[int, list[Chord], list[Voicing]]]) -> None:
    moves = 0
    for _, _, voicings in films:
        for here, there in pairwise(voicings):
            for low, high in combinations(range(4), 2):
                if here[low] != there[low] and here[high] != there[high]:
                    moves += 1
                    before, after = (here[high] - here[low]) % 12, (there[high] - there[low]) % 12
                    assert not (before == after and before in (0, 7)), (here, there)
    assert moves > 1000


def test_leading_tones_rise_and_sevenths_fall(films: list[tuple[int, list[Chord], list[Voicing]]]) -> None:
    resolved = 0
    for tonic, chords, voicings in films:
        for (chord, here), (following, there) in pairwise(zip(chords, voicings, strict=True)):
            for before, after in zip(here, there, strict=True):
                if (before - tonic) % 12 == chord.leading and (chord.leading + 1) % 12 in following.notes:
                    # Between two dominants it may slide down and become the seventh.
                    slid = after == before - 1 and (after - tonic) % 12 == following.seventh
                    assert after == before + 1 or slid
                    resolved += 1
                if (before - tonic) % 12 == chord.seventh and following.root != chord.root:
                    assert -2 <= after - before <= 0, (chord, following)
                    resolved += 1
    assert resolved > 100


def test_voices_move_little(films: list[tuple[int, list[Chord], list[Voicing]]]) -> None:
    steps = [
        abs(after - before)
        for _, _, voicings in films
        for here, there in pairwise(voicings)
        for before, after in zip(here[1:], there[1:], strict=True)
    ]
    assert max(steps) <= 7
    assert sum(steps) / len(steps) < 2.5


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("bars", [1, 2, 3, 4, 5, 8, 13])
def test_a_passage_is_filled_and_ends_in_a_cadence(mood: Mood, bars: int) -> None:
    for seed in range(6):
        harmony = harmonise(passage(mood, bars), random.Random(seed), before_the_end=False)
        names = [stretch.chord.name for stretch in harmony]
        assert harmony[0].bar == 0 and harmony[-1].bar + harmony[-1].bars == bars
        assert all(a.bar + a.bars == b.bar for a, b in pairwise(harmony))
        if bars >= 3:
            expected = {"half": {"V"}, "deceptive": {"vi", "VI"}, "plagal": {"I", "i"}}[PALETTES[mood].cadence]
            assert names[-1] in expected
        if bars >= 4:
            assert names[0] == PALETTES[mood].tonic
        for first, second in pairwise(names):
            assert not (first in ("V", "V7") and second in ("IV", "iv", "ii6", "iio6", "iv6")), names


@pytest.mark.parametrize("mood", MOODS)
def test_the_last_scene_leads_to_the_end_card(mood: Mood) -> None:
    last = harmonise(passage(mood, 6), random.Random(1), before_the_end=True)
    assert [stretch.chord.name for stretch in last[-2:]] in (["ii6", "V7"], ["iio6", "V7"])
    [end] = harmonise(passage(mood, 1, "end", last=True), random.Random(1), before_the_end=False)
    assert end.chord.name == "I"


def test_moods_know_secondary_dominants_and_borrowed_chords() -> None:
    used = {name for palette in PALETTES.values() for phrase in palette.phrases for name in phrase}
    assert used <= set(CHORDS)
    assert {"V/V", "V/vi", "V7/IV", "V/ii"} <= used
    assert {"iv", "VI", "VII", "N6", "bII"} <= used
    assert {palette.cadence for palette in PALETTES.values()} == {"half", "deceptive", "plagal"}


def test_the_scale_bends_to_the_chord() -> None:
    major, minor = PALETTES["peaceful"].scale, PALETTES["sad"].scale
    assert scale_over(major, CHORDS["I"]).up == major.up
    assert scale_over(major, CHORDS["V/V"]).up == (0, 2, 4, 6, 7, 9, 11)
    assert scale_over(minor, CHORDS["V"]).up == (0, 2, 3, 5, 7, 8, 11)
    for palette in PALETTES.values():
        for chord in {CHORDS[name] for phrase in palette.phrases for name in phrase}:
            bent = scale_over(palette.scale, chord).up
            assert len(bent) == 7 and set(chord.notes) <= set(bent)
            assert sorted(bent) == list(bent)
