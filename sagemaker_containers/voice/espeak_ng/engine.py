"""Speaks lines with eSpeak NG."""

from typing import Any

from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.voice import polish
from sagemaker_containers.voice.espeak_ng.casting import cast
from sagemaker_containers.voice.espeak_ng.library import speak
from sagemaker_containers.voice.speaking import Take, heard


class EspeakNG:
    """The engine. `languages` is the manifest's capability of that name."""

    name = "eSpeak NG"

    def __init__(self, languages: dict[str, Any]):
        self._languages = languages

    def speaks(self, language: str, voice: VoiceSpec) -> bool:
        """Whether it has this accent of the language."""
        known = self._languages.get(language)
        return known is not None and voice.sample is None and voice.accent in (None, *known["accents"])

    def take(self, line: LineToSpeak, language: str, rate: float) -> Take:
        """The line, spoken."""
        delivery = cast(line, self._languages[language], rate)
        spoken = "".join(character if character.isprintable() else " " for character in line.text)
        utterance = speak(spoken, delivery.prosody, changes=delivery.changes)
        sound, step = polish.voice(utterance.samples, utterance.sample_rate, delivery.formants)
        return heard(
            line.text,
            sound,
            [(symbol, sample * step) for symbol, sample in utterance.sounds],
            [(character, sample * step) for character, sample in utterance.words],
            delivery.loudness,
        )
