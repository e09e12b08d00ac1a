"""Stripes, spots, patches and shells."""

from collections.abc import Sequence

from film_studio.film.models import Species
from sagemaker_containers.drawing.colour import darker, mix
from sagemaker_containers.drawing.pen import Pen, Point, smooth
from sagemaker_containers.lip_sync.puppet.animals.coats import Coat
from sagemaker_containers.lip_sync.puppet.animals.frames import Frame
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft

STOCKINGS: frozenset[Species] = frozenset({"fox", "wolf"})
"""Those whose feet are of another colour than their legs."""

_PALE_BELOW: frozenset[Species] = frozenset({"fox", "wolf", "cat", "tiger", "deer", "dog", "goat"})
_PALE_CHEST = _PALE_BELOW | {"lion", "crocodile"}


def trunk(pen: Pen, species: Species, coat: Coat, frame: Frame) -> None:
    """The markings of body and neck; what is beyond the outline must be clipped."""
    x, rump, low = frame.head, frame.rump, -frame.belly
    if species in _PALE_BELOW:
        pen.ellipse((x + rump) / 2 + 3, low + 1.4, frame.length * 0.42, 4.6, coat.light, 0.42)
    else:
        pen.ellipse(x - 9, low + 3, frame.length * 0.6, 6, darker(coat.main, 0.4), 0.2)
    if species in _PALE_CHEST:
        pen.blob([(x + 2, -frame.neck - 4), (x + 9, -frame.neck + 2), (x + 14, -frame.back + 12), (x + 11, low - 3),
                  (x + 5.6, low - 7), (x + 4.6, -frame.back + 12)], soft(coat.light, 0.1, 0.1))  # fmt: skip
    match species:
        case "tiger":
            for k in range(4):
                at = rump + 13.4 + k * 4.6
                _wedge(pen, (at, -frame.back - 2), (at + 1.4 + 0.4 * k, -frame.back + 15 - k % 2 * 4), 1.5, coat.dark)
            for k in range(3):
                at = rump + 14.6 + k * 4.6
                _wedge(pen, (at, low + 3), (at + 0.6, low - 9), 1.1, coat.dark)
        case "cow":
            for px, py, rx, ry in ((-13, -50, 9, 8), (-9, -29, 7, 5), (-31, -40, 6, 9), (5, -52, 5, 7)):
                pen.blob([(px - rx, py), (px - rx * 0.5, py - ry), (px + rx * 0.7, py - ry * 0.8),
                          (px + rx, py + ry * 0.2), (px + rx * 0.2, py + ry), (px - rx * 0.7, py + ry * 0.7)],
                         soft(coat.dark, 0.1, 0.1))  # fmt: skip
        case "crocodile":
            for k in range(15):
                pen.ellipse(rump + 4 + (k * 8.7) % (frame.length - 2), -frame.back + 5 + (k * 4.3) % 13, 1.7, 1.1,
                            coat.dark, 0.5)  # fmt: skip
            pen.ellipse((x + rump) / 2 + 3, low + 1, frame.length * 0.46, 4.4, coat.light, 0.8)
        case "dragon":
            for k in range(7):
                pen.ellipse(x + 7.6 - 0.5 * k, -frame.neck + 4 + 5.4 * k, 6.4, 3.4, soft(coat.light, 0.1, 0.12))
        case "deer":
            for k in range(9):
                pen.ellipse(rump + 13 + (k * 7.3) % 15, -frame.back + 3.6 + (k * 5.1) % 10, 1.15, 0.9, coat.light)
        case "wolf" | "dog":
            pen.blob([(rump - 3, -frame.back - 4), (x - 4, -frame.neck - 6), (x - 5, -frame.back + 4),
                      ((x + rump) / 2, -frame.back + 9), (rump + 6, -frame.back + 8)],
                     darker(coat.main, 0.3), 0.5)  # fmt: skip


