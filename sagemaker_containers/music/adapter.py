"""The music container: `ScoreRequest` → `Score`."""

from film_studio.film.models import Document, Score, ScoreRequest, ScoreSection
from sagemaker_containers.serving import manifest
from sagemaker_containers.serving.adapter import Invocation, Unsupported

REQUEST = ScoreRequest

Engine = manifest.Manifest
"""The composer has no state: what it can do is all there is to load."""


def load() -> Engine:
    """The engine's limits; its sounds are made when they are first played."""
    return manifest.read("music")


def warm_up(engine: Engine) -> None:
    """Compose and play two seconds."""
    from sagemaker_containers.music.composer.compose import compose
    from sagemaker_containers.music.composer.render import render  # slow to import: the port is to answer first

    section = ScoreSection(start=0, end=2, mood="peaceful", intensity=0.5)
    request = ScoreRequest(
        style="western-classical", culture="western", time_of_day="day", seconds=2, sections=[section], seed=1
    )
    render(compose(request))


def describe(engine: Engine) -> manifest.Manifest:
    """What the engine is and can do."""
    return engine


def run_batch(engine: Engine, batch: list[Invocation[ScoreRequest]]) -> list[Document]:
    """One stereo 48 kHz WAV per film, as long as the film to the sample."""
    from sagemaker_containers.music.composer.compose import compose
    from sagemaker_containers.music.composer.instruments import SAMPLE_RATE
    from sagemaker_containers.music.composer.render import render, write_wav

    documents: list[Document] = []
    for invocation in batch:
        request = invocation.request
        longest = engine.capabilities["max_seconds"]
        if not 1 <= request.seconds <= longest:
            raise Unsupported(f"A score may last from 1 to {longest} s.", "seconds")
        write_wav(invocation.output.file("score.wav", "audio/wav"), render(compose(request)))
        documents.append(
            Score(audio=invocation.output.uri("score.wav"), sample_rate=SAMPLE_RATE, seconds=request.seconds)
        )
    return documents
