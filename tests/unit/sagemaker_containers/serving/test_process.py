"""A container as SageMaker sees it: a process that answers pings and invocations, and ends when told to."""

import io
import signal
import threading
import time
import wave
from pathlib import Path
from typing import Any

import httpx
import pytest

from film_studio import storage
from film_studio.film.models import Speech

ROOT = Path(__file__).parents[4]

VOICE = {"age": "adult", "gender": "female", "tone": "friendly"}
SPEECH: dict[str, Any] = {
    "scene": 1,
    "language": "en",
    "lines": [{"id": "s1l1", "text": "The lamp burned all night.", "emotion": "neutral", "voice": VOICE}],
    "rate": 1.0,
    "max_seconds": 20.0,
}
LONG_SCORE = {
    "style": "western-classical",
    "culture": "western",
    "time_of_day": "day",
    "seconds": 120.0,
    "sections": [{"start": 0.0, "end": 120.0, "mood": "heroic", "intensity": 0.8}],
    "seed": 1,
}


def test_a_ping_is_503_until_the_engine_is_warm(start: Any) -> None:
    statuses = start("voice").wait_until_warm()
    answered = [status for status in statuses if status]
    assert answered[0] == 503 and answered[-1] == 200


def test_an_invocation_writes_files_and_then_the_document_that_names_them(start: Any, s3: Any) -> None:
    container = start("voice")
    container.wait_until_warm()
    reply = container.invoke("s3://media/intermediate/speech/abc", SPEECH)
    assert reply.status_code == 200
    body = reply.json()
    assert body["artifact"] == "s3://media/intermediate/speech/abc.json"
    assert body["engine"] == "espeak_ng" and body["version"] == httpx.get(f"{container.url}/ping").json()["version"]
    assert 0 < body["seconds"] < 5
    speech = storage.get_document(body["artifact"], Speech)
    assert speech.audio == "s3://media/intermediate/speech/abc/speech.wav"
    with wave.open(io.BytesIO(storage.get_bytes(speech.audio))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, speech.sample_rate)
        assert sound.getnframes() / speech.sample_rate == pytest.approx(speech.lines[0].duration)
    written = s3.list_objects_v2(Bucket="media", Prefix="intermediate/speech/abc")["Contents"]
    assert [item["Key"].rsplit("/")[-1] for item in written] == ["abc.json", "speech.wav"]
    assert s3.head_object(Bucket="media", Key="intermediate/speech/abc/speech.wav")["ContentType"] == "audio/wav"


def test_a_request_done_twice_writes_the_same_bytes(start: Any, s3: Any) -> None:
    container = start("voice")
    container.wait_until_warm()

    def written() -> list[bytes]:
        assert container.invoke("s3://media/twice", SPEECH).status_code == 200
        return [storage.get_bytes("s3://media/twice.json"), storage.get_bytes("s3://media/twice/speech.wav")]

    assert written() == written()


def test_a_malformed_request_is_refused_with_the_fields_at_fault(start: Any, s3: Any) -> None:
    container = start("voice")
    container.wait_until_warm()
    reply = container.invoke(
        "not-a-uri", {**SPEECH, "rate": "fast", "lines": [{**SPEECH["lines"][0], "emotion": "bored"}]}
    )
    assert reply.status_code == 422
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert (problem["status"], problem["code"]) == (422, "invalid_request")
    assert {error["field"] for error in problem["errors"]} == {"output", "request.rate", "request.lines.0.emotion"}
    broken = httpx.post(f"{container.url}/invocations", content=b"{", timeout=5)
    assert broken.status_code == 422


def test_what_the_engine_cannot_do_is_refused_and_nothing_is_written(start: Any, s3: Any) -> None:
    container = start("voice")
    container.wait_until_warm()
    reply = container.invoke("s3://media/refused", {**SPEECH, "language": "tlh"})
    assert reply.status_code == 422
    assert reply.json()["code"] == "unsupported"
    assert reply.json()["errors"][0]["field"] == "request.language"
    assert not storage.exists("s3://media/refused.json")
    assert not storage.exists("s3://media/refused/speech.wav")


def test_sigterm_finishes_what_runs_refuses_the_rest_and_ends(start: Any, s3: Any) -> None:
    container = start("music")
    container.wait_until_warm()
    replies: dict[str, httpx.Response] = {}

    def invoke(name: str) -> None:
        replies[name] = container.invoke(f"s3://media/{name}", LONG_SCORE)

    running = threading.Thread(target=invoke, args=["running"])
    waiting = threading.Thread(target=invoke, args=["waiting"])
    running.start()
    time.sleep(0.3)
    waiting.start()
    time.sleep(0.3)
    container.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    assert container.ping() == 503
    assert container.invoke("s3://media/late", LONG_SCORE).status_code == 503
    running.join(60)
    waiting.join(60)
    assert replies["running"].status_code == 200
    assert storage.exists("s3://media/running.json")
    assert replies["waiting"].status_code == 503
    assert replies["waiting"].json()["code"] == "draining"
    assert not storage.exists("s3://media/waiting.json")
    assert container.process.wait(10) == 0


def test_an_idle_container_ends_at_once(start: Any) -> None:
    container = start("voice")
    container.wait_until_warm()
    container.process.terminate()
    assert container.process.wait(3) == 0


def test_an_engine_that_cannot_load_ends_the_process(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICE_ENGINE", "no_such_engine")
    assert start("voice").process.wait(10) == 1
