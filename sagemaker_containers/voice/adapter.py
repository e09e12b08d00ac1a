"""The voice container: `SpeechRequest` → `Speech`."""

from typing import TYPE_CHECKING

from film_studio.film.models import Document, LineToSpeak, Speech, SpeechRequest, VoiceSpec
from sagemaker_containers.serving import manifest, weights
from sagemaker_containers.serving.adapter import Invocation

if TYPE_CHECKING:
    from sagemaker_containers.voice.speaking import Engine, Voices

REQUEST = SpeechRequest


def load() -> "Voices":
    """The engines in force, ready to speak."""
    from sagemaker_containers.voice.speaking import Voices  # slow to import: the port is to answer first

    chosen = manifest.engines("voice")
    rates = [engine.capabilities["rates"] for engine in chosen]
    slowest, fastest = max(low for low, _ in rates), min(high for _, high in rates)
    return Voices([_engine(engine) for engine in chosen], (slowest, fastest))


def _engine(engine: manifest.Manifest) -> "Engine":
    files = engine.outside.found() if engine.outside else []
    match engine.name:
        case "flite":
            from sagemaker_containers.voice.flite.engine import Flite

            return Flite(files)
        case "piper":
            from sagemaker_containers.voice.piper.engine import Piper

            return Piper(files, engine.capabilities["languages"])
        case "vits":
            from sagemaker_containers.voice.vits.engine import VITS

            return VITS(weights.folder_of(engine), engine.capabilities["languages"])
        case "xtts":
            from sagemaker_containers.voice.xtts.engine import XTTS

            return XTTS(weights.folder_of(engine), engine.capabilities["languages"])
        case _:
            from sagemaker_containers.voice.espeak_ng.engine import EspeakNG

            return EspeakNG(engine.capabilities["languages"])


def warm_up(voices: "Voices") -> None:
    """Speak a word."""
    voice = VoiceSpec(age="adult", gender="female", tone="friendly")
    line = LineToSpeak(id="warm-up", text="Once upon a time.", emotion="neutral", voice=voice)
    voices.speak(SpeechRequest(scene=0, language="en", lines=[line], rate=1, max_seconds=10))


def describe(voices: "Voices") -> manifest.Manifest:
    """What the engines are and can do."""
    return manifest.read("voice")


def run_batch(voices: "Voices", batch: list[Invocation[SpeechRequest]]) -> list[Document]:
    """One mono 48 kHz WAV per scene, and when which word and phoneme is said in it."""
    from sagemaker_containers.voice.polish import SAMPLE_RATE
    from sagemaker_containers.voice.speaking import write_wav

    documents: list[Document] = []
    for invocation in batch:
        lines, samples = voices.speak(invocation.request)
        write_wav(invocation.output.file("speech.wav", "audio/wav"), samples)
        audio = invocation.output.uri("speech.wav")
        documents.append(Speech(scene=invocation.request.scene, sample_rate=SAMPLE_RATE, audio=audio, lines=lines))
    return documents
