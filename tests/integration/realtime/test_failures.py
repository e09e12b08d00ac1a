"""What dies, comes twice or does not answer loses nothing that was to be told."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import EndpointConnectionError

from film_studio import aws, database
from film_studio.realtime import connections, pushing, waking


@pytest.fixture
def followed(realtime):
    """A job that somebody listens to, and the connection."""
    owner = realtime.person()
    job = realtime.generate(owner, realtime.project(owner))
    listener = realtime.connect(owner)
    listener.ask(action="subscribe", job_id=job)
    assert listener.all() == []  # who subscribes is told what was missed; that is over now
    return job, listener


def test_a_pusher_that_dies_after_it_has_told_tells_it_again(realtime, followed, monkeypatch) -> None:
    job, listener = followed
    realtime.step(job, "script")
    realtime.step(job, "voice")
    say = connections.say

    def die_after_the_second(connection_id, message):
        say(connection_id, message)
        if message.job["current_step"] == "voice":
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(connections, "say", die_after_the_second)
        with pytest.raises(KeyboardInterrupt):
            pushing.push()
    pushing.push()
    told = listener.all()
    steps = [each["job"]["current_step"] for each in told]
    assert steps == ["script", "voice", "script", "voice"], told
    by_number = {each["sequence"]: each for each in told}
    assert [each["job"]["current_step"] for _, each in sorted(by_number.items())] == ["script", "voice"]
    assert all(each == by_number[each["sequence"]] for each in told)


def test_a_gateway_that_does_not_answer_is_asked_again(realtime, followed, monkeypatch) -> None:
    job, listener = followed
    realtime.step(job, "script")

    def silent(connection_id, message):
        raise EndpointConnectionError(endpoint_url="http://gateway")

    with monkeypatch.context() as patch:
        patch.setattr(connections, "say", silent)
        assert pushing.push() == 0
    assert pushing.push() == 1
    assert [each["job"]["current_step"] for each in listener.all()] == ["script"]


def test_pushers_side_by_side_tell_everything_once_and_in_order(realtime, followed) -> None:
    job, listener = followed
    stages = ("script", "voice", "timeline", "picture", "lip_sync", "music", "mix")
    for _ in range(5):
        for stage in stages:
            realtime.step(job, stage)
    barrier = threading.Barrier(4)

    def push() -> int:
        barrier.wait()
        return pushing.push()

    with ThreadPoolExecutor(4) as pool:
        told = [pool.submit(push) for _ in range(4)]
        assert sum(each.result() for each in told) == 35
    assert [each["job"]["current_step"] for each in listener.all()] == [*stages] * 5


def test_a_change_that_is_rolled_back_is_told_nobody(realtime, followed) -> None:
    job, listener = followed
    with pytest.raises(ZeroDivisionError), database.transaction() as connection:
        connection.execute("UPDATE ai_jobs SET progress_percentage = 50 WHERE id = %s", (job,))
        raise ZeroDivisionError
    realtime.push()
    assert listener.all() == []


class TestWaking:
    """The pusher is called when somebody listens to what has changed; with or without a cache."""

    @pytest.fixture
    def calls(self, api, monkeypatch):
        from tests.conftest import forget

        monkeypatch.setenv("PUSHER_FUNCTION", "realtime_pusher")
        forget()
        names = []
        monkeypatch.setattr(waking, "wake", names.append)
        return names

    @pytest.fixture
    def job(self, api, rows, script):
        token = api.register()
        body = {"title": "The Clay Lamp", "script": script}
        project = api.call("POST", "/projects", json_body=body, token=token).body["id"]
        job = api.call("POST", f"/projects/{project}/generate", token=token).body["id"]
        return project, job

    @staticmethod
    def listen(rows, project) -> None:
        rows(
            """INSERT INTO realtime_connections (id, user_id, session_id)
               SELECT 'one', user_id, gen_random_uuid() FROM projects"""
        )
        rows("INSERT INTO realtime_subscriptions VALUES ('one', %s, NULL, 0)", project)
        waking.heard(project)

    @staticmethod
    def change(job, percentage) -> None:
        with database.transaction() as connection, database.transaction():
            connection.execute("UPDATE ai_jobs SET progress_percentage = %s WHERE id = %s", (percentage, job))

    def test_nobody_is_called_when_nobody_listens(self, calls, job) -> None:
        self.change(job[1], 5)
        assert calls == []

    def test_without_a_cache_every_change_calls(self, calls, job, rows) -> None:
        self.listen(rows, job[0])
        for percentage in (5, 5, 6):  # the second changes nothing
            self.change(job[1], percentage)
        assert calls == ["realtime_pusher"] * 2

    def test_with_a_cache_a_burst_calls_once_until_the_pusher_begins(self, cache, calls, job, rows) -> None:
        self.change(job[1], 1)  # the cache knows now that nobody listens
        self.listen(rows, job[0])
        for percentage in range(2, 9):
            self.change(job[1], percentage)
        assert calls == ["realtime_pusher"]
        waking.begun()
        self.change(job[1], 50)
        assert len(calls) == 2

    def test_a_rolled_back_change_calls_nobody(self, calls, job, rows) -> None:
        self.listen(rows, job[0])
        with pytest.raises(ZeroDivisionError), database.transaction() as connection:
            connection.execute("UPDATE ai_jobs SET progress_percentage = 50 WHERE id = %s", (job[1],))
            raise ZeroDivisionError
        with database.transaction() as connection:
            connection.execute("SELECT 1")
        assert calls == []

    def test_a_pusher_that_cannot_be_called_is_in_nobodys_way(self, calls, job, rows, monkeypatch) -> None:
        monkeypatch.setattr(waking, "wake", aws.wake)  # moto has no such function
        self.listen(rows, job[0])
        self.change(job[1], 50)
        assert rows("SELECT progress_percentage FROM ai_jobs") == [{"progress_percentage": 50}]
