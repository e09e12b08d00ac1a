"""Only what an edit changes is made again: every stage of two films, the models answering as soon as they are asked."""

import json
from collections import defaultdict
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from film_studio.aws import client
from film_studio.database import transaction
from film_studio.film import edits, retakes
from film_studio.film.analysis import analyse
from film_studio.film.models import (
    CharacterChoices,
    Clip,
    Emotion,
    Film,
    FilmEdits,
    FilmedScene,
    FilmOptions,
    FilmPlan,
    FilmRequest,
    LookChoices,
    Pace,
    SceneChoices,
    Speech,
    SpeechRequest,
    SpokenLine,
    Timeline,
    VoiceChoices,
    Word,
)
from film_studio.film.pacing import line_seconds
from film_studio.jobs import dispatch, repository
from film_studio.jobs.models import JobInput, Run
from film_studio.projects import repository as projects
from film_studio.storage import get_bytes, get_document, put_document
from tests.integration.rendering.test_invocations import Tokens

SCRIPT = """At noon in the village the potter Raghu shaped a lamp. The clay was cold, and the wheel was slow.

That night in the forest an owl called. "Who is there?" asked Meera. She held her breath and waited.

Next morning a storm came over the sea shore. Two boats were gone, and all the nets were torn.

At dusk they stood in the palace. "We are poor," said Raghu. "We have one lamp," said Meera. The old king looked at them
both, and then he opened the gate with his own hand.
"""
REQUEST = FilmRequest(title="The Clay Lamp", script=SCRIPT, options=FilmOptions(quality="preview"))
PLAN = analyse(REQUEST)


