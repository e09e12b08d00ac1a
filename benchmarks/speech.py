"""How well the English voices are understood, by an independent recogniser: `python -m benchmarks.speech`.

Prints the table of `docs/gallery/voices.md`. Pocketsphinx is given the dry track of each voice twice: with the text, to
say when each word is spoken (forced alignment), and without, to write down what it hears (free recognition). It hears
the same sentences from the plain voice that eSpeak NG itself takes for the accent, age and gender.
"""

import functools
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any, get_args

import numpy as np
import numpy.typing as npt
from pocketsphinx import Decoder
from scipy.signal import resample_poly

from benchmarks import plain_espeak
from film_studio.film import emphasis, lexicon
from film_studio.film.models import Age, Gender, LineToSpeak, SpeechRequest, SpokenLine, Tone, VoiceSpec
from sagemaker_containers.voice import adapter
from sagemaker_containers.voice.polish import SAMPLE_RATE

SENTENCES = (
    "The old man walked along the river and looked at the water.",
    "She put the small lamp near the window before the night came.",
    "Many people in the village were waiting for the morning train.",
    "He told his friend that the long winter was over at last.",
    "We went up the hill to see the light of the evening sun.",
)
"""Common words that the recogniser's dictionary has."""

HELD_OUT = (
    "My mother always said that the best things in life are simple.",
    "The fire was almost out when the soldiers finally came back.",
    "They looked for the lost boat until the sun went down.",
    "A great tree stood in the middle of the market square.",
    "You must tell her the truth before it is too late.",
    "The teacher opened the old book and began to read aloud.",
    "In the spring the birds return and build their nests again.",
    "We heard a strange sound behind the wall and held our breath.",
    "His brother worked in the city and sent money every month.",
    "The queen smiled and asked the stranger to sit beside her.",
    "Snow was falling on the mountains and the wind was cold.",
    "She wanted to buy some bread, but the shop was already closed.",
    "Nobody knew why the doctor had left the island so suddenly.",
    "A small dog followed the children all the way to school.",
    "If you listen carefully, you can hear the ocean from here.",
    "The farmer gave his best horse to the young captain.",
    "Yesterday I found a letter that my grandfather wrote in the war.",
    "Please close the door quietly, because the baby is asleep.",
    "The judge did not believe a single word of the story.",
    "Their house was built of stone, with a garden full of roses.",
    "When the music stopped, everyone in the room turned around.",
    "It takes a long time to learn how to play the piano well.",
    "The thief hid the golden ring under a pile of dry leaves.",
    "Can you help me carry this heavy table into the kitchen?",
    "On the third day the travelers reached the edge of the desert.",
    "My sister speaks four languages and wants to study medicine.",
    "The moon rose slowly, and the lake became a sheet of silver.",
    "He paid the driver and walked home through the empty streets.",
    "We should have asked for directions at the last station.",
    "The two friends promised that they would never fight again.",
)
"""No voice was tuned with these."""

_TOLERANCE = 0.15
"""Seconds that a word's beginning may lie from where the recogniser hears it."""

_RECOGNISER_RATE = 16000
_QUIET = {"loglevel": "FATAL", "samprate": _RECOGNISER_RATE}


@dataclass(frozen=True)
class Hearing:
    """What the recogniser made of one voice."""

    words: int
    aligned: int
    """Words that it finds in the sound within `_TOLERANCE` of when the voice says it speaks them."""
    errors: int
    """Words wrong, missing or too many in free recognition."""
    faster_than_real_time: float

    @property
    def aligned_share(self) -> float:
        """Share of the words that are aligned."""
        return self.aligned / self.words

    @property
    def word_error(self) -> float:
        """Word error rate: errors by words of the text."""
        return self.errors / self.words


def hear(engine: Any, voice: VoiceSpec, sentences: Sequence[str] = SENTENCES) -> Hearing:
    """Speak the sentences, one line each, with the stress that they ask for, and have them recognised."""
    aligner, listener = Decoder(lm=None, **_QUIET), Decoder(**_QUIET)
    words = aligned = errors = 0
    spent = seconds = 0.0
    for sentence in sentences:
        text, marked = emphasis.unmarked(sentence)
        stressed = emphasis.emphases(text, lexicon.of("en"), marked)
        line = LineToSpeak(id="line", text=text, emotion="neutral", emphases=stressed, voice=voice)
        request = SpeechRequest(scene=1, language="en", lines=[line], rate=1, max_seconds=99)
        began = time.process_time()
        (spoken,), sound = engine.speak(request)
        spent += time.process_time() - began
        seconds += spoken.duration
        said = _words(text)
        audio = _for_recogniser(sound)
        words += len(said)
        aligned += _aligned(aligner, audio, said, spoken)
        errors += edit_distance(said, _written_down(listener, audio))
    return Hearing(words, aligned, errors, seconds / spent)


