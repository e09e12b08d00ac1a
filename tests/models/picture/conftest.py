"""What the tests of picture engines share: weights, a scene of two people, and images of a creator's own."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from benchmarks.models.checkpoints import picture as checkpoint
from film_studio import storage
from film_studio.film.analysis import analyse
from film_studio.film.models import FilmOptions, FilmPlan, FilmRequest, PictureRequest
from film_studio.film.requests import picture_request
from sagemaker_containers.picture.illustrator.illustrate import Illustration

torch.set_num_threads(1)  # so small a model gains nothing by more, and loses much where cores are shared

LAMP = Path(__file__).parents[3] / "examples" / "scripts" / "the_clay_lamp.txt"


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("weights")
    checkpoint.write(folder)
    return folder


@pytest.fixture(scope="session")
def plan() -> FilmPlan:
    title, _, script = LAMP.read_text().partition("\n\n")
    return analyse(FilmRequest(title=title, script=script, options=FilmOptions()))


@pytest.fixture(scope="session")
def scene(plan: FilmPlan) -> PictureRequest:
    """Meera and her grandmother."""
    return picture_request(plan, FilmOptions(quality="preview"), 1)


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], str]:
    """Puts a file where the engines read, and answers its URI."""
    files: dict[str, bytes] = {}
    monkeypatch.setattr(storage, "get_bytes", lambda uri: files[uri])

    def put(name: str, content: bytes) -> str:
        files[f"s3://media/{name}"] = content
        return f"s3://media/{name}"

    return put


def pixels(drawn: Illustration) -> np.ndarray:
    """The painted layer, as numbers from 0 to 255."""
    return cv2.imdecode(np.frombuffer(drawn.layers[0].png, np.uint8), cv2.IMREAD_COLOR).astype(np.float64)


def apart(one: np.ndarray, other: np.ndarray) -> float:
    """The mean difference of two pictures."""
    return float(np.abs(one - other).mean())
