"""What each model stage is asked, built from plan, options and timeline. The same film always asks the same."""

from collections.abc import Mapping, Sequence
from typing import Literal

from film_studio.film.casting import seed
from film_studio.film.entrances import arrivals, cued_arrivals, departures
from film_studio.film.models import (
    FPS,
    FRAME_SIZES,
    NARRATOR,
    Character,
    ClipRequest,
    Culture,
    FilmOptions,
    FilmPlan,
    LineToSpeak,
    Mood,
    MusicStyle,
    Pace,
    PictureRequest,
    Scene,
    ScoreRequest,
    ScoreSection,
    Shot,
    SpeechRequest,
    Timeline,
    VoiceSpec,
)
from film_studio.film.pacing import SceneBudget, scene_budgets

_INTENSITY: dict[Mood, float] = {
    "peaceful": 0.35, "joyful": 0.7, "sad": 0.35, "tense": 0.75, "mysterious": 0.45, "romantic": 0.5, "heroic": 0.85,
    "devotional": 0.5, "playful": 0.6,
}  # fmt: skip
_FEELING, _RISE = 0.12, 0.12
"""What a scene gains where every line is felt, and from the first scene to the last."""

_PEAK, _BELOW_CLIMAX = 0.75, 0.08
"""The climax is at least so intense, and every scene before it by so much less."""

_TITLE_INTENSITY, _END_INTENSITY = 0.45, 0.5
_STYLE: dict[Culture, MusicStyle] = {
    "indian": "indian-classical",
    "western": "western-classical",
    "mixed": "contemporary",
}


def _scene(plan: FilmPlan, number: int) -> Scene:
    """A scene by its number; the title card borrows the first, the end card the last."""
    if number <= 0:
        return plan.scenes[number]
    return next(scene for scene in plan.scenes if scene.number == number)


def _seed(plan: FilmPlan, *parts: str) -> int:
    return seed(plan.title, *(line.text for scene in plan.scenes for line in scene.lines), *parts)


def scene_seed(plan: FilmPlan, number: int) -> int:
    """What is random in the motion of a scene comes from this: its clips, and what is heard with them."""
    return seed(plan.title, "clip", str(number), *_take(_scene(plan, number) if number > 0 else None))


def _take(scene: Scene | None) -> list[str]:
    """What chance is drawn by beside the scene itself, from its second take on. Cards have one take."""
    return [f"take {scene.take}"] if scene is not None and scene.take else []


def _seen(character: Character) -> Character:
    """A character without the voice, which nobody sees: a new one must not ask for new pictures."""
    unheard = VoiceSpec(age=character.age, gender=character.gender, tone="friendly")
    return character.model_copy(update={"voice": unheard})


def speech_request(
    plan: FilmPlan, scene_number: int, duration_seconds: float, pace: Pace | None = None
) -> SpeechRequest:
    """What to say in one scene, by whom, and in how much time: as `pace` has it, or as the film's length leaves."""
    scene = _scene(plan, scene_number)
    voices = {NARRATOR: plan.narrator, **{character.id: character.voice for character in plan.characters}}
    budget = (
        scene_budgets(plan, duration_seconds)[scene_number]
        if pace is None
        else SceneBudget(pace.rate, pace.max_seconds[scene_number])
    )
    return SpeechRequest(
        scene=scene_number,
        language=plan.language,
        lines=[
            LineToSpeak(
                id=line.id,
                text=line.text,
                emotion=line.emotion,
                emphases=line.emphases,
                voice=voices[line.speaker],
            )
            for line in scene.lines
        ],
        rate=round(budget.rate, 3),
        max_seconds=round(budget.max_seconds, 2),
    )


def picture_request(plan: FilmPlan, options: FilmOptions, scene_number: int, portraits: bool = False) -> PictureRequest:
    """What to draw for one scene; 0 is the title card, −1 the end card.

    `portraits` says whether the picture shows faces: else they are the clip's, and a new one asks for no new picture.
    """
    scene = _scene(plan, scene_number)
    width, height = FRAME_SIZES[options.frame, options.quality]
    on_stage = [character for character in plan.characters if character.id in scene.characters]
    return PictureRequest(
        card="title" if scene_number == 0 else "end" if scene_number == -1 else None,
        title=plan.title,
        language=plan.language,
        # What is said does not change a picture: editing it must not ask for a new one.
        scene=scene.model_copy(update={"lines": [], "take": 0}),
        characters=[
            _seen(character) if portraits else _seen(character).model_copy(update={"portrait": None})
            for character in sorted(on_stage, key=lambda character: scene.characters.index(character.id))
        ],
        period=plan.period,
        width=width,
        height=height,
        seed=seed(plan.title, scene.setting, str(scene_number), *_take(scene if scene_number > 0 else None)),
    )


