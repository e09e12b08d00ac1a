"""The eSpeak NG library through ctypes: text in, samples and what is said when out.

The library keeps state from one utterance to the next (the phase of its oscillators, a flutter table, a random seed
that it takes from the clock), so that the same text never gives the same samples twice. It is therefore loaded anew for
every utterance, which takes 2 ms.
"""

import _ctypes
import ctypes
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import espeakng_loader
import numpy as np
import numpy.typing as npt

_SYNCHRONOUS = 2
_PHONEME_EVENTS, _PHONEMES_AS_IPA = 1, 2
_UTF8, _PHONEMES, _END_PAUSE = 1, 0x100, 0x1000
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7
_EVENTS_END, _WORD, _PHONEME = 0, 1, 7


class _EventId(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True)
class Prosody:
    """How eSpeak speaks. `voice` is language and variant (`en-us+f2`); pitch and range are 0 to 100, 50 is usual."""

    voice: str
    words_per_minute: int
    pitch: int
    range: int
    volume: int = 100
    """Amplitude in per cent, up to 200."""
    word_gap: int = 0
    """Pause between words, in units of 10 ms at the usual speed."""

    @property
    def commands(self) -> str:
        """What sets pace, pitch, range and volume within a text, from the next word on."""
        settings = ((self.words_per_minute, "S"), (self.pitch, "P"), (self.range, "R"), (self.volume, "A"))
        return "".join(f"\x01{value}{letter}" for value, letter in settings)


@dataclass(frozen=True)
class Utterance:
    """Mono samples, and events in order of time. Event times are samples."""

    samples: npt.NDArray[np.int16]
    sample_rate: int
    words: list[tuple[int, int]]
    """Index of a character in the text, and when the word there begins. Short words may be missing."""
    sounds: list[tuple[str, int]]
    """IPA symbol, and when it begins; an empty symbol is a pause."""


class _Sound(NamedTuple):
    symbol: str
    sample: int
    character: int
    """Where the word that it belongs to begins in the text."""


def speak(
    text: str, prosody: Prosody, phonemes: bool = False, changes: Sequence[tuple[int, Prosody]] = ()
) -> Utterance:
    """Speak a text; with `phonemes`, what stands in `[[…]]` is in eSpeak's own mnemonics.

    From the index of each of the `changes` on, which must be a word's first letter, its prosody holds (voice and gap
    between words excepted). Raises `ValueError` for a voice that eSpeak does not have. Not thread-safe.
    """
    pieces = [text[start:end] for start, end in pairwise([0, *(index for index, _ in changes), len(text)])]
    commands = ["", *(changed.commands for _, changed in changes)]
    places = _Places([len(command) for command in commands], [len(piece) for piece in pieces])
    told = "".join(command + piece for command, piece in zip(commands, pieces, strict=True))
    with fresh_library() as (library, sample_rate):
        return _speak(library, sample_rate, told, places, prosody, _UTF8 | _END_PAUSE | (_PHONEMES if phonemes else 0))


@contextmanager
def fresh_library() -> Iterator[tuple[ctypes.CDLL, int]]:
    """The library as it is after loading, and its sample rate."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    try:
        data = espeakng_loader.get_data_path().encode()
        sample_rate = library.espeak_Initialize(_SYNCHRONOUS, 0, data, _PHONEME_EVENTS | _PHONEMES_AS_IPA)
        if sample_rate <= 0:
            raise RuntimeError(f"eSpeak NG does not start with the data in {data!r}")
        library.espeak_ng_SetRandSeed(ctypes.c_long(1))
        yield library, sample_rate
    finally:
        library.espeak_Terminate()
        _ctypes.dlclose(library._handle)


class _Places:
    """From places in a text with commands to those in the text itself, given the lengths of both in turn."""

    def __init__(self, commands: Sequence[int], pieces: Sequence[int]):
        self._text = [0, *accumulate(pieces)]
        self._told = [0, *accumulate(c + p for c, p in zip(commands, pieces, strict=True))]
        self._commands = commands

    def __getitem__(self, place: int) -> int:
        """Where a place is in the text; a command is where the word is that it stands before."""
        piece = max(bisect_right(self._told, place) - 1, 0)
        if piece == len(self._commands):
            return self._text[-1]
        return self._text[piece] + max(place - self._told[piece] - self._commands[piece], 0)


def _speak(
    library: ctypes.CDLL, sample_rate: int, text: str, places: _Places, prosody: Prosody, flags: int
) -> Utterance:
    chunks: list[npt.NDArray[np.int16]] = []
    words: list[tuple[int, int]] = []
    sounds: list[_Sound] = []

    def receive(samples, count, events) -> int:  # type: ignore[no-untyped-def]
        if count > 0:
            chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        index = 0
        while events[index].type != _EVENTS_END:
            event = events[index]
            if event.type == _WORD:
                words.append((places[event.text_position - 1], event.sample))
            elif event.type == _PHONEME:
                symbol = event.id.string.decode("utf-8", "ignore")
                sounds.append(_Sound(symbol, event.sample, places[event.text_position - 1]))
            index += 1
        return 0

    callback = _Callback(receive)
    library.espeak_SetSynthCallback(callback)
    if library.espeak_SetVoiceByName(prosody.voice.encode()) != 0:
        raise ValueError(f"eSpeak NG has no voice {prosody.voice!r}")
    library.espeak_SetParameter(_RATE, prosody.words_per_minute, 0)
    library.espeak_SetParameter(_PITCH, prosody.pitch, 0)
    library.espeak_SetParameter(_RANGE, prosody.range, 0)
    library.espeak_SetParameter(_VOLUME, prosody.volume, 0)
    library.espeak_SetParameter(_WORD_GAP, prosody.word_gap, 0)
    encoded = text.encode()
    library.espeak_Synth(encoded, ctypes.c_size_t(len(encoded) + 1), 0, 1, 0, flags, None, None)
    library.espeak_Synchronize()
    samples = np.concatenate(chunks) if chunks else np.zeros(0, np.int16)
    return Utterance(samples, sample_rate, words, _untangled(words, sounds))


def _untangled(words: list[tuple[int, int]], sounds: list[_Sound]) -> list[tuple[str, int]]:
    """The sounds with the times of final consonants put right.

    eSpeak joins a vowel and an l after it ("tell") in one stretch and reports the l only at the end of that stretch,
    where the next word or sound begins already. It is heard from about two thirds of the stretch on.
    """
    beginnings = {(sample, character) for character, sample in words}
    result: list[tuple[str, int]] = []
    for sound, following in pairwise([*sounds, _Sound("", -1, -1)]):
        late = following.character != sound.character and (sound.sample, following.character) in beginnings
        start = sound.sample
        if sound.symbol and result and (late or following.sample == sound.sample):
            before = result[-1][1]
            start = before + (start - before) * 2 // 3
        result.append((sound.symbol, start))
    return result