def thigh(pen: Pen, species: Species, coat: Coat, frame: Frame) -> None:
    """What lies over the near thigh."""
    rump, top = frame.rump, -frame.back
    match species:
        case "tiger":
            for k, long in enumerate((9.0, 10.5, 9.0)):
                y = top + 8 + 5.6 * k
                _wedge(pen, (rump - 0.6 + 0.5 * k, y), (rump + long, y + 3.4), 1.5, coat.dark)
        case "deer":
            for k in range(4):
                pen.ellipse(rump + 4 + (k * 4.6) % 8, top + 5 + k * 3.4, 1.15, 0.9, coat.light)


def leg(pen: Pen, species: Species, coat: Coat, joints: Sequence[tuple[Point, float]]) -> None:
    """Bands around the lower leg."""
    if species != "tiger":
        return
    (ax, ay), a = joints[-2]
    (bx, by), _ = joints[-1]
    for share in (0.0, 0.42):
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        _wedge(pen, (x - a, y - 0.6), (x + a * 0.6, y + 0.6), 1.0, coat.dark)


def _wedge(pen: Pen, start: Point, end: Point, half: float, colour: str) -> None:
    """A stripe, `half` of its breadth at the start, that ends in a point."""
    (ax, ay), (bx, by) = start, end
    upright = abs(by - ay) > abs(bx - ax)
    dx, dy = (half, 0.0) if upright else (0.0, half)
    middle = ((ax + bx) / 2, (ay + by) / 2)
    pen.blob([(ax - dx, ay - dy), (ax + dx, ay + dy), (middle[0] + dx * 0.9, middle[1] + dy * 0.9), (bx, by),
              (middle[0] - dx * 0.5, middle[1] - dy * 0.5)], colour)  # fmt: skip


def crest(pen: Pen, coat: Coat, frame: Frame) -> None:
    """What stands up along the back of a crocodile or dragon."""
    left, right = frame.rump + 3, frame.head - 11
    for k in range(6):
        x = left + (right - left) * k / 5
        pen.poly([(x - 3.2, -frame.back + 2.6), (x - 1.6, -frame.back - 4.4), (x + 3.2, -frame.back + 2)], coat.dark)


def wing(pen: Pen, coat: Coat, root: Point, beat: float) -> None:
    """A dragon's: `beat` −1 to 1 raises it."""
    with pen.moved(*root, rotate=7 * beat):
        pen.blob([(4, 4), (0, -12), (-8, -30), (-26, -38), (-34, -24), (-27, -20), (-25, -9), (-17, -9), (-13, 1),
                  (-6, 0)], soft(mix(coat.main, coat.light, 0.42), 0.06, 0.2))  # fmt: skip
        for tip in ((-33, -24), (-25, -10), (-13, 0)):
            pen.line([(-9, -30), ((tip[0] - 12) / 2, (tip[1] - 26) / 2), tip], darker(coat.main, 0.14), 1.1)
        pen.line([(3, 4), (0, -12), (-8, -30), (-26, -38)], coat.main, 3.4)


def shell(pen: Pen) -> None:
    """A tortoise's."""
    dome = smooth([(-31, -17), (-30, -33), (-20, -49), (-6, -54), (8, -48), (15, -33), (15.6, -17), (-8, -13)])
    pen.shape(dome, soft("#86653a", 0.24, 0.28))
    with pen.clipped(dome):
        for x, y in ((-8, -41), (-22, -33), (6, -33), (-14, -22), (0, -22)):
            plate = [(x - 6.4, y), (x - 3.4, y - 6.4), (x + 3.4, y - 6.4), (x + 6.4, y), (x + 3.4, y + 6.4),
                     (x - 3.4, y + 6.4)]  # fmt: skip
            pen.poly(plate, soft("#b08d52", 0.2, 0.2))
    pen.line([(-30.6, -17), (-8, -13.4), (15.2, -17)], "#d9c07e", 3.0)
