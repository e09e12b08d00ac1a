"""How fast MusicGen plays: compute seconds for a second of music, the theme it follows included."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.models.checkpoints.music import write
from benchmarks.models.measure import GPU, loaded, peak_memory, seconds
from benchmarks.models.table import Row, show
from film_studio.film.models import ScoreRequest, ScoreSection
from sagemaker_containers.music.musicgen.engine import MusicGenPlayer

LENGTHS = (30.0, 90.0) if GPU else (5.0,)
"""Seconds: one window of the model, and what is continued from window to window."""


def rows() -> Iterator[Row]:
    """One score of each length."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), published=GPU)
        player, took = loaded(lambda: MusicGenPlayer(Path(folder)))
        yield Row("MusicGen, load from disk", took, "s")
        for length in LENGTHS:
            request = _score(length)
            took = seconds(lambda request=request: player.play(request), times=1)  # type: ignore[misc]
            yield Row(f"MusicGen, {length:.0f} s", took / length, "s/s", "compute seconds for a second of music")
        yield from peak_memory("MusicGen")


def _score(length: float) -> ScoreRequest:
    section = ScoreSection(start=0, end=length, mood="peaceful", intensity=0.6)
    return ScoreRequest(
        style="indian-classical", culture="indian", time_of_day="dusk", seconds=length, sections=[section], seed=5
    )


if __name__ == "__main__":
    show("music", rows())
