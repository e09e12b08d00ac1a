"""A creator's own image as the place of a scene: cropped to the frame, painted over, lit as the scene is, and a floor.

Vector puppets look pasted onto a photo that is sharper and busier than they are. So it loses its fine grain, gets the
scene's own light, and gives way to a plain floor where they stand.
"""

import cv2
import numpy as np
import skia
from PIL import Image, ImageFilter

from film_studio.film.models import Weather
from sagemaker_containers.drawing.colour import channels, darker, from_channels, lighter
from sagemaker_containers.drawing.pen import Pen, argb
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.picture.illustrator.stage import DrawnLayer, Stage

_LOOK_SIDE = 160
"""The crop is chosen on a copy of this size (px)."""

_GRAIN = 1000
"""Fine detail is painted over in a copy of this size (px), whatever the frame's."""

_LATTICE = 9
"""Steps a side of the table by which the scene's light is laid over every colour."""

_LEVEL = 0.5
"""The mean luma that a photo is brought to before the scene's own light falls on it."""

_LEAST_GAIN, _MOST_GAIN = 0.75, 1.6
"""How far it may be moved for that: a photo of the night stays one."""

_VEIL: dict[Weather, float] = {"mist": 0.62, "storm": 0.3, "rain": 0.32, "snow": 0.34}
"""How much weather takes from the sight of a place."""

_FLOOR_REACH = 15.0
"""How far behind those who stand there the floor begins (units)."""


def photograph(stage: Stage, content: bytes) -> None:
    """Put the image file into the stage: the place far behind, and the ground before it. Raises `ValueError`."""
    request = stage.request
    pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.ndim != 3:
        raise ValueError("the background is no image in colour")
    if pixels.shape[2] == 4:
        pixels = _flattened(pixels, stage.air.haze)
    place = painted(levelled(cropped(pixels, request.width, request.height)), _light(stage))
    raster = Raster(stage.request.width, stage.request.height)
    raster.pixels[:] = cv2.cvtColor(place, cv2.COLOR_BGR2BGRA)
    stage.layers.append(DrawnLayer("place", 0.2, raster))
    _veil(stage)
    _ground(stage, place)
    stage.particles = "dust"


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
    interest: np.ndarray = edges / (edges.mean() + 1e-3) + unlike / (unlike.mean() + 1e-3)
    return interest


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


def painted(pixels: np.ndarray, light: ImageFilter.Color3DLUT) -> np.ndarray:
    """The image under this light, in broad strokes: edges stay, grain and small detail go."""
    height, width = pixels.shape[:2]
    share = min(1.0, _GRAIN / max(width, height))
    small = cv2.resize(pixels, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    for _ in range(2):
        small = cv2.bilateralFilter(small, 7, 34, 5)
    lit = np.asarray(Image.fromarray(cv2.medianBlur(small, 5)[:, :, ::-1]).filter(light))[:, :, ::-1]
    broad = cv2.resize(lit, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.addWeighted(broad, 1.35, cv2.GaussianBlur(broad, (0, 0), width / 480), -0.35, 0)


def _flattened(pixels: np.ndarray, behind: str) -> np.ndarray:
    colour = np.array(channels(behind)[::-1], np.float32) * 255
    alpha = pixels[:, :, 3:].astype(np.float32) / 255
    return np.round(pixels[:, :, :3] * alpha + colour * (1 - alpha)).astype(np.uint8)


def _light(stage: Stage) -> ImageFilter.Color3DLUT:
    """The scene's air as a table: what it makes of drawn colours it makes of photographed ones."""

    def lit(red: float, green: float, blue: float) -> tuple[float, float, float]:
        return channels(stage.air.lit(from_channels(red, green, blue), 0.06))

    return ImageFilter.Color3DLUT.generate(_LATTICE, lit)


def _veil(stage: Stage) -> None:
    """Weather between us and the place."""
    strength = _VEIL.get(stage.weather, 0.0)
    if strength and not stage.indoors:
        with stage.layer("veil", 0.3) as pen:
            _fade(pen, stage, 0, stage.height, stage.air.haze, (strength * 0.5, strength, strength * 0.8, 0.0))


def _ground(stage: Stage, place: np.ndarray) -> None:
    """A floor in the place's own colours: soft at the back, plain and shaded towards the camera."""
    low = place[round((stage.floor - 4) * stage.unit) :].reshape(-1, 3)
    colour = from_channels(*(np.median(low, axis=0)[::-1] / 255))
    with stage.layer("ground", 0.9) as pen:
        back = stage.floor - _FLOOR_REACH
        _fade(pen, stage, back, stage.height, darker(colour, 0.12), (0.0, 0.75, 0.9))
        _fade(pen, stage, stage.floor, stage.height, darker(colour, 0.55), (0.0, 0.65))
        pen.glow(0, stage.floor + 1, stage.width * 0.36, lighter(colour, 0.3), 0.2)
        for side in (-1, 1):
            pen.shadow(side * stage.width * 0.55, stage.height, stage.width * 0.3, stage.height * 0.3, 0.4)


def _fade(pen: Pen, stage: Stage, top: float, bottom: float, colour: str, strengths: tuple[float, ...]) -> None:
    """A band from side to side whose strength goes from `top` to `bottom` through `strengths`."""
    shader = skia.GradientShader.MakeLinear(
        [skia.Point(0, top), skia.Point(0, bottom)], [argb(colour, strength) for strength in strengths]
    )
    band = skia.Rect.MakeLTRB(stage.left, top, stage.right, bottom)
    pen.canvas.drawRect(band, skia.Paint(AntiAlias=True, Shader=shader))
