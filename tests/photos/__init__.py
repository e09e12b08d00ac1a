"""Photos for the tests of what creators upload."""

import io
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

FACE = Path(__file__).with_name("eileen_collins.jpg")
"""A real face: 400×400 px, the face's middle at about (185, 114)."""


@cache
def hills(width: int = 640, height: int = 400) -> Image.Image:
    """A landscape without anybody: sky over two ridges and a meadow, the sun at the upper right, film grain."""
    y, x = np.mgrid[0:height, 0:width] / (height, width)[0]
    picture = np.stack([110 + 90 * y, 160 + 50 * y, 220 - 10 * y], axis=-1)
    far = y > 0.5 + 0.06 * np.sin(5 * x)
    near = y > 0.66 + 0.05 * np.sin(9 * x + 1)
    picture[far] = (70, 110, 120)
    picture[near] = (80, 130, 50)
    sun = (x - 0.8 * width / height) ** 2 + (y - 0.2) ** 2 < 0.006
    picture[sun] = (255, 240, 190)
    grain = np.random.default_rng(1).normal(0, 6, picture.shape)
    return Image.fromarray(np.clip(picture + grain, 0, 255).astype(np.uint8))


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The image as a file."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
