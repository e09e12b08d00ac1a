"""A recital: its form, its rhythm, and that every melody in it obeys its raga."""

from itertools import pairwise
from typing import Any, get_args

import pytest

from film_studio.film.models import Mood, ScoreRequest, ScoreSection, TimeOfDay
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.composition import Composition, Note
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.indian.ragas import RAGAS, Raga
from sagemaker_containers.music.composer.indian.talas import KEHERWA, RUPAK, TALAS, TEENTAL, tala_for

MOODS: tuple[Mood, ...] = get_args(Mood)
LEADS = ("sitar", "bansuri", "veena")
SECONDS = 62.0


def film(mood: Mood, hour: TimeOfDay = "dusk", seed: int = 1, speaking: Any = (), card: float = 6.0) -> Composition:
    other: Mood = "sad" if mood != "sad" else "joyful"
    sections = [
        (0.0, 4.0, mood, 0.35, "title"),
        (4.0, 20.0, mood, 0.45, "scene"),
        (20.0, 38.0, other, 0.5, "scene"),
        (38.0, SECONDS - card, mood, 0.9, "scene"),
        (SECONDS - card, SECONDS, mood, 0.4, "end"),
    ]
    return compose(
        ScoreRequest(
            style="indian-classical",
            culture="indian",
            time_of_day=hour,
            seconds=SECONDS,
            sections=[
                ScoreSection(start=start, end=end, mood=of, intensity=intensity, part=part)  # type: ignore[arg-type]
                for start, end, of, intensity, part in sections
            ],
            speaking=speaking,
            seed=seed,
        )
    )


def raga_of(composition: Composition, passage: Passage) -> Raga:
    name = composition.scales[composition.passages.index(passage)].name
    return next(raga for raga in RAGAS if raga.name == name)


def played(composition: Composition, instrument: str, passage: Passage) -> list[Note]:
    notes = composition.parts[instrument].notes if instrument in composition.parts else []
    inside = [note for note in notes if passage.start - 0.03 <= note.start < passage.end - 0.03]
    return sorted(inside, key=lambda note: note.start)


def legato(note: Note, following: Note) -> bool:
    return following.start - note.start <= note.duration * 1.2


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("hour", ["dawn", "night"])
def test_every_melody_obeys_the_raga_of_its_passage(mood: Mood, hour: TimeOfDay) -> None:
    composition = film(mood, hour)
    steps = 0
    for passage in composition.passages:
        raga = raga_of(composition, passage)
        for lead in LEADS:
            for note, following in pairwise(played(composition, lead, passage)):
                assert (note.pitch - composition.tonic) % 12 in raga.scale.notes
                step = following.pitch - note.pitch
                if step and legato(note, following):
                    assert ((note.pitch - composition.tonic) % 12, step) in raga.moves
                    steps += 1
    assert steps > 60


@pytest.mark.parametrize("mood", MOODS)
def test_the_raga_s_own_phrase_returns_as_the_theme(mood: Mood) -> None:
    composition = film(mood)
    found = 0
    for passage in composition.passages:
        pakad = raga_of(composition, passage).pakads[0]
        entries = [entry for entry in composition.entries if passage.start <= entry < passage.end]
        for lead in LEADS:
            notes = played(composition, lead, passage)
            for entry in entries:
                pitches = [note.pitch for note in notes if note.start >= entry - 0.02][: len(pakad) - 1]
                steps = [b - a for a, b in pairwise(pitches)]
                found += len(pitches) == len(pakad) - 1 and steps == [b - a for a, b in pairwise(pakad[:-1])]
    assert found >= 4


def test_it_begins_without_tabla_and_ends_on_sa() -> None:
    for mood in MOODS:
        composition = film(mood)
        title, *_, end = composition.passages
        assert not [s for s in composition.part("tabla").strokes if s.start < title.end - 0.01]
        last = max((note for lead in LEADS for note in played(composition, lead, end)), key=lambda note: note.start)
        assert (last.pitch - composition.tonic) % 12 == 0
        assert last.start + last.duration == pytest.approx(SECONDS, abs=0.05) and last.duration > 2


