"""Burned-in subtitles: inside the frame in every script and shape, clear of faces, each word lit while it is said."""

import numpy as np
import pytest

from film_studio.film import subtitles
from film_studio.film.models import FRAME_SIZES, Cue, SubtitleStyle, TimedWord
from sagemaker_containers.drawing.raster import Raster
from sagemaker_containers.lip_sync.puppet.captions import Caption, caption, captions

TEXTS = {
    "en": "She saw the tiny flame and steered the boat toward it, at last.",
    "hi": "मीरा डर गई, पर उसने दीया ऊँचा उठाया और नदी की ओर दौड़ी।",
    "ta": "மறுநாள் காலையில் மீனா காட்டுக்குச் சென்றாள், அங்கே நரி இருந்தது.",
    "ar": "في اليوم التالي ذهبت الفتاة إلى الغابة، وهناك قابلت ثعلبًا صغيرًا.",
    "zh-Hans": "第二天，小梅走进森林，她遇见了一只狐狸，狐狸问她。",
    "ko": "다음 날 소녀는 숲으로 들어가 작은 여우를 만났습니다.",
}


def lettered(text: str, language: str, size: tuple[int, int], highlight: str = "word") -> Caption:
    rows = subtitles.break_rows(text, language)
    words = [
        TimedWord(text=word.strip(",.،।"), start_frame=10 * k, end_frame=10 * k + 8)
        for k, word in enumerate(" ".join(rows).split())
    ]
    cue = Cue(start_frame=0, end_frame=200, rows=rows, words=words)
    return caption(cue, SubtitleStyle.model_validate({"highlight": highlight}), language, *size, 0)


def drawn(shown: Caption, number: int, size: tuple[int, int]) -> np.ndarray:
    raster = Raster(*size, opaque=True)
    shown.draw(raster.canvas, number)
    return raster.pixels.copy()


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1"])
def test_a_caption_is_inside_the_safe_area_and_large_enough_to_read(language: str, shape: str) -> None:
    width, height = FRAME_SIZES[shape, "preview"]
    shown = lettered(TEXTS[language], language, (width, height))
    left, top, right, bottom = shown.area
    assert left >= width * 0.06 - 1 and right <= width * 0.94 + 2
    assert top > height / 2 and bottom <= height * 0.94 + 2
    assert (bottom - top) / 2 >= 0.036 * min(width, height), "rows are not shrunk below reading size"


@pytest.mark.parametrize("language", TEXTS)
def test_a_word_is_lit_while_it_is_said_and_nothing_else_changes(language: str) -> None:
    size = FRAME_SIZES["16:9", "preview"]
    shown = lettered(TEXTS[language], language, size)
    assert len(shown.words) >= 1
    word = shown.words[0]
    before, during = drawn(shown, word.end + 1, size), drawn(shown, word.start, size)
    plain = drawn(lettered(TEXTS[language], language, size, "none"), word.start, size)
    left, top, right, bottom = word.area
    changed = (during != plain).any(axis=2)
    assert changed[top:bottom, left:right].any()
    changed[top:bottom, left:right] = False
    assert not changed.any()
    lit = during[top:bottom, left:right].reshape(-1, 4).astype(int)
    assert ((lit[:, 2] > 200) & (lit[:, 0] < 120)).any(), "it is lit in amber"
    assert before.any() and list(shown.changed(word.start)).count(word.area) == 1


def test_arabic_stops_stand_where_the_row_ends_on_the_left() -> None:
    size = FRAME_SIZES["16:9", "preview"]
    with_stop, without = (
        drawn(lettered(text, "ar", size, "none"), 0, size) for text in ("ذهبت الفتاة.", "ذهبت الفتاة")
    )
    bright = [np.flatnonzero((image[:, :, :3] > 200).all(axis=2).any(axis=0)) for image in (with_stop, without)]
    middle = size[0] / 2
    # The stop makes the row longer by a dot and its gap on the left: there the dot is small and stands low.
    columns = with_stop[:, bright[0][0] : bright[0][0] + 3, :3].min(axis=2)
    rows = np.flatnonzero((columns > 150).any(axis=1))
    assert rows[-1] - rows[0] < 8 and bright[0][0] < middle < bright[0][-1]


def test_subtitles_move_up_where_they_would_hide_a_face(clipper) -> None:
    cue = Cue(start_frame=240, end_frame=280, rows=["She lit the lamp", "and waited by the river."])
    request = clipper.request(cues=[cue])
    width, height = request.width, request.height
    low = (width // 3, height - 60, width // 2, height - 10)
    high = (width // 3, 5, width // 2, 60)
    assert captions(request, [])[0].y > height / 2
    assert captions(request, [low])[0].y < height / 2
    assert captions(request, [low, high])[0].y > height / 2, "the bottom is the usual place"
    fixed = request.model_copy(update={"subtitle_style": SubtitleStyle(position="bottom")})
    assert captions(fixed, [low])[0].y > height / 2
