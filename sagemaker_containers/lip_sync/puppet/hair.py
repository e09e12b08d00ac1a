"""Hair and beards, drawn around a head whose chin is on (0, −1) and whose crown is at y −27, 11 wide to either side.

Every style of `STYLES` draws what hangs behind the body, what lies behind the face, and what lies on the forehead.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from film_studio.film.models import FacialHair, HairStyle
from sagemaker_containers.drawing.colour import darker, lighter
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft

Strokes = Callable[[Pen, str, str], None]
"""Draws in the hair's colour and that of its ribbon."""


def _nothing(pen: Pen, hair: str, ribbon: str) -> None:
    pass


def _shine(pen: Pen, hair: str) -> None:
    pen.line([(-7.6, -23.2), (-2.4, -26.2), (3.4, -25.6)], lighter(hair, 0.4), 1.1, 0.4)


def _back(points: list[Point]) -> Strokes:
    """The hair of the back of the head, the same to both sides."""

    def draw(pen: Pen, hair: str, ribbon: str) -> None:
        mirrored = [(-x, y) for x, y in reversed(points)]
        pen.blob([*points, *mirrored], soft(darker(hair, 0.14), 0.1, 0.2))

    return draw


_LOW = [(4.0, -28.4), (10.4, -25), (12.6, -17), (12.2, -8), (9.0, -5)]
_BOB = [(4.0, -28.6), (11.4, -25), (14.4, -15), (14.8, -4), (12.4, -1.2), (7, -1.6)]
_LONG = [(4.0, -28.6), (11.2, -25), (14.0, -14), (14.6, 2), (13.6, 12), (7.4, 15)]


def _braid_behind(pen: Pen, hair: str, ribbon: str) -> None:
    _back(_LOW)(pen, hair, ribbon)
    _plait(pen, -11.6, -6, -0.7, 8, hair, ribbon)


def _plait(pen: Pen, x: float, y: float, slant: float, knots: int, hair: str, ribbon: str) -> None:
    for k in range(knots):
        shade = darker(hair, 0.04 if k % 2 else 0.16)
        pen.ellipse(x + slant * k * 0.5, y + k * 4.2, 3.4 - 0.2 * k, 3.0, soft(shade, 0.16, 0.16))
    end = x + slant * knots * 0.5
    pen.ellipse(end, y + knots * 4.2 - 1.2, 2.2, 1.5, ribbon)
    pen.blob([(end - 1.2, y + knots * 4.2), (end + 1.2, y + knots * 4.2), (end, y + knots * 4.2 + 4)], hair)


def _pigtails_behind(pen: Pen, hair: str, ribbon: str) -> None:
    _back(_LOW)(pen, hair, ribbon)
    for side in (-1, 1):
        pen.blob([(side * 11, -17), (side * 17, -18), (side * 20, -9), (side * 17.6, 1), (side * 15, -2),
                  (side * 14, -10)], soft(hair, 0.1, 0.2))  # fmt: skip
        for up in (-1, 1):
            pen.blob([(side * 12.4, -16.4), (side * 13 + up * 1.6, -16.4 - up * 3.4), (side * 14 + up * 2.6, -15)],
                     soft(ribbon))  # fmt: skip


def _ponytail_behind(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-6, -26), (-13, -30), (-18.6, -22), (-18, -8), (-14.6, 3), (-13, -6), (-12.2, -18)],
             soft(darker(hair, 0.06), 0.12, 0.22))  # fmt: skip
    _back(_LOW)(pen, hair, ribbon)
    pen.ellipse(-9.6, -25, 2.2, 2.8, soft(ribbon))


def _bun_behind(pen: Pen, hair: str, ribbon: str) -> None:
    pen.circle(-9.2, -25.4, 6.2, soft(hair, 0.16, 0.2))
    pen.arc(-9.2, -25.4, 3.6, 3.6, 110, 210, darker(hair, 0.3), 0.7)
    _back(_LOW)(pen, hair, ribbon)


def _top_knot_behind(pen: Pen, hair: str, ribbon: str) -> None:
    pen.circle(0, -32, 4.8, soft(hair, 0.18, 0.2))
    pen.rect(-2.6, -29.6, 5.2, 2.2, soft(ribbon), 0.8)


def _curls(points: tuple[tuple[float, float, float], ...], shade: float) -> Strokes:
    def draw(pen: Pen, hair: str, ribbon: str) -> None:
        for x, y, radius in points:
            pen.circle(x, y, radius, soft(darker(hair, shade), 0.14, 0.14))

    return draw


_CURLS_BEHIND = tuple(
    (13.2 * math.cos(math.radians(160 + k * 22)), -15 + 13.4 * math.sin(math.radians(160 + k * 22)), 5.2)
    for k in range(11)
)
_CURLS_BEFORE = ((-9.4, -19.4, 3.8), (-5.6, -23.6, 4.4), (-0.4, -25, 4.6), (4.8, -23.8, 4.4), (9.0, -19.8, 3.8))


def _short_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-11.8, -11.4), (-12.8, -20), (-8, -28), (1, -30.2), (9, -27), (12.6, -19), (11.6, -11.8), (10.2, -17),
              (7.4, -20), (3.4, -19.2), (-1, -21.2), (-5.6, -19.8), (-9.6, -17)], soft(hair, 0.2, 0.12))  # fmt: skip
    _shine(pen, hair)


def _cropped_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-11.2, -12.4), (-11.8, -20), (-7.4, -26.6), (0.6, -28.4), (8.4, -26), (11.6, -19), (11.0, -12.6),
              (10.2, -18), (6.4, -22.4), (0, -23), (-6, -22.4), (-10, -18)], soft(hair, 0.14, 0.1))  # fmt: skip