def test_a_tihai_is_the_same_phrase_three_times() -> None:
    composition = film("heroic")
    end = composition.passages[-1]
    notes = [note for lead in LEADS for note in played(composition, lead, end)][-12:]
    phrases = [notes[0:4], notes[4:8], notes[8:12]]
    assert len({tuple(note.pitch for note in phrase) for phrase in phrases}) == 1
    gaps = [b[0].start - a[0].start for a, b in pairwise(phrases)]
    assert gaps[0] == pytest.approx(gaps[1], abs=0.05)


@pytest.mark.parametrize("mood", MOODS)
def test_on_an_end_card_of_two_seconds_sa_rings_and_the_tihai_before_it_can_be_followed(mood: Mood) -> None:
    """Nine notes and Sa within the card itself were a blur of half a second, and Sa came when it had faded."""
    composition = film(mood, card=2.0)
    scene, end = composition.passages[-2:]
    last = [note for lead in LEADS for note in played(composition, lead, end)]
    assert [(note.pitch - composition.tonic) % 12 for note in last] == [0]
    assert last[0].start == pytest.approx(end.start, abs=0.02) and last[0].duration > 1.9
    [lead] = [lead for lead in LEADS if played(composition, lead, end)]
    tihai = played(composition, lead, scene)[-11:]
    phrases = [[note.pitch for note in tihai[place : place + 3]] for place in (0, 4, 8)]
    assert phrases[0] == phrases[1] == phrases[2]
    assert end.start - tihai[0].start > 1.4


@pytest.mark.parametrize("mood", MOODS)
def test_it_rises_to_its_climax(mood: Mood) -> None:
    composition = film(mood)
    first, climax = composition.passages[1], composition.passages[3]
    assert climax.climax

    def density(passage: Passage) -> float:
        notes = [n for i in (*LEADS, "chikari") for n in played(composition, i, passage)]
        return len(notes) / (passage.end - passage.start)

    assert density(climax) > 1.3 * density(first)
    assert played(composition, "chikari", climax) and not played(composition, "chikari", first)


def test_the_lead_gives_way_to_speech() -> None:
    silent, spoken = film("playful"), film("playful", speaking=[(4.0, 56.0)])

    def notes(composition: Composition) -> int:
        return sum(len(composition.parts[lead].notes) for lead in LEADS if lead in composition.parts)

    assert notes(spoken) < 0.75 * notes(silent)


def test_tabla_plays_the_theka_on_the_grid() -> None:
    composition = film("playful")
    scene = composition.passages[1]
    tala, cycles = tala_for("playful", scene.intensity, scene.end - scene.start)
    matra = (scene.end - scene.start) / cycles / tala.matras
    strokes = [s for s in composition.part("tabla").strokes if scene.start - 0.01 <= s.start < scene.end - 2.2]
    assert tala is KEHERWA
    for place, stroke in enumerate(strokes):
        assert stroke.bol == tala.theka[place % tala.matras]
        assert stroke.start == pytest.approx(scene.start + place * matra, abs=0.002)


def test_talas_are_those_of_the_books() -> None:
    assert [(tala.name, tala.matras, tala.vibhags) for tala in TALAS] == [
        ("Teental", 16, (4, 4, 4, 4)),
        ("Keherwa", 8, (4, 4)),
        ("Dadra", 6, (3, 3)),
        ("Rupak", 7, (3, 2, 2)),
        ("Jhaptal", 10, (2, 3, 2, 3)),
        ("Ektal", 12, (2, 2, 2, 2, 2, 2)),
    ]
    for tala in TALAS:
        assert len(tala.theka) == tala.matras
    assert TEENTAL.theka[:4] == ("dha", "dhin", "dhin", "dha") and TEENTAL.theka[8:12] == ("dha", "tin", "tin", "na")
    assert RUPAK.khali == {0} and RUPAK.theka[0] == "tin"  # its sam is without the left hand
    accents = {place: accent for place, _, accent in TEENTAL.strokes()}
    assert accents[0] == max(accents.values()) > accents[4] > accents[8]


def test_tempo_follows_mood_and_every_passage_holds_whole_cycles() -> None:
    used = set()
    for mood in MOODS:
        for seconds in (6.0, 9.5, 14.0, 21.0, 40.0):
            tala, cycles = tala_for(mood, 0.6, seconds)
            used.add(tala.name)
            if cycles:
                per_minute = 60 * cycles * tala.matras / seconds
                assert 45 <= per_minute <= 300
    assert len(used) >= 5
    assert tala_for("sad", 0.5, 2.0)[1] == 0
