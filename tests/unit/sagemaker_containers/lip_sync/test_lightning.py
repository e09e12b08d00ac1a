"""Lightning in a clip: seen when it strikes, gone soon after, and safe to look at."""

import numpy as np
from av import VideoFrame

from film_studio.film.models import FPS
from film_studio.film.storm import strikes
from sagemaker_containers.lip_sync.puppet.animate import prepare

from .conftest import Clipper


def _brightness(clipper: Clipper, weather: str) -> np.ndarray:
    """Mean luma of every frame, as shares of white."""
    request = clipper.request(frames=6 * FPS)
    picture, layers = clipper.picture("village", "storm" if weather == "storm" else "rain")
    drawing = prepare(request, picture, layers, None)

    def luma(frame: VideoFrame) -> float:
        return (float(np.frombuffer(frame.planes[0], np.uint8).mean()) - 16) / 219

    return np.array([luma(drawing.frame(number)) for number in range(6 * FPS)])


def test_a_strike_flashes_when_the_storm_says_so_and_fades_within_half_a_second(clipper: Clipper) -> None:
    seen = _brightness(clipper, "storm")
    dark = float(np.median(seen))
    (at, *_) = strikes(clipper.request().seed, 6)
    first = int(np.argmax(seen))
    assert abs(first / FPS - at) <= 1 / FPS
    assert seen[first] > dark + 0.1, "the whole picture lights up"
    assert np.abs(seen[first + FPS // 2 + 1 : first + 2 * FPS] - dark).max() < 0.02
    assert np.ptp(_brightness(clipper, "rain")) < 0.02, "rain alone does not flash"


def test_at_most_three_flashes_in_any_second(clipper: Clipper) -> None:
    """A flash is a rise and fall of at least a tenth of white (WCAG 2.2, success criterion 2.3.1)."""
    seen = _brightness(clipper, "storm")
    for start in range(len(seen) - FPS):
        second = seen[start : start + FPS]
        extreme, rising, turns = second[0], None, 0
        for value in second[1:]:
            if abs(value - extreme) >= 0.1 and (value > extreme) != rising:
                turns, rising, extreme = turns + 1, value > extreme, value
            elif rising is not None and (value > extreme) == rising:
                extreme = value
        assert turns <= 6
