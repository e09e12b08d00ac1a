"""What small things rest on, and birds sit on: in a room a low table, elsewhere what such a place has lying about."""

from collections.abc import Callable

from film_studio.film.models import Setting
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator.stage import Stage

HEIGHT = 13.0
"""Units from the ground to the top."""

_NARROWEST = 9.0
"""Units that the top measures at least from side to side."""


def stand(stage: Stage, pen: Pen, x: float, y: float, width: float = _NARROWEST) -> None:
    """Something on the ground at (x, y) that has room for `width` units on its top."""
    half = max(width, _NARROWEST) / 2 + 1.4
    setting = stage.request.scene.setting
    draw = _table if stage.indoors and setting != "railway-station" else _BY_SETTING.get(setting, _stump)
    draw(stage, pen, x, y, half)
    if stage.snowy:
        top = stage.air.lit("#f6faff")
        pen.toned(str).ellipse(x, y - HEIGHT, half, 1.2, top)


def _table(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A low table: turned and inlaid, or plain."""
    top = y - HEIGHT
    legs, board = (("#8a4a2c", "#5f2f1c"), ("#d98a4f", "#a85f34")) if stage.indian else (
        ("#7a5030", "#4f3320"), ("#c99a64", "#8f6440"))  # fmt: skip
    for px in (-half * 0.8, half * 0.8 - 1.3):
        pen.rect(x + px, top, 1.3, HEIGHT, legs, 0.6)
    pen.rect(x - half * 0.76, y - 5, half * 1.52, 0.9, legs)
    pen.rect(x - half, top - 0.4, half * 2, 2.0, board, 0.9)
    if stage.indian:
        count = round(half / 1.5)
        for k in range(count):
            pen.circle(x + half * (2 * k + 1 - count) / count * 0.9, top + 2.0, 0.6, "#f0cf7a")


def _bench(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A bench: of clay, as before houses in an Indian village, or of boards."""
    top, half = y - HEIGHT, half * 1.3
    if stage.indian and stage.request.scene.setting == "village":
        pen.rect(x - half, top, half * 2, HEIGHT, ("#d99a6a", "#a4663f"), 1.6)
        pen.rect(x - half - 0.5, top - 0.5, half * 2 + 1, 2.2, "#e8b98a", 1.1)
        pen.line([(x - half + 1, y - 4), (x + half - 1, y - 4)], "#f5e6cf", 0.5, 0.7)
        return
    for px in (-half * 0.8, half * 0.8 - 1.4):
        pen.rect(x + px, top, 1.4, HEIGHT, ("#4f4a48", "#2f2b2a"), 0.5)
    pen.rect(x - half * 0.8, y - 5, half * 1.6, 0.8, "#3a3533")
    for row in (0.0, 1.5):
        pen.rect(x - half, top + row - 0.4, half * 2, 1.2, ("#c08a55", "#94643a"), 0.4)


def _stump(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """The stump of a tree."""
    top = y - HEIGHT
    pen.blob(
        [(x - half * 1.2, y + 0.6), (x - half, y - 6), (x - half, top), (x + half, top), (x + half, y - 6),
         (x + half * 1.22, y + 0.6)],
        ("#94694a", "#5f4029"),
    )  # fmt: skip
    for px in (-0.5, 0.08, 0.58):
        pen.line([(x + px * half, top + 2), (x + px * 1.1 * half, y - 1.4)], "#4f3422", 0.4, 0.6)
    pen.ellipse(x, top, half, 1.6, "#e0bb90")
    for ring in (0.64, 0.3):
        pen.arc(x, top, half * ring, ring * 1.6, 0, 360, "#a87f54", 0.3)


def _boulder(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A boulder with a flat top."""
    top, half = y - HEIGHT, half * 0.84
    pen.blob(
        [(x - half * 1.3, y + 0.4), (x - half * 1.2, y - 6), (x - half * 0.9, top), (x + half * 0.9, top),
         (x + half * 1.3, y - 5), (x + half * 1.36, y + 0.4)],
        ("#b4aca2", "#6f6a68"),
    )  # fmt: skip
    pen.poly([(x + half * 0.3, top + 3), (x + half * 1.1, y - 6), (x + half * 1.1, y - 1), (x, y - 2)], "#575049", 0.22)
    pen.ellipse(x, top + 0.2, half * 0.98, 1.3, "#cfc8bd")


def _plinth(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A plinth of dressed stone."""
    top = y - HEIGHT
    stone, edge = (("#d9a878", "#a87650"), "#e8c49a") if stage.indian else (("#cfc6b8", "#938a7e"), "#e6dfd2")
    pen.rect(x - half * 0.86, top + 1.6, half * 1.72, HEIGHT - 3, stone)
    pen.rect(x - half * 0.5, top + 4, half, HEIGHT - 7.4, "#1a1030", 0.4, 0.1)
    pen.rect(x - half, top, half * 2, 2, edge, 0.3)
    pen.rect(x - half, y - 2, half * 2, 2.2, edge, 0.3)


def _crate(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A crate of boards."""
    top = y - HEIGHT
    pen.rect(x - half, top, half * 2, HEIGHT, ("#d2a06a", "#94683f"), 0.3)
    for row in (0.34, 0.67):
        pen.rect(x - half, top + HEIGHT * row, half * 2, 0.35, "#5f3f28")
    for px in (-half, half - 1.5):
        pen.rect(x + px, top, 1.5, HEIGHT, ("#e0b27c", "#a4764a"), 0.2)
    pen.rect(x - half - 0.3, top - 0.3, half * 2 + 0.6, 1.3, "#e6bd88", 0.3)


def _barrel(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A barrel on its end."""
    top = y - HEIGHT
    pen.blob([(x - half * 0.9, y), (x - half * 1.14, y - HEIGHT / 2), (x - half * 0.9, top), (x + half * 0.9, top),
              (x + half * 1.14, y - HEIGHT / 2), (x + half * 0.9, y)], ("#b98350", "#7a5030"))  # fmt: skip
    for share, wide in ((0.16, 1.0), (0.5, 1.12), (0.84, 1.0)):
        pen.rect(x - half * wide, y - HEIGHT * share - 0.5, half * 2 * wide, 1, "#4f4438", 0.4)
    pen.ellipse(x, top, half * 0.96, 1.3, "#d9ab74")


def _bale(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A bale of straw."""
    top, half = y - HEIGHT, half * 1.1
    pen.rect(x - half, top, half * 2, HEIGHT + 0.4, ("#f2d680", "#b8913c"), 1.6)
    for k in range(9):
        px = x + half * (k - 4) * 0.22
        pen.line([(px, top + 1 + k % 3), (px + 0.5, y - 2 + k % 2)], "#a37f32", 0.25, 0.6)
    for px in (-0.45, 0.45):
        pen.rect(x + half * px - 0.3, top, 0.6, HEIGHT + 0.3, "#8a5f34")


def _console(stage: Stage, pen: Pen, x: float, y: float, half: float) -> None:
    """A case of metal with a row of lights."""
    top = y - HEIGHT
    pen.poly([(x - half * 0.8, y), (x - half, top), (x + half, top), (x + half * 0.8, y)], ("#c6d0de", "#69758c"))
    pen.rect(x - half, top - 0.4, half * 2, 1.6, "#e6edf6", 0.6)
    for k, colour in enumerate(("#5fe0a0", "#ffd25f", "#ff6f6f")):
        pen.toned(str).circle(x + (k - 1) * half * 0.4, top + 4.4, 0.7, colour)


_BY_SETTING: dict[Setting, Callable[[Stage, Pen, float, float, float], None]] = {
    "temple": _plinth, "palace": _plinth, "castle": _plinth, "bazaar": _crate, "village": _bench, "garden": _bench,
    "city-street": _bench, "railway-station": _bench, "river": _boulder,
    "mountain": _boulder, "desert": _boulder, "sea-shore": _boulder, "ship": _barrel, "farm": _bale, "space": _console,
}  # fmt: skip
"""What there is out of doors and on a platform. Where nothing else is said it is a stump."""
