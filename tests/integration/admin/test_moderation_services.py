"""Bedrock's guardrails and Rekognition, spoken to over HTTP: what they say counts, and silence is never consent."""

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from PIL import Image, ImageDraw

from film_studio.moderation import guardrail, rekognition, reviews, service
from tests.conftest import forget

GUARDRAIL = "/guardrail/abc123/version/7/apply"
NOTHING = {"action": "NONE", "outputs": [], "assessments": [{}], "usage": {}}


@dataclass
class Services:
    """A server that speaks the protocols of both services; `text` and `image` are what it answers."""

    text: Any = None
    image: Any = None
    down: bool = False
    asked: list[tuple[str, Any]] = field(default_factory=list)

    def answer(self, path: str, target: str, body: Any) -> tuple[int, dict[str, Any]]:
        """Status and document."""
        self.asked.append((target or path, body))
        if self.down:
            return 503, {"message": "Service unavailable"}
        if target == "RekognitionService.DetectModerationLabels":
            return 200, {"ModerationLabels": self.image or [], "ModerationModelVersion": "7.0"}
        assert path == GUARDRAIL, path
        return 200, self.text or NOTHING


@pytest.fixture
def services(api, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """Both services on loopback, and the studio told to ask them."""
    state = Services()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert "AWS4-HMAC-SHA256" in self.headers["authorization"]
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status, document = state.answer(self.path, self.headers.get("x-amz-target", ""), body)
            sent = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url)
    monkeypatch.setenv("AWS_ENDPOINT_URL_REKOGNITION", url)
    monkeypatch.setenv("GUARDRAIL", "abc123:7")
    monkeypatch.setenv("REKOGNITION", "true")
    forget()
    yield state
    server.shutdown()
    server.server_close()


def assessed(**policies: Any) -> dict[str, Any]:
    return {"action": "GUARDRAIL_INTERVENED", "outputs": [], "assessments": [policies], "usage": {}}


def filtered(kind: str, confidence: str) -> dict[str, Any]:
    seen = {"type": kind, "confidence": confidence, "action": "BLOCKED"}
    return assessed(contentPolicy={"filters": [seen]})


@pytest.fixture
def ask(api, script: str) -> Callable[..., Any]:
    """`ask(owner)` asks for a film; gives the answer."""

    def send(owner, title: str = "The Lamp") -> Any:
        project = api.call("POST", "/projects", json_body={"title": title, "script": script}, token=owner.token)
        return api.call("POST", f"/projects/{project.body['id']}/generate", token=owner.token)

    return send


def test_the_guardrail_reads_all_texts_once_for_each_content(creator, ask, services, script: str) -> None:
    assert ask(creator).body["status"] == "queued"
    assert ask(creator).body["status"] == "queued"
    content = [{"text": {"text": "The Lamp"}}, {"text": {"text": script.strip()}}]
    [(path, body)] = services.asked
    assert path == GUARDRAIL
    assert (body["source"], [{"text": {"text": part["text"]["text"].strip()}} for part in body["content"]]) == (
        "INPUT",
        content,
    )


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (filtered("SEXUAL", "HIGH"), "block"),
        (filtered("HATE", "MEDIUM"), "review"),
        (filtered("VIOLENCE", "HIGH"), "review"),
        (filtered("VIOLENCE", "MEDIUM"), "allow"),
        (filtered("NEW_KIND", "HIGH"), "review"),
        (assessed(topicPolicy={"topics": [{"name": "Weapons", "type": "DENY", "action": "BLOCKED"}]}), "block"),
        (assessed(wordPolicy={"customWords": [{"match": "Acme", "action": "BLOCKED"}]}), "block"),
        (
            assessed(wordPolicy={"managedWordLists": [{"match": "damn", "type": "PROFANITY", "action": "BLOCKED"}]}),
            "allow",
        ),
        (assessed(), "review"),  # it intervened for something that is not known here
    ],
)
def test_what_the_guardrail_says_counts(creator, ask, services, rows, answer: dict[str, Any], outcome: str) -> None:
    services.text = answer
    status = {"allow": (202, "queued"), "review": (202, "in_review"), "block": (422, 422)}[outcome]
    found = ask(creator)
    assert (found.status, found.body["status"]) == status
    assert [row["outcome"] for row in rows("SELECT outcome FROM judgements")] == [outcome]


