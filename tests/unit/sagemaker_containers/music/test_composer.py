"""The embedded composer: what it writes, and how that sounds."""

import wave
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pytest

from film_studio.film.models import Mood, MusicStyle, ScoreRequest, ScoreSection, TimeOfDay
from sagemaker_containers.music.composer import instruments
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.composition import Composition, Note
from sagemaker_containers.music.composer.form import Passage, passages
from sagemaker_containers.music.composer.indian.ragas import RAGAS, raga_for
from sagemaker_containers.music.composer.instruments import SAMPLE_RATE
from sagemaker_containers.music.composer.render import FADE_IN_SECONDS, FADE_OUT_SECONDS, render, write_wav

STYLES: tuple[MusicStyle, ...] = get_args(MusicStyle)
MOODS: tuple[Mood, ...] = get_args(Mood)
RAGA_STYLES: tuple[MusicStyle, ...] = ("indian-classical", "slokas")

FILM = (
    (0.0, 3.0, "peaceful", 0.3),
    (3.0, 14.0, "peaceful", 0.4),
    (14.0, 26.0, "joyful", 0.8),
    (26.0, 37.5, "sad", 0.4),
    (37.5, 41.3, "tense", 0.9),
)


def request(
    style: MusicStyle, seed: int = 1, sections: Any = FILM, seconds: float = 41.3, **changes: Any
) -> ScoreRequest:
    return ScoreRequest.model_validate(
        {
            "style": style,
            "culture": "mixed",
            "time_of_day": "dawn",
            "seconds": seconds,
            "seed": seed,
            "sections": [
                ScoreSection(start=start, end=end, mood=mood, intensity=intensity)
                for start, end, mood, intensity in sections
            ],
            **changes,
        }
    )


def in_mood(
    style: MusicStyle, mood: Mood, intensity: float = 0.7, seconds: float = 40.0, **changes: Any
) -> Composition:
    return compose(request(style, sections=[(0.0, seconds, mood, intensity)], seconds=seconds, **changes))


def notes_of(composition: Composition) -> list[Note]:
    return sorted((note for part in composition.parts.values() for note in part.notes), key=lambda note: note.start)


