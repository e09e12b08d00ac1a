"""What the music stage is asked."""

import pytest

from film_studio.film.models import FilmOptions, Line
from film_studio.film.requests import intensity_arc, score_request
from tests.unit.film.film_samples import a_plan, a_timeline

TIMELINE = a_timeline((96, 96, 96, 96))


def arc(*moods, feelings=()):
    plan = a_plan(a_timeline((96,) * len(moods)), *({"mood": mood} for mood in moods))
    scenes = [
        scene.model_copy(
            update={"lines": [Line(id="l", speaker="narrator", text="Oh!", emotion=emotion, paragraph=0, sentence=0)]}
        )
        for scene, emotion in zip(plan.scenes, feelings or ["neutral"] * len(moods), strict=True)
    ]
    return intensity_arc(scenes)


@pytest.mark.parametrize(
    ("moods", "climax"),
    [
        (("peaceful", "tense", "heroic", "peaceful"), 2),
        (("heroic", "peaceful", "tense", "sad"), 2),
        (("peaceful", "peaceful", "peaceful"), 2),
        (("peaceful", "joyful", "sad", "sad", "sad", "sad"), 5),
        (("tense",), 0),
    ],
)
def test_a_film_has_one_climax_beyond_its_first_third(moods, climax):
    found = arc(*moods)
    assert found.index(max(found)) == climax
    assert sorted(found)[-1] >= 0.75
    assert all(0 <= strength <= found[climax] - 0.05 for index, strength in enumerate(found) if index != climax)


def test_what_is_felt_counts():
    feelings = ("neutral", "anger", "neutral")
    assert arc("sad", "sad", "sad", feelings=feelings)[1] > arc("sad", "sad", "sad")[1]


def test_the_end_card_is_no_second_climax():
    plan = a_plan(TIMELINE, {"mood": "peaceful"}, {"mood": "sad"}, {"mood": "peaceful"}, {"mood": "heroic"})
    request = score_request(plan, FilmOptions(), TIMELINE)
    assert request.sections[-1].intensity < request.sections[-2].intensity - 0.2


def test_the_score_knows_cards_climax_and_who_speaks_when():
    plan = a_plan(TIMELINE, {"mood": "peaceful"}, {"mood": "joyful"}, {"mood": "heroic"}, {"mood": "peaceful"})
    request = score_request(plan, FilmOptions(), TIMELINE)
    assert [section.part for section in request.sections] == ["title", *["scene"] * 4, "end"]
    assert request.sections[0].start == 0 and request.sections[-1].end == request.seconds
    scenes = [section.intensity for section in request.sections[1:-1]]
    assert scenes.index(max(scenes)) == 2
    assert request.speaking == [(3.5, 5.5), (7.5, 9.5), (11.5, 13.5), (15.5, 17.5)]