def test_another_guardrail_judges_anew_but_not_what_a_person_decided(
    api, admin, creator, person, ask, services, monkeypatch
) -> None:
    services.text = filtered("HATE", "MEDIUM")
    assert ask(creator).body["status"] == "in_review"
    monkeypatch.setenv("GUARDRAIL", "abc123:8")
    monkeypatch.setattr("tests.integration.admin.test_moderation_services.GUARDRAIL", GUARDRAIL.replace("7", "8"))
    forget()
    assert ask(person()).body["status"] == "in_review"
    assert len(services.asked) == 2
    [review] = api.call("GET", "/admin/reviews", token=admin.token).body["items"]
    api.call("POST", f"/admin/reviews/{review['id']}/decide", json_body={"decision": "approve"}, token=admin.token)
    monkeypatch.setenv("GUARDRAIL", "abc123:9")
    forget()
    assert ask(person()).body["status"] == "queued"
    assert len(services.asked) == 2


def test_a_service_that_is_down_is_asked_again_and_then_a_person(
    api, admin, creator, person, ask, services, rows, balance, monkeypatch
) -> None:
    services.down = True
    job = ask(creator).body
    assert len(services.asked) == 2
    assert (job["status"], balance(creator.id)) == ("in_review", 2)
    [review] = api.call("GET", "/admin/reviews", token=admin.token).body["items"]
    assert [finding["category"] for finding in review["findings"]] == ["unchecked"]
    # For a minute the same content is not asked about again.
    assert ask(person()).body["status"] == "in_review"
    reviews.sweep()
    assert len(services.asked) == 2
    # It answers again: the reconciler asks, and both films go on without a person.
    services.down = False
    rows("UPDATE judgements SET judged_at = now() - interval '2 minutes'")
    reviews.sweep()
    assert len(services.asked) == 3
    assert {row["status"] for row in rows("SELECT status FROM ai_jobs")} == {"queued"}


def test_the_word_lists_judge_also_when_the_service_is_down(creator, ask, services) -> None:
    services.down = True
    answer = ask(creator, title="Niggers")
    assert (answer.status, answer.body["code"]) == (422, "content_blocked")


# Images --------------------------------------------------------------------------------------------------------------


def picture(lamp: int = 200, quality: int = 90, size: tuple[int, int] = (640, 480)) -> bytes:
    image = Image.new("RGB", (640, 480), (40, 60, 90))
    draw = ImageDraw.Draw(image)
    for number in range(8):
        draw.rectangle((80 * number, 60 * number, 80 * number + 60, 470), fill=(30 * number, 200 - 20 * number, lamp))
    stored = io.BytesIO()
    image.resize(size).save(stored, "JPEG", quality=quality)
    return stored.getvalue()


@pytest.fixture
def ask_with_image(api, script: str) -> Callable[..., Any]:
    """`ask_with_image(owner, content)` uploads a background and asks for the film."""

    def send(owner, content: bytes) -> Any:
        project = api.call("POST", "/projects", json_body={"title": "Lamp", "script": script}, token=owner.token).body
        path = f"/projects/{project['id']}"
        new = {"filename": "lamp.jpg", "content_type": "image/jpeg", "size_bytes": len(content)}
        asset = api.call("POST", f"{path}/assets", json_body=new, token=owner.token).body
        form = asset["upload"]
        httpx.post(form["url"], data=form["fields"], files={"file": ("lamp.jpg", content, "image/jpeg")})
        done = api.call("POST", f"{path}/assets/{asset['id']}/complete", token=owner.token)
        assert done.status == 200, done
        options = {"images": [{"use": "background", "asset": asset["id"]}, {"use": "background", "asset": asset["id"]}]}
        return api.call("POST", f"{path}/generate", json_body={"options": options}, token=owner.token)

    return send


