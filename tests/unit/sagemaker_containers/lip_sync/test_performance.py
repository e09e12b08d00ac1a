"""Actors live: they blink, breathe, look at who speaks, feel, gesture, and never stand still for long."""

from itertools import combinations, pairwise
from typing import Any, get_args

import pytest

from film_studio.film.models import FPS, Emotion, Mood
from sagemaker_containers.lip_sync.puppet.emotions import EXPRESSIONS, MOODS
from sagemaker_containers.lip_sync.puppet.performance import Performance
from sagemaker_containers.lip_sync.puppet.pose import Pose

SECONDS = 30
FRAMES = SECONDS * FPS
LINE_START = 12


@pytest.fixture
def performance(clipper: Any) -> Performance:
    picture, _ = clipper.picture()
    return Performance(clipper.request(frames=FRAMES), picture, clipper.speech)


def poses(performance: Performance, name: str) -> list[Pose]:
    return [performance.pose(name, frame) for frame in range(FRAMES)]


@pytest.mark.parametrize("name", ["mira", "fox"])
def test_eyes_blink_as_often_as_people_do(performance: Performance, name: str) -> None:
    shut = [pose.blink > 0.9 for pose in poses(performance, name)]
    blinks = sum(later and not earlier for earlier, later in pairwise(shut))
    assert SECONDS / 6 <= blinks <= SECONDS / 1.5
    assert sum(shut) / len(shut) < 0.1, "and are open most of the time"


@pytest.mark.parametrize("name", ["mira", "fox"])
def test_from_one_blink_to_the_next_it_is_two_to_six_seconds(performance: Performance, name: str) -> None:
    gaps = [later - earlier for earlier, later in pairwise(performance.blinks(name))]
    assert min(gaps) >= 2 * FPS - 2 and max(gaps) <= 6 * FPS
    assert len(set(gaps)) > 3, "no clockwork"


@pytest.mark.parametrize("emotion", ["joy", "sadness", "anger", "fear", "surprise", "disgust", "love"])
def test_speakers_show_what_they_feel_and_listeners_answer_it(clipper: Any, emotion: str) -> None:
    picture, _ = clipper.picture()
    middle = LINE_START + 24
    acted = [
        Performance(
            clipper.request(frames=FRAMES).model_copy(update={"emotions": {"l1": felt}}), picture, clipper.speech
        )
        for felt in ("neutral", emotion)
    ]
    calm, moved = (each.pose("mira", middle) for each in acted)
    faces = ("brow_inner", "brow_outer", "lids", "lower_lids", "smile", "sneer", "blush", "tears")
    assert max(abs(getattr(calm, name) - getattr(moved, name)) for name in faces) > 0.5
    listens, answers = (each.pose("fox", middle) for each in acted)
    assert listens != answers
    if emotion == "anger":
        assert answers.lean < listens.lean - 2 and answers.bob < listens.bob, "draws back and shrinks"
    if emotion == "joy":
        assert answers.smile > listens.smile + 0.2


_FACE = ("brow_inner", "brow_outer", "lids", "lower_lids", "smile", "sneer", "blush", "tears")
_BEARING = ("nod", "tilt", "lean", "bob")


@pytest.mark.parametrize(("one", "other"), list(combinations(get_args(Emotion), 2)))
def test_every_feeling_has_a_face_of_its_own(one: Emotion, other: Emotion) -> None:
    first, second = EXPRESSIONS[one], EXPRESSIONS[other]
    assert max(abs(getattr(first, name) - getattr(second, name)) for name in _FACE) >= 0.4


def test_people_show_the_mood_by_face_and_bearing_without_a_word(clipper: Any) -> None:
    picture, _ = clipper.picture()
    seen = {
        mood: Performance(clipper.request(frames=FRAMES).model_copy(update={"mood": mood}), picture, None)
        for mood in get_args(Mood)
    }
    held = {mood: [each.pose("mira", frame) for frame in range(0, FRAMES, 12)] for mood, each in seen.items()}
    for one, other in combinations(held, 2):
        faces = max(abs(getattr(MOODS[one], name) - getattr(MOODS[other], name)) for name in (*_FACE, *_BEARING))
        arms = [abs(a.near_arm.fore - b.near_arm.fore) for a, b in zip(held[one], held[other], strict=True)]
        assert faces >= 0.5, f"{one} looks like {other}"
        assert faces >= 1.0 or sum(arms) / len(arms) > 30, f"{one} is borne like {other}"
    assert all(pose.near_arm.hand == "pray" for pose in held["devotional"])


@pytest.mark.parametrize("mood", ["joyful", "playful", "romantic"])
def test_who_listens_in_a_happy_scene_looks_pleased(clipper: Any, mood: Mood) -> None:
    picture, _ = clipper.picture()
    for emotion in ("neutral", "joy", "love"):
        request = clipper.request(frames=FRAMES).model_copy(update={"mood": mood, "emotions": {"l1": emotion}})
        performance = Performance(request, picture, clipper.speech)
        for frame in range(0, FRAMES, 6):
            pose = performance.pose("fox", frame)
            assert pose.smile > 0.6
            assert pose.brow_inner <= max(0.2, pose.brow_outer), "no worried brows"


