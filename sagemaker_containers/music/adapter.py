"""The music container: `ScoreRequest` → `Score`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from film_studio.film.models import Document, Score, ScoreRequest, ScoreSection
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation, Unsupported

if TYPE_CHECKING:
    from sagemaker_containers.music.composer.render import Stereo

REQUEST = ScoreRequest


@dataclass(frozen=True)
class Engine:
    """Who plays (the first of the engines in force), and what it can do."""

    manifest: manifest.Manifest
    play: "Callable[[ScoreRequest], Stereo]"


def load() -> Engine:
    """The engine, ready to play. Raises `Damaged` where its weights are not those of their listing."""
    chosen = manifest.engines("music")[0]
    if chosen.name == "musicgen":
        from sagemaker_containers.music.musicgen.engine import MusicGenPlayer  # only its environment has what it needs
        from sagemaker_containers.serving.weights import folder_of

        return Engine(manifest.read("music"), MusicGenPlayer(folder_of(chosen)).play)
    return Engine(manifest.read("music"), _compose)


def _compose(request: ScoreRequest) -> "Stereo":
    from sagemaker_containers.music.composer.compose import compose
    from sagemaker_containers.music.composer.render import render  # slow to import: the port is to answer first

    return render(compose(request))


def warm_up(engine: Engine) -> None:
    """Play two seconds."""
    section = ScoreSection(start=0, end=2, mood="peaceful", intensity=0.5)
    request = ScoreRequest(
        style="western-classical", culture="western", time_of_day="day", seconds=2, sections=[section], seed=1
    )
    engine.play(request)


def describe(engine: Engine) -> manifest.Manifest:
    """What the engine is and can do."""
    return engine.manifest


def run_batch(engine: Engine, batch: list[Invocation[ScoreRequest]]) -> list[Document]:
    """One stereo 48 kHz WAV per film, as long as the film to the sample."""
    from sagemaker_containers.music.composer.instruments import SAMPLE_RATE
    from sagemaker_containers.music.composer.render import write_wav

    documents: list[Document] = []
    for invocation in batch:
        request = invocation.request
        longest = engine.manifest.capabilities["max_seconds"]
        if not 1 <= request.seconds <= longest:
            raise Unsupported(f"A score may last from 1 to {longest} s.", "seconds")
        write_wav(invocation.output.file("score.wav", "audio/wav"), engine.play(request))
        documents.append(
            Score(audio=invocation.output.uri("score.wav"), sample_rate=SAMPLE_RATE, seconds=request.seconds)
        )
    return documents
