"""Speaks English lines with flite (Carnegie Mellon University) through its C library, where the system has it.

Its voices are statistical models of people: `slt` a woman, `rms` a man, `awb` a man from Scotland. Ages, tones,
emotions and further speakers are made of them by pitch, pace and a vocal tract that is longer or shorter.
"""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from film_studio.film.models import Age, LineToSpeak, VoiceSpec
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.character import EMOTIONS, OTHERS, PITCH_HZ, SENIOR_RATE, TONES
from sagemaker_containers.voice.speaking import Take, heard

_PITCH, _RANGE, _STRETCH = b"int_f0_target_mean", b"int_f0_target_stddev", b"duration_stretch"
"""Features of a voice. flite keeps the pointers, not the names: they must stay where they are."""

_ATTACK = 0.02
"""Seconds by which a first sound may be heard before its time."""

_TOKEN = b"R:SylStructure.parent.parent.R:Token.parent"
"""The way from a segment to the token that it is said for."""

_IPA = {
    "aa": "ɑː", "ae": "æ", "ah": "ʌ", "ao": "ɔː", "aw": "aʊ", "ax": "ə", "ay": "aɪ", "b": "b", "ch": "tʃ", "d": "d",
    "dh": "ð", "eh": "ɛ", "er": "ɜː", "ey": "eɪ", "f": "f", "g": "ɡ", "hh": "h", "ih": "ɪ", "iy": "iː", "jh": "dʒ",
    "k": "k", "l": "l", "m": "m", "n": "n", "ng": "ŋ", "ow": "oʊ", "oy": "ɔɪ", "p": "p", "r": "ɹ", "s": "s",
    "sh": "ʃ", "t": "t", "th": "θ", "uh": "ʊ", "uw": "uː", "v": "v", "w": "w", "y": "j", "z": "z", "zh": "ʒ",
    "pau": "",
}  # fmt: skip
"""flite's American phones in IPA as eSpeak NG writes it; a pause is silent."""

_ASCII = str.maketrans(
    {"—": ",", "–": ",", "…": ".", "’": "'", "‘": "'", "“": '"', "”": '"', "ß": "s", "æ": "e", "ø": "o"}
)


@dataclass(frozen=True)
class _Model:
    """One of flite's voices: its own pitch (Hz), how far that ranges (standard deviation, Hz), and its pace."""

    name: str
    hertz: float
    deviation: float
    stretch: float
    """What its durations are multiplied by to speak as fast as eSpeak NG does at its natural rate (measured)."""
    steerable: bool = True
    """Whether flite sets its pitch as told. Where not, the sound is moved as a whole, half as far."""


_SLT = _Model("slt", 167, 30, 1.2)
_RMS = _Model("rms", 102, 14, 1.19, steerable=False)
_AWB = _Model("awb", 126, 28, 1.29)

_CAST: dict[str, tuple[tuple[_Model, float], ...]] = {
    "female": ((_SLT, 0.98),),
    "girl": ((_SLT, 0.93),),
    "male": ((_RMS, 1.0), (_AWB, 0.97)),
    "young male": ((_AWB, 1.02), (_AWB, 0.97)),
    "boy": ((_SLT, 0.92), (_AWB, 1.1)),
    "neutral": ((_SLT, 0.93), (_AWB, 1.08)),
    "scottish male": ((_AWB, 1.0),),
}
"""Which model, with its formants moved by how much, speaks for whom: `rms` does not reach a young man's pitch, and a
child is better understood with the resonances of a small woman than of a child."""

_FORMANTS: dict[Age, float] = {"child": 1.08, "teen": 1.03, "adult": 1.0, "senior": 1.0}
"""How far the resonances lie above an adult's: a child's vocal tract is shorter."""


@dataclass(frozen=True)
class Delivery:
    """How one line is to be spoken: pitch and deviation in Hz, durations and formants as factors, loudness in LU."""

    voice: str
    hertz: float
    deviation: float
    stretch: float
    formants: float
    loudness: float


def cast(line: LineToSpeak, rate: float) -> Delivery:
    """The delivery of a line; 1.0 is the natural `rate`."""
    spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
    models = _CAST[_part(spec)]
    model, tract = models[spec.variant % len(models)]
    other_pitch, other_formants = OTHERS[spec.variant // len(models) % len(OTHERS)]
    formants = tract * _FORMANTS[spec.age] * other_formants
    hertz = PITCH_HZ[spec.gender][spec.age] * other_pitch * tone.pitch * emotion.pitch
    if not model.steerable:
        formants *= math.sqrt(hertz / (model.hertz * formants))
        hertz = model.hertz * formants
    pace = rate * tone.rate * emotion.rate * (SENIOR_RATE if spec.age == "senior" else 1.0)
    return Delivery(
        voice=model.name,
        hertz=hertz / formants,
        deviation=model.deviation * hertz / formants / model.hertz * (50 + tone.range + emotion.range) / 50,
        stretch=model.stretch * formants / pace,
        formants=formants,
        loudness=emotion.loudness,
    )


def _part(spec: VoiceSpec) -> str:
    if spec.accent == "scottish":
        return "scottish male"
    young = {("child", "female"): "girl", ("child", "male"): "boy", ("teen", "male"): "young male"}
    return young.get((spec.age, spec.gender), spec.gender)


class _Wave(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.POINTER(ctypes.c_short)),
    )


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


