"""The instruments that are made here: in tune, without clicks, and sounding as they are called."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from sagemaker_containers.music.composer.composition import Bends, Note, Part, Stroke
from sagemaker_containers.music.composer.instruments import PLAYERS, SAMPLE_RATE
from sagemaker_containers.music.composer.instruments.sound import hertz, just_hertz
from sagemaker_containers.music.composer.instruments.strings import pluck
from sagemaker_containers.music.composer.instruments.tabla import BOLS, strike

TONIC = 50
SA = hertz(TONIC)


def one_note(instrument: str, pitch: int, seconds: float = 1.5, bends: Bends = ()) -> npt.NDArray[np.float32]:
    part = Part(instrument, notes=[Note(0.1, seconds, pitch, 0.6, bends)])
    return PLAYERS[instrument](part, TONIC, round((seconds + 2.0) * SAMPLE_RATE))


def spectral_pitch(sound: npt.NDArray[Any], near: float) -> float:
    """The strongest frequency within a semitone of `near` (Hz)."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 19))
    frequency = np.fft.rfftfreq(1 << 19, 1 / SAMPLE_RATE)
    window = (frequency > near / 1.06) & (frequency < near * 1.06)
    return float(frequency[window][power[window].argmax()])


def cents(frequency: float, reference: float) -> float:
    return float(1200 * np.log2(frequency / reference))


def test_svaras_are_just_over_the_drone() -> None:
    assert just_hertz(TONIC + 7, TONIC) / SA == pytest.approx(3 / 2)
    assert just_hertz(TONIC + 16, TONIC) / SA == pytest.approx(5 / 2)
    assert just_hertz(TONIC - 5, TONIC) / SA == pytest.approx(3 / 4)


@pytest.mark.parametrize("instrument", ["sitar", "chikari", "veena", "tanpura", "bansuri"])
@pytest.mark.parametrize("svara", [0, 4, 7, 10, 12])
def test_held_notes_are_in_tune(instrument: str, svara: int) -> None:
    pitch = TONIC + svara + (12 if instrument in ("sitar", "chikari", "bansuri") else 0)
    sound = one_note(instrument, pitch)
    held = sound[round(0.3 * SAMPLE_RATE) : round(1.2 * SAMPLE_RATE)]
    expected = just_hertz(pitch, TONIC)
    assert abs(cents(spectral_pitch(held, expected), expected)) < 10


@pytest.mark.parametrize("instrument", ["sitar", "veena", "bansuri"])
def test_a_slide_passes_through_the_pitches_between(instrument: str) -> None:
    pitch = TONIC + 12
    sound = one_note(instrument, pitch + 4, 2.0, ((0.0, -4.0), (0.6, -4.0), (1.0, 0.0)))
    early = sound[round(0.25 * SAMPLE_RATE) : round(0.65 * SAMPLE_RATE)]
    late = sound[round(1.3 * SAMPLE_RATE) : round(1.9 * SAMPLE_RATE)]
    sa, ga = just_hertz(pitch, TONIC), just_hertz(pitch + 4, TONIC)
    # The slide is in equal semitones, so the note that it comes from is a little off: less than a comma.
    assert abs(cents(spectral_pitch(early, sa), sa)) < 22
    assert abs(cents(spectral_pitch(late, ga), ga)) < 10
    middle = sound[round(0.86 * SAMPLE_RATE) : round(0.94 * SAMPLE_RATE)]
    assert sa * 1.05 < spectral_pitch(middle, hertz(pitch + 2)) < ga / 1.05


