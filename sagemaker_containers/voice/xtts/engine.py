"""Speaks lines with XTTS v2: in one of its own voices, or in that of a sample whose speaker has agreed to it.

The network tells nothing of when it says what: times come from eSpeak NG's own rendering of the text, warped onto it.
"""

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile  # type: ignore[import-not-found]

from film_studio import storage
from film_studio.film.models import Emotion, LineToSpeak, Tone, VoiceSample, VoiceSpec
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.serving.weights import device, memory_errors
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.character import EMOTIONS, SENIOR_RATE, TONES
from sagemaker_containers.voice.neural import PROBE, guide_of, median_pitch, printable
from sagemaker_containers.voice.speaking import Take, heard
from sagemaker_containers.voice.warping import warp
from sagemaker_containers.voice.xtts.decoder import Written
from sagemaker_containers.voice.xtts.japanese import kana
from sagemaker_containers.voice.xtts.network import CODES_A_SECOND, Voice, load
from sagemaker_containers.voice.xtts.pieces import Said, join, split
from sagemaker_containers.voice.xtts.speakers import Cast

_TRIES = 3
"""So often a text is read until the voice comes to an end by itself."""

_LONGEST, _SHORTEST = 2.5, 0.25
"""What a reading takes, as parts of the time that eSpeak NG takes for the text, if the voice is not lost in it."""

_MORE_SECONDS = 2.0
"""What is allowed in addition, for breath and silence around a short text."""

_SHORTEST_SAMPLE_SECONDS = 3.0
"""A recording below that does not tell voices apart."""

_TEMPERATURES: dict[Emotion, float] = {
    "neutral": 0.0,
    "joy": 0.08,
    "sadness": -0.08,
    "anger": 0.1,
    "fear": 0.08,
    "surprise": 0.1,
    "disgust": 0.0,
    "love": -0.05,
}
"""What is added to the checkpoint's own temperature: the higher, the livelier the melody and the riskier."""

_TONES: dict[Tone, float] = {"professional": -0.1, "friendly": 0.0, "dramatic": 0.1}


@dataclass(frozen=True)
class _Part:
    """Who speaks a line and how: a speaker's name or a sample, the factor for pitch and formants, and for the rate."""

    speaker: str | VoiceSample
    moved: float
    pace: float
    temperature: float
    seed: int