_POINTER, _NAME, _FLOAT = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float
_FUNCTIONS = {
    "flite_synth_text": (_POINTER, [_NAME, ctypes.POINTER(_Voice)]),
    "delete_utterance": (None, [_POINTER]),
    "utt_wave": (ctypes.POINTER(_Wave), [_POINTER]),
    "utt_relation": (_POINTER, [_POINTER, _NAME]),
    "relation_head": (_POINTER, [_POINTER]),
    "item_next": (_POINTER, [_POINTER]),
    "item_feat_string": (_NAME, [_POINTER, _NAME]),
    "item_feat_float": (_FLOAT, [_POINTER, _NAME]),
    "path_to_item": (_POINTER, [_POINTER, _NAME]),
    "feat_set_float": (None, [_POINTER, _NAME, _FLOAT]),
}
"""What is called of the library: result and arguments, as its headers declare them."""


@dataclass(frozen=True)
class _Segment:
    phone: str
    end: float
    token: int | None
    """Which item of the library's the token is that it is said for; None for a pause."""
    text: str


class Flite:
    """The engine. `files` are the libraries of its manifest, in the order in which one needs another."""

    name = "flite"

    def __init__(self, files: list[Path]):
        libraries = {file.name: ctypes.CDLL(str(file), mode=ctypes.RTLD_GLOBAL) for file in files}
        self._library = libraries["libflite.so.1"]
        for function, (result, arguments) in _FUNCTIONS.items():
            getattr(self._library, function).restype = result
            getattr(self._library, function).argtypes = arguments
        self._library.flite_init()
        self._c = ctypes.CDLL(None)
        self._voices = {}
        for model in (_SLT, _RMS, _AWB):
            register = libraries[f"libflite_cmu_us_{model.name}.so.1"][f"register_cmu_us_{model.name}"]
            register.restype = ctypes.POINTER(_Voice)
            self._voices[model.name] = register(None)

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether it has the accent: American, or Scottish of a man."""
        accents = (None, "american", *(["scottish"] if voice.gender == "male" else []))
        return language == "en" and voice.sample is None and voice.accent in accents

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken."""
        delivery = cast(line, rate)
        spoken = _ascii(line.text)
        samples, sample_rate, segments = self._synthesise(spoken, delivery)
        sounds, words, character, start, token = [], [], 0, 0.0, None
        for segment in segments:
            sounds.append((_IPA[segment.phone], start))
            if segment.token is not None and segment.token != token:
                token = segment.token
                character = max(spoken.find(segment.text, character), character)
                words.append((character, start))
                character += len(segment.text)
            start = segment.end
        sound, step = polish.voice(samples, sample_rate, delivery.formants)
        seconds = step * sample_rate
        if words:  # the silence before the first sound hisses
            sound[: max(round((words[0][1] * seconds - _ATTACK) * polish.SAMPLE_RATE), 0)] = 0
        return heard(
            line.text,
            sound,
            [(symbol, time * seconds) for symbol, time in sounds],
            [(character, time * seconds) for character, time in words],
            delivery.loudness,
        )

    def _synthesise(self, text: str, delivery: Delivery) -> tuple[npt.NDArray[np.int16], int, list[_Segment]]:
        voice = self._voices[delivery.voice]
        for feature, value in ((_PITCH, delivery.hertz), (_RANGE, delivery.deviation), (_STRETCH, delivery.stretch)):
            self._library.feat_set_float(voice.contents.features, feature, value)
        self._c.srand(1)  # whispered sounds are noise from C's own generator
        utterance = self._library.flite_synth_text(text.encode("ascii"), voice)
        try:
            wave = self._library.utt_wave(utterance).contents
            samples = np.ctypeslib.as_array(wave.samples, (wave.num_samples,)).copy()
            return samples, wave.sample_rate, list(self._segments(utterance))
        finally:
            self._library.delete_utterance(utterance)

    def _segments(self, utterance: int) -> Iterator[_Segment]:
        library = self._library
        item = library.relation_head(library.utt_relation(utterance, b"Segment"))
        while item:
            token = library.path_to_item(item, _TOKEN)
            text = library.item_feat_string(token, b"name").decode() if token else ""
            yield _Segment(
                library.item_feat_string(item, b"name").decode(), library.item_feat_float(item, b"end"), token, text
            )
            item = library.item_next(item)


def _ascii(text: str) -> str:
    """The text in the only letters that flite reads, each where it was."""
    letters = []
    for character in text.translate(_ASCII):
        plain = unicodedata.normalize("NFKD", character)[0]
        letters.append(plain if " " <= plain <= "~" else " ")
    return "".join(letters)
