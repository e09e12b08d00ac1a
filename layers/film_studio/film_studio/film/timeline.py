"""The film to the frame: when each scene, shot and line begins and ends."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import ceil

from film_studio.film import subtitles, words
from film_studio.film.models import (
    FPS,
    FRAME_SIZES,
    INTRO_FRAMES,
    NARRATOR,
    OUTRO_FRAMES,
    FilmOptions,
    FilmPlan,
    Line,
    Pace,
    Shot,
    Speech,
    TimedLine,
    TimedScene,
    Timeline,
)
from film_studio.film.pacing import CARDS_SECONDS, MIN_LINE_PAUSE, MIN_SCENE_PAUSE
from film_studio.film.shots import shots, transition

_END_SHARE = 1.6
"""How much of a scene's spare time goes to each of its ends, against 1 between two lines."""

_TURN_SHARE = 0.4
"""The same between two lines of a podcast: people take turns quickly."""


_SAME_SENTENCE_SHARE = 0.25
"""The same inside a sentence that two speakers share: “Come,” said Mira."""

_INTERRUPTION_FRAMES = 8
"""How much earlier than its end somebody is interrupted whose line breaks off with a dash."""


class SpeechTooLong(ValueError):
    """The speech does not fit the film; `nearest` is the duration (seconds) that it would fit."""

    def __init__(self, nearest: int) -> None:
        super().__init__(f"The speech does not fit the film; the nearest duration that fits is {nearest} s.")
        self.nearest = nearest


def lay_out(
    plan: FilmPlan,
    options: FilmOptions,
    duration_seconds: float,
    speeches: Sequence[Speech],
    pace: Pace | None = None,
) -> Timeline:
    """Lay speech out over exactly `duration_seconds`. Raises `SpeechTooLong` where even the shortest pauses overflow.

    Every line starts on a frame and lasts as long as its sound; what is left is shared by the scenes in proportion to
    their speech, and within a scene by its pauses. A `pace` keeps scenes where they are, if their speech fits there.
    """
    total = round(duration_seconds * FPS)
    lengths = {s.scene: [ceil(line.duration * FPS) for line in s.lines] for s in speeches}
    shortest = {number: sum(lines) + _shortest_pauses(len(lines)) for number, lines in lengths.items()}
    ends = _kept_ends(shortest, total, pace) or _shared_ends(lengths, shortest, total)
    scenes = [TimedScene(number=0, title=plan.title, start_frame=0, end_frame=INTRO_FRAMES, lines=[])]
    start = INTRO_FRAMES
    for scene in plan.scenes:
        own, end = lengths[scene.number], ends[scene.number]
        gaps = _gaps(scene.lines, end - start - shortest[scene.number], plan.mode == "podcast")
        frame, lines = start, []
        for line, length, gap in zip(scene.lines, own, gaps, strict=False):
            frame += gap
            lines.append(TimedLine(line=line.id, speaker=line.speaker, start_frame=frame, end_frame=frame + length))
            frame += length
        title = scene.heading if len(scene.heading) <= 60 else scene.heading[:59] + "…"
        scenes.append(TimedScene(number=scene.number, title=title, start_frame=start, end_frame=end, lines=lines))
        start = end
    scenes.append(TimedScene(number=-1, title="The End", start_frame=start, end_frame=total, lines=[]))
    width, height = FRAME_SIZES[options.frame, options.quality]
    bare = Timeline(
        width=width,
        height=height,
        total_frames=total,
        scenes=scenes,
        shots=_filmed(scenes, plan),
        language=plan.language,
        cues=[],
    )
    return bare.model_copy(update={"cues": subtitles.cues(plan, bare, speeches)})


def _kept_ends(shortest: Mapping[int, int], total: int, pace: Pace | None) -> dict[int, int] | None:
    """Where scenes end as `pace` has it; None where it has them not, or has too little room for one."""
    if pace is None or pace.ends.keys() != shortest.keys() or max(pace.ends.values()) != total - OUTRO_FRAMES:
        return None
    numbers = sorted(shortest)
    bounds = pairwise([INTRO_FRAMES, *(pace.ends[number] for number in numbers)])
    fits = all(shortest[number] <= end - start for number, (start, end) in zip(numbers, bounds, strict=True))
    return dict(pace.ends) if fits else None


def _shared_ends(lengths: Mapping[int, Sequence[int]], shortest: Mapping[int, int], total: int) -> dict[int, int]:
    """Where scenes end that share what there is. Raises `SpeechTooLong` where that is too little."""
    spare = total - INTRO_FRAMES - OUTRO_FRAMES - sum(shortest.values())
    if spare < 0:
        raise SpeechTooLong(ceil(CARDS_SECONDS + sum(shortest.values()) / FPS))
    speech = sum(sum(lines) for lines in lengths.values())
    ends, end, spoken = {}, INTRO_FRAMES, 0
    for number, own in lengths.items():
        # Shares are rounded on their running sum, so that they add up to the frame.
        share = spare * (spoken + sum(own)) // speech - spare * spoken // speech
        spoken += sum(own)
        end += shortest[number] + share
        ends[number] = end
    return ends


def _filmed(scenes: Sequence[TimedScene], plan: FilmPlan) -> list[Shot]:
    """Every shot of the film. The first is cut to, whatever it shows: the film begins with it."""
    planned = {scene.number: scene for scene in plan.scenes}
    result: list[Shot] = []
    for timed in scenes:
        scene = planned.get(timed.number)
        if scene is None:
            made = shots(timed, [])
        else:
            podcast, last = plan.mode == "podcast", scene is plan.scenes[-1]
            made = shots(
                timed, scene.characters, mood=scene.mood, podcast=podcast, last=last, comings=scene.comings,
                goings=scene.goings,
            )  # fmt: skip
        if result:
            follows = transition(planned.get(result[-1].scene), scene)
            made[0] = made[0].model_copy(update={"transition": follows})
        result += made
    return result


def _shortest_pauses(lines: int) -> int:
    return round(MIN_LINE_PAUSE * FPS) * (lines - 1) + 2 * round(MIN_SCENE_PAUSE * FPS)


def _gaps(lines: Sequence[Line], spare: int, podcast: bool) -> list[int]:
    """The frames before each line of a scene and after its last, `spare` shared out over the shortest pauses."""
    between = [
        _SAME_SENTENCE_SHARE
        if (line.paragraph, line.sentence) == (following.paragraph, following.sentence)
        else _TURN_SHARE
        if podcast
        else 1.0
        for line, following in pairwise(lines)
    ]
    weights = [_END_SHARE, *between, _END_SHARE]
    least = [MIN_SCENE_PAUSE, *[MIN_LINE_PAUSE] * len(between), MIN_SCENE_PAUSE]
    gaps, given, weighed = [], 0, 0.0
    for weight, pause in zip(weights, least, strict=True):
        weighed += weight
        upto = int(spare * weighed / sum(weights))
        gaps.append(round(pause * FPS) + upto - given)
        given = upto
    for index, (line, following) in enumerate(pairwise(lines), 1):
        if words.breaks_off(line.text) and line.speaker not in (following.speaker, NARRATOR):
            # The time it saves goes to the pause after the one who interrupts.
            _, turn = next(groupby(lines[index:], key=lambda said: said.speaker))
            gaps[index + len(list(turn))] += gaps[index] + _INTERRUPTION_FRAMES
            gaps[index] = -_INTERRUPTION_FRAMES
    return gaps
