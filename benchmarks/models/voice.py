"""How fast XTTS and VITS speak: compute seconds for a second of speech."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.models.checkpoints.voice import write_vits, write_xtts
from benchmarks.models.measure import GPU, loaded, peak_memory, seconds
from benchmarks.models.table import Row, show
from film_studio.film.models import LineToSpeak, VoiceSpec
from sagemaker_containers.serving.manifest import known
from sagemaker_containers.voice.polish import SAMPLE_RATE
from sagemaker_containers.voice.vits.engine import VITS
from sagemaker_containers.voice.xtts.engine import XTTS
from sagemaker_containers.voice.xtts.network import CODES_A_SECOND

SENTENCE = "Every evening she lit one clay lamp and set it on the window, so that whoever was lost could find the door."
CODES = 200


def rows() -> Iterator[Row]:
    """VITS, then XTTS with the share of its two networks."""
    with tempfile.TemporaryDirectory() as folder:
        write_vits(Path(folder) / "vits", published=GPU)
        languages = known("voice")["vits"].capabilities["languages"]
        vits, took = loaded(lambda: VITS(Path(folder) / "vits", languages))
        yield Row("VITS, load from disk", took, "s")
        yield _factor("VITS", vits)
        yield from peak_memory("VITS")
        write_xtts(Path(folder) / "xtts", published=GPU)
        languages = known("voice")["xtts"].capabilities["languages"]
        xtts, took = loaded(lambda: XTTS(Path(folder) / "xtts", languages))
    yield Row("XTTS, load from disk, and warm-up", took, "s")
    network, voice = xtts._network, next(iter(xtts._network.voices.values()))
    reading = network.read(SENTENCE, "en", voice, 0.7, 1, CODES)
    took = seconds(lambda: network.read(SENTENCE, "en", voice, 0.7, 1, CODES))
    codes = len(reading.codes)
    yield Row("XTTS, codes", codes / took, "codes/s", f"{codes} of them, {CODES_A_SECOND:.1f} in a second of speech")
    took = seconds(lambda: network.sound(reading, voice, 1.0))
    yield Row("XTTS, vocoder", took * CODES_A_SECOND / codes, "s/s", "compute seconds for a second of speech")
    yield from peak_memory("XTTS")


def _factor(name: str, engine: Any) -> Row:
    spec = VoiceSpec(age="adult", gender="female", tone="friendly")
    line = LineToSpeak(id="l1", text=SENTENCE, voice=spec, emotion="neutral")
    spoken = len(engine.take(line, "en", 1.0).samples) / SAMPLE_RATE
    took = seconds(lambda: engine.take(line, "en", 1.0))
    return Row(f"{name}, a sentence", took / spoken, "s/s", f"of {spoken:.1f} s, times and polish included")


if __name__ == "__main__":
    show("voice", rows())
