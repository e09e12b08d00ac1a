"""Western scores as they are written: theme, form, harmony and dress."""

import random
from itertools import pairwise
from typing import Any, get_args

import pytest

from film_studio.film.models import Mood, MusicStyle, ScoreRequest, ScoreSection
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.composition import Composition, Note
from sagemaker_containers.music.composer.form import Passage
from sagemaker_containers.music.composer.western import theme
from sagemaker_containers.music.composer.western.chords import scale_over

STYLES: tuple[MusicStyle, ...] = ("western-classical", "contemporary", "poems", "ambient")
MOODS: tuple[Mood, ...] = get_args(Mood)
FILM = (
    (0.0, 3.0, "peaceful", 0.45, "title"),
    (3.0, 17.0, "peaceful", 0.4, "scene"),
    (17.0, 29.0, "sad", 0.5, "scene"),
    (29.0, 45.0, "heroic", 0.9, "scene"),
    (45.0, 57.0, "romantic", 0.55, "scene"),
    (57.0, 59.0, "romantic", 0.55, "end"),
)
LEADS = {"western-classical": "flute", "contemporary": "vibraphone", "poems": "piano", "ambient": "crystal"}


def film(style: MusicStyle, seed: int = 1, sections: Any = FILM, speaking: Any = ()) -> Composition:
    return compose(
        ScoreRequest(
            style=style,
            culture="western",
            time_of_day="day",
            seconds=sections[-1][1],
            sections=[
                ScoreSection(start=start, end=end, mood=mood, intensity=intensity, part=part)
                for start, end, mood, intensity, part in sections
            ],
            speaking=list(speaking),
            seed=seed,
        )
    )


def in_mood(style: MusicStyle, mood: Mood, intensity: float = 0.6) -> Composition:
    return film(
        style,
        sections=(
            (0.0, 3.0, mood, 0.4, "title"),
            (3.0, 30.0, mood, intensity, "scene"),
            (30.0, 32.0, mood, 0.5, "end"),
        ),
    )


def notes_of(composition: Composition, passage: Passage | None = None) -> list[tuple[str, Note]]:
    """All notes with their instruments, or those that begin in a passage."""
    every = [(part.instrument, note) for part in composition.parts.values() for note in part.notes]
    if passage is None:
        return every
    return [(who, note) for who, note in every if passage.start - 0.05 <= note.start < passage.end - 0.05]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("mood", MOODS)
def test_every_note_belongs_to_its_chord_or_to_the_scale_over_it(style: MusicStyle, mood: Mood) -> None:
    composition = in_mood(style, mood)
    for _, note in notes_of(composition):
        middle = min(note.start + 0.05, composition.seconds - 0.01)
        passage = max(index for index, p in enumerate(composition.passages) if p.start <= middle)
        chord = next(sounding.chord for sounding in reversed(composition.harmony) if sounding.start <= middle)
        interval = (note.pitch - composition.tonic) % 12
        assert interval in scale_over(composition.scales[passage], chord).notes | set(chord.notes)


@pytest.mark.parametrize("style", STYLES)
def test_the_film_ends_with_a_perfect_cadence_on_its_end_card(style: MusicStyle) -> None:
    for mood in MOODS:
        composition = in_mood(style, mood)
        *_, dominant, tonic = composition.harmony
        assert (dominant.chord.name, tonic.chord.name) == ("V7", "I")
        assert dominant.end == pytest.approx(tonic.start)
        assert tonic.start == pytest.approx(composition.passages[-1].start)
        last = {(note.pitch - composition.tonic) % 12 for _, note in notes_of(composition, composition.passages[-1])}
        assert {0, 4} <= last <= {0, 4, 7}
        ends = [note.start + note.duration for _, note in notes_of(composition)]
        assert max(ends) == pytest.approx(composition.seconds, abs=0.3)


@pytest.mark.parametrize("style", STYLES)
def test_chords_change_where_scenes_do(style: MusicStyle) -> None:
    composition = film(style)
    starts = [sounding.start for sounding in composition.harmony]
    assert all(any(abs(start - passage.start) < 1e-6 for start in starts) for passage in composition.passages)
    assert all(first.end == pytest.approx(second.start) for first, second in pairwise(composition.harmony))


@pytest.mark.parametrize("style", STYLES)
def test_title_first_scene_and_climax_state_the_same_theme(style: MusicStyle) -> None:
    """By its rhythm: the head's onsets, as shares of the bar."""
    composition = film(style)
    head = [tone.bar for tone in theme.invent(random.Random("1 theme")).head]
    title, first, _, climax = composition.passages[:4]
    assert climax.climax and not first.climax
    for passage in (title, first, climax):
        onsets = [(note.start - passage.start) / passage.bar_seconds for _, note in notes_of(composition, passage)]
        assert all(any(abs(onset - bar) < 0.02 for onset in onsets) for bar in head)


