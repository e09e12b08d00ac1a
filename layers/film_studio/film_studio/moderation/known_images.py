"""Images known again, also scaled, recompressed or slightly changed, by a hash of what they look like."""

from film_studio.errors import Fault, Invalid

NEAR = 6
"""How many of the 64 bits may differ."""


def perceptual_hash(content: bytes) -> str:
    """Sixty-four bits, as text: whether each of 8 × 8 places of the image is lighter than the one to its right.

    Raises `Invalid` for what is no image.
    """
    import cv2  # long to import, and only films with images of their own need it
    import numpy as np

    image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise Invalid(Fault("options.images", "not_an_image", "This image cannot be read any more; upload it again."))
    small = cv2.resize(image, (9, 8), interpolation=cv2.INTER_AREA)
    return "".join("1" if lighter else "0" for lighter in (small[:, :-1] > small[:, 1:]).flatten())
