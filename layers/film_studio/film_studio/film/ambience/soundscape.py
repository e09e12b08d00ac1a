"""What is heard where in a film, written down: from the plan and its times to beds and spots."""

from collections.abc import Iterator, Sequence
from random import Random

from film_studio.film import lexicon
from film_studio.film.ambience import places
from film_studio.film.ambience.places import BedName, Heard, SpotName
from film_studio.film.models import FPS, NARRATOR, Document, FilmPlan, Scene, Speech, TimedScene, Timeline
from film_studio.film.requests import scene_seed
from film_studio.film.storm import strikes

_THUNDER_DELAY = (0.5, 2.5)
_QUIETER_PER_SECOND, _QUIETER_INDOORS = 5.0, 5.0
"""Seconds from lightning to thunder, and by how many decibels each second of it, and walls, make it softer."""


class Bed(Document):
    """A sound that goes on from `start` to `end` (seconds of the film); `level` as in `places`."""

    sound: BedName
    start: float
    end: float
    level: float


class Spot(Document):
    """A sound that begins at `at` (seconds of the film)."""

    sound: SpotName
    at: float
    level: float


class Soundscape(Document):
    """All that a film sounds of beside speech and music."""

    beds: list[Bed]
    spots: list[Spot]


def soundscape(plan: FilmPlan, timeline: Timeline, speeches: Sequence[Speech]) -> Soundscape:
    """What the film's places sound of. A sound that two scenes share goes on from one to the next."""
    timed = {scene.number: scene for scene in timeline.scenes}
    going: dict[tuple[BedName, float], Bed] = {}
    beds: list[Bed] = []
    for scene in plan.scenes:
        start, end = timed[scene.number].start_frame / FPS, timed[scene.number].end_frame / FPS
        heard = {(sound.sound, sound.level) for sound in _heard(scene, plan)}
        beds += [bed for key, bed in going.items() if key not in heard]
        going = {
            key: Bed(sound=key[0], start=going[key].start if key in going else start, end=end, level=key[1])
            for key in sorted(heard)
        }
    beds += going.values()
    spots = [spot for scene in plan.scenes for spot in _thunder(plan, scene, timed[scene.number])]
    return Soundscape(beds=beds, spots=[*spots, *_mentioned(plan, timeline, speeches)])


def _heard(scene: Scene, plan: FilmPlan) -> Iterator[Heard]:
    weathers: tuple[Heard, ...] = ()
    if scene.setting not in places.WITHOUT_WEATHER:
        weathers = (places.OUT_IN if _outdoors(scene) else places.UNDER_A_ROOF)[scene.weather]
    place = (places.INSIDE if _within(scene) else places.PLACES)[scene.setting]
    silent = places.SILENT_IN.get(scene.weather, frozenset())
    drowned = {sound.sound for sound in weathers}
    for sound in place:
        fits = scene.time_of_day in sound.hours and plan.period in sound.periods and scene.culture in sound.cultures
        if fits and sound.sound not in silent | drowned:
            yield sound
    yield from weathers
    for prop in scene.props:
        if prop in places.OF_PROPS:
            yield places.OF_PROPS[prop]


def _within(scene: Scene) -> bool:
    """Whether it plays inside of what is seen from outside else."""
    return scene.inside and scene.setting in places.INSIDE


def _outdoors(scene: Scene) -> bool:
    return scene.setting in places.OUTDOORS and not _within(scene)


def _thunder(plan: FilmPlan, scene: Scene, timed: TimedScene) -> Iterator[Spot]:
    """It follows each lightning that the picture shows; the later it comes the further away it was."""
    if scene.weather != "storm" or scene.setting in places.WITHOUT_WEATHER:
        return
    of_scene = scene_seed(plan, scene.number)
    random = Random(f"{of_scene} thunder")
    start, end = timed.start_frame / FPS, timed.end_frame / FPS
    loudest = places.SPOT_LEVEL["thunder"] - (0 if _outdoors(scene) else _QUIETER_INDOORS)
    for strike in strikes(of_scene, end - start):
        delay = random.uniform(*_THUNDER_DELAY)
        further = _QUIETER_PER_SECOND * (delay - _THUNDER_DELAY[0])
        yield Spot(sound="thunder", at=round(start + strike + delay, 3), level=loudest - further)


def _mentioned(plan: FilmPlan, timeline: Timeline, speeches: Sequence[Speech]) -> Iterator[Spot]:
    """What is heard because the narrator speaks of it, each thing once in a film, right after the word."""
    words = lexicon.of(plan.language)
    spoken = {line.line: line for speech in speeches for line in speech.lines}
    starts = {line.line: line.start_frame / FPS for scene in timeline.scenes for line in scene.lines}
    heard: set[SpotName] = set()
    for line in (line for scene in plan.scenes for line in scene.lines if line.speaker == NARRATOR):
        named = [(found.start, found.meaning) for found in words.things(line.text)]
        named += [(found.start, str(found.meaning)) for found in words.affirmed(words.species, line.text)]
        for start, meant in sorted(named):
            sound = places.MENTIONED.get(meant)
            words_said = spoken[line.id].words if line.id in spoken else []
            said = next((word for word in words_said if word.offset >= start), None)
            if sound is not None and sound not in heard and said is not None:
                heard.add(sound)
                yield Spot(sound=sound, at=starts[line.id] + said.end, level=places.SPOT_LEVEL[sound])