@pytest.mark.parametrize(("word", "garment", "pair"), [("Namaste", "sari", True), ("Hello", "suit", False)])
def test_greetings_are_made_as_one_is_dressed(clipper: Any, word: str, garment: str, pair: bool) -> None:
    line = clipper.speech.lines[0]
    spoken = line.model_copy(update={"words": [line.words[0].model_copy(update={"text": word})]})
    look = clipper.cast[0].look.model_copy(update={"garment": garment})
    cast = [clipper.cast[0].model_copy(update={"look": look}), clipper.cast[1]]
    request = clipper.request(frames=FRAMES).model_copy(update={"characters": cast})
    greeting = Performance(request, clipper.picture()[0], clipper.speech.model_copy(update={"lines": [spoken]}))
    arms = greeting.pose("mira", LINE_START + 16)
    assert (arms.near_arm.hand == arms.far_arm.hand == "pray") == pair
    assert pair or (arms.near_arm.hand == "open" and arms.near_arm.fore > 130)


@pytest.mark.parametrize("name", ["mira", "fox"])
def test_nobody_stands_still_for_two_seconds(performance: Performance, name: str) -> None:
    still = longest = 0
    for before, after in pairwise(poses(performance, name)):
        still = still + 1 if before == after else 0
        longest = max(longest, still)
    assert longest < FPS / 2


def test_poses_are_held_on_twos_and_mouths_are_not(performance: Performance) -> None:
    acted = poses(performance, "mira")
    assert all(acted[frame] == acted[frame + 1] for frame in range(0, FRAMES, 2))
    speaking = range(LINE_START + 6, LINE_START + 40)
    mouths = [performance.mouth("mira", frame) for frame in speaking]
    assert sum(one != other for one, other in pairwise(mouths)) > 0.9 * (len(mouths) - 1)


def test_only_the_speaker_moves_the_mouth_and_only_in_the_line(performance: Performance) -> None:
    assert max(performance.mouth("fox", frame).open for frame in range(FRAMES)) == 0
    assert max(performance.mouth("mira", frame).open for frame in range(LINE_START)) < 0.1
    assert max(performance.mouth("mira", frame).open for frame in range(LINE_START, LINE_START + 48)) > 0.7
    assert max(performance.mouth("mira", frame).open for frame in range(LINE_START + 60, FRAMES)) == 0


def test_the_mouth_follows_the_phonemes_in_time(clipper: Any, performance: Performance) -> None:
    for phoneme in clipper.phonemes:
        frame = round(LINE_START + (phoneme.start + phoneme.end) / 2 * FPS) - 1
        mouth = performance.mouth("mira", frame)
        if phoneme.symbol in "mb":
            assert mouth.open < 0.15, phoneme
        else:
            assert mouth.open > 0.6, phoneme


def test_listeners_look_at_the_speaker(clipper: Any, performance: Performance) -> None:
    picture, _ = clipper.picture()
    places = {actor.character: actor for actor in picture.actors}
    forward = 1 if places["fox"].facing == "right" else -1
    towards = (places["mira"].x - places["fox"].x) * forward
    assert performance.pose("fox", LINE_START + 24).gaze_x * towards > 0


def test_the_speaker_feels_and_gestures(performance: Performance) -> None:
    before, during = performance.pose("mira", 0), performance.pose("mira", LINE_START + 24)
    assert during.smile > before.smile + 0.3, "the line is joyful"
    assert during.near_arm.fore > before.near_arm.fore + 40
    assert max(performance.pose("mira", frame).nod for frame in range(LINE_START, LINE_START + 48)) > 0.5


def test_the_same_seed_acts_the_same(clipper: Any, performance: Performance) -> None:
    picture, _ = clipper.picture()
    again = Performance(clipper.request(frames=FRAMES), picture, clipper.speech)
    other = Performance(clipper.request(frames=FRAMES, seed=6), picture, clipper.speech)
    assert poses(again, "fox") == poses(performance, "fox")
    assert poses(other, "fox") != poses(performance, "fox")


def test_while_nobody_speaks_those_who_stand_together_look_at_each_other(clipper: Any) -> None:
    picture, _ = clipper.picture()
    quiet = Performance(clipper.request(frames=FRAMES), picture, None)
    sides = {one.character: one.x for one in picture.actors}
    for one in picture.actors:
        [other] = [x for name, x in sides.items() if name != one.character]
        toward = (1 if other > one.x else -1) * (1 if one.facing == "right" else -1)
        looking = [pose.gaze_x * toward > 0.7 for pose in poses(quiet, one.character)]
        assert 0.3 < sum(looking) / FRAMES < 0.8, "and elsewhere in between"


@pytest.mark.parametrize("mood", get_args(Mood))
def test_arms_do_not_hang_all_the_time(clipper: Any, mood: Mood) -> None:
    picture, _ = clipper.picture()
    quiet = Performance(clipper.request(frames=FRAMES).model_copy(update={"mood": mood}), picture, None)
    arms = [(pose.near_arm, pose.far_arm) for name in ("mira", "fox") for pose in poses(quiet, name)]
    hanging = [all(abs(arm.fore) < 25 and arm.upper < 25 for arm in pair) for pair in arms]
    assert sum(hanging) / len(hanging) < 0.6
