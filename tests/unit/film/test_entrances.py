"""Who comes and goes in a scene, and when: never while the camera is near."""

from pathlib import Path

from film_studio.film import script_file
from film_studio.film.analysis import analyse
from film_studio.film.entrances import arrivals, departures
from film_studio.film.models import FPS, FilmOptions, FilmPlan, FilmRequest, Speech, SpokenLine, Timeline
from film_studio.film.timeline import lay_out

SCRIPT = Path(__file__).parents[3] / "examples" / "scripts" / "the_clay_lamp.txt"


def a_film() -> tuple[FilmPlan, Timeline]:
    title, script = script_file.read(SCRIPT.read_text("utf-8"))
    options = FilmOptions()
    plan = analyse(FilmRequest(title=title, script=script, options=options))
    speeches = [
        Speech(
            scene=scene.number,
            sample_rate=48000,
            audio="",
            lines=[
                SpokenLine(line=line.id, start=3.0 * k, duration=3.0, words=[], phonemes=[])
                for k, line in enumerate(scene.lines)
            ],
        )
        for scene in plan.scenes
    ]
    seconds = 5 + sum(3.5 * len(scene.lines) + 3 for scene in plan.scenes)
    return plan, lay_out(plan, options, seconds, speeches)


def test_newcomers_have_arrived_before_the_camera_goes_near_or_they_speak() -> None:
    plan, timeline = a_film()
    came = 0
    for before, scene in zip([None, *plan.scenes], plan.scenes, strict=False):
        expected = set() if before is None else set(scene.characters) - set(before.characters)
        latest = arrivals(plan, timeline, scene.number)
        assert set(latest) == expected
        timed = next(each for each in timeline.scenes if each.number == scene.number)
        opening = next(shot for shot in timeline.shots if shot.scene == scene.number)
        for name, frame in latest.items():
            came += 1
            spoken = [line.start_frame for line in timed.lines if line.speaker == name]
            assert timed.start_frame + FPS <= frame < min([opening.end_frame, *spoken])
    assert came >= 3


def test_who_leaves_does_so_after_the_last_word_in_a_wide_shot() -> None:
    plan, timeline = a_film()
    for scene, following in zip(plan.scenes, [*plan.scenes[1:], None], strict=False):
        timed = next(each for each in timeline.scenes if each.number == scene.number)
        for name, frame in departures(plan, timeline, scene.number).items():
            assert following is not None and name not in following.characters
            assert max(line.end_frame for line in timed.lines) <= frame < timed.end_frame
            shot = next(each for each in timeline.shots if each.start_frame <= frame < each.end_frame)
            assert shot.size == "wide"


def test_somebody_stays_when_others_leave() -> None:
    plan, timeline = a_film()
    first, second = plan.scenes[0], plan.scenes[1]
    wide = [shot.model_copy(update={"size": "wide", "subject": None}) for shot in timeline.shots]
    last = max(line.end_frame for line in timeline.scenes[1].lines)
    scenes = [timeline.scenes[0], timeline.scenes[1].model_copy(update={"end_frame": last + 3 * FPS})]
    seen = timeline.model_copy(
        update={"shots": [wide[0], wide[1].model_copy(update={"end_frame": last + 3 * FPS})], "scenes": scenes}
    )
    goes, stays = "leaver", first.characters[0]
    cast = [
        first.model_copy(update={"characters": [stays, goes]}),
        second.model_copy(update={"characters": [stays]}),
    ]
    assert departures(plan.model_copy(update={"scenes": cast}), seen, 1) == {goes: last}
    alone = [cast[0], second.model_copy(update={"characters": ["other"]})]
    assert departures(plan.model_copy(update={"scenes": alone}), seen, 1) == {}
    elsewhere = [cast[0], cast[1].model_copy(update={"setting": "river"})]
    assert departures(plan.model_copy(update={"scenes": elsewhere}), seen, 1) == {}, "the film goes, not they"
