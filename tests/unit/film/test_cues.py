"""Who comes or goes because the narrator says so: then, and where one sees it."""

from film_studio.film.analysis import analyse
from film_studio.film.entrances import arrivals, cued_arrivals, departures
from film_studio.film.models import FPS, FilmOptions, FilmPlan, FilmRequest, Scene, Speech, SpokenLine, Timeline
from film_studio.film.timeline import lay_out

SCRIPT = """Meera sat alone under the banyan tree in the village and mended an old net.

Then the fox came running down the path, with dust on his paws. "Meera, the river is rising!" he cried.

"Then go to the hill and call the goats," said Meera. "I will ring the bell."

The fox nodded and ran off at once. Meera put down her net, stood up, and looked at the dark clouds above the trees."""


def a_film(script: str) -> tuple[FilmPlan, Timeline]:
    options = FilmOptions()
    plan = analyse(FilmRequest(title="The River", script=script, options=options))
    speeches = [
        Speech(
            scene=scene.number,
            sample_rate=48000,
            audio="",
            lines=[
                SpokenLine(line=line.id, start=0, duration=max(1.2, len(line.text) / 14), words=[], phonemes=[])
                for line in scene.lines
            ],
        )
        for scene in plan.scenes
    ]
    seconds = 8 + sum(line.duration + 0.9 for speech in speeches for line in speech.lines)
    return plan, lay_out(plan, options, seconds, speeches)


def of_the_fox(plan: FilmPlan) -> tuple[str, Scene]:
    fox = next(character.id for character in plan.characters if character.species == "fox")
    return fox, next(scene for scene in plan.scenes if fox in scene.comings)


def test_who_comes_on_cue_arrives_with_the_words_and_is_not_seen_before() -> None:
    plan, timeline = a_film(SCRIPT)
    fox, scene = of_the_fox(plan)
    frame = cued_arrivals(plan, timeline, scene.number)[fox]
    assert arrivals(plan, timeline, scene.number)[fox] == frame
    timed = next(each for each in timeline.scenes if each.number == scene.number)
    told = next(line for line in timed.lines if line.line == scene.comings[fox])
    assert told.start_frame + FPS // 2 < frame <= told.end_frame
    for shot in timeline.shots:
        if shot.scene == scene.number and shot.start_frame < frame:
            assert fox not in shot.subjects
            assert shot.size == "wide" or shot.end_frame < told.start_frame


def test_who_goes_on_cue_goes_with_the_words_and_is_not_looked_at_again() -> None:
    plan, timeline = a_film(SCRIPT)
    fox, _ = of_the_fox(plan)
    scene = next(scene for scene in plan.scenes if fox in scene.goings)
    frame = departures(plan, timeline, scene.number)[fox]
    timed = next(each for each in timeline.scenes if each.number == scene.number)
    told = next(line for line in timed.lines if line.line == scene.goings[fox])
    assert told.start_frame <= frame < told.end_frame
    shot = next(each for each in timeline.shots if each.start_frame <= frame < each.end_frame)
    assert shot.size == "wide" and shot.end_frame - frame >= FPS
    assert all(fox not in each.subjects for each in timeline.shots if each.start_frame >= shot.start_frame)


def test_what_is_denied_or_done_by_others_moves_nobody() -> None:
    plan, _ = a_film(
        "The fox never came back to the village, and Meera waited under the tree with her net. The villagers ran off. "
        '"Where is he?" asked Meera. "He said that he would come," said her grandmother, and Meera sighed.'
    )
    assert all(not scene.comings and not scene.goings for scene in plan.scenes)


def test_the_stage_does_not_stay_empty_until_its_only_actor_comes() -> None:
    plan, _ = a_film(
        "For days the village was quiet, and the wind was dry. Then a girl arrived, and the girl was thirsty."
    )
    assert plan.scenes[0].characters and not plan.scenes[0].comings
