"""What is worn on a head of a person's size: chin on (0, −1), crown at y −27, 11 wide to either side."""

from collections.abc import Callable

from film_studio.film.models import Headwear, Look
from sagemaker_containers.drawing.colour import darker, mix
from sagemaker_containers.drawing.pen import Fill, Pen, polygon
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft

_GOLD: Fill = ("#ffe28a", "#cf962c")
_STRAW = "#e3c274"
_STEEL: Fill = ("#e6ecf1", "#7f8a96")


def _turban(pen: Pen, look: Look) -> None:
    shade = mix(look.trim_colour, look.garment_colour, 0.12)
    pen.blob([(-12.4, -16.6), (-15, -24), (-10, -32), (-1, -35.4), (9.4, -32.6), (14.8, -25), (12.6, -17), (6.4, -20.6),
              (0, -21.8), (-6.4, -20.4)], soft(shade, 0.2, 0.16))  # fmt: skip
    for k in range(4):
        pen.line([(-13.4 + k * 1.4, -19 - k * 2.6), (-1 + k * 2, -25 - k * 2), (12.6 - k * 0.8, -20.4 - k * 2.6)],
                 darker(shade, 0.26), 0.7, 0.7)  # fmt: skip
    pen.blob([(-12.6, -18), (-15.6, -12), (-16, -3), (-13, -4), (-12.2, -11)], soft(darker(shade, 0.1)))


def _royal_turban(pen: Pen, look: Look) -> None:
    _turban(pen, look)
    pen.line([(0.8, -24.6), (1.8, -33), (5, -38)], "#fbf6e8", 1.8)
    pen.circle(0.8, -23.6, 2.1, soft("#f0c34e"))
    pen.circle(0.8, -23.6, 1.0, soft("#c8334a"))


def _crown(pen: Pen, look: Look) -> None:
    pen.poly([(-10.2, -22), (-12, -33), (-6, -28), (0, -36.4), (6, -28), (12, -33), (10.2, -22)], _GOLD)
    for x, y in ((-12, -33), (0, -36.4), (12, -33)):
        pen.circle(x, y, 1.2, soft("#f7e6a8"))
    pen.rect(-10.6, -24.6, 21.2, 3.4, ("#f5cf62", "#b98322"), 1)
    for x, gem in ((-6, "#d9404f"), (0, "#3f9ad0"), (6, "#3fa06a")):
        pen.circle(x, -22.9, 1.2, soft(gem))


def _tiara(pen: Pen, look: Look) -> None:
    pen.blob([(-11, -21.6), (-6, -27.4), (0, -35), (6, -27.4), (11, -21.6), (5, -24.0), (0, -25.2), (-5, -24.0)], _GOLD)
    for x, y, gem in ((0, -28.4, "#d9404f"), (-4.8, -25.6, "#3f9ad0"), (4.8, -25.6, "#3f9ad0")):
        pen.circle(x, y, 1.2, soft(gem))


def _veil(pen: Pen, look: Look) -> None:
    cloth = look.garment_colour
    pen.blob([(0, -30.6), (11.4, -27), (15, -14), (14.8, 4), (12.2, 9), (11.6, -9), (8.8, -20), (0, -24.4), (-8.8, -20),
              (-11.6, -9), (-12.6, 11), (-16, 7), (-15, -14), (-11.4, -27)], soft(cloth, 0.18, 0.1))  # fmt: skip
    pen.line([(-12, 7), (-11.6, -9), (-8.8, -20), (0, -24.4), (8.8, -20), (11.6, -9), (12, 7)], look.trim_colour, 1.2)


def _hat(pen: Pen, look: Look) -> None:
    felt = mix(look.garment_colour, "#4a3a30", 0.7)
    pen.ellipse(0, -21.6, 18, 3.2, soft(darker(felt, 0.2)))
    pen.blob([(-10, -22), (-9.6, -32), (-4, -34.4), (0, -33), (4, -34.4), (9.6, -32), (10, -22), (0, -20.4)],
             soft(felt))  # fmt: skip
    pen.line([(-10, -24.4), (0, -22.6), (10, -24.4)], look.trim_colour, 2.2)