def test_themes_are_a_question_and_an_answer() -> None:
    for seed in range(40):
        invented = theme.invent(random.Random(seed))
        assert len(invented.bars) == 8
        assert invented.bars[:2] == invented.bars[4:6]
        assert invented.bars[3][-1].degree % 7 != 0  # left open
        assert invented.bars[7][-1].degree % 7 == 0  # closed
        for motif in invented.bars:
            assert sum(tone.bars for tone in motif) == 1
            assert max(tone.degree for tone in motif) - min(tone.degree for tone in motif) <= 6
    assert len({theme.invent(random.Random(seed)) for seed in range(40)}) > 35


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("bars", [1, 2, 3, 4, 7, 8, 9, 14])
def test_variations_fill_their_passage(mood: Mood, bars: int) -> None:
    invented = theme.invent(random.Random(5))
    passage = Passage(0, bars * 2.0, mood, 0.5, bars, first=False, last=False)
    for first_scene in (True, False):
        tones = theme.varied(invented, passage, first_scene)
        assert tones and all(tone.bar >= 0 and tone.bar + tone.bars <= bars + 1e-9 for tone in tones)
        assert all(one.bar + one.bars <= other.bar + 1e-9 for one, other in pairwise(tones))


def test_scenes_vary_the_theme_by_their_mood() -> None:
    invented = theme.invent(random.Random(2))
    passages = [Passage(0, 16.0, mood, 0.5, 8, first=False, last=False) for mood in MOODS]
    variations = {tuple(theme.varied(invented, passage, False)) for passage in passages}
    assert len(variations) >= 6


@pytest.mark.parametrize("style", STYLES)
def test_the_climax_is_the_fullest_and_busiest(style: MusicStyle) -> None:
    composition = film(style)

    def weight(passage: Passage) -> float:
        notes = notes_of(composition, passage)
        strokes = [
            stroke
            for part in composition.parts.values()
            for stroke in part.strokes
            if passage.start <= stroke.start < passage.end
        ]
        struck = sum(note.velocity for _, note in notes) + sum(stroke.velocity for stroke in strokes)
        return struck / (passage.end - passage.start)

    scenes = composition.passages[1:-1]
    climax = next(passage for passage in scenes if passage.climax)
    players = {passage: {who for who, _ in notes_of(composition, passage)} for passage in scenes}
    assert all(weight(climax) > 1.2 * weight(other) for other in scenes if other is not climax)
    assert len(players[climax]) == max(map(len, players.values()))


@pytest.mark.parametrize("style", STYLES)
def test_the_lead_gives_way_to_speech(style: MusicStyle) -> None:
    lead = LEADS[style]
    scene = ((0.0, 20.0, "peaceful", 0.5, "scene"), (20.0, 22.0, "peaceful", 0.5, "end"))
    alone = film(style, sections=scene)
    spoken_over = film(style, sections=scene, speaking=[(0.0, 10.0)])

    def sung(composition: Composition, start: float, end: float) -> float:
        return sum(note.velocity for note in composition.part(lead).notes if start <= note.start < end - 0.1)

    assert sung(spoken_over, 0, 10) < 0.85 * sung(alone, 0, 10)
    assert sung(spoken_over, 10.3, 20) == pytest.approx(sung(alone, 10.3, 20), rel=0.1)


def test_a_quiet_film_has_a_quartet_and_a_strong_one_an_orchestra() -> None:
    quiet = film("western-classical", sections=((0.0, 20.0, "peaceful", 0.3, "scene"),))
    strong = film("western-classical", sections=((0.0, 20.0, "heroic", 0.9, "scene"),))
    assert "horn" not in quiet.parts and "viola" in quiet.parts
    assert {"horn", "timpani", "trombone"} <= set(strong.parts)


@pytest.mark.parametrize("style", STYLES)
def test_hands_are_not_machines(style: MusicStyle) -> None:
    composition = film(style)
    passage = composition.passages[3]
    sixteenth = passage.bar_seconds / 16
    off = [((note.start - passage.start) / sixteenth + 0.5) % 1 - 0.5 for _, note in notes_of(composition, passage)]
    late = [abs(share) * sixteenth for share in off]
    assert 0.001 < sum(late) / len(late) < 0.02
    assert len({round(note.velocity, 3) for _, note in notes_of(composition, passage)}) > len(late) / 4


def test_melodies_can_be_sung() -> None:
    """Mostly steps and thirds, hardly a leap beyond a sixth, and none beyond an octave and a third."""
    leaps = []
    for seed in range(12):
        composition = film("western-classical", seed=seed)
        for passage in composition.passages[1:3]:
            lead = sorted(
                (note for who, note in notes_of(composition, passage) if who in ("flute", "oboe")),
                key=lambda note: note.start,
            )
            leaps += [abs(after.pitch - before.pitch) for before, after in pairwise(lead)]
    assert len(leaps) > 100
    assert sum(leap <= 4 for leap in leaps) > 0.6 * len(leaps)
    assert sum(leap > 9 for leap in leaps) < 0.04 * len(leaps)
    assert max(leaps) <= 16