def label(name: str, confidence: float, parent: str = "") -> dict[str, Any]:
    level = 2 if parent else 1
    return {"Name": name, "Confidence": confidence, "ParentName": parent, "TaxonomyLevel": level}


@pytest.mark.parametrize(
    ("labels", "outcome"),
    [
        ([], "allow"),
        ([label("Explicit", 97.0), label("Explicit Nudity", 97.0, "Explicit")], "block"),
        ([label("Explicit", 70.0)], "review"),
        ([label("Violence", 99.0)], "review"),
        ([label("Violence", 70.0)], "allow"),
        ([label("Alcohol", 99.0)], "allow"),
        ([label("Something New", 99.0)], "review"),
    ],
)
def test_what_rekognition_sees_counts(creator, ask_with_image, services, rows, labels: list[Any], outcome: str) -> None:
    services.image = labels
    answer = ask_with_image(creator, picture())
    status = {"allow": (202, "queued"), "review": (202, "in_review"), "block": (422, 422)}[outcome]
    assert (answer.status, answer.body["status"]) == status
    [judgement] = rows("SELECT * FROM judgements WHERE kind = 'image'")
    assert judgement["outcome"] == outcome
    [asked] = [body for target, body in services.asked if target.startswith("Rekognition")]
    assert asked["MinConfidence"] == rekognition.MIN_CONFIDENCE
    assert asked["Image"]["S3Object"]["Bucket"] == "media"
    assert asked["Image"]["S3Object"]["Name"].endswith(f"/raw/{judgement['content_hash'].hex()}.jpeg")
    if outcome == "block":
        assert answer.body["errors"][0]["field"] == "options.images.0.asset"


def test_an_image_is_shown_to_the_reviewer_and_known_again_when_refused(
    api, admin, creator, person, ask_with_image, rows
) -> None:
    """Without any service: what a person has refused is known again, also smaller and recompressed."""
    assert ask_with_image(creator, picture()).body["status"] == "queued"
    rows("UPDATE judgements SET outcome = 'review' WHERE kind = 'image'")
    job = ask_with_image(person(), picture()).body
    assert job["status"] == "in_review"
    [review] = api.call("GET", "/admin/reviews?kind=image", token=admin.token).body["items"]
    shown = api.call("GET", f"/admin/reviews/{review['id']}", token=admin.token).body
    assert httpx.get(shown["image_url"]).content[:2] == b"\xff\xd8"
    body = {"decision": "refuse", "reason": "Not ours to show"}
    api.call("POST", f"/admin/reviews/{review['id']}/decide", json_body=body, token=admin.token)
    same = ask_with_image(person(), picture())
    assert (same.status, same.body["errors"][0]["code"]) == (422, "content_refused")
    alike = ask_with_image(person(), picture(quality=40, size=(320, 240)))
    assert alike.body["status"] == "in_review"
    [review] = api.call("GET", "/admin/reviews?kind=image", token=admin.token).body["items"]
    assert [finding["category"] for finding in review["findings"]] == ["resembles_refused"]
    other = Image.effect_noise((640, 480), 90).convert("RGB")
    stored = io.BytesIO()
    other.save(stored, "PNG")
    assert ask_with_image(person(), stored.getvalue()).body["status"] == "queued"


def test_every_filter_and_label_has_words_for_the_creator() -> None:
    told = [category for category, _ in guardrail.FILTERS.values()]
    told += [category for category, _, _ in rekognition.LABELS.values()]
    assert set(told) <= set(service.REASONS)
