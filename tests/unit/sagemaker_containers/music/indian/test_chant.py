"""Slokas: their syllables, the tones they are chanted on, and how the chant sounds."""

import random
from itertools import pairwise
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
import pytest

from film_studio.film.models import Mood, ScoreRequest, ScoreSection
from film_studio.film.slokas import SLOKAS
from sagemaker_containers.music.composer.compose import compose
from sagemaker_containers.music.composer.composition import Composition, Note, Part
from sagemaker_containers.music.composer.indian.chant import melody, recited
from sagemaker_containers.music.composer.indian.ragas import RAGAS
from sagemaker_containers.music.composer.indian.sanskrit import syllables
from sagemaker_containers.music.composer.instruments import PLAYERS, SAMPLE_RATE
from sagemaker_containers.music.composer.instruments.chant import speak_line
from sagemaker_containers.music.composer.instruments.sound import just_hertz

MOODS: tuple[Mood, ...] = get_args(Mood)
PADAS = [pada for sloka in SLOKAS for pada in sloka.padas]
SECONDS = 60.0


def weights(pada: str) -> str:
    return "".join("–" if syllable.heavy else "u" for syllable in syllables(pada))


def film(mood: Mood, speaking: Any = (), seed: int = 2) -> Composition:
    spans = [(0.0, 5.0, "title"), (5.0, 28.0, "scene"), (28.0, 54.0, "scene"), (54.0, SECONDS, "end")]
    return compose(
        ScoreRequest(
            style="slokas",
            culture="indian",
            time_of_day="dawn",
            seconds=SECONDS,
            sections=[
                ScoreSection(start=start, end=end, mood=mood, intensity=0.3 + start / 100, part=part)  # type: ignore[arg-type]
                for start, end, part in spans
            ],
            speaking=speaking,
            seed=seed,
        )
    )


def test_syllables_are_light_and_heavy_as_the_metre_wants() -> None:
    assert weights("sarve bhavantu sukhinaḥ") == "––u–uuu–"
    # A line of Anushtubh has eight syllables; the fifth to seventh of the second and fourth are light, heavy, light.
    anushtubh = [sloka for sloka in SLOKAS if sloka.name in ("Vakratunda mahakaya", "Karmany evadhikaras te")]
    assert len(anushtubh) == 2
    for sloka in anushtubh:
        for number, pada in enumerate(sloka.padas):
            assert len(syllables(pada)) == 8
            if number % 2:
                assert weights(pada)[4:7] == "u–u"


def test_the_gayatri_is_recited_on_the_three_tones_that_tradition_marks() -> None:
    bhairav = next(raga for raga in RAGAS if raga.name == "Bhairav")
    tat, bhargo, dhiyo = SLOKAS[0].padas[1:]
    # Printed accents: तत्स॑वि॒तुर्वरे॑ण्यं भर्गो॑ दे॒वस्य॑ धीमहि धियो॒ यो नः॑ प्रचो॒दया॑त्, a stroke above high, below low.
    assert recited(syllables(tat), bhairav) == [0, 1, -1, 0, 0, 1, 0]
    assert recited(syllables(bhargo), bhairav) == [0, 1, -1, 0, 1, 0, 0, 0]
    assert recited(syllables(dhiyo), bhairav) == [0, -1, 0, 1, 0, -1, 0, 1]


@pytest.mark.parametrize("pada", PADAS)
def test_the_voice_says_every_syllable(pada: str) -> None:
    line = syllables(pada)
    spoken = speak_line(tuple(syllable.sounds for syllable in line))
    assert len(spoken.vowels) == len(line)
    assert all(start < end for start, end in spoken.vowels)


