"""Whether a file is an image that films can use, proven by its content; what its name and sender say counts nothing."""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from film_studio.errors import Fault, Invalid
from film_studio.film.models import Face, UserImage
from film_studio.storage import ProjectFolder

FORMATS = ("JPEG", "PNG", "WEBP")
MIN_SIDE, MAX_SIDE = 64, 8192
"""How long the sides of an image may be (px)."""

KEPT_SIDE = 3840
"""What is kept is scaled down to this at most: no frame shows more."""

_QUALITY = 92
_SEARCHED_SIDE = 640
"""Faces are looked for in a copy of this size, so that it takes a moment however large the photo is."""

_MIN_FACE = 0.1
"""The smallest face that makes a portrait, against the shorter side."""


@dataclass(frozen=True)
class Verified:
    """An image as it is kept: upright, without metadata."""

    content: bytes
    content_type: str
    width: int
    height: int
    face: Face | None

    def placed(self, folder: ProjectFolder) -> UserImage:
        """The image with its address in a project's folder, which is its content's hash."""
        suffix = self.content_type.rpartition("/")[2]
        uri = folder.uri("raw", f"{hashlib.sha256(self.content).hexdigest()}.{suffix}")
        return UserImage(uri=uri, width=self.width, height=self.height, face=self.face)


def verified(content: bytes) -> Verified:
    """Decode a file and make of it what is kept. Raises `Invalid` saying what is wrong with it."""
    image = _decoded(content)
    image.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    face = _face(image)
    kept = io.BytesIO()
    if image.mode == "RGBA":
        image.save(kept, "PNG", compress_level=3)
        kind = "image/png"
    else:
        image.save(kept, "JPEG", quality=_QUALITY, subsampling=0)
        kind = "image/jpeg"
    return Verified(kept.getvalue(), kind, image.width, image.height, face)


def _decoded(content: bytes) -> Image.Image:
    """The image upright, in RGB, or RGBA where some of it is transparent."""
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise _refused("image_too_large", f"Its sides may be {MAX_SIDE} px at most; scale it down.") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise _refused("not_an_image", "It is no JPEG, PNG or WebP image; save it as one of these.") from error
    # The header says how large it is, before anything of it is unpacked.
    size = f"It is {image.width}×{image.height} px"
    if min(image.size) < MIN_SIDE:
        raise _refused("image_too_small", f"{size}; each side must be {MIN_SIDE} px at least: use a larger one.")
    if max(image.size) > MAX_SIDE:
        raise _refused("image_too_large", f"{size}; each side may be {MAX_SIDE} px at most: scale it down.")
    try:
        image.load()
        image = ImageOps.exif_transpose(image)
        transparent = image.has_transparency_data and any(image.convert("RGBA").getchannel("A").histogram()[:255])
        image = image.convert("RGBA" if transparent else "RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise _refused("image_damaged", "The file is damaged or cut off; save the image again.") from error
    image.info.clear()  # place, camera and comments, which encoders would write again
    return image


def _refused(code: str, message: str) -> Invalid:
    return Invalid(Fault("file", code, message), code="asset_rejected")


@cache
def _detector() -> cv2.CascadeClassifier:
    # The wheel carries this model (Lienhart's frontal face, Intel licence).
    return cv2.CascadeClassifier(str(Path(cv2.__file__).with_name("data") / "haarcascade_frontalface_alt2.xml"))


def _face(image: Image.Image) -> Face | None:
    """The largest face, as the detector frames it: eyes at two fifths of the square, mouth at four."""
    small = image.convert("L")
    small.thumbnail((_SEARCHED_SIDE, _SEARCHED_SIDE))
    scale = image.width / small.width
    least = max(24, round(_MIN_FACE * min(small.size)))
    found = _detector().detectMultiScale(np.asarray(small), 1.1, 4, minSize=(least, least))
    if not len(found):
        return None
    x, y, size, _ = max(found, key=lambda face: (face[2], -face[0], -face[1]))
    return Face(x=round(x * scale), y=round(y * scale), size=round(size * scale))