def _straw_hat(pen: Pen, look: Look) -> None:
    pen.ellipse(0, -21, 21, 4.2, soft(darker(_STRAW, 0.08), 0.2, 0.2))
    pen.blob([(-10.6, -21.6), (-9.4, -30), (0, -33.6), (9.4, -30), (10.6, -21.6), (0, -19.6)], soft(_STRAW, 0.2, 0.1))
    for y in (-29, -26.4):
        pen.line([(-9.4, y), (0, y + 1.6), (9.4, y)], darker(_STRAW, 0.2), 0.5, 0.7)
    pen.line([(-10.4, -23.4), (0, -21.4), (10.4, -23.4)], look.garment_colour, 2.4)
    pen.arc(0, -20.6, 20, 3.2, 20, 140, darker(_STRAW, 0.28), 0.6)


def _cap(pen: Pen, look: Look) -> None:
    pen.blob([(-11.8, -18.6), (-12, -25), (-6, -30.6), (1, -31.4), (8.6, -29), (12, -22), (11.8, -18.6), (0, -21.6)],
             soft(look.garment_colour))  # fmt: skip
    pen.blob([(2, -22), (11.4, -21.4), (19, -18.4), (12, -17.6)], soft(darker(look.garment_colour, 0.24)))
    pen.circle(0, -30.8, 1.2, look.trim_colour)


def _sailor_cap(pen: Pen, look: Look) -> None:
    pen.ellipse(0, -29.4, 13.6, 4.2, soft("#f8f6f0", 0, 0.12))
    pen.blob([(-11.4, -20), (-12, -27.6), (0, -29.4), (12, -27.6), (11.4, -20), (0, -22.8)], soft("#f8f6f0", 0, 0.1))
    pen.line([(-11.4, -22), (0, -24.4), (11.4, -22)], "#24406e", 3.0)
    pen.circle(0, -24.6, 1.5, soft("#e9b949"))


def _peaked_cap(pen: Pen, look: Look) -> None:
    """Of a uniform: a wide flat top, a band, a badge, a black peak."""
    cloth = darker(look.garment_colour, 0.12)
    pen.blob([(-14.6, -26.6), (-9, -31.4), (1, -33.4), (10, -31), (14.8, -26), (12, -23.4), (0, -24.6), (-12, -23.4)],
             soft(cloth))  # fmt: skip
    pen.blob([(-11.6, -19.4), (-12, -24.6), (0, -26.4), (12, -24.6), (11.6, -19.4), (0, -22)], soft(darker(cloth, 0.3)))
    pen.blob([(-10.6, -20.4), (0, -23), (10.8, -20.4), (12.6, -17.4), (1, -19.6), (-10.4, -18)], soft("#2a2a30", 0.24))
    pen.circle(0.6, -25.4, 1.9, _GOLD)


def _nurse_cap(pen: Pen, look: Look) -> None:
    """White and stiff, with a red cross."""
    pen.blob([(-9.4, -21.6), (-11.4, -29.6), (-5, -32.6), (0, -33.2), (5, -32.6), (11.4, -29.6), (9.4, -21.6),
              (0, -24.6)], soft("#fbfbf8", 0, 0.1))  # fmt: skip
    pen.line([(-9.2, -23.2), (0, -26.2), (9.2, -23.2)], "#dfe3e6", 0.8)
    for wide, tall in ((4.2, 1.4), (1.4, 4.2)):
        pen.rect(-wide / 2, -28.9 - tall / 2, wide, tall, "#d0303a", 0.2)


