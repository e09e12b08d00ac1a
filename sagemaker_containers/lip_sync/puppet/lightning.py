"""Lightning: a bolt that stands in the sky for a moment, and the light that it throws over everything.

A strike is one bright flash and a faint second one, which fade; in between the picture is as dark as the storm makes
it. The light is bluish white: never red, and never more than two flashes in a second.
"""

from random import Random

import skia

from film_studio.film import storm
from film_studio.film.models import ScenePicture
from sagemaker_containers.drawing.colour import mix
from sagemaker_containers.drawing.pen import Pen, argb, polygon
from sagemaker_containers.lip_sync.puppet.effects import STEPS_PER_SECOND

_BRIGHTNESS = (1.0, 0.62, 0.2, 0.42, 0.2, 0.08)
"""How bright a strike is at each step (two frames) from its beginning."""

_LIGHT = "#4a5166"
"""How much a flash lights things up: a colour that they are dodged by, which leaves what is dark its contrast."""

_LOWEST = 0.6
"""How far down the picture a bolt reaches: beyond the horizon, which the hills before it hide."""


class Lightning:
    """The strikes of one scene; `picture` gives the measure of its sky."""

    def __init__(self, picture: ScenePicture, seed: int, seconds: float):
        self._width, self._height = picture.width, picture.height
        stormy = picture.weather == "storm"
        self._strikes = {
            round(at * STEPS_PER_SECOND): self._bolt(Random(f"{seed} {at}"))
            for at in (storm.strikes(seed, seconds) if stormy else [])
        }

    def brightness(self, step: int) -> float:
        """How bright the flash is at a step, 0 to 1."""
        return next((_BRIGHTNESS[step - at] for at in self._strikes if 0 <= step - at < len(_BRIGHTNESS)), 0.0)

    def draw_bolt(self, canvas: skia.Canvas, step: int) -> None:
        """Draw the bolt that stands at this step, if any, on the sky: in px of the picture."""
        at = next((at for at in self._strikes if 0 <= step - at < len(_BRIGHTNESS)), None)
        if at is None:
            return
        bright, unit, pen = _BRIGHTNESS[step - at], self._height / 100, Pen(canvas, dither=True)
        main, branches = self._strikes[at]
        x, y = main[len(main) // 3]
        pen.glow(x, y, 62 * unit, "#a8b8ff", 0.42 * bright)
        pen.glow(*main[0], 30 * unit, "#eef0ff", 0.45 * bright)
        for line, width in ((main, 0.95), *((branch, 0.42) for branch in branches)):
            path = polygon(line, closed=False)
            pen.stroke(path, "#8fa2ff", width * 4.2 * unit, 0.28 * bright)
            pen.stroke(path, "#b9c6ff", width * 2.2 * unit, 0.5 * bright)
            pen.stroke(path, "#fdfcff", width * unit, min(1.0, 1.6 * bright))

    def draw_light(self, canvas: skia.Canvas, step: int) -> None:
        """Light up what is drawn."""
        if bright := self.brightness(step):
            light = skia.Paint(Color=argb(mix("#000000", _LIGHT, bright)), BlendMode=skia.BlendMode.kColorDodge)
            canvas.drawPaint(light)

    def _bolt(self, rng: Random) -> tuple[list[tuple[float, float]], list[list[tuple[float, float]]]]:
        """The way of a bolt out of the clouds down behind the horizon, and of its branches (px)."""
        unit, reach = self._height / 100, self._width / self._height * 100
        main = [(reach * rng.choice((rng.uniform(0.12, 0.4), rng.uniform(0.6, 0.88))), rng.uniform(1, 7))]
        lean = rng.uniform(-0.35, 0.35)
        while main[-1][1] < 100 * _LOWEST:
            down = rng.uniform(2.6, 6.4)
            main.append((main[-1][0] + lean * down + rng.uniform(-3.6, 3.6), main[-1][1] + down))
        branches = []
        for start in rng.sample(range(2, len(main) - 3), 3):
            branch, side = [main[start]], rng.choice((-1, 1))
            for _ in range(rng.randrange(3, 6)):
                branch.append((branch[-1][0] + side * rng.uniform(1, 4.4), branch[-1][1] + rng.uniform(1.4, 4.2)))
            branches.append(branch)

        def placed(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
            return [(x * unit, y * unit) for x, y in line]

        return placed(main), [placed(branch) for branch in branches]