class XTTS:
    """The engine. `folder` has the published files; `languages` is the manifest's capability of that name."""

    name = "XTTS"

    def __init__(self, folder: Path, languages: dict[str, Any]):
        self._languages = languages
        self._network = load(folder, device())
        self._cloned = lru_cache(maxsize=64)(self._clone)
        # A scene that is too long is spoken again, faster: that is the same reading.
        self._reading = lru_cache(maxsize=64)(self._read)
        self._cast = Cast(self._network.voices, self._hertz)

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether it has the language; a voice of a sample has its own accent."""
        known = self._languages.get(language)
        if known is None:
            return False
        return voice.sample is not None or (bool(self._cast) and voice.accent in (None, *known["accents"]))

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken. Raises `Unsupported` for a sample of which no voice can be made."""
        text = printable(line.text)
        with memory_errors():
            part = self._part(line, language, rate)
            limit = self._network.most_letters(self._languages[language]["model"])
            said = join([piece for span in split(text, limit) for piece in self._say(text, span, language, part)])
        return heard(line.text, said.samples, said.sounds, said.words, EMOTIONS[line.emotion].loudness)

    def _part(self, line: LineToSpeak, language: str, rate: float) -> _Part:
        spec, tone, emotion = line.voice, TONES[line.voice.tone], EMOTIONS[line.emotion]
        speaker: str | VoiceSample
        speaker, moved = (spec.sample, 1.0) if spec.sample else self._cast.of(spec)
        senior = SENIOR_RATE if spec.age == "senior" and not spec.sample else 1.0
        own = self._network.temperature
        asked = f"{language}\0{spec.model_dump_json()}\0{line.emotion}\0{line.text}"
        return _Part(
            speaker=speaker,
            moved=moved,
            pace=rate * tone.rate * emotion.rate * senior,
            temperature=round(own + _TONES[spec.tone] + _TEMPERATURES[line.emotion], 2),
            seed=int.from_bytes(hashlib.sha256(asked.encode()).digest()[:6]),
        )

    def _say(self, text: str, span: tuple[int, int], language: str, part: _Part) -> list[Said]:
        """A piece of the text, in smaller ones where numbers written out make it too long; none where it is silent."""
        start, end = span
        entry = self._languages[language]
        piece = text[start:end]
        if not self._network.fits(piece, entry["model"]):
            halves = split(piece, max(len(piece) // 2, 1))
            smaller = [(start + first, start + last) for first, last in halves]
            return [said for half in smaller for said in self._say(text, half, language, part)]
        told, places = kana(piece, self._network.katsu) if language == "ja" else (piece, None)
        guide = guide_of(told, entry["espeak"])
        if not any(symbol for symbol, _ in guide.sounds):
            return []
        known, step = polish.voice(guide.samples, guide.sample_rate, 1.0)
        seconds = len(known) / polish.SAMPLE_RATE
        reading = self._reading(piece, entry["model"], part.speaker, part.temperature, part.seed, round(seconds, 3))
        samples = self._network.sound(reading, self._voice(part.speaker), part.pace / part.moved)
        rounded = np.round(samples.clip(-1, 1) * 32767).astype(np.int16)
        sound, _ = polish.voice(rounded, self._network.sample_rate, part.moved)
        times = [*(sample * step for _, sample in guide.sounds), *(sample * step for _, sample in guide.words)]
        if sound.any() and known.any():
            times = warp(known, times, sound).tolist()
        sounds = [(symbol, time) for (symbol, _), time in zip(guide.sounds, times, strict=False)]
        words = [
            (start + (places[place] if places else place), time)
            for (place, _), time in zip(guide.words, times[len(guide.sounds) :], strict=True)
        ]
        return [Said(sound, sounds, words)]

    def _read(
        self, text: str, language: str, speaker: str | VoiceSample, temperature: float, seed: int, seconds: float
    ) -> Written:
        """A reading of a text that takes eSpeak NG so many seconds.

        The network does not always stop when it is done, or stops at once: then it reads again by other chance. The
        last try counts, cut at what is allowed.
        """
        most = round((_LONGEST * seconds + _MORE_SECONDS) * CODES_A_SECOND)
        least = round(_SHORTEST * seconds * CODES_A_SECOND)
        for tried in range(_TRIES):
            reading = self._network.read(text, language, self._voice(speaker), temperature, seed + tried, most)
            if reading.ended and len(reading.codes) >= least:
                break
        return reading

    def _voice(self, speaker: str | VoiceSample) -> Voice:
        return self._network.voices[speaker] if isinstance(speaker, str) else self._cloned(speaker.uri)

    def _clone(self, uri: str) -> Voice:
        """The voice of a recording. Raises `Unsupported` where nobody is heard in it."""
        try:
            samples, rate = soundfile.read(io.BytesIO(storage.get_bytes(uri)), dtype="float32", always_2d=True)
        except soundfile.SoundFileError as error:
            raise Unsupported("The sample is no WAV, FLAC, OGG or MP3 file.", "voice.sample") from error
        mono = samples.mean(1)
        if len(mono) < _SHORTEST_SAMPLE_SECONDS * rate:
            raise Unsupported(f"The sample is shorter than {_SHORTEST_SAMPLE_SECONDS:g} s.", "voice.sample")
        if np.abs(mono).max() < 1e-3:
            raise Unsupported("The sample is silent.", "voice.sample")
        voice: Voice = self._network.clone(np.ascontiguousarray(mono), rate)
        return voice

    def _hertz(self, speaker: str) -> float:
        """The median pitch of one of the network's own speakers."""
        seconds = len((guide := guide_of(PROBE, "en-us")).samples) / guide.sample_rate
        reading = self._read(PROBE, "en", speaker, self._network.temperature, 0, seconds)
        return median_pitch(self._network.sound(reading, self._voice(speaker), 1.0), self._network.sample_rate)