def _helmet(pen: Pen, look: Look) -> None:
    pen.blob([(0.4, -31), (-2.4, -37.4), (-9, -39.6), (-15.6, -36), (-17.4, -27.6), (-13, -31.4), (-7, -32.4)],
             soft(look.garment_colour))  # fmt: skip
    pen.blob([(-12.6, -9), (-13.2, -20), (-8.6, -29), (0, -32.4), (8.6, -29), (13.2, -20), (12.6, -9), (10.6, -10),
              (10.2, -17), (5, -20.4), (0, -21), (-5, -20.4), (-10.2, -17), (-10.6, -10)], _STEEL)  # fmt: skip
    pen.line([(-10.2, -18), (0, -21.6), (10.2, -18)], "#6f7b87", 1.4)
    pen.line([(0, -32), (0, -21.6)], "#8b97a3", 1.0)


def _wizard_hat(pen: Pen, look: Look) -> None:
    felt = mix(look.garment_colour, "#2a2354", 0.45)
    pen.ellipse(0, -20.6, 19.4, 3.8, soft(darker(felt, 0.2)))
    cone = [(-11, -21), (-6.4, -31), (-3.6, -38), (-8, -42.6), (2.4, -40.6), (6.6, -31), (11, -21), (0, -18.8)]
    pen.blob([(x, y) for x, y in cone], soft(felt, 0.22, 0.1))
    pen.line([(-10.6, -23.4), (0, -20.8), (10.6, -23.4)], look.trim_colour, 2.2)
    for x, y, radius in ((-2.6, -30, 2.2), (3.4, -27, 1.5), (0.0, -35, 1.4)):
        star = [(x + radius * (0.45 if k % 2 else 1) * dx, y + radius * (0.45 if k % 2 else 1) * dy)
                for k, (dx, dy) in enumerate(_STAR)]  # fmt: skip
        pen.shape(polygon(star), "#f7e08a")


_STAR = ((0, -1), (0.588, -0.809), (0.951, -0.309), (0.951, 0.309), (0.588, 0.809), (0, 1), (-0.588, 0.809),
         (-0.951, 0.309), (-0.951, -0.309), (-0.588, -0.809))  # fmt: skip
"""Ten directions around a circle, clockwise from the top."""


def _toque(pen: Pen, look: Look) -> None:
    for x, y, radius in ((-8, -33, 6.2), (8, -33, 6.2), (0, -35, 7)):
        pen.circle(x, y, radius, soft("#fbf9f4", 0, 0.1))
    pen.blob([(-10.8, -20), (-11, -32), (0, -34), (11, -32), (10.8, -20), (0, -22.4)], soft("#fbf9f4", 0, 0.1))
    for x in (-5, 0, 5):
        pen.line([(x, -32), (x * 0.96, -25)], "#d8d2c6", 0.6)
    pen.line([(-10.8, -21), (0, -23.4), (10.8, -21)], "#e6e0d4", 2.6)


def _hood(pen: Pen, look: Look) -> None:
    cloth = darker(look.garment_colour, 0.1)
    pen.blob([(0, -32), (10, -28.6), (14.6, -16), (13.8, -2), (9.6, 3), (10.8, -9), (9.2, -18.4), (0, -23.4),
              (-9.2, -18.4), (-10.8, -9), (-9.6, 3), (-13.8, -2), (-15, -16), (-11, -28.6)],
             soft(cloth, 0.2, 0.14))  # fmt: skip
    pen.line([(10.6, -2), (10.8, -9), (9.2, -18.4), (0, -23.4), (-9.2, -18.4), (-10.8, -9), (-10.6, -2)],
             darker(cloth, 0.3), 1.0)  # fmt: skip