def decibels(sound: npt.NDArray[np.floating[Any]], window: float) -> npt.NDArray[np.floating[Any]]:
    """RMS of each stretch of `window` seconds, in dBFS."""
    size = round(window * SAMPLE_RATE)
    frames = sound[: len(sound) // size * size].reshape(-1, size * 2)
    levels: npt.NDArray[np.floating[Any]] = 10 * np.log10((frames.astype(np.float64) ** 2).mean(1) + 1e-12)
    return levels


# What it writes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", RAGA_STYLES)
@pytest.mark.parametrize("mood", MOODS)
def test_every_note_belongs_to_the_raga_of_its_passage(style: MusicStyle, mood: Mood) -> None:
    composition = in_mood(style, mood)
    scale = composition.scales[0]
    played = {(note.pitch - composition.tonic) % 12 for note in notes_of(composition)}
    assert played <= scale.notes
    assert len(played) >= 3 and 0 in played


@pytest.mark.parametrize("time_of_day", get_args(TimeOfDay))
@pytest.mark.parametrize("mood", MOODS)
def test_a_melody_climbs_by_arohana_and_descends_by_avarohana(time_of_day: TimeOfDay, mood: Mood) -> None:
    composition = in_mood("indian-classical", mood, time_of_day=time_of_day)
    raga = raga_for(mood, time_of_day)
    assert composition.scales[0] is raga.scale
    for instrument in ("bansuri", "sitar"):
        melody = sorted(composition.part(instrument).notes, key=lambda note: note.start)
        for note, following in pairwise(melody):
            if following.start - note.start > note.duration * 1.2:
                continue  # a new phrase
            interval = (following.pitch - composition.tonic) % 12
            if following.pitch > note.pitch:
                assert interval in raga.scale.up
            elif following.pitch < note.pitch:
                assert interval in raga.scale.down


def test_ragas_follow_mood_and_hour() -> None:
    assert raga_for("devotional", "dawn").scale.name == "Bhairav"
    assert raga_for("romantic", "dusk").scale.name == "Yaman"
    assert raga_for("mysterious", "night").scale.name == "Malkauns"
    assert len({raga_for(mood, hour).scale.name for mood in MOODS for hour in get_args(TimeOfDay)}) >= 10
    for raga in RAGAS:
        assert {0, raga.vadi, raga.samvadi, raga.drone} <= raga.scale.notes
        assert 5 <= len(raga.scale.up) <= len(raga.scale.down) <= 7


@pytest.mark.parametrize("style", STYLES)
def test_notes_lie_within_the_film(style: MusicStyle) -> None:
    composition = compose(request(style))
    for note in notes_of(composition):
        assert 0 <= note.start < note.start + note.duration <= composition.seconds
        assert 24 <= note.pitch <= 88 and 0 < note.velocity <= 1
    for part in composition.parts.values():
        assert all(0 <= stroke.start < composition.seconds for stroke in part.strokes)


def test_passages_meet_the_sections_to_the_moment_and_hold_whole_bars() -> None:
    score = passages(request("western-classical"))
    assert [(p.start, p.end, p.mood) for p in score] == [(start, end, mood) for start, end, mood, _ in FILM]
    for passage in score:
        assert passage.at(passage.bars) == pytest.approx(passage.end)
        assert passage.bar_seconds < 7
    joyful, sad = score[2], score[3]
    assert joyful.bar_seconds < sad.bar_seconds


@pytest.mark.parametrize(
    "sections",
    [[], [(5.0, 8.0, "sad", 0.5)], [(0.0, 10.0, "sad", 0.5), (15.0, 18.0, "joyful", 2.0), (50, 60, "tense", 1)]],
)
def test_sections_need_not_cover_the_film(sections: Any) -> None:
    score = passages(request("ambient", sections=sections, seconds=20.0))
    assert score[0].start == 0 and score[-1].end == 20
    assert all(p.end == following.start for p, following in pairwise(score))
    assert score[0].first and score[-1].last
    assert all(0 <= p.intensity <= 1 for p in score)


@pytest.mark.parametrize("style", RAGA_STYLES)
def test_the_theme_returns(style: MusicStyle) -> None:
    composition = in_mood(style, "joyful", seconds=90.0)
    assert len(composition.entries) >= 3
    lead = {"indian-classical": "sitar", "slokas": "harmonium"}[style]
    notes = sorted(composition.part(lead).notes, key=lambda note: note.start)

    def rhythm(entry: float) -> list[float]:
        onsets = [note.start - entry for note in notes if entry - 0.1 <= note.start]
        return [round(onset, 1) for onset in onsets[:6]]

    first, second = rhythm(composition.entries[0]), rhythm(composition.entries[1])
    assert len(first) == 6
    assert np.allclose(first, second, atol=0.11)


@pytest.mark.parametrize("style", STYLES)
def test_sections_of_different_mood_differ(style: MusicStyle) -> None:
    composition = compose(request(style))
    joyful, sad = composition.passages[2], composition.passages[3]
    assert composition.scales[2].notes != composition.scales[3].notes

    def events_per_second(passage: Passage) -> float:
        notes = [n.start for n in notes_of(composition)] + [
            s.start for p in composition.parts.values() for s in p.strokes
        ]
        return sum(passage.start <= start < passage.end for start in notes) / (passage.end - passage.start)

    assert events_per_second(joyful) > 1.2 * events_per_second(sad)


@pytest.mark.parametrize("style", STYLES)
def test_the_seed_decides(style: MusicStyle) -> None:
    assert compose(request(style, seed=7)) == compose(request(style, seed=7))
    written = [
        [(round(n.start, 3), n.pitch) for n in notes_of(compose(request(style, seed=seed)))] for seed in range(4)
    ]
    assert all(one != other for index, one in enumerate(written) for other in written[:index])


def test_tabla_keeps_teental_and_keherwa() -> None:
    calm = in_mood("indian-classical", "romantic").part("tabla").strokes
    vibhag = ["dha", "dhin", "dhin", "dha"]
    bols = [stroke.bol for stroke in calm[:16]]
    assert bols == [*vibhag, *vibhag, "dha", "tin", "tin", "na", "na", "dhin", "dhin", "dha"]
    lively = in_mood("indian-classical", "playful").part("tabla").strokes
    assert [stroke.bol for stroke in lively[:8]] == ["dha", "ge", "na", "tin", "na", "ke", "dhin", "na"]
    assert not in_mood("indian-classical", "romantic", intensity=0.2).part("tabla").strokes


# How it sounds ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=STYLES)
def sound(request: pytest.FixtureRequest) -> npt.NDArray[np.float32]:
    """The film's score in each style."""
    return render(compose(globals()["request"](request.param)))


def test_it_is_as_long_as_the_film_to_the_sample(sound: npt.NDArray[np.float32], tmp_path: Path) -> None:
    assert sound.shape == (round(41.3 * SAMPLE_RATE), 2)
    write_wav(tmp_path / "score.wav", sound)
    with wave.open(str(tmp_path / "score.wav")) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 48000)
        assert file.getnframes() == round(41.3 * SAMPLE_RATE)