def clip_request(
    plan: FilmPlan,
    options: FilmOptions,
    timeline: Timeline,
    shot: Shot,
    speeches: Mapping[int, str],
    pictures: Mapping[int, str],
) -> ClipRequest:
    """How to animate, subtitle and encode one shot; `speeches` and `pictures` are URIs by scene."""
    scene = _scene(plan, shot.scene)
    timed = next(timed for timed in timeline.scenes if timed.number == shot.scene)
    card = shot.scene <= 0
    before = timeline.shots[timeline.shots.index(shot) - 1] if shot.transition != "cut" else None
    cues = [
        cue.model_copy(
            update={
                "start_frame": max(cue.start_frame, shot.start_frame),
                "end_frame": min(cue.end_frame, shot.end_frame),
            }
        )
        for cue in timeline.cues
        if cue.start_frame < shot.end_frame and cue.end_frame > shot.start_frame
    ]
    return ClipRequest(
        picture=pictures[shot.scene],
        speech=speeches.get(shot.scene),
        scene=timed,
        shot=shot,
        mood=scene.mood,
        emotions={} if card else {line.id: line.emotion for line in scene.lines},
        arrivals={} if card else arrivals(plan, timeline, shot.scene),
        departures={} if card else departures(plan, timeline, shot.scene),
        held={} if card else scene.holdings,
        culture=scene.culture,
        period=plan.period,
        on_cue=[] if card else sorted(cued_arrivals(plan, timeline, shot.scene)),
        characters=[] if card else [_seen(each) for each in plan.characters if each.id in scene.characters],
        cues=cues if options.subtitles.burn_in and not card else [],
        subtitle_style=options.subtitles.style,
        language=plan.language,
        width=timeline.width,
        height=timeline.height,
        seed=scene_seed(plan, shot.scene),
        before=None if before is None else _unlettered(plan, options, timeline, before, speeches, pictures),
    )


def _unlettered(
    plan: FilmPlan,
    options: FilmOptions,
    timeline: Timeline,
    shot: Shot,
    speeches: Mapping[int, str],
    pictures: Mapping[int, str],
) -> ClipRequest:
    """A shot as the next one goes over from it: without what came before it, or subtitles, which would fade."""
    cut = shot.model_copy(update={"transition": "cut"})
    return clip_request(plan, options, timeline, cut, speeches, pictures).model_copy(update={"cues": []})


def score_request(plan: FilmPlan, options: FilmOptions, timeline: Timeline) -> ScoreRequest:
    """What music the film wants, section by section; the style follows mood and culture where none was chosen."""
    style = options.music.style or ("ambient" if plan.mode == "podcast" else _STYLE[plan.culture])
    devout = all(scene.mood == "devotional" for scene in plan.scenes)
    if options.music.style is None and plan.culture == "indian" and devout:
        style = "slokas"
    intensities = dict(zip((scene.number for scene in plan.scenes), intensity_arc(plan.scenes), strict=True))
    first, last = plan.scenes[0], plan.scenes[-1]
    cards: dict[int, tuple[Literal["title", "end"], Scene, float]] = {
        0: ("title", first, _TITLE_INTENSITY),
        -1: ("end", last, _END_INTENSITY),
    }
    sections = []
    for timed in timeline.scenes:
        part, scene, intensity = cards.get(timed.number) or (
            "scene",
            _scene(plan, timed.number),
            intensities[timed.number],
        )
        sections.append(
            ScoreSection(
                start=timed.start_frame / FPS,
                end=timed.end_frame / FPS,
                mood=scene.mood,
                intensity=round(intensity, 3),
                part=part,
            )
        )
    lines = sorted((line.start_frame, line.end_frame) for scene in timeline.scenes for line in scene.lines)
    return ScoreRequest(
        style=style,
        culture=plan.culture,
        time_of_day=plan.scenes[0].time_of_day,
        seconds=timeline.total_frames / FPS,
        sections=sections,
        speaking=[(start / FPS, end / FPS) for start, end in lines],
        seed=_seed(plan, "score"),
    )


def intensity_arc(scenes: Sequence[Scene]) -> list[float]:
    """How intense the music of each scene is, 0 to 1: the film rises to one climax in its later part, then lets go.

    A scene starts from its mood, and from how much is felt in it. The climax is the strongest scene beyond the first
    third; what comes before stays below it, and what comes after falls.
    """
    felt = [
        _INTENSITY[scene.mood] + _FEELING * sum(line.emotion != "neutral" for line in scene.lines) / len(scene.lines)
        for scene in scenes
    ]
    last = len(scenes) - 1
    risen = [strength + _RISE * index / max(last, 1) for index, strength in enumerate(felt)]
    climax = max(range(len(scenes) // 3, len(scenes)), key=risen.__getitem__)
    peak = min(max(risen[climax], _PEAK), 1.0)
    return [
        peak if index == climax else min(strength, peak - _BELOW_CLIMAX if index < climax else peak - 2 * _BELOW_CLIMAX)
        for index, strength in enumerate(risen)
    ]