def _woollen_cap(pen: Pen, look: Look) -> None:
    wool = mix(look.trim_colour, "#8a4a3a", 0.15)
    pen.circle(0, -32.4, 3.2, soft("#f6f0e4", 0.1, 0.14))
    pen.blob([(-12.2, -18.6), (-12.4, -25), (-7, -30.4), (0, -32), (7, -30.4), (12.4, -25), (12.2, -18.6), (0, -21.8)],
             soft(wool, 0.2, 0.14))  # fmt: skip
    for x in (-6.4, 0, 6.4):
        pen.line([(x * 0.5, -31), (x, -24)], darker(wool, 0.2), 0.5, 0.6)
    pen.stroke(polygon([(-12.2, -18.8), (-6, -21.2), (0, -22), (6, -21.2), (12.2, -18.8)], closed=False),
               darker(wool, 0.12), 4.2)  # fmt: skip
    for k in range(9):
        x = -11 + 2.75 * k
        y = -22 + 3.2 * (x / 12.2) ** 2
        pen.line([(x, y - 1.5), (x, y + 1.5)], darker(wool, 0.34), 0.45, 0.7)


def _space_helmet(pen: Pen, look: Look) -> None:
    """A bubble of glass on the ring of the suit: a face is seen through it, and the sky in it."""
    pen.ellipse(0, -13.4, 18.4, 18.2, "#cfe6f5", 0.15)
    pen.arc(0, -13.4, 18.4, 18.2, 0, 360, "#e8eef2", 1.5)
    pen.arc(0, -13.4, 15.4, 15.2, 196, 58, "#ffffff", 2.0)
    pen.arc(0, -13.4, 15.6, 15.4, 24, 26, "#ffffff", 1.2)
    pen.blob([(-13.4, -1.4), (0, 2.2), (13.4, -1.4), (12, 4.2), (0, 6.8), (-12, 4.2)], soft("#c3ccd3", 0.14, 0.16))


def _pirate_hat(pen: Pen, look: Look) -> None:
    """Three-cornered and black, with skull and bones."""
    pen.blob([(-19.4, -21.4), (-16, -28.6), (-6.4, -33.6), (0, -36.4), (6.4, -33.6), (16, -28.6), (19.4, -21.4),
              (9, -22.6), (0, -24.0), (-9, -22.6)], soft("#2b2830", 0.16, 0.2))  # fmt: skip
    pen.line([(-19, -21.8), (-9, -23.4), (0, -24.8), (9, -23.4), (19, -21.8)], "#d9b45b", 1.1)
    for side in (-1, 1):
        pen.line([(-4.4, -27.4 - side * 2), (4.4, -27.4 + side * 2)], "#f4f0e6", 1.1)
    pen.circle(0, -29.8, 2.5, "#f4f0e6")
    pen.rect(-1.3, -28.4, 2.6, 1.9, "#f4f0e6", 0.5)
    for side in (-1, 1):
        pen.circle(side * 0.95, -29.8, 0.65, "#2b2830")


HEADWEAR: dict[Headwear, Callable[[Pen, Look], None]] = {
    "none": lambda pen, look: None,
    "turban": lambda pen, look: (_royal_turban if look.garment == "sherwani" else _turban)(pen, look),
    "crown": _crown,
    "tiara": _tiara,
    "veil": _veil,
    "hat": _hat,
    "straw-hat": _straw_hat,
    "cap": _cap,
    "sailor-cap": _sailor_cap,
    "peaked-cap": _peaked_cap,
    "nurse-cap": _nurse_cap,
    "helmet": _helmet,
    "space-helmet": _space_helmet,
    "pirate-hat": _pirate_hat,
    "wizard-hat": _wizard_hat,
    "toque": _toque,
    "hood": _hood,
    "woollen-cap": _woollen_cap,
}
"""Everything that is worn on heads, by name."""

COVERS_HAIR: frozenset[Headwear] = frozenset({"turban", "helmet", "hood"})
"""Headwear under which no hair shows."""

COVERS_BACK: frozenset[Headwear] = COVERS_HAIR | {"veil", "space-helmet"}
"""Headwear under which the hair of the back of the head does not show: a bun would stick out of it."""
