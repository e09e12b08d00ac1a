"""Makes the pictures of this gallery: frames of a film side by side, as a small JPEG.

`.venv/bin/python docs/gallery/contact_sheet.py films/the_clay_lamp.mp4 docs/gallery/the_clay_lamp.jpg`
"""

import argparse
from pathlib import Path

import av
import numpy as np
import skia

GAP = 6
"""Pixels between pictures."""


def frames(film: Path, number: int) -> list[skia.Image]:
    """So many frames of a film, the first from the title card and the last from the end card."""
    images = []
    with av.open(film) as container:
        stream = container.streams.video[0]
        seconds = float(stream.duration * stream.time_base)
        for index in range(number):
            moment = 1.5 + (seconds - 2.5) * index / (number - 1)
            container.seek(int(moment / stream.time_base), stream=stream)
            picture = next(frame for frame in container.decode(stream) if frame.time >= moment - 0.05)
            images.append(skia.Image.fromarray(np.ascontiguousarray(picture.to_ndarray(format="rgba"))))
    return images


def sheet(images: list[skia.Image], columns: int, width: int) -> skia.Image:
    """The pictures in rows, each `width` px wide."""
    height = round(width * images[0].height() / images[0].width())
    rows = -(-len(images) // columns)
    surface = skia.Surface(columns * (width + GAP) + GAP, rows * (height + GAP) + GAP)
    with surface as canvas:
        canvas.clear(skia.ColorWHITE)
        for index, image in enumerate(images):
            left, top = GAP + index % columns * (width + GAP), GAP + index // columns * (height + GAP)
            place = skia.Rect.MakeXYWH(left, top, width, height)
            canvas.drawImageRect(image, place, skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear))
    return surface.makeImageSnapshot()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("film", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frames", type=int, default=12)
    parser.add_argument("--columns", type=int, default=4)
    parser.add_argument("--width", type=int, default=400, help="of each picture, in pixels")
    parser.add_argument("--quality", type=int, default=80, help="of the JPEG")
    options = parser.parse_args()
    picture = sheet(frames(options.film, options.frames), options.columns, options.width)
    options.out.write_bytes(bytes(picture.encodeToData(skia.kJPEG, options.quality)))