def test_melodies_obey_the_raga_and_verses_close_on_sa() -> None:
    for raga in RAGAS:
        for pada in PADAS:
            tones = melody(random.Random(1), syllables(pada), raga, closing=True)
            assert len(tones) == len(syllables(pada)) and tones[-1] % 12 == 0
            for a, b in pairwise(tones):
                assert a == b or (a % 12, b - a) in raga.moves


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_has_its_verse_from_the_title_to_the_end(mood: Mood) -> None:
    composition = film(mood)
    notes = composition.part("chant").notes
    for passage in composition.passages:
        assert any(passage.start <= note.start < passage.end for note in notes)
    assert all(note.syllable for note in notes)
    assert notes[-1].start + notes[-1].duration < SECONDS - 1.5
    if mood not in ("devotional", "peaceful"):  # the Gayatri has its own tones
        assert (notes[-1].pitch - composition.tonic) % 12 == 0
    assert composition.part("bell").strokes and composition.part("tanpura").notes


def test_it_is_chanted_in_the_pauses_and_softly_under_speech() -> None:
    pauses = film("joyful", speaking=[(5.5, 13.0), (17.5, 27.5), (28.5, 53.5)])
    loudest = max(note.velocity for note in pauses.part("chant").notes)
    for note in pauses.part("chant").notes:
        if 19.0 < note.start < 27.0:
            assert note.velocity < 0.6 * loudest
    assert any(13.0 <= note.start < 14.5 and note.velocity > 0.5 for note in pauses.part("chant").notes)


@pytest.fixture(scope="module")
def line() -> tuple[list[Note], npt.NDArray[np.float32]]:
    at, notes = 0.5, []
    for syllable, tone in zip(syllables("sarve santu nirāmayāḥ"), (0, 0, 2, 4, 4, 2, 0, 0), strict=True):
        notes.append(Note(at, 0.5, 50 + tone, 0.7, syllable=syllable.sounds))
        at += 0.5
    return notes, PLAYERS["chant"](Part("chant", notes=notes), 50, 6 * SAMPLE_RATE)


def test_the_choir_sings_the_notes_in_tune(line: tuple[list[Note], npt.NDArray[np.float32]]) -> None:
    notes, sound = line
    for note in notes[2:7]:
        first = round((note.start + 0.15) * SAMPLE_RATE)
        piece = sound[first : first + round(0.2 * SAMPLE_RATE)]
        power = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 1 << 18)) ** 2
        base = just_hertz(note.pitch, 50)
        candidates = base * 2 ** (np.linspace(-60, 60, 121) / 1200)
        sums = [
            sum(power[round(f * harmonic * (1 << 18) / SAMPLE_RATE)] for harmonic in range(2, 9)) for f in candidates
        ]
        assert abs(np.linspace(-60, 60, 121)[int(np.argmax(sums))]) <= 12


def test_vowels_keep_their_colour_on_another_pitch() -> None:
    def centre(syllable: str, pitch: int) -> float:
        sound = PLAYERS["chant"](Part("chant", notes=[Note(0.3, 1.0, pitch, 0.7, syllable=syllable)]), 50, 96000)
        power = np.abs(np.fft.rfft(sound[24000:52800])) ** 2
        frequency = np.fft.rfftfreq(28800, 1 / SAMPLE_RATE)
        band = (frequency > 900) & (frequency < 3500)
        return float((power[band] * frequency[band]).sum() / power[band].sum())

    for pitch in (46, 50, 55):
        assert centre("mi:", pitch) > 1.4 * centre("ma:", pitch)  # the second formant of i lies far above that of a
    assert centre("mi:", 55) == pytest.approx(centre("mi:", 46), rel=0.15)


def test_vowels_begin_on_the_beat_and_the_chant_does_not_click(
    line: tuple[list[Note], npt.NDArray[np.float32]],
) -> None:
    notes, sound = line
    level = np.sqrt(np.convolve(sound**2, np.ones(960) / 960, mode="same"))
    santu = notes[2].start  # an s before the beat, a vowel on it
    assert level[round((santu + 0.1) * SAMPLE_RATE)] > 3 * level[round((santu - 0.05) * SAMPLE_RATE)]
    assert np.abs(np.diff(sound)).max() < 0.35 * np.abs(sound).max()
    assert abs(sound[0]) < 1e-6 and abs(sound[-1]) < 1e-6
