"""The voice container: `SpeechRequest` → `Speech`."""

from typing import TYPE_CHECKING

from film_studio.film.models import Document, LineToSpeak, Speech, SpeechRequest, VoiceSpec
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation

if TYPE_CHECKING:
    from sagemaker_containers.voice.espeak_ng.engine import EspeakNG

REQUEST = SpeechRequest


def load() -> "EspeakNG":
    """The engine; its voices come with its library, so there is nothing to fetch."""
    from sagemaker_containers.voice.espeak_ng.engine import EspeakNG  # slow to import: the port is to answer first

    capabilities = manifest.read("voice").capabilities
    return EspeakNG(capabilities["languages"], capabilities["rates"])


def warm_up(engine: "EspeakNG") -> None:
    """Speak a word."""
    voice = VoiceSpec(age="adult", gender="female", tone="friendly")
    line = LineToSpeak(id="warm-up", text="Once upon a time.", emotion="neutral", voice=voice)
    engine.speak(SpeechRequest(scene=0, language="en", lines=[line], rate=1, max_seconds=10))


def describe(engine: "EspeakNG") -> manifest.Manifest:
    """What the engine is and can do."""
    return manifest.read("voice")


def run_batch(engine: "EspeakNG", batch: list[Invocation[SpeechRequest]]) -> list[Document]:
    """One mono 48 kHz WAV per scene, and when which word and phoneme is said in it."""
    from sagemaker_containers.voice.polish import SAMPLE_RATE
    from sagemaker_containers.voice.speaking import write_wav

    documents: list[Document] = []
    for invocation in batch:
        lines, samples = engine.speak(invocation.request)
        write_wav(invocation.output.file("speech.wav", "audio/wav"), samples)
        audio = invocation.output.uri("speech.wav")
        documents.append(Speech(scene=invocation.request.scene, sample_rate=SAMPLE_RATE, audio=audio, lines=lines))
    return documents
