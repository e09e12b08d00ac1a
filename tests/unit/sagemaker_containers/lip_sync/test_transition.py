"""How one shot goes over into the next."""

from typing import Any

import av
import numpy as np
import pytest

from film_studio.film.models import Transition
from sagemaker_containers.lip_sync import adapter
from sagemaker_containers.lip_sync.puppet.animate import animate, last_frame, prepare
from sagemaker_containers.lip_sync.puppet.transition import FRAMES, GoingOver

SIZE = 160, 90


def grey(level: int) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(np.full((90, 160, 3), level, np.uint8), format="rgb24").reformat(format="yuv420p")


def luma(frame: av.VideoFrame) -> np.ndarray:
    return frame.to_ndarray(format="gray").astype(int)


def test_a_dissolve_goes_evenly_from_one_to_the_other() -> None:
    dark, light = grey(40), grey(200)
    over = GoingOver("dissolve", dark)
    levels = [luma(over.frame(number, light)).mean() for number in range(over.frames)]
    assert luma(dark).mean() < levels[0] < levels[-1] < luma(light).mean()
    steps = np.diff([luma(dark).mean(), *levels, luma(light).mean()])
    assert steps.max() - steps.min() <= 2, "by no more than rounding does"


def test_an_iris_opens_from_the_middle() -> None:
    dark, light = grey(40), grey(200)
    over = GoingOver("iris", dark)
    shares = []
    for number in range(over.frames):
        shown = luma(over.frame(number, light))
        assert shown[0, 0] == luma(dark)[0, 0], "the corner comes last"
        shares.append((shown > 120).mean())
    assert shares == sorted(shares) and shares[0] < 0.02 and shares[-1] > 0.7
    middle = luma(over.frame(8, light))
    assert middle[40, 80] == luma(light)[0, 0]


def decoded(path: Any) -> list[np.ndarray]:
    with av.open(str(path)) as container:
        return [luma(frame) for frame in container.decode(video=0)]


@pytest.mark.parametrize("kind", ["dissolve", "iris"])
def test_a_clip_begins_with_what_was_seen_before_it(clipper: Any, tmp_path: Any, kind: Transition) -> None:
    before = clipper.request(frames=30)
    request = clipper.request(frames=40, shot={"transition": kind}).model_copy(update={"before": before})
    old, layers_before = clipper.picture("village")
    new, layers = clipper.picture("desert")
    plain = prepare(request, new, layers, clipper.speech)
    animate(plain, tmp_path / "cut.mp4")
    going_over = prepare(before, old, layers_before, clipper.speech)
    animate(prepare(request, new, layers, clipper.speech), tmp_path / "over.mp4", going_over)
    last = luma(last_frame(prepare(before, old, layers_before, clipper.speech)))
    cut, over = decoded(tmp_path / "cut.mp4"), decoded(tmp_path / "over.mp4")
    assert len(cut) == len(over) == 40
    assert np.abs(over[0] - last).mean() < 0.35 * np.abs(over[0] - cut[0]).mean()
    away = [np.abs(one - other).mean() for one, other in zip(over, cut, strict=True)]
    assert max(away[FRAMES[kind] + 1 :]) < 2 < min(away[: FRAMES[kind] - 2])


def test_the_container_fetches_what_the_shot_goes_over_from(clipper: Any) -> None:
    """The whole contract of such a request: it is JSON, and comes back whole."""
    before = clipper.request(frames=30)
    request = clipper.request(frames=40, shot={"transition": "iris"}).model_copy(update={"before": before})
    assert adapter.REQUEST.model_validate_json(request.model_dump_json()) == request