@pytest.mark.parametrize("instrument", ["sitar", "chikari", "veena", "tanpura", "bansuri", "guitar"])
def test_notes_do_not_click(instrument: str) -> None:
    sound = one_note(instrument, TONIC + 12, 0.8, ((0.0, 2.0), (0.2, 0.0)) if instrument != "guitar" else ())
    jumps = np.abs(np.diff(sound, n=2))[round(0.2 * SAMPLE_RATE) :]
    loudest = jumps[: len(jumps) // 720 * 720].reshape(-1, 720).max(1)  # a click is a jump among quieter neighbours
    around = np.maximum(loudest[:-2], loudest[2:])
    assert sound[0] == 0 and abs(sound[-1]) < 1e-4
    assert (loudest[1:-1] < 3 * around + 1e-4).all()


@pytest.mark.parametrize("pitch", [40, 52, 64, 76])
def test_a_guitar_is_in_tune_and_dies_away(pitch: int) -> None:
    sound = pluck(pitch)
    assert abs(cents(spectral_pitch(sound[4800:48000], hertz(pitch)), hertz(pitch))) < 8
    assert np.abs(sound).max() <= 1
    assert np.abs(sound[-19200:-9600]).mean() < np.abs(sound[:9600]).mean() / 3


def test_the_tanpura_shimmers_through_its_harmonics() -> None:
    sound = PLAYERS["tanpura"](Part("tanpura", notes=[Note(0, 6.0, TONIC, 1.0)]), TONIC, 6 * SAMPLE_RATE)
    time = np.arange(len(sound)) / SAMPLE_RATE

    def loudest_at(harmonic: int) -> float:
        carrier = sound * np.exp(-2j * np.pi * SA * harmonic * time)
        return float(np.abs(np.add.reduceat(carrier, np.arange(0, len(sound), 2400))).argmax() * 0.05)

    assert loudest_at(3) < loudest_at(8) < loudest_at(14)


def test_a_breath_of_the_bansuri_is_one_sound() -> None:
    notes = [Note(0.1, 0.5, TONIC + 12, 0.6), Note(0.6, 0.5, TONIC + 14, 0.6), Note(1.6, 0.5, TONIC + 12, 0.6)]
    sound = PLAYERS["bansuri"](Part("bansuri", notes=notes), TONIC, 3 * SAMPLE_RATE)

    def level(at: float) -> float:
        first = round(at * SAMPLE_RATE)
        return float(np.sqrt(np.mean(sound[first - 480 : first + 480] ** 2)))

    assert level(0.6) > 0.4 * level(0.4)
    assert level(1.4) < 0.01 * level(0.4)


def share_below(sound: npt.NDArray[np.float32], limit: float) -> float:
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE) < limit].sum() / power.sum())


def test_tabla_strokes_sound_as_their_names() -> None:
    ge, na, dha = (strike(bol, TONIC) for bol in ("ge", "na", "dha"))
    assert share_below(ge, 160) > 0.8 > 0.2 > share_below(na, 160)
    assert share_below(ge, 160) > share_below(dha, 160) > share_below(na, 160)
    assert len({strike(bol, TONIC).tobytes() for bol in BOLS}) == len(BOLS)


def test_the_right_drum_rings_in_harmonics_and_na_leaves_out_the_first() -> None:
    base = hertz(TONIC + 12)

    def mode(bol: str, number: float) -> float:
        sound = strike(bol, TONIC)[2400:24000]
        turning = np.exp(-2j * np.pi * base * number * np.arange(len(sound)) / SAMPLE_RATE)
        return float(abs(np.mean(sound * turning * np.hanning(len(sound)))))

    assert mode("na", 2) > 3 * mode("na", 1)
    assert mode("tun", 1) > 3 * mode("tun", 2)
    assert mode("na", 3) > 3 * mode("na", 2.5)


def test_strokes_come_when_they_are_written() -> None:
    part = Part("tabla", strokes=[Stroke(0.25 * place, "na", 0.7) for place in range(1, 8)])
    sound = PLAYERS["tabla"](part, TONIC, 3 * SAMPLE_RATE)
    level = np.abs(sound[: len(sound) // 240 * 240]).reshape(-1, 240).max(1)
    rises = [
        index * 0.005 for index in range(4, len(level)) if level[index] > 3 * level[index - 4 : index - 1].max() + 1e-3
    ]
    onsets = [at for at, before in zip(rises, [-1.0, *rises], strict=False) if at - before > 0.05]
    assert onsets == pytest.approx([0.25 * place for place in range(1, 8)], abs=0.006)