def _parted_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-11.8, -11.4), (-12.8, -20), (-8.4, -27.6), (-4.4, -29), (-5, -24.4), (-8.4, -19.4), (-10.4, -15.6)],
             soft(hair, 0.14, 0.14))  # fmt: skip
    pen.blob([(-5.2, -24.6), (-4.6, -29), (3, -31), (10, -28), (13, -19), (11.6, -11.6), (10.6, -17), (7, -20),
              (0, -19.8), (-3, -21.6)], soft(hair, 0.2, 0.1))  # fmt: skip
    _shine(pen, hair)


def _middle_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-11.6, -8), (-13, -18), (-8.6, -27), (0, -29.4), (8.6, -27), (13, -18), (11.6, -8), (10.4, -15),
              (6.4, -20.2), (1, -24), (-4.4, -20.6), (-9.8, -15)], soft(hair, 0.2, 0.12))  # fmt: skip
    pen.line([(1, -24), (0.4, -28.8)], darker(hair, 0.35), 0.6)
    _shine(pen, hair)


def _fringe_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-12.6, -7), (-13.4, -18), (-8.6, -27.4), (0, -29.8), (8.6, -27.4), (13.4, -18), (12.6, -7), (10.8, -15),
              (7, -17.6), (3.4, -16.8), (0, -18), (-3.6, -16.8), (-7, -17.8), (-10.8, -15)],
             soft(hair, 0.2, 0.12))  # fmt: skip
    _shine(pen, hair)


def _drawn_back_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.blob([(-11.4, -12), (-12.2, -19.6), (-7.8, -27), (0.4, -29), (8.4, -26.6), (12, -19), (11.2, -12.6),
              (9.6, -18.6), (5, -22.8), (0, -23.6), (-5, -22.6), (-9.4, -18)], soft(hair, 0.2, 0.1))  # fmt: skip
    for x in (-5, 0, 5):
        pen.line([(x, -23), (x * 0.55 - 2, -28)], darker(hair, 0.25), 0.5, 0.6)


def _bald_front(pen: Pen, hair: str, ribbon: str) -> None:
    pen.ellipse(-3.4, -23, 3.8, 1.6, "#ffffff", 0.26)


@dataclass(frozen=True)
class Style:
    """One hairstyle: what is seen behind the head, and what in front of it."""

    behind: Strokes
    front: Strokes


STYLES: dict[HairStyle, Style] = {
    "bald": Style(_nothing, _bald_front),
    "cropped": Style(_nothing, _cropped_front),
    "short": Style(_nothing, _short_front),
    "parted": Style(_nothing, _parted_front),
    "curly": Style(_curls(_CURLS_BEHIND, 0.1), _curls(_CURLS_BEFORE, 0.0)),
    "bob": Style(_back(_BOB), _fringe_front),
    "long": Style(_back(_LONG), _middle_front),
    "braid": Style(_braid_behind, _middle_front),
    "pigtails": Style(_pigtails_behind, _fringe_front),
    "ponytail": Style(_ponytail_behind, _drawn_back_front),
    "bun": Style(_bun_behind, _middle_front),
    "top-knot": Style(_top_knot_behind, _drawn_back_front),
}
"""Every hairstyle by name."""


def temples(pen: Pen, hair: str) -> None:
    """The wreath of hair that age leaves to a bald head."""
    for side in (-1, 1):
        pen.blob([(side * 11, -19), (side * 13.4, -15), (side * 12.8, -9.6), (side * 10.6, -10.4)], soft(hair))


def beard(pen: Pen, kind: FacialHair, x: float, y: float, jaw: float, hair: str) -> None:
    """What of a beard lies under the mouth at (x, y); it follows the `jaw` (0 to 1)."""
    if kind not in ("beard", "long-beard"):
        return
    low = 2.4 + 1.6 * jaw
    if kind == "long-beard":
        pen.blob([(-9.6, -5), (-8.8, 3), (-5, 11), (-0.6, 18), (3, 15), (6, 9), (9.4, 2), (9.8, -5), (0, -1)],
                 soft(darker(hair, 0.05), 0.06, 0.2))  # fmt: skip
        for k in (-4.4, 0, 4.4):
            pen.line([(k, 3), (k * 0.5, 12)], darker(hair, 0.24), 0.6, 0.6)
    pen.blob([(-11.4, -13), (-11, -6), (-7.6, 0.4), (x * 0.6, low), (7.8, 0.2), (11, -6), (11.4, -13), (8.8, -9),
              (x + 5.2, -7.8), (x, -7.2), (x - 5.2, -7.8), (-8.6, -9)], soft(hair, 0.14, 0.14))  # fmt: skip


def stubble(pen: Pen, jaw: float, colour: str) -> None:
    """The shade of a beard that is shaved."""
    pen.blob([(-11.6, -10), (-10.6, -4), (-6, 1), (0, 1 + 1.6 * jaw), (6, 1), (10.6, -4), (11.6, -10), (8, -6.2),
              (4.6, -6.6), (0, -6.4), (-4.6, -6.6), (-8, -6.2)], colour, 0.26)  # fmt: skip


def moustache(pen: Pen, kind: FacialHair, x: float, y: float, hair: str) -> None:
    """What lies on the upper lip over a mouth at (x, y)."""
    if kind == "none":
        return
    long = 7.4 if kind == "moustache" else 5.4
    for side in (-1, 1):
        tip = -1.9 if kind == "moustache" else 0.2
        pen.blob([(x, y - 2.8), (x + side * 2.8, y - 3.3), (x + side * long, y + tip), (x + side * 3.2, y - 1.2),
                  (x, y - 1.5)], soft(darker(hair, 0.12)))  # fmt: skip
