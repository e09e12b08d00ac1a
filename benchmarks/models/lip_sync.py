"""How fast Wav2Lip makes mouths, and how fast a painted face is moved and has them pasted in."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from benchmarks.models.checkpoints.lip_sync import write
from benchmarks.models.measure import GPU, loaded, peak_memory, seconds
from benchmarks.models.table import Row, show
from film_studio.film.models import Face
from sagemaker_containers.lip_sync.wav2lip import mel
from sagemaker_containers.lip_sync.wav2lip.engine import BATCH, Wav2Lip
from sagemaker_containers.lip_sync.wav2lip.face import LivingFace, Motion
from sagemaker_containers.lip_sync.wav2lip.network import SIDE

FRAMES = 10 * BATCH if GPU else BATCH


def rows() -> Iterator[Row]:
    """The network has its published size wherever it runs."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        engine, took = loaded(lambda: Wav2Lip(Path(folder) / "wav2lip"))
    yield Row("Wav2Lip, load from disk", took, "s")
    random = np.random.default_rng(1)
    frame = cv2.GaussianBlur(random.integers(0, 256, (1080, 1920, 4), np.uint8), (0, 0), 9)
    sound = (0.1 * random.standard_normal((FRAMES + 16) * 2000)).astype(np.float32)
    took = seconds(lambda: mel.spectra(sound))
    yield Row("Wav2Lip, spectra", FRAMES / took, "frames/s", "of the film, on the processor")
    spectra = mel.spectra(sound)
    heard = np.stack([mel.window(spectra, number) for number in range(FRAMES)])
    face = LivingFace(frame, Face(x=800, y=300, size=220))
    crop = face.crop(SIDE)
    took = seconds(lambda: engine.mouths(crop, heard))
    yield Row("Wav2Lip, mouths", FRAMES / took, "frames/s", f"batches of {BATCH}")
    mouth = engine.mouths(crop, heard[:1])[0]
    took = seconds(lambda: face.show(Motion(), mouth))
    yield Row("a face moved, its mouth pasted in", 1 / took, "frames/s", "220 px, one core")
    yield from peak_memory("Wav2Lip")


if __name__ == "__main__":
    show("lip_sync", rows())
