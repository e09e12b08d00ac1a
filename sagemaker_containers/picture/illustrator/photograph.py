"""A creator's own image as the place of a scene: cropped to the frame, painted over, lit as the scene is, and a floor.

Vector puppets look pasted onto a photo that is sharper and busier than they are. So it loses its fine grain, gets the
scene's own light, and gives way to a plain floor where they stand.
"""

import cv2
import numpy as np
from PIL import Image, ImageFilter

from sagemaker_containers.drawing.colour import channels, from_channels, mix
from sagemaker_containers.drawing.pen import argb, polygon
from sagemaker_containers.picture.illustrator.stage import DrawnLayer, Stage

_LOOK_SIDE = 160
"""The crop is chosen on a copy of this size (px)."""

_GRAIN = 1000
"""Fine detail is painted over in a copy of this size (px), whatever the frame's."""

_LATTICE = 9
"""Steps a side of the table by which the scene's light is laid over every colour."""

_LEVEL = 0.5
"""The mean luma that a photo is brought to before the scene's own light falls on it, and how far it may be moved."""
_LEAST_GAIN, _MOST_GAIN = 0.75, 1.6


def photograph(stage: Stage, content: bytes) -> None:
    """Put the image file into the stage: the place far behind, and the ground before it. Raises `ValueError`."""
    request = stage.request
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3:
        raise ValueError("the background is no image in colour")
    if pixels.shape[2] == 4:
        pixels = _flattened(pixels, stage.air.haze)
    place = painted(levelled(cropped(pixels, request.width, request.height)))
    lit = np.asarray(Image.fromarray(place[:, :, ::-1]).filter(_light(stage)))
    layer = np.dstack([lit[:, :, ::-1], np.full(lit.shape[:2], 255, np.uint8)])
    stage.layers.append(DrawnLayer("place", 0.2, layer))
    _veil(stage)
    _ground(stage, layer)


def cropped(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """The part of the image that fills a frame of this size and shows most of what there is to see, scaled to it."""
    tall, wide = pixels.shape[:2]
    scale = max(width / wide, height / tall)
    part_width, part_height = min(wide, round(width / scale)), min(tall, round(height / scale))
    small = cv2.resize(pixels, None, fx=(share := _LOOK_SIDE / max(wide, tall)), fy=share, interpolation=cv2.INTER_AREA)
    interest = _interest(small)
    left = round(_best(interest.sum(axis=0), part_width * share) / share)
    top = round(_best(interest.sum(axis=1), part_height * share) / share)
    left, top = min(left, wide - part_width), min(top, tall - part_height)
    part = pixels[top : top + part_height, left : left + part_width]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def _interest(pixels: np.ndarray) -> np.ndarray:
    """How much each pixel draws the eye: edges that survive a blur, and colour that stands out."""
    soft = cv2.GaussianBlur(pixels, (0, 0), 2)
    luma = cv2.cvtColor(soft, cv2.COLOR_BGR2GRAY).astype(np.float32)
    edges = cv2.magnitude(cv2.Sobel(luma, cv2.CV_32F, 1, 0), cv2.Sobel(luma, cv2.CV_32F, 0, 1))
    lab = cv2.cvtColor(soft, cv2.COLOR_BGR2LAB).astype(np.float32)
    unlike = np.abs(lab - lab.mean(axis=(0, 1))).sum(axis=2)
    return edges / (edges.mean() + 1e-3) + unlike / (unlike.mean() + 1e-3)


def _best(interest: np.ndarray, length: float) -> int:
    """Where a window of `length` along the line starts that holds most, of equal ones the most central."""
    count = max(1, min(len(interest), round(length)))
    held = np.convolve(interest, np.ones(count), "valid")
    away = np.abs(np.arange(len(held)) - (len(held) - 1) / 2) / max(1, len(interest))
    return int(np.argmax(held * (1 - 0.5 * away)))


def levelled(pixels: np.ndarray) -> np.ndarray:
    """The image at a middling brightness, as far as that can be: the scene's light decides the rest."""
    mean = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY).mean() / 255
    gain = min(_MOST_GAIN, max(_LEAST_GAIN, _LEVEL / max(mean, 1e-3)))
    curve = np.arange(256) / 255
    # A power keeps white white and black black, where a factor would clip.
    curve = curve ** (np.log(min(0.95, max(0.02, mean * gain))) / np.log(min(0.95, max(0.02, mean))))
    return cv2.LUT(pixels, np.round(curve * 255).astype(np.uint8))


def painted(pixels: np.ndarray) -> np.ndarray:
    """The image in broad strokes: edges stay, grain and small detail go."""
    height, width = pixels.shape[:2]
    share = min(1.0, _GRAIN / max(width, height))
    small = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    for _ in range(2):
        small = cv2.bilateralFilter(small, 7, 34, 5)
    broad = cv2.resize(cv2.medianBlur(small, 5), (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(broad, 1.35, cv2.GaussianBlur(broad, (0, 0), width / 480), -0.35, 0)


def _flattened(pixels: np.ndarray, behind: str) -> np.ndarray:
    colour = np.array(channels(behind)[::-1], np.float32) * 255
    alpha = pixels[:, :, 3:].astype(np.float32) / 255
    return np.round(pixels[:, :, :3] * alpha + colour * (1 - alpha)).astype(np.uint8)


def _light(stage: Stage) -> ImageFilter.Color3DLUT:
    """The scene's air as a table: what it makes of drawn colours it makes of photographed ones."""

    def lit(red: float, green: float, blue: float) -> tuple[float, float, float]:
        return channels(stage.air.lit(from_channels(red, green, blue), 0.12))

    return ImageFilter.Color3DLUT.generate(_LATTICE, lit)


def _veil(stage: Stage) -> None:
    """Weather between us and the place."""
    strength = {"mist": 0.5, "storm": 0.3, "rain": 0.28, "snow": 0.28}.get(stage.weather, 0.0)
    if stage.indoors or not strength:
        return
    with stage.layer("veil", 0.3) as pen:
        pen.toned(str).rect(stage.left, 0, stage.width, stage.floor, stage.air.haze, alpha=strength * 0.7)
        fading = skia_gradient(stage.horizon, stage.height, stage.air.haze, (strength * 0.5, 0.0))
        pen.canvas.drawRect(*fading)


def _ground(stage: Stage, place: np.ndarray) -> None:
    """A floor in the place's own colours: soft at the back, plain and shaded towards the camera."""