class Models:
    """Endpoints that make what they are asked for at once, and note for which parts that was."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: dict[str, list[str]] = defaultdict(list)
        monkeypatch.setattr(client("sagemaker-runtime"), "invoke_endpoint_async", self.invoke)

    def invoke(self, *, EndpointName: str, InputLocation: str, **_: Any) -> dict[str, str]:  # noqa: N803 - boto3's names
        body = json.loads(get_bytes(InputLocation))
        request, output = body["request"], body["output"]
        match EndpointName:
            case "voice":
                speech = spoken(SpeechRequest.model_validate(request), output)
                part = str(speech.scene)
                put_document(f"{output}.json", speech)
            case "picture":
                part = request["card"] or str(request["scene"]["number"])
                put_document(f"{output}.json", FilmOptions())  # nobody reads it
            case "lip_sync":
                shot = request["shot"]
                part = f"{shot['scene']}.{shot['number']}"
                frames = shot["end_frame"] - shot["start_frame"]
                clip = Clip(scene=shot["scene"], shot=shot["number"], video=f"{output}/clip.mp4", frames=frames)
                put_document(f"{output}.json", clip)
            case _:
                part = "film"
                put_document(f"{output}.json", FilmOptions())
        self.made[EndpointName].append(part)
        return {}


def spoken(request: SpeechRequest, output: str) -> Speech:
    """Speech as long as the estimate says, and no longer than there is room."""
    lengths = []
    for line in request.lines:
        own = next((each for scene in PLAN.scenes for each in scene.lines if each.id == line.id), None)
        assert own is not None
        said = own.model_copy(update={"text": line.text, "emotion": line.emotion})
        lengths.append(line_seconds(said, request.language, line.voice) / request.rate)
    shrunk = min(1.0, request.max_seconds / sum(lengths))
    lines, at = [], 0.0
    for line, length in zip(request.lines, lengths, strict=True):
        word = Word(text=line.text, start=0, end=length * shrunk, offset=0)
        lines.append(SpokenLine(line=line.id, start=at, duration=length * shrunk, words=[word], phonemes=[]))
        at += length * shrunk
    return Speech(scene=request.scene, sample_rate=22_050, audio=f"{output}.wav", lines=lines)


@pytest.fixture
def tokens(aws: str, monkeypatch: pytest.MonkeyPatch) -> Tokens:
    return Tokens(monkeypatch)


@pytest.fixture
def models(aws: str, monkeypatch: pytest.MonkeyPatch) -> Models:
    return Models(monkeypatch)


Made = dict[str, list[str]]


@pytest.fixture
def render(
    owner: UUID, models: Models, tokens: Tokens, lambda_function: Callable[..., Any], rows: Callable[..., Any]
) -> Callable[..., tuple[Made, Timeline]]:
    """`render(request, pace)` takes a film of the one project through its stages; gives what models made, by stage."""
    with transaction() as connection:
        project = projects.insert(connection, owner, REQUEST.title, SCRIPT, {})["id"]

    def run(request: FilmRequest, pace: Pace | None = None) -> tuple[Made, Timeline]:
        models.made.clear()
        run = Run(job_id=uuid4(), attempt=1)
        job_input = JobInput(request=request, duration_seconds=60, pace=pace)
        with transaction() as connection:
            repository.insert(connection, run.job_id, project, owner, "normal", job_input, None)
            repository.begin(connection, run.job_id, dispatch.execution_arn(run))
        event = run.model_dump(mode="json")

        def model(stage: str, **more: Any) -> str:
            token = str(uuid4())
            lambda_function("invoke_model", {**event, "stage": stage, "token": token, **more})
            for _, answer in tokens.answers:
                if answer["taskToken"] == token:
                    return str(json.loads(answer["output"])["artifact"])
            return str(rows("SELECT artifact FROM stage_invocations WHERE task_token = %s", token)[0]["artifact"])

        planned = lambda_function("analyse_script", event)
        plan, scenes = planned["plan"], planned["scenes"]
        assert get_document(plan, FilmPlan) == edits.planned(request)
        speeches = [model("voice", plan=plan, scene=scene) for scene in scenes]
        pictures = [model("picture", plan=plan, scene=scene) for scene in (0, *scenes, -1)]
        laid_out = lambda_function("lay_out_timeline", {**event, "plan": plan, "speeches": speeches})
        timeline = laid_out["timeline"]
        for shot in laid_out["shots_to_film"]:
            model("lip_sync", plan=plan, timeline=timeline, speeches=speeches, pictures=pictures, **shot)
        model("music", plan=plan, timeline=timeline)
        with transaction() as connection:
            repository.end(connection, run.job_id, "completed", from_statuses=("processing",))
        return {stage: sorted(parts) for stage, parts in models.made.items()}, get_document(timeline, Timeline)

    return run


def retake(number: int, before: FilmRequest = REQUEST, **chosen: Any) -> FilmRequest:
    """The film before with a scene as chosen, or else another take of it."""
    empty: dict[str, Any] = {"scenes": {}, "emotions": {}, "characters": {}}
    now = edits.merged(PLAN, FilmEdits(), **{**empty, **chosen})
    return retakes.retake(before, before.model_copy(update={"edits": now}), number).request


def pace_of(timeline: Timeline) -> Pace:
    scenes = [
        FilmedScene(number=s.number, picture="", start_frame=s.start_frame, end_frame=s.end_frame, shots=[])
        for s in timeline.scenes
        if s.number > 0
    ]
    film = Film(video="", thumbnail="", duration_seconds=60, width=1, height=1, subtitles=[], scenes=scenes)
    pace = retakes.pace(REQUEST, 60, film, None)
    assert pace is not None
    return pace


def shots_of(timeline: Timeline, *scenes: int) -> list[str]:
    """The shots of scenes, and those that go over from their last one."""
    return sorted(
        f"{shot.scene}.{shot.number}"
        for before, shot in pairwise([timeline.shots[0], *timeline.shots])
        if shot.scene in scenes or (shot.transition != "cut" and before.scene in scenes)
    )


def test_the_same_film_makes_nothing(render: Callable[..., tuple[Made, Timeline]]) -> None:
    made, timeline = render(REQUEST)
    assert made.keys() == {"voice", "picture", "lip_sync", "music"}
    assert len(made["picture"]) == 6
    assert len(made["lip_sync"]) == len(timeline.shots) > 6
    assert render(REQUEST) == ({}, timeline)
    assert render(REQUEST, pace_of(timeline)) == ({}, timeline)


@pytest.mark.parametrize("chosen", [{"setting": "ship"}, {"time_of_day": "night"}, {"weather": "rain"}, {}])
def test_another_place_or_take_makes_the_picture_and_the_shots_of_its_scene(
    render: Callable[..., tuple[Made, Timeline]], chosen: dict[str, Any]
) -> None:
    _, before = render(REQUEST)
    scenes = {"scenes": {3: SceneChoices(**chosen)}} if chosen else {}
    made, after = render(retake(3, **scenes), pace_of(before))
    assert made == {"picture": ["3"], "lip_sync": shots_of(after, 3)}
    assert len(made["lip_sync"]) < len(before.shots) / 2


def test_cards_follow_the_scenes_whose_place_they_show(render: Callable[..., tuple[Made, Timeline]]) -> None:
    _, before = render(REQUEST)
    made, after = render(retake(1, scenes={1: SceneChoices(weather="rain")}), pace_of(before))
    assert made == {"picture": ["1", "title"], "lip_sync": shots_of(after, 0, 1)}


def test_another_feeling_is_spoken_anew_in_its_scene_alone(render: Callable[..., tuple[Made, Timeline]]) -> None:
    _, before = render(REQUEST)
    felt: dict[str, Emotion] = {"s2l2": "sadness"}
    made, after = render(retake(2, emotions=felt), pace_of(before))
    assert made == {"voice": ["2"], "lip_sync": shots_of(after, 2), "music": ["film"]}
    assert [s for s in after.scenes if s.number != 2] == [s for s in before.scenes if s.number != 2]


def test_other_words_are_spoken_anew_in_their_scene_alone(render: Callable[..., tuple[Made, Timeline]]) -> None:
    _, before = render(REQUEST)
    told = REQUEST.model_copy(update={"script": SCRIPT.replace("Who is there?", "Who is awake?")})
    made, after = render(retakes.retake(REQUEST, told, 2).request, pace_of(before))
    assert made == {"voice": ["2"], "lip_sync": shots_of(after, 2), "music": ["film"]}


def test_another_voice_makes_no_picture_and_another_look_no_speech(
    render: Callable[..., tuple[Made, Timeline]],
) -> None:
    render(REQUEST)
    raghu = next(each.id for each in PLAN.characters if each.name == "Raghu")

    def chosen(choices: CharacterChoices) -> FilmRequest:
        return REQUEST.model_copy(
            update={"edits": edits.merged(PLAN, FilmEdits(), scenes={}, emotions={}, characters={raghu: choices})}
        )

    made, _ = render(chosen(CharacterChoices(look=LookChoices(glasses=True))))
    assert made.keys() == {"picture", "lip_sync"}
    made, _ = render(chosen(CharacterChoices(voice=VoiceChoices(age="senior"))))
    assert "4" in made["voice"] and "picture" not in made
