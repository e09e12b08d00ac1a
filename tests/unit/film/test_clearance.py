"""No word is masked: real speech over a real score in a storm, measured word by word with another filter."""

import numpy as np
import pytest
from scipy.signal import butter, sosfiltfilt

from film_studio.film.ambience.soundscape import Bed, Soundscape
from film_studio.film.clearance import Span, make_room
from film_studio.film.mix import mix
from film_studio.film.models import LineToSpeak, ScoreRequest, ScoreSection, Speech, SpeechRequest, VoiceSpec
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.render import render
from sagemaker_containers.music.composer.render import write_wav as write_score
from sagemaker_containers.voice import adapter
from tests.unit.film.film_samples import RATE, SILENCE, a_timeline, bright_music, voice, write_wav

PROMISED_DB = 8
TEXTS = (
    "In a village by the sea, it is said, an old man kept a lamp.",
    "He said it was for her, and that she would know of it in the end.",
)
STORM = Soundscape(
    beds=[Bed(sound="rain", start=3, end=15, level=0), Bed(sound="crowd", start=3, end=15, level=0)], spots=[]
)


def in_band(sound):
    return sosfiltfilt(butter(4, (1000, 4000), "bandpass", fs=RATE, output="sos"), sound)


def clearances(words, speech, background):
    """How far each word lies above the background between 1 and 4 kHz, dB."""
    voice_band = in_band(speech)
    sides = [in_band(background[:, side]) for side in (0, 1)]
    return [
        10 * np.log10(np.mean(voice_band[a:b] ** 2) / max(np.mean(side[a:b] ** 2) for side in sides)) for a, b in words
    ]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory):
    """A timeline, its speech by eSpeak NG, and the samples of each word."""
    folder = tmp_path_factory.mktemp("spoken")
    engine = adapter.load()
    speeches, words, frames = [], [], []
    for number, (text, gender) in enumerate(zip(TEXTS, ("female", "male"), strict=True), 1):
        line = LineToSpeak(
            id=f"s{number}l1",
            text=text,
            emotion="neutral",
            voice=VoiceSpec(age="adult", gender=gender, tone="friendly"),
        )
        lines, samples = engine.speak(SpeechRequest(scene=number, language="en", lines=[line], rate=1, max_seconds=20))
        write_wav(folder / f"{number}.wav", samples)
        speech = Speech(scene=number, sample_rate=RATE, audio="", lines=lines)
        speeches.append((speech, folder / f"{number}.wav"))
        frames.append(round(lines[0].duration * 24) + 40)
    timeline = a_timeline(tuple(frames))
    for (speech, _), scene in zip(speeches, timeline.scenes[1:], strict=False):
        start = scene.lines[0].start_frame / 24
        words += [
            Span(round((start + word.start) * RATE), round((start + word.end) * RATE)) for word in speech.lines[0].words
        ]
    return timeline, speeches, words, folder


@pytest.mark.parametrize("volume", [0.5, 1.0])
@pytest.mark.parametrize("style", ["western-classical", "contemporary"])
def test_every_word_stands_clear_of_score_and_storm(spoken, style, volume):
    timeline, speeches, words, folder = spoken
    seconds = timeline.total_frames / 24
    request = ScoreRequest(
        style=style,
        culture="western",
        time_of_day="day",
        seconds=seconds,
        sections=[ScoreSection(start=0, end=seconds, mood="heroic", intensity=0.9)],
        seed=1,
    )
    score = folder / f"{style}.wav"
    write_score(score, render(compose(request)))
    speech = mix(timeline, speeches, score, 0, SILENCE)
    background = mix(timeline, speeches, score, volume, STORM) - speech
    clear = clearances(words, speech.mean(axis=1), background)
    assert len(clear) > 25
    assert min(clear) >= PROMISED_DB


def test_only_the_band_gives_way_and_only_under_words():
    background = bright_music(8).astype(np.float32)
    speech = np.zeros(len(background), np.float32)
    words = [Span(3 * RATE, 4 * RATE)]
    speech[3 * RATE : 4 * RATE] = voice(1, RATE).astype(np.float32) * 0.2
    made = make_room(background, speech, words)
    assert min(clearances(words, speech, made)) >= PROMISED_DB
    untouched = slice(0, 2 * RATE + RATE // 2)
    np.testing.assert_allclose(made[untouched], background[untouched], atol=1e-5)
    np.testing.assert_allclose(made[6 * RATE :], background[6 * RATE :], atol=1e-5)
    under = slice(3 * RATE, 4 * RATE)
    low = butter(4, 500, fs=RATE, output="sos")
    before, after = sosfiltfilt(low, background[under, 0]), sosfiltfilt(low, made[under, 0])
    assert 10 * np.log10(np.mean(after**2) / np.mean(before**2)) > -1


def test_where_nothing_masks_nothing_is_changed():
    background = bright_music(3).astype(np.float32) * np.float32(0.001)
    speech = voice(3, RATE).astype(np.float32)
    assert make_room(background, speech, [Span(0, 3 * RATE)]) is background


def test_the_background_comes_and_goes_without_a_click():
    time = np.arange(6 * RATE) / RATE
    hum = np.repeat(0.1 * np.sin(2 * np.pi * 2000 * time)[:, None], 2, axis=1).astype(np.float32)
    speech = np.zeros(len(hum), np.float32)
    speech[2 * RATE : 3 * RATE] = 0.02 * voice(1, RATE)
    made = make_room(hum, speech, [Span(2 * RATE, 3 * RATE)])
    envelope = np.abs(made[: len(made) // 2400 * 2400, 0]).reshape(-1, 2400).max(axis=1)
    assert envelope.min() < 0.01
    assert np.abs(np.diff(made[:, 0])).max() <= np.abs(np.diff(hum[:, 0])).max() * 1.01
