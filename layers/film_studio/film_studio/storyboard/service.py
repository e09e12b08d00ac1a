"""The rules of the storyboard: the film as its creator may change it, before and after it is made.

The plan is made from script and edits each time it is looked at. What is chosen is kept with the project, anchored to
words (`film.edits`); other words are written into the script itself.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from psycopg.rows import DictRow

from film_studio import delivery
from film_studio.database import Transaction, transaction
from film_studio.errors import Conflict, Fault, Invalid, NotFound
from film_studio.film import analysis, edits, language, retakes, rewording
from film_studio.film.models import (
    FPS,
    CharacterChoices,
    Film,
    FilmEdits,
    FilmedScene,
    FilmOptions,
    FilmPlan,
    FilmRequest,
    SceneChoices,
)
from film_studio.jobs import repository as job_records
from film_studio.jobs import service as jobs
from film_studio.jobs.models import Job, JobInput
from film_studio.projects import access, repository, versions
from film_studio.projects.models import MAX_SCRIPT
from film_studio.storyboard.models import (
    Edits,
    FilmedSceneView,
    FilmedShotView,
    LastFilm,
    LineChoices,
    Storyboard,
    StoryboardChange,
    StoryboardCharacter,
    StoryboardLine,
    StoryboardScene,
)


def get(user_id: UUID, project_id: UUID) -> Storyboard:
    """The storyboard of a project. Raises `NotFound` for one that this user neither owns nor shares."""
    with transaction() as connection:
        row = access.require(connection, user_id, project_id)
        last = job_records.last_completed_of_project(connection, project_id)
    return _storyboard(row, last)


def change(user_id: UUID, project_id: UUID, wanted: StoryboardChange) -> Storyboard:
    """Change what the film will be; a film that is being made keeps what was asked.

    The row is locked from reading to writing, so two changes at once are both kept. Raises `NotFound` and `Forbidden`
    as `access.require` does, `Invalid` naming each scene, line and character that the script has not, and each text
    that would be read as something else.
    """
    with transaction() as connection:
        row = access.require(connection, user_id, project_id, "editor", for_update=True)
        request = _request(row)
        try:
            plan = analysis.analyse(request)
        except language.UnknownLanguage as error:
            raise _refused(Fault("script", "unsupported_language", f"{error} Write the script first.")) from error
        _check(plan, wanted)
        changed = request.model_copy(
            update={
                "edits": edits.merged(
                    plan,
                    request.edits,
                    scenes=wanted.scenes,
                    emotions={
                        line: choice.emotion
                        for line, choice in wanted.lines.items()
                        if "emotion" in choice.model_fields_set
                    },
                    characters=wanted.characters,
                )
            }
        )
        changed = _reworded(changed, plan, {line: each.text for line, each in wanted.lines.items() if each.text})
        row = _write(connection, row, changed.script, changed.edits, user_id)
        last = job_records.last_completed_of_project(connection, project_id)
    return _storyboard(row, last)


def regenerate(user_id: UUID, project_id: UUID, number: int, *, idempotency_key: str | None = None) -> Job:
    """Accept a film that differs from the last one in one scene alone, for the price of a film.

    The scene is made as the storyboard has it now; where that is as it was, it gets another take, which the storyboard
    keeps. Edits, credit, job and message are one transaction. Raises `NotFound` for a scene that the script has not,
    `Conflict` (`no_film`) before the first film, (`other_scenes_changed`) where the script has changed beyond this
    scene, and otherwise like `jobs.accept`.
    """
    return jobs.accept_job(
        user_id,
        project_id,
        {"project_id": str(project_id), "scene": number},
        lambda connection, project: _retaken(connection, project, number, user_id),
        job_type="scene",
        idempotency_key=idempotency_key,
    )


def _retaken(connection: Transaction, project: DictRow, number: int, user_id: UUID) -> JobInput:
    last = job_records.last_completed_of_project(connection, project["id"])
    if last is None:
        raise Conflict("no_film", "This project has no film yet; ask for the whole film first.")
    before, now = JobInput.model_validate(last["input_parameters"]), _request(project)
    try:
        retake = retakes.retake(before.request, now, number)
    except (retakes.NoSuchScene, language.UnknownLanguage) as error:
        raise NotFound("scene_not_found", f"The script has no scene {number}.") from error
    except retakes.OthersDiffer as error:
        others = "scenes were added or taken out" if not error.scenes else f"scenes {error.scenes} changed too"
        message = f"The script is another one since the last film: {others}. Ask for the whole film."
        raise Conflict("other_scenes_changed", message, scenes=error.scenes) from error
    plan = analysis.analyse(now)
    if number not in {scene.number for scene in plan.scenes}:  # its options give the project fewer scenes since then
        raise NotFound("scene_not_found", f"The script has no scene {number}.")
    kept = edits.merged(
        plan, now.edits, scenes={number: SceneChoices(take=retake.take or None)}, emotions={}, characters={}
    )
    if kept != now.edits:
        _write(connection, project, now.script, kept, user_id)
    frozen = jobs.frozen(connection, project["id"], retake.request)
    pace = retakes.pace(before.request, before.duration_seconds, Film.model_validate(last["output_urls"]), before.pace)
    if pace is None or not retakes.fits(edits.planned(retake.request), pace, number):
        return frozen
    return frozen.model_copy(update={"duration_seconds": before.duration_seconds, "pace": pace})


def _write(connection: Transaction, row: DictRow, script: str, chosen: FilmEdits, user_id: UUID) -> DictRow:
    written = repository.write(
        connection,
        row["id"],
        title=row["title"],
        script=script,
        options=row["options"],
        edits=chosen.model_dump(mode="json"),
    )
    versions.keep(connection, written, user_id)
    return written


def _request(row: DictRow) -> FilmRequest:
    return FilmRequest(title=row["title"], script=row["script"], options=row["options"], edits=row["edits"])


# Changing ------------------------------------------------------------------------------------------------------------


def _refused(*faults: Fault) -> Invalid:
    return Invalid(*faults, code="invalid_storyboard")


def _check(plan: FilmPlan, wanted: StoryboardChange) -> None:
    """Raises `Invalid` naming what the plan has not, and what nobody can have."""
    scenes = {scene.number for scene in plan.scenes}
    lines = {line.id for scene in plan.scenes for line in scene.lines}
    people = {character.id: character for character in plan.characters}
    faults = [
        Fault(f"scenes.{number}", "no_such_scene", f"The script has scenes 1 to {len(scenes)}, but not {number}.")
        for number in wanted.scenes
        if number not in scenes
    ]
    for line, choice in wanted.lines.items():
        if line not in lines:
            faults.append(Fault(f"lines.{line}", "no_such_line", f"The script has no line {line!r}."))
        elif "text" in choice.model_fields_set and choice.text is None:
            message = "The words of a line are the script itself, so there is nothing to go back to; leave `text` out."
            faults.append(Fault(f"lines.{line}.text", "text_missing", message))
    accents = language.LANGUAGES[plan.language].accents
    for character, choices in wanted.characters.items():
        accent = choices.voice.accent if choices.voice else None
        if character not in people:
            message = f"The script has nobody with the id {character!r}; choose among: {', '.join(people) or 'nobody'}."
            faults.append(Fault(f"characters.{character}", "no_such_character", message))
        elif accent is not None and accent not in accents:
            message = f"There is no accent {accent!r} here; choose one of: {', '.join(accents) or 'none'}."
            faults.append(Fault(f"characters.{character}.voice.accent", "unknown_accent", message))
    if faults:
        raise _refused(*faults)


def _reworded(request: FilmRequest, plan: FilmPlan, texts: dict[str, str]) -> FilmRequest:
    """The request with other words for some lines. Raises `Invalid` naming one that cannot be put so."""
    if not texts:
        return request
    try:
        told = rewording.retold(request, plan, texts)
    except rewording.NotInScript as error:
        message = "This line is said otherwise than the script has it, so it can only be changed in the script."
        raise _refused(Fault(f"lines.{error.line}.text", "not_in_script", message)) from error
    except rewording.ReadOtherwise as error:
        message = (
            "With these words the script would be read otherwise (another speaker, or another scene); "
            "leave quotation marks and names before a colon out, or change the script itself."
        )
        raise _refused(Fault(f"lines.{error.line}.text", "read_otherwise", message)) from error
    if len(told.script) > MAX_SCRIPT:
        message = f"With these words the script has {len(told.script)} characters; {MAX_SCRIPT} is the most."
        raise _refused(Fault("lines", "script_too_long", message))
    return told


# Looking -------------------------------------------------------------------------------------------------------------


def _storyboard(row: DictRow, last: DictRow | None) -> Storyboard:
    request = _request(row)
    try:
        plan = edits.planned(request)
    except language.UnknownLanguage:
        plan = None
    before = JobInput.model_validate(last["input_parameters"]) if last else None
    then = edits.planned(before.request) if before else None
    changed = retakes.changes(then, plan) if then and plan else {}
    filmed = _filmed(then, plan, Film.model_validate(last["output_urls"])) if then and plan and last else {}
    film = None
    if last is not None and before is not None:
        whole = _changed_as_a_whole(before.request, request)
        if then is not None and (plan is None or len(plan.scenes) != len(then.scenes)):
            whole.append("scenes")
        stale = bool(whole) or any(changed.values())
        film = LastFilm(job_id=last["id"], completed_at=last["completed_at"], changed=whole, stale=stale)
    return Storyboard(
        project_id=row["id"],
        title=row["title"],
        language=plan.language if plan else None,
        mode=request.options.mode,
        culture=plan.culture if plan else None,
        period=plan.period if plan else None,
        narrator=plan.narrator if plan else None,
        scenes=list(_scenes(plan, changed, filmed)) if plan else [],
        characters=list(_characters(plan)) if plan else [],
        edits=_chosen(plan, request.edits),
        film=film,
        expires_at=datetime.now(UTC) + timedelta(seconds=delivery.SECONDS),
    )


def _scenes(plan: FilmPlan, changed: retakes.Changes, filmed: dict[int, FilmedScene]) -> Iterable[StoryboardScene]:
    for scene in plan.scenes:
        own = scene.model_dump(include=set(StoryboardScene.model_fields) - {"lines", "changed", "filmed"})
        yield StoryboardScene(
            **own,
            lines=[
                StoryboardLine(id=line.id, speaker=line.speaker, text=line.text, emotion=line.emotion)
                for line in scene.lines
            ],
            changed=changed.get(scene.number, []),
            filmed=_view(filmed[scene.number]) if scene.number in filmed else None,
        )


def _characters(plan: FilmPlan) -> Iterable[StoryboardCharacter]:
    for character in plan.characters:
        on_stage = [scene.number for scene in plan.scenes if character.id in scene.characters]
        yield StoryboardCharacter(**character.model_dump(exclude={"portrait"}), scenes=on_stage)


def _filmed(then: FilmPlan, now: FilmPlan, film: Film) -> dict[int, FilmedScene]:
    """Which scene of a film is which of the plan, by what is said in it."""
    scenes = {scene.number: scene for scene in film.scenes}
    old = [(scene.number, [line.text for line in scene.lines]) for scene in then.scenes if scene.number in scenes]
    return {number: scenes[old[index][0]] for number, index in edits.counterparts(now, old).items()}


def _view(scene: FilmedScene) -> FilmedSceneView:
    return FilmedSceneView(
        picture_url=delivery.view_url(scene.picture),
        start_seconds=scene.start_frame / FPS,
        end_seconds=scene.end_frame / FPS,
        shots=[
            FilmedShotView(
                size=shot.size,
                start_seconds=shot.start_frame / FPS,
                end_seconds=shot.end_frame / FPS,
                clip_url=delivery.view_url(shot.video),
            )
            for shot in scene.shots
        ],
    )


def _changed_as_a_whole(before: FilmRequest, now: FilmRequest) -> list[str]:
    """What of a film is asked otherwise than by its scenes."""
    options = [
        f"options.{name}"
        for name in FilmOptions.model_fields
        if getattr(before.options, name) != getattr(now.options, name)
    ]
    return ["title", *options] if before.title != now.title else options


def _chosen(plan: FilmPlan | None, chosen: FilmEdits) -> Edits:
    if plan is None:
        return Edits(scenes={}, lines={}, characters={})
    scenes = edits.scene_edits(plan, chosen).items()
    lines = edits.emotions_of(plan, chosen).items()
    characters = edits.character_edits(plan, chosen).items()

    def said(choices: Any, *anchors: str) -> dict[str, Any]:
        found: dict[str, Any] = choices.model_dump(exclude=set(anchors), exclude_none=True)
        return found

    return Edits(
        scenes={number: SceneChoices(**said(edit, "scene", "lines")) for number, edit in scenes},
        lines={line: LineChoices(emotion=emotion) for line, emotion in lines},
        characters={key: CharacterChoices(**said(edit, "name")) for key, edit in characters},
    )
