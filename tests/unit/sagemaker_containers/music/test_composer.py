"""The embedded composer: what it writes, and how that sounds."""

import wave
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pytest

from film_studio.film.models import Mood, MusicStyle, ScoreRequest, ScoreSection
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.composition import Composition, Note
from sagemaker_containers.music.composer.form import Passage, passages
from sagemaker_containers.music.composer.instruments import SAMPLE_RATE
from sagemaker_containers.music.composer.render import FADE_IN_SECONDS, FADE_OUT_SECONDS, render, write_wav

STYLES: tuple[MusicStyle, ...] = get_args(MusicStyle)
MOODS: tuple[Mood, ...] = get_args(Mood)

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


def notes_of(composition: Composition) -> list[Note]:
    return sorted((note for part in composition.parts.values() for note in part.notes), key=lambda note: note.start)


def decibels(sound: npt.NDArray[np.floating[Any]], window: float) -> npt.NDArray[np.floating[Any]]:
    """RMS of each stretch of `window` seconds, in dBFS."""
    size = round(window * SAMPLE_RATE)
    frames = sound[: len(sound) // size * size].reshape(-1, size * 2)
    levels: npt.NDArray[np.floating[Any]] = 10 * np.log10((frames.astype(np.float64) ** 2).mean(1) + 1e-12)
    return levels


# What it writes --------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("style", STYLES)
def test_the_last_chord_is_heard_on_the_end_card(style: MusicStyle) -> None:
    """The card lasts two seconds; a fade of three had taken 20 dB off the chord before it rang."""
    seconds = 30.0
    sections = [(0.0, 3.0, "peaceful", 0.3), (3.0, 28.0, "joyful", 0.8), (28.0, seconds, "joyful", 0.6)]
    levels = decibels(render(compose(request(style, sections=sections, seconds=seconds))), 0.5)
    assert levels[-4:-2].max() > np.median(levels) - 6
    assert levels[-2] > np.median(levels) - 18


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


def test_there_is_no_click_in_steady_music() -> None:
    """Above 9 kHz a soft quartet has next to nothing: a click has."""
    sections = ((0.0, 25.0, "peaceful", 0.3),)
    sound = render(compose(request("western-classical", sections=sections, seconds=25.0)))[:, 0]
    spectrum = np.fft.rfft(sound)
    spectrum[np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE) < 9000] = 0
    high = np.abs(np.fft.irfft(spectrum, len(sound)))
    assert high[4800:-4800].max() < 0.01 * np.abs(sound).max()
