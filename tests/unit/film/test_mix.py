"""The mix: speech where the timeline has it, and music that makes room for it."""

import numpy as np
import pytest
from scipy.signal import butter, correlate, resample_poly, sosfiltfilt

from film_studio.film.mix import MixError, mix
from tests.unit.film.film_samples import (
    RATE,
    SILENCE,
    a_timeline,
    bright_music,
    voice,
    write_speeches,
    write_wav,
)

SAMPLES_PER_FRAME = RATE // 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sound")


@pytest.fixture(scope="module")
def timeline():
    return a_timeline(scene_frames=(150, 143))


@pytest.fixture(scope="module")
def speeches(timeline, folder):
    return write_speeches(timeline, folder)


@pytest.fixture(scope="module")
def score(timeline, folder):
    return write_wav(folder / "score.wav", bright_music(timeline.total_frames / 24))


@pytest.fixture(scope="module")
def speech_alone(timeline, speeches, score):
    return mix(timeline, speeches, score, 0, SILENCE)


@pytest.fixture(scope="module")
def music_alone(timeline, speeches, score, speech_alone):
    """The music as it lies in the mix: what is left when the speech is taken away."""
    return mix(timeline, speeches, score, 0.5, SILENCE) - speech_alone


def level(sound):
    return 10 * np.log10(np.mean(np.square(sound, dtype=float)) + 1e-20)


def lines(timeline):
    return [line for scene in timeline.scenes for line in scene.lines]


def while_spoken(sound, line):
    return sound[line.start_frame * SAMPLES_PER_FRAME : line.end_frame * SAMPLES_PER_FRAME]


def test_the_mix_is_stereo_and_as_long_as_the_film_to_the_sample(timeline, speech_alone, music_alone):
    assert speech_alone.shape == music_alone.shape == (timeline.total_frames * SAMPLES_PER_FRAME, 2)
    assert speech_alone.dtype == np.float32


def test_every_line_starts_on_its_frame(timeline, speech_alone):
    for scene in timeline.scenes:
        for line in scene.lines:
            original = resample_poly(voice(2.0, 22_050, seed=scene.number), RATE, 22_050)
            placed = while_spoken(speech_alone[:, 0], line)
            lag = np.argmax(correlate(placed, original, "full")) - (len(original) - 1)
            assert abs(lag) <= 1
            correlation = np.corrcoef(placed, original[: len(placed)])[0, 1]
            assert correlation > 0.99


def test_lines_start_and_end_without_a_click(timeline, folder, score):
    """A line that is cut out of a steady sound would click at both ends."""
    speeches = [
        (speech, write_wav(folder / f"steady{speech.scene}.wav", np.full(60_000, 0.5), speech.sample_rate))
        for speech, _ in write_speeches(timeline, folder)
    ]
    sound = mix(timeline, speeches, score, 0, SILENCE)[:, 0]
    assert np.abs(np.diff(sound)).max() < 0.05 * np.abs(sound).max()


@pytest.mark.parametrize("volume", [0.25, 0.5, 1.0])
def test_speech_stands_clear_of_the_music_where_consonants_lie(timeline, speeches, score, speech_alone, volume):
    music = mix(timeline, speeches, score, volume, SILENCE) - speech_alone
    band = butter(4, (1000, 4000), "bandpass", fs=RATE, output="sos")
    for line in lines(timeline):
        voice_level = level(while_spoken(sosfiltfilt(band, speech_alone[:, 0]), line))
        music_level = level(while_spoken(sosfiltfilt(band, music[:, 0]), line))
        assert voice_level - music_level >= 8


def test_music_ducks_quickly_and_comes_back_slowly(timeline, music_alone):
    line = lines(timeline)[0]
    start, end = line.start_frame * SAMPLES_PER_FRAME, line.end_frame * SAMPLES_PER_FRAME
    window = RATE // 20

    def at(sample):
        return level(music_alone[sample : sample + window])

    # Half a second before the line nothing is ducked, though the title card's lift has not wholly gone yet.
    undisturbed = at(end + 5 * RATE // 2)
    assert at(start + RATE // 20) < undisturbed - 10
    assert at(end + RATE // 5) < undisturbed - 8
    assert undisturbed - 7 < at(end + RATE) < undisturbed - 1
    assert abs(at(end + 3 * RATE) - undisturbed) < 1


def test_music_is_louder_under_the_cards(timeline, music_alone):
    second = timeline.scenes[1]
    pause = music_alone[(second.end_frame - 30) * SAMPLES_PER_FRAME : (second.end_frame - 8) * SAMPLES_PER_FRAME]
    opening = music_alone[RATE // 2 : 2 * RATE]
    closing = music_alone[-3 * RATE // 2 : -RATE]
    assert 3 < level(opening) - level(pause) < 5
    assert 3 < level(closing) - level(pause) < 5


def test_volume_is_a_matter_of_degree(timeline, speeches, score, speech_alone, music_alone):
    loud = mix(timeline, speeches, score, 1.0, SILENCE) - speech_alone
    opening = slice(RATE // 2, 2 * RATE)
    assert level(loud[opening]) - level(music_alone[opening]) == pytest.approx(6, abs=0.1)


def test_a_film_without_music_has_the_faint_tone_of_a_room(timeline, speech_alone):
    opening = speech_alone[: 3 * RATE]
    assert -75 < level(opening) < -65


def test_a_line_without_speech_is_refused(timeline, speeches, score):
    with pytest.raises(MixError, match="no speech for s2l1"):
        mix(timeline, speeches[:1], score, 0.5, SILENCE)


def test_speech_that_is_not_on_the_timeline_is_refused(timeline, speeches, score):
    with pytest.raises(MixError, match="s1l1 is spoken but not on the timeline"):
        mix(timeline, [*speeches, speeches[0]], score, 0.5, SILENCE)


def test_a_line_beyond_its_sound_file_is_refused(timeline, speeches, score, folder):
    short = write_wav(folder / "short.wav", voice(1.0, 22_050), 22_050)
    with pytest.raises(MixError, match="s1l1 ends after its sound file"):
        mix(timeline, [(speeches[0][0], short), speeches[1]], score, 0.5, SILENCE)


def test_a_score_of_another_length_is_refused(timeline, speeches, folder):
    with pytest.raises(MixError, match=r"the score lasts 10\.000 s, the film 17\.208 s"):
        mix(timeline, speeches, write_wav(folder / "other.wav", bright_music(10)), 0.5, SILENCE)


def test_a_silent_score_is_refused(timeline, speeches, folder):
    silent = write_wav(folder / "silent.wav", np.zeros((timeline.total_frames * SAMPLES_PER_FRAME, 2)))
    with pytest.raises(MixError, match="the score is silent"):
        mix(timeline, speeches, silent, 0.5, SILENCE)