@functools.cache
def plain_word_error(voice: str, sentences: Sequence[str]) -> float:
    """Word error rate of one of eSpeak NG's own voices at its own pace and pitch, nothing done to its sound."""
    listener = Decoder(**_QUIET)
    words = errors = 0
    for sentence in sentences:
        said = _words(sentence)
        audio = _for_recogniser(*plain_espeak.spoken(voice, sentence))
        words += len(said)
        errors += edit_distance(said, _written_down(listener, audio))
    return errors / words


def _words(text: str) -> list[str]:
    return [word.lower().strip(".,?") for word in text.split()]


def _for_recogniser(sound: npt.NDArray[np.floating[Any]], rate: int = SAMPLE_RATE) -> bytes:
    """16-bit samples at the recogniser's rate, with a fifth of a second of near silence around, as it expects."""
    room = np.random.default_rng(1).normal(0, 1e-4, round(0.4 * _RECOGNISER_RATE))
    half = len(room) // 2
    ratio = Fraction(_RECOGNISER_RATE, rate)
    samples = np.concatenate([room[:half], resample_poly(sound, ratio.numerator, ratio.denominator), room[half:]])
    return (samples.clip(-1, 1) * 32767).astype("<i2").tobytes()


def _written_down(listener: Decoder, audio: bytes) -> list[str]:
    listener.start_utt()
    listener.process_raw(audio, full_utt=True)
    listener.end_utt()
    hypothesis = listener.hyp()
    return hypothesis.hypstr.split() if hypothesis else []


def _aligned(decoder: Decoder, audio: bytes, said: list[str], spoken: SpokenLine) -> int:
    decoder.set_align_text(" ".join(said))
    decoder.start_utt()
    decoder.process_raw(audio, full_utt=True)
    decoder.end_utt()
    segments = decoder.seg() or []
    found = [(s.word.split("(")[0], s.start_frame / 100 - 0.2) for s in segments if s.word[0] not in "<[("]
    # It may lose its way: then the words before that are there, and none after.
    matched = SequenceMatcher(None, said, [word for word, _ in found], autojunk=False).get_matching_blocks()
    pairs = ((first + k, second + k) for first, second, size in matched for k in range(size))
    return sum(abs(found[second][1] - spoken.words[first].start) <= _TOLERANCE for first, second in pairs)


def edit_distance(reference: Sequence[str], hypothesis: Sequence[str]) -> int:
    """Levenshtein's distance in words."""
    row = list(range(len(hypothesis) + 1))
    for i, word in enumerate(reference, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(hypothesis, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (word != other))
    return row[-1]


def main() -> None:
    """Print a row per age, gender and tone, and one per accent, on the sentences of `HELD_OUT`."""
    engine = adapter.load()
    adapter.warm_up(engine)
    accents = adapter.describe(engine).capabilities["languages"]["en"]["accents"]
    table = itertools.product(get_args(Age), get_args(Gender), get_args(Tone))
    voices = [VoiceSpec(age=age, gender=gender, tone=tone) for age, gender, tone in table]
    voices += [VoiceSpec(age="adult", gender="female", tone="professional", accent=accent) for accent in accents]
    print(
        "| voice | words aligned | word error | plain eSpeak NG | word error | × real time |\n|---|---|---|---|---|---|"
    )
    for voice in voices:
        if engine.speaks("en", voice):
            plain = plain_espeak.voice(accents[voice.accent or "american"], voice.age, voice.gender)
            print(_row(voice, hear(engine, voice, HELD_OUT), plain, plain_word_error(plain, HELD_OUT)), flush=True)


def _row(voice: VoiceSpec, heard: Hearing, plain: str, plain_error: float) -> str:
    name = f"{voice.age} {voice.gender} {voice.tone} {voice.accent or ''}".strip()
    ours = f"{heard.aligned_share:.0%} | {heard.word_error:.0%}"
    return f"| {name} | {ours} | {plain} | {plain_error:.0%} | {heard.faster_than_real_time:.0f} |"


if __name__ == "__main__":
    main()