def test_it_never_clips_and_is_never_silent(sound: npt.NDArray[np.float32]) -> None:
    assert np.abs(sound).max() < 0.95
    levels = decibels(sound[round(FADE_IN_SECONDS * SAMPLE_RATE) : -round(FADE_OUT_SECONDS * SAMPLE_RATE)], 0.5)
    assert levels.min() > -36
    assert -26 < 10 * np.log10(np.mean(sound.astype(np.float64) ** 2)) < -17


def test_it_fades_in_and_out(sound: npt.NDArray[np.float32]) -> None:
    levels = decibels(sound, 0.25)
    middle = np.median(levels)
    assert levels[0] < middle - 20 and levels[-1] < middle - 30
    assert levels[12] > middle - 9
    assert np.abs(sound[-1]).max() < 1e-3


def test_it_leaves_room_for_speech_and_is_stereo(sound: npt.NDArray[np.float32]) -> None:
    mono = sound.mean(1).astype(np.float64)
    power = np.abs(np.fft.rfft(mono)) ** 2
    frequency = np.fft.rfftfreq(len(mono), 1 / SAMPLE_RATE)
    clarity = power[(frequency > 1000) & (frequency < 4000)].sum() / power.sum()
    assert clarity < 0.12
    assert abs(mono.mean()) < 1e-3
    side = (sound[:, 0] - sound[:, 1]).astype(np.float64) / 2
    assert -36 < 10 * np.log10((side**2).mean() / (mono**2).mean()) < -4


def test_the_same_request_gives_the_same_samples() -> None:
    for style in ("indian-classical", "contemporary"):
        once, again = (render(compose(request(style, seconds=12.0))) for _ in range(2))
        assert np.array_equal(once, again)


def spectral_pitch(sound: npt.NDArray[Any], near: float) -> float:
    """The strongest frequency within a semitone of `near` (Hz)."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 19))
    frequency = np.fft.rfftfreq(1 << 19, 1 / SAMPLE_RATE)
    window = (frequency > near / 1.06) & (frequency < near * 1.06)
    return float(frequency[window][power[window].argmax()])


@pytest.mark.parametrize("pitch", [40, 52, 64, 76])
def test_strings_are_in_tune_and_die_away(pitch: int) -> None:
    for sound in (instruments.pluck(pitch, 2.2, 0.45, 0.0), instruments.pluck(pitch, 3.0, 0.9, 0.25)):
        cents = 1200 * np.log2(spectral_pitch(sound[4800:48000], instruments.hertz(pitch)) / instruments.hertz(pitch))
        assert abs(cents) < 8
        assert np.abs(sound).max() <= 1
        early, late = np.abs(sound[:9600]).mean(), np.abs(sound[-19200:-9600]).mean()
        assert late < early / 3


def test_the_tanpura_shimmers_through_its_harmonics() -> None:
    sound = instruments.tanpura(48)
    base = instruments.hertz(48)
    assert abs(1200 * np.log2(spectral_pitch(sound, base) / base)) < 5

    def loudest_at(harmonic: int) -> float:
        time = np.arange(len(sound)) / SAMPLE_RATE
        carrier = sound * np.exp(-2j * np.pi * base * harmonic * (1 + 0.00004 * harmonic**2) * time)
        envelope = np.abs(np.add.reduceat(carrier, np.arange(0, len(sound), 2400)))
        return float(envelope.argmax() * 0.05)

    assert loudest_at(3) < loudest_at(8) < loudest_at(14)


def test_tabla_strokes_sound_as_their_names() -> None:
    def share_below(bol: str, hertz: float) -> float:
        power = np.abs(np.fft.rfft(instruments.tabla(bol, 48))) ** 2
        return float(
            power[np.fft.rfftfreq(len(instruments.tabla(bol, 48)), 1 / SAMPLE_RATE) < hertz].sum() / power.sum()
        )

    assert share_below("ge", 160) > 0.8 > 0.2 > share_below("na", 160)
    assert share_below("ge", 160) > share_below("dha", 160) > share_below("na", 160)
    assert len({instruments.tabla(bol, 48).tobytes() for bol in ("na", "tin", "te", "ge", "ke", "dha", "dhin")}) == 7
