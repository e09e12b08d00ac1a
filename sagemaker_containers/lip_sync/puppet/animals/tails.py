"""Tails of beasts on four legs."""

from film_studio.film.models import Species
from sagemaker_containers.drawing.pen import Pen, Point
from sagemaker_containers.lip_sync.puppet.animals.coats import Coat
from sagemaker_containers.lip_sync.puppet.clothes.wearer import soft

_TUFTED: frozenset[Species] = frozenset({"elephant", "cow", "camel", "lion"})


def tail(pen: Pen, species: Species, coat: Coat, swing: float, root: Point) -> None:
    """A tail that begins at `root`; `swing` −1 to 1 wags it."""
    wag = swing * 2.4
    with pen.moved(*root):
        match species:
            case "fox":
                pen.blob([(2, -2), (-5, 1), (-9 + wag, -13), (-7.4 + wag, -27), (-1 + wag, -33), (4 + wag, -22),
                          (2.4, -8), (4, 3)], soft(coat.main))  # fmt: skip
                pen.blob([(-8 + wag, -22), (-6.6 + wag, -29), (-1 + wag, -34), (3.6 + wag, -24), (0.8 + wag, -21),
                          (-2.4 + wag, -23)], soft(coat.light))  # fmt: skip
            case "wolf":
                pen.blob([(3, -3), (-4, -1), (-9 + wag, 7), (-11 + wag, 19), (-8 + wag, 27), (-4 + wag, 20),
                          (-0.6, 9), (4, 4)], soft(coat.main))  # fmt: skip
                pen.blob([(-11 + wag, 18), (-8 + wag, 28), (-4.4 + wag, 20), (-7 + wag, 19)], soft(coat.dark))
            case "deer" | "goat":
                pen.blob([(3, -3), (-4, -5 + wag), (-3, 4), (3, 3)], soft(coat.light))
            case "horse":
                pen.blob([(3, -4), (-5, -2), (-8 + wag, 14), (-5 + wag, 34), (0, 20), (3, 3)], soft(coat.dark))
            case "crocodile":
                pen.blob([(4, -5), (-8, -2), (-15, 7 + wag), (-20.4, 17 + wag), (-14, 20 + wag), (-5, 15), (5, 12)],
                         soft(coat.main))  # fmt: skip
                for ridge_x, ridge_y in ((-4.0, -5.0), (-9.0, -2.0), (-13.0, 3.0), (-16.6, 8.4)):
                    pen.poly([(ridge_x - 2.4, ridge_y + 3), (ridge_x - 2, ridge_y - 3.4), (ridge_x + 2.6, ridge_y + 2)],
                             coat.dark)  # fmt: skip
            case "dragon":
                pen.blob([(5, -5), (-8, -4), (-15 + wag, -16), (-12 + wag, -30), (-9.4 + wag, -29), (-9 + wag, -17),
                          (-3, 4), (5, 9)], soft(coat.main))  # fmt: skip
                pen.poly(
                    [(-16.6 + wag, -28), (-9.4 + wag, -41), (-4.6 + wag, -27), (-10.8 + wag, -30)], soft(coat.dark)
                )
            case "tortoise":
                pen.blob([(6, 13), (-3, 20), (6, 19)], soft(coat.main))
            case _ if species in _TUFTED:
                pen.line([(3, -2), (-4, 6), (-5 + wag, 24)], coat.main, 2.2)
                pen.blob([(-5 + wag, 21), (-2.6 + wag, 26), (-5 + wag, 31), (-7.6 + wag, 26)], soft(coat.dark))
            case "dog":
                pen.line([(4, 1), (-4, -6), (-5 + wag, -20)], coat.main, 4.0)
            case _:
                path = [(4, 1), (-6, 0), (-8 + wag, -16), (-2 + wag, -28)]
                pen.line(path, coat.main, 3.8)
                if species == "tiger":
                    pen.line([path[-1], (-3.4 + wag, -26)], coat.dark, 3.8)
                    for x, y in ((-7.6 + 0.9 * wag, -18), (-8 + 0.6 * wag, -10), (-5.4, -1.6)):
                        pen.line([(x - 1.5, y), (x + 1.5, y + 0.2)], coat.dark, 1.8)
