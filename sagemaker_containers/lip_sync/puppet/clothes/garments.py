"""What people wear: how long sleeves are, what shows of the legs, and what draws it."""

from collections.abc import Callable
from dataclasses import dataclass

from film_studio.film.models import Garment
from sagemaker_containers.drawing.colour import darker, lighter, mix
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.lip_sync.puppet.clothes import indian, modern, storied
from sagemaker_containers.lip_sync.puppet.clothes.wearer import LEATHER, WHITE, Wearer


@dataclass(frozen=True)
class Cut:
    """One garment. `sleeve` is 0 for none, 1 to the elbow, 2 to the wrist; colours are taken from the look if None."""

    draw: Callable[[Pen, Wearer], None]
    sleeve: float
    legs: Callable[[Wearer], str]
    leg_width: float = 3.9
    sleeve_colour: Callable[[Wearer], str] = lambda wearer: wearer.cloth
    sleeve_width: float = 1.08
    shoe: str = LEATHER
    behind: Callable[[Pen, Wearer], None] | None = None
    over: Callable[[Pen, Wearer], None] | None = None
    boots: bool = False
    gloves: str | None = None


def _skin(wearer: Wearer) -> str:
    return wearer.look.skin


def _churidar(wearer: Wearer) -> str:
    return mix("#f2e8d4", wearer.trim, 0.12)


GARMENTS: dict[Garment, Cut] = {
    "sari": Cut(
        indian.sari, 0.62, _skin, 2.7, lambda o: mix(darker(o.cloth, 0.3), o.trim, 0.5), over=indian.sari_drape
    ),
    "lehenga": Cut(indian.lehenga, 0.6, _skin, 2.7, lambda o: darker(o.cloth, 0.2), over=indian.dupatta),
    "salwar": Cut(indian.salwar, 1.7, lambda o: lighter(o.trim, 0.1), 4.4, over=indian.salwar_scarf),
    "kurta": Cut(indian.kurta, 1.78, _churidar),
    "sherwani": Cut(indian.sherwani, 1.85, _churidar, 3.3, shoe="#8a5a2c"),
    "dhoti": Cut(indian.dhoti, 0.0, _skin, 2.9, over=indian.dhoti_sash),
    "lungi": Cut(indian.lungi, 0.0, _skin, 2.9),
    "monks-robe": Cut(indian.monks_robe, 0.0, _skin, 2.7),
    "robe": Cut(storied.robe, 1.85, _skin, 2.7, sleeve_width=1.45, behind=storied.royal_cape),
    "cloak": Cut(
        storied.cloak,
        1.82,
        lambda o: "#5f5346",
        sleeve_colour=lambda o: mix(o.trim, "#7a6448", 0.55),
        behind=storied.cape,
        over=storied.cloak_front,
    ),
    "tunic": Cut(storied.tunic, 1.78, lambda o: mix("#6b5a48", o.trim, 0.2), 3.4, shoe="#4f3626"),
    "gown": Cut(storied.gown, 1.85, _skin, 2.7, sleeve_width=1.2, behind=storied.royal_cape),
    "dress": Cut(modern.dress, 0.62, _skin, 2.8, shoe="#7a3a3a"),
    "suit": Cut(modern.suit, 1.85, lambda o: darker(o.cloth, 0.14), shoe="#2f2628"),
    "shirt": Cut(modern.shirt, 0.9, lambda o: mix("#46546b", darker(o.trim, 0.5), 0.35), shoe="#4a3428"),
    "t-shirt": Cut(modern.t_shirt, 0.75, lambda o: "#45608a", 4.0, shoe="#eef0f2"),
    "school-uniform": Cut(modern.school_uniform, 0.8, _skin, 3.0, lambda o: WHITE, shoe="#2f2628"),
    "sailor": Cut(modern.sailor, 1.8, lambda o: mix(o.cloth, "#1f3a6a", 0.75), 4.4, lambda o: WHITE, shoe="#2f2628"),
    "armour": Cut(
        storied.armour, 1.85, lambda o: "#8d98a4", 4.2, lambda o: "#aab5bf", shoe="#6d7884", behind=storied.cape
    ),
    "spacesuit": Cut(
        modern.spacesuit,
        1.9,
        lambda o: modern.SUIT_WHITE,
        4.5,
        lambda o: modern.SUIT_WHITE,
        1.34,
        "#8d98a4",
        modern.life_support,
        boots=True,
        gloves="#dfe4e8",
    ),
    "apron": Cut(modern.apron, 1.1, lambda o: "#5a5148"),
    "lab-coat": Cut(modern.lab_coat, 1.88, lambda o: "#4a5666", sleeve_colour=lambda o: "#f0f3f3", shoe="#2f2628"),
}
"""Every garment by name."""
