"""What people put on over their clothes when it snows or rains, unless they wear such a thing anyway."""

from collections.abc import Callable
from dataclasses import replace

from film_studio.film.models import Age, Garment, Gender, Headwear, Look, Weather
from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.clothes.garments import GARMENTS, Cut
from sagemaker_containers.lip_sync.puppet.clothes.wearer import Wearer, soft

_FUR = "#e9dcc6"

_DRAPED: frozenset[Garment] = frozenset({"sari", "lehenga", "salwar"})
"""Garments with an end of cloth that is drawn over the head in rain; in snow a shawl is worn over them."""

_SHAWLED: frozenset[Garment] = _DRAPED | {"kurta", "sherwani", "dhoti", "lungi", "monks-robe"}
"""Garments over which a shawl is worn, in rain over the head too."""

_MANTLED: frozenset[Garment] = frozenset({"robe", "cloak", "gown", "armour"})
"""Garments that are warm but for the shoulders."""

_TOO_COLD: frozenset[Headwear] = frozenset(
    {"none", "straw-hat", "cap", "sailor-cap", "peaked-cap", "nurse-cap", "toque"}
)


def headwear(look: Look, weather: Weather, gender: Gender, age: Age) -> Headwear:
    """What somebody has on the head in this weather."""
    if weather == "snow" and look.headwear in _TOO_COLD:
        return "woollen-cap"
    if weather in ("rain", "storm") and look.headwear == "none":
        if gender == "male" and age != "child":
            # A hood hides all that tells a man from a woman at a distance.
            return "turban" if look.garment in _SHAWLED else "hat"
        return "veil" if look.garment in _DRAPED else "hood"
    return look.headwear


def cut(look: Look, weather: Weather) -> Cut:
    """The garment with what is worn over it in this weather: the same person still, in the same colours."""
    usual = GARMENTS[look.garment]
    if look.garment == "spacesuit":
        return usual
    if weather == "snow":
        worn = _covered(usual, *_SNOW[_kind(look.garment)])
        stockings: Callable[[Wearer], str] = (lambda wearer: "#6f6258") if usual.leg_width < 3.2 else usual.legs
        return replace(
            worn, legs=stockings, leg_width=max(3.4, usual.leg_width), boots=True, shoe="#4a3226",
            gloves=darker(look.trim_colour, 0.12),
        )  # fmt: skip
    if weather in ("rain", "storm") and look.garment not in _DRAPED | _MANTLED:
        return _covered(usual, *_RAIN[_kind(look.garment)])
    return usual


def _kind(garment: Garment) -> str:
    return "shawl" if garment in _SHAWLED else "mantle" if garment in _MANTLED else "coat"


def _covered(usual: Cut, wrap: Callable[[Pen, Wearer], None], sleeve: Callable[[Wearer], str] | None) -> Cut:
    """The garment under a `wrap` whose sleeves are of this colour, or that leaves the garment's own."""
    worn = replace(usual, over=_both(usual.over, wrap))
    return replace(worn, sleeve=1.86, sleeve_colour=sleeve, sleeve_width=1.3) if sleeve else worn


def _both(
    first: Callable[[Pen, Wearer], None] | None, second: Callable[[Pen, Wearer], None]
) -> Callable[[Pen, Wearer], None]:
    def draw(pen: Pen, wearer: Wearer) -> None:
        if first:
            first(pen, wearer)
        second(pen, wearer)

    return draw


def _dyed(wearer: Wearer) -> str:
    return darker(wearer.cloth, 0.14)


def _woollen(wearer: Wearer) -> str:
    return mix(wearer.trim, "#8a6a50", 0.35)


def _coat(pen: Pen, wearer: Wearer) -> None:
    """A coat to the knees."""
    cloth = _dyed(wearer)
    wearer.skirt(pen, -52, -21, 9.4, 12.2, cloth, "", wearer.torso(-42, 10.2, 9.4))
    pen.line([(0.2, -66), (0.5, -20)], darker(cloth, 0.36), 0.7)
    for y in (-60, -53, -46, -39):
        pen.circle(2.2, y, 0.9, soft(lighter(wearer.trim, 0.1)))
    for side in (-1, 1):
        pen.poly([(side * 4.6, -73), (0, -68), (side * 3, -65), (side * 7, -69.6)], lighter(cloth, 0.16))


def _scarf(pen: Pen, wearer: Wearer) -> None:
    pen.rect(2.2, -68, 4.2, 15, soft(wearer.trim, 0.1, 0.2), 0.6)
    for k in range(3):
        pen.line([(2.9 + 1.4 * k, -53.4), (2.9 + 1.4 * k, -51.6)], darker(wearer.trim, 0.2), 0.6)
    pen.blob([(-6.6, -73.6), (0, -72.4), (6.6, -73.6), (7.4, -69), (3, -65.8), (-3, -65.8), (-7.4, -69)],
             soft(wearer.trim, 0.18, 0.14))  # fmt: skip


def _shawl(pen: Pen, wearer: Wearer) -> None:
    """A woollen shawl."""
    _wrap(pen, wearer.width, _woollen(wearer), wearer.cloth)


def _blanket(pen: Pen, wearer: Wearer) -> None:
    """A blanket, of the hood's colour where one is worn."""
    _wrap(pen, wearer.width, darker(wearer.cloth, 0.1), wearer.trim)


def _wrap(pen: Pen, w: float, wool: str, edge: str) -> None:
    """Cloth around shoulders `w` wide, its end over the breast."""
    pen.blob([(0, -70), (5.4, -73), (11.6 * w, -68), (12.6 * w, -57), (10.6 * w, -46), (3, -40), (-5, -43),
              (-10.8 * w, -46), (-12.6 * w, -57), (-11.6 * w, -68), (-5.4, -73)], soft(wool, 0.16, 0.16))  # fmt: skip
    for k in range(4):
        pen.line([(-9 + k * 2.2, -69), (-4 + k * 2.8, -57), (4 + k * 2, -45 + k * 0.6)], darker(wool, 0.28), 0.6, 0.55)
    pen.line([(-5.4, -72), (2, -60), (10.4 * w, -47)], edge, 1.7)
    pen.line([(-10.6 * w, -46), (-4, -42.6), (3.4, -40), (10.2 * w, -46)], edge, 1.2)


def _mantle(pen: Pen, wearer: Wearer) -> None:
    """A collar of fur."""
    for k in range(9):
        share = (k - 4) / 4
        pen.circle(share * 9.4 * wearer.width, -69.6 + 3.4 * (1 - abs(share)), 3.0, soft(_FUR, 0.2, 0.18))


_Wrap = tuple[Callable[[Pen, Wearer], None], Callable[[Wearer], str] | None]

_SNOW: dict[str, _Wrap] = {
    "shawl": (_shawl, _woollen),
    "mantle": (_mantle, None),
    "coat": (_both(_coat, _scarf), _dyed),
}
_RAIN: dict[str, _Wrap] = {
    "shawl": (_blanket, lambda wearer: darker(wearer.cloth, 0.1)),
    "coat": (_coat, _dyed),
}
"""What is put on, and the colour of its sleeves, if it has any."""
