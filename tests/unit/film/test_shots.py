"""A scene is cut so that one sees where it is, who speaks, and never nearly the same twice."""

from itertools import pairwise

import pytest

from film_studio.film.models import FPS, Mood, Scene, Shot, TimedLine, TimedScene
from film_studio.film.shots import shots, transition


def scene(*lines: tuple[str, float, float], seconds: float = 20, number: int = 1) -> TimedScene:
    """A scene from frame 100 on; lines are speaker, start and end in seconds."""
    timed = [
        TimedLine(line=f"l{k}", speaker=who, start_frame=100 + round(start * FPS), end_frame=100 + round(end * FPS))
        for k, (who, start, end) in enumerate(lines)
    ]
    return TimedScene(number=number, title="", start_frame=100, end_frame=100 + round(seconds * FPS), lines=timed)


def looks(made: list[Shot]) -> list[tuple[str, list[str]]]:
    return [(shot.size, shot.subjects) for shot in made]


def seen(made: list[Shot]) -> set[str]:
    """Who is looked at in any of the shots."""
    return {subject for shot in made for subject in shot.subjects}


def check(timed: TimedScene, made: list[Shot]) -> None:
    """What is true of every scene's shots."""
    assert [made[0].start_frame, made[-1].end_frame] == [timed.start_frame, timed.end_frame]
    assert all(one.end_frame == other.start_frame for one, other in pairwise(made))
    assert [shot.number for shot in made] == list(range(1, len(made) + 1))
    assert all(shot.end_frame - shot.start_frame <= 8 * FPS for shot in made)
    assert looks(made)[0] == ("wide", [])
    assert all(one != other for one, other in pairwise(looks(made)))


def test_whoever_speaks_is_looked_at() -> None:
    timed = scene(("narrator", 1, 4), ("mira", 5, 7.5), ("fox", 8, 14), ("narrator", 15, 19))
    made = shots(timed, ["mira", "fox"], podcast=False)
    check(timed, made)
    assert looks(made) == [("wide", []), ("close", ["mira"]), ("medium", ["fox"]), ("wide", [])]
    assert {shot.move for shot in made[1:]} == {"still"}
    # The cut comes a little before the words.
    assert [shot.start_frame for shot in made[1:3]] == [100 + 5 * FPS - 4, 100 + 8 * FPS - 4]


def test_who_is_not_in_the_picture_is_not_looked_for() -> None:
    timed = scene(("voice", 1, 6), seconds=7)
    assert looks(shots(timed, ["mira"], podcast=False)) == [("wide", [])]


def test_a_scene_that_begins_with_a_line_still_opens_wide() -> None:
    timed = scene(("mira", 0.3, 9), seconds=10)
    made = shots(timed, ["mira"], podcast=False)
    check(timed, made)
    assert made[0].end_frame - made[0].start_frame == 36


def test_short_turns_do_not_make_the_camera_jump() -> None:
    timed = scene(("mira", 2, 6), ("fox", 6.2, 6.9), ("mira", 7, 11), seconds=12)
    made = shots(timed, ["mira", "fox"], podcast=False)
    check(timed, made)
    assert "fox" not in seen(made)


def test_a_podcast_shows_both_while_they_take_turns_quickly() -> None:
    timed = scene(("mira", 1, 3), ("fox", 3.2, 5), ("mira", 5.2, 7), ("fox", 7.2, 14), seconds=15)
    made = shots(timed, ["mira", "fox"], podcast=True)
    check(timed, made)
    assert seen(made) == {"fox"}


def test_long_narration_is_seen_from_more_than_one_place() -> None:
    timed = scene(("narrator", 1, 29), seconds=30)
    made = shots(timed, ["mira", "fox"], podcast=False)
    check(timed, made)
    assert looks(made) == [("wide", []), ("two-shot", ["mira", "fox"]), ("wide", []), ("medium", ["fox"])]


@pytest.mark.parametrize(
    "mood, number, move",
    [("peaceful", 1, "pan-right"), ("joyful", 2, "pan-left"), ("tense", 1, "push-in"), ("sad", 2, "push-in")],
)
def test_a_scene_opens_with_a_look_around_or_goes_in(mood: Mood, number: int, move: str) -> None:
    timed = scene(("narrator", 1, 4), ("mira", 5, 7.5), ("narrator", 8, 12), seconds=13, number=number)
    made = shots(timed, ["mira"], mood=mood)
    assert [shot.move for shot in made] == [move, "still", "still"]
    assert shots(timed, ["mira"], mood=mood, podcast=True)[0].move == "push-in"


def test_the_film_ends_with_the_camera_drawing_back() -> None:
    timed = scene(("narrator", 1, 4), ("mira", 5, 7.5), ("narrator", 8, 12), seconds=13)
    assert [shot.move for shot in shots(timed, ["mira"], last=True)] == ["pan-right", "still", "pull-out"]


def test_where_nobody_is_the_picture_keeps_changing() -> None:
    timed = scene(("narrator", 1, 17), seconds=18)
    made = shots(timed, [])
    check(timed, made)
    assert [shot.size for shot in made] == ["wide", "detail", "wide", "detail"]
    assert all(shot.end_frame - shot.start_frame <= 5 * FPS and shot.move != "still" for shot in made)


def a_place(**changes: str) -> Scene:
    return Scene.model_validate(
        {"number": 1, "heading": "", "setting": "village", "time_of_day": "day", "weather": "clear", "mood": "peaceful",
         "culture": "indian", "characters": [], "props": [], "lines": [], **changes}
    )  # fmt: skip


def test_scenes_go_over_as_time_and_place_do() -> None:
    village = a_place()
    assert transition(village, a_place(mood="sad")) == "cut"
    assert transition(village, a_place(time_of_day="night")) == "dissolve"
    assert transition(village, a_place(setting="river")) == "dissolve"
    assert transition(village, a_place(setting="river", mood="playful")) == "iris"
    assert transition(None, village) == transition(village, None) == "dissolve"


@pytest.mark.parametrize("number", [0, -1])
def test_a_card_is_one_shot(number: int) -> None:
    [only] = shots(scene(seconds=3, number=number), [], podcast=False)
    assert (only.scene, only.size, only.start_frame, only.end_frame) == (number, "wide", 100, 172)
