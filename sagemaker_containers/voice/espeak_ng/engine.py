"""Speaks a scene with eSpeak NG."""

from typing import Any

import numpy as np

from film_studio.film.models import LineToSpeak, SpeechRequest, SpokenLine
from sagemaker_containers.serving.adapter import Unsupported
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.alignment import align, sounds_to_phonemes
from sagemaker_containers.voice.espeak_ng.casting import Delivery, cast
from sagemaker_containers.voice.espeak_ng.library import speak
from sagemaker_containers.voice.speaking import Take, speak_scene

_BEAT = round(0.4 * polish.SAMPLE_RATE)
"""How many samples a line takes in which there is nothing to say (an ellipsis, a dash)."""


class EspeakNG:
    """The engine. `languages` is the manifest's capability of that name."""

    def __init__(self, languages: dict[str, Any], rates: tuple[float, float]):
        self._languages = languages
        self._rates = rates

    def speak(self, request: SpeechRequest) -> tuple[list[SpokenLine], polish.Samples]:
        """The scene as `speak_scene` gives it. Raises `Unsupported` for a language or accent that there is not, too."""
        language = self._languages.get(request.language)
        if language is None:
            raise Unsupported(f"eSpeak NG is not set up to speak {request.language!r}.", "language")

        def take(line: LineToSpeak, rate: float, field: str) -> Take:
            return _take(line.text, cast(line, language, rate, field))

        return speak_scene(request, self._rates, take)


def _take(text: str, delivery: Delivery) -> Take:
    spoken = "".join(character if character.isprintable() else " " for character in text)
    utterance = speak(spoken, delivery.prosody)
    samples, step = polish.voice(utterance.samples, utterance.sample_rate, delivery.formants)
    first, last = polish.audible(samples)
    if first == last:
        first, last, samples = 0, _BEAT, np.zeros(_BEAT)
    duration = (last - first) / polish.SAMPLE_RATE

    def seconds(sample: int) -> float:
        return min(max(sample * step - first / polish.SAMPLE_RATE, 0.0), duration)

    phonemes = sounds_to_phonemes([(symbol, seconds(sample)) for symbol, sample in utterance.sounds], duration)
    words = align(text, [(character, seconds(sample)) for character, sample in utterance.words], phonemes, duration)
    return Take(polish.polish(samples[first:last], delivery.loudness), words, phonemes)
