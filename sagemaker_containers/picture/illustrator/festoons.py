"""What a feast is hung with: cords of flags, marigolds or lanterns, fastened to a room's wall or to poles."""

from collections.abc import Callable

from sagemaker_containers.drawing.colour import lighter
from sagemaker_containers.drawing.pen import Pen
from sagemaker_containers.picture.illustrator.stage import Stage

GAY = ("#ff5a5f", "#ffc53f", "#3fb0f0", "#58c46a", "#b06ae0", "#ff8a3c")


def festoon(stage: Stage, pen: Pen, hang: Callable[[Pen, float, float, int], None]) -> None:
    """Cords with something hung along them: from rosettes on a room's wall, in the open between two poles."""
    top = max(2.6, stage.floor - 83)
    spans = max(2, round(stage.width / 46)) if stage.indoors else 1
    edge = stage.width / 2 - (0 if stage.indoors else 7)
    if not stage.indoors:
        for side in (-1, 1):
            _pole(pen, side * edge, stage.floor - 3, top)
    for span in range(spans):
        left, wide = -edge + 2 * edge * span / spans, 2 * edge / spans
        count = max(8, round(wide / 4.4))
        sag = min(15.0, 6 + wide * 0.07)
        points = [(left + wide * t / count, top + sag * (1 - (2 * t / count - 1) ** 2)) for t in range(count + 1)]
        pen.line(points, "#f6ead0", 0.35)
        for k, (x, y) in enumerate(points[1:-1]):
            hang(pen, x, y, k + span)
        if stage.indoors:
            for x, y in (points[0], points[-1]):
                _rosette(pen, x, y)


def _pole(pen: Pen, x: float, y: float, top: float) -> None:
    """A bamboo pole wound with ribbon."""
    pen.shadow(x, y, 3.4, 0.8, 0.3)
    pen.rect(x - 0.7, top - 1.4, 1.4, y - top + 1.4, ("#e6c68c", "#a87c46"), 0.6)
    for k in range(1, 8):
        level = top + (y - top) * k / 8
        pen.line([(x - 0.7, level + 0.9), (x + 0.7, level - 0.9)], GAY[k % 6], 0.8)
    _rosette(pen, x, top)


def _rosette(pen: Pen, x: float, y: float) -> None:
    """The bow that a cord is fastened with."""
    for side in (-1, 1):
        pen.blob([(x, y), (x + side * 1.9, y - 1.3), (x + side * 2.1, y + 0.9)], "#e8486a")
        pen.line([(x, y), (x + side * 1.1, y + 2.8)], "#e8486a", 0.6)
    pen.circle(x, y, 0.8, "#ffd23f")


def flags(pen: Pen, x: float, y: float, number: int) -> None:
    """A pennant."""
    pen.poly([(x - 1.9, y), (x + 1.9, y), (x, y + 4.2)], GAY[number % 6])


def marigolds(pen: Pen, x: float, y: float, number: int) -> None:
    """Flowers, one or a tassel of three."""
    for dy in (0.0, 1.5, 3.0)[: 3 if number % 2 else 1]:
        pen.circle(x, y + dy, 1.2, ("#ffd84a", "#f2a01f") if number % 2 else ("#ff9a3c", "#e8641f"))


def lanterns(pen: Pen, x: float, y: float, number: int) -> None:
    """A paper lantern from every second place."""
    if number % 2:
        pen.glow(x, y + 2, 6, "#ffe08a", 0.45)
        colour = GAY[number // 2 % 6]
        pen.toned(str).ellipse(x, y + 2.2, 1.7, 2.1, (lighter(colour, 0.45), colour))
