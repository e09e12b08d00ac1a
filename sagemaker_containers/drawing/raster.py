"""Pixels to draw on.

BGRA, premultiplied: what skia blends fastest. Here a frame's copy takes 1.4 ms, a zoom 8 ms; on an unpremultiplied
surface, which `skia.Surface(array)` is, 10 and 30 ms, and on RGBA a zoom takes 80 ms.
"""

import numpy as np
import skia

SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kNone)
"""How a picture is drawn at another size or between pixels. Where it is neither, it costs no more than a copy."""


class Raster:
    """A picture of `width` × `height` px in memory. `opaque` ones hide whatever they are drawn over."""

    def __init__(self, width: int, height: int, opaque: bool = False):
        alpha = skia.kOpaque_AlphaType if opaque else skia.kPremul_AlphaType
        info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, alpha)
        self.pixels = np.zeros((height, width, 4), np.uint8)
        """Rows of BGRA; what is drawn is in them at once, and what is written into them is drawn with."""
        self.opaque = opaque
        self.surface = skia.Surface.MakeRasterDirect(info, self.pixels)
        self.canvas = self.surface.getCanvas()
        self.image = skia.Image.MakeRasterData(info, skia.Data.MakeWithoutCopy(self.pixels), 4 * width)
        """The same pixels, to be drawn elsewhere: as they are when that is done, and only while this raster lives."""

    @classmethod
    def decoded(cls, content: bytes) -> "Raster":
        """A picture from a file's bytes (PNG, JPEG or WebP). Raises `ValueError` where they are none of these."""
        decoded = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(content))
        if decoded is None:
            raise ValueError("neither PNG nor JPEG nor WebP")
        raster = cls(decoded.width(), decoded.height(), decoded.isOpaque())
        decoded.readPixels(raster.surface.imageInfo(), raster.pixels, 4 * decoded.width(), 0, 0)
        return raster

    @property
    def width(self) -> int:
        """In px."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """In px."""
        return int(self.pixels.shape[0])
