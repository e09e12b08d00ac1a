"""Films are judged before they are rendered: made, blocked, or shown to a person, whose word is final."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from film_studio.errors import StudioError
from film_studio.jobs import lines
from film_studio.moderation import reviews
from film_studio.moderation.models import ReviewDecision

DOUBTFUL = "“Stop watching porn and help me,” said his sister, and so he did. "
VILE = "“Go away, you nigger,” shouted the villain from his porch. "
APPEAL = "The villain says it, and the film is about how that hurts."


@pytest.fixture
def ask(api, script: str) -> Callable[..., Any]:
    """`ask(owner, text, **body)` asks for a film whose script begins with `text`; gives the answer."""

    def send(owner, text: str = "", title: str = "The Lamp", options: Any = None, **body: Any) -> Any:
        new = {"title": title, "script": text + script, "options": options or {}}
        project = api.call("POST", "/projects", json_body=new, token=owner.token)
        assert project.status == 201, project
        return api.call("POST", f"/projects/{project.body['id']}/generate", json_body=body, token=owner.token)

    return send


@pytest.fixture
def decide(api, admin) -> Callable[..., Any]:
    """`decide(review, decision)` as the administrator."""

    def send(review: dict[str, Any], decision: str, reviewer=admin, reason: str | None = "As it should be") -> Any:
        body = {"decision": decision, "reason": reason}
        return api.call("POST", f"/admin/reviews/{review['id']}/decide", json_body=body, token=reviewer.token)

    return send


def queue(api, admin, query: str = "") -> list[dict[str, Any]]:
    return api.call("GET", f"/admin/reviews?{query}", token=admin.token).body["items"]


def state(rows, job: dict[str, Any]) -> tuple[str, str | None]:
    [row] = rows("SELECT status, error_code FROM ai_jobs WHERE id = %s", job["id"])
    return row["status"], row["error_code"]


def test_a_film_that_nothing_is_found_in_is_made_at_once(api, admin, creator, ask, rows) -> None:
    assert ask(creator, "“Shit,” said the fox. ").body["status"] == "queued"
    [judgement] = rows("SELECT * FROM judgements")
    assert (judgement["kind"], judgement["outcome"]) == ("text", "allow")
    assert [(found["category"], found["severity"]) for found in judgement["findings"]] == [("profanity", "allow")]
    assert queue(api, admin) == []


def test_a_blocked_film_says_why_and_how_to_appeal_and_costs_nothing(api, creator, ask, rows, balance) -> None:
    answer = ask(creator, VILE)
    assert (answer.status, answer.body["code"]) == (422, "content_blocked")
    assert [(fault["field"], fault["code"]) for fault in answer.body["errors"]] == [("script", "blocked_hate")]
    assert "nigger" in answer.body["errors"][0]["message"]
    assert "`appeal`" in answer.body["appeal"]
    assert rows("SELECT id FROM ai_jobs") == []
    assert rows("SELECT id FROM credit_transactions WHERE transaction_type = 'deduction'") == []
    assert balance(creator.id) == 3


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ({"title": "N1ggers"}, "title"),
        ({"options": {"subtitles": {"languages": ["hi"], "translations": {"hi": "चुदाई"}}}}, None),
    ],
)
def test_title_and_translations_are_judged_too(creator, ask, where: dict[str, Any], field: str | None) -> None:
    answer = ask(creator, **where)
    assert answer.status == 422
    if field:
        assert [fault["field"] for fault in answer.body["errors"]] == [field]


def test_who_appeals_waits_for_a_person(api, admin, creator, ask, decide, rows, balance) -> None:
    job = ask(creator, VILE, appeal=APPEAL).body
    assert (job["status"], job["current_step"]) == ("in_review", "in_review")
    assert balance(creator.id) == 2
    [review] = queue(api, admin)
    assert (review["outcome"], review["films_waiting"]) == ("block", 1)
    shown = api.call("GET", f"/admin/reviews/{review['id']}", token=admin.token).body
    assert shown["texts"]["script"].startswith(VILE)
    [film] = shown["films"]
    assert (film["job_id"], film["user_id"], film["appeal"]) == (job["id"], creator.id, APPEAL)
    assert decide(review, "approve").body["films_waiting"] == 0
    assert state(rows, job) == ("queued", None)
    assert ask(creator, VILE).body["status"] == "queued"  # the same content is not asked about again


def test_a_doubtful_film_waits_with_its_credit_and_goes_on_when_approved(
    api, admin, creator, ask, decide, rows, balance
) -> None:
    job = ask(creator, DOUBTFUL).body
    assert job["status"] == "in_review"
    seen = api.call("GET", f"/jobs/{job['id']}", token=creator.token).body
    assert (seen["status"], seen["estimated_seconds_left"]) == ("in_review", None)
    assert (balance(creator.id), rows("SELECT id FROM outbox")) == (2, [])
    [review] = queue(api, admin, "kind=text&claimed=false")
    assert decide(review, "approve", reason=None).status == 200
    assert state(rows, job) == ("queued", None)
    assert [row["payload"] for row in rows("SELECT payload FROM outbox")] == [{"job_id": job["id"], "attempt": 1}]
    assert (queue(api, admin), balance(creator.id)) == ([], 2)
    assert [shown["decision"] for shown in queue(api, admin, "decided=true")] == ["approve"]


def test_a_refused_film_gives_its_credit_back_once_and_says_why(
    api, admin, creator, ask, decide, rows, balance, mails
) -> None:
    job = ask(creator, DOUBTFUL).body
    [review] = queue(api, admin)
    assert decide(review, "refuse", reason="Not for children.").status == 200
    seen = api.call("GET", f"/jobs/{job['id']}/status", token=creator.token).body
    assert (seen["status"], seen["error_code"]) == ("failed", "content_refused")
    assert "Not for children." in seen["error_message"]
    assert (balance(creator.id), mails()) == (3, [(creator.email, "Your film was not approved")])
    assert decide(review, "refuse", reason="Not for children.").status == 200  # the answer was lost: asked once more
    reviews.sweep()
    assert (balance(creator.id), len(mails())) == (3, 1)
    [entry] = rows("SELECT action, details FROM audit_log")
    assert (entry["action"], entry["details"]["reason"]) == ("review.refuse", "Not for children.")
    again = ask(creator, DOUBTFUL, appeal=APPEAL)
    assert (again.status, again.body["code"], again.body["appeal"]) == (422, "content_blocked", None)
    assert "Not for children." in again.body["detail"]
    retried = api.call("POST", f"/admin/jobs/{job['id']}/retry", json_body={"reason": "By mistake"}, token=admin.token)
    assert (retried.status, retried.body["code"]) == (409, "job_refused")


def test_a_refusal_needs_a_reason(api, admin, creator, ask, decide) -> None:
    ask(creator, DOUBTFUL)
    [review] = queue(api, admin)
    answer = decide(review, "refuse", reason=None)
    assert (answer.status, answer.body["errors"][0]["code"]) == (422, "reason_missing")


def test_one_decision_is_for_all_films_of_the_same_content(api, admin, person, ask, decide, rows, balance) -> None:
    people = [person(), person(), person()]
    jobs = [ask(owner, DOUBTFUL).body for owner in people]
    [review] = queue(api, admin)
    assert review["films_waiting"] == 3
    decide(review, "refuse")
    assert [state(rows, job) for job in jobs] == [("failed", "content_refused")] * 3
    assert [balance(owner.id) for owner in people] == [3, 3, 3]


def test_a_claimed_review_is_left_to_who_claimed_it(api, admin, person, creator, ask, decide, rows) -> None:
    other = person(admin=True)
    ask(creator, DOUBTFUL)
    [review] = queue(api, admin)
    path = f"/admin/reviews/{review['id']}/claim"
    assert api.call("POST", path, token=admin.token).body["claimed_by"] == admin.id
    assert api.call("POST", path, token=admin.token).status == 200
    for answer in (api.call("POST", path, token=other.token), decide(review, "approve", reviewer=other)):
        assert (answer.status, answer.body["code"]) == (409, "review_claimed")
    assert [shown["id"] for shown in queue(api, other, "claimed=true")] == [review["id"]]
    rows("UPDATE judgements SET claimed_at = now() - interval '31 minutes'")
    assert queue(api, other)[0]["claimed_by"] is None
    assert decide(review, "approve", reviewer=other).body["decided_by"] == other.id
    late = api.call("POST", path, token=admin.token)
    assert (late.status, late.body["code"]) == (409, "review_decided")
    assert decide(review, "refuse").body["code"] == "review_decided"
    missing = api.call("GET", "/admin/reviews/00000000-0000-0000-0000-000000000000", token=admin.token)
    assert (missing.status, missing.body["code"]) == (404, "review_not_found")


def test_of_reviewers_who_race_one_wins(api, admin, person, creator, ask, rows, balance, connection_per_thread) -> None:
    others = [person(admin=True) for _ in range(3)]
    for number in range(4):
        job = ask(creator, f"{number} {DOUBTFUL}").body
        [review] = queue(api, admin)
        start, results = threading.Barrier(4), []

        def run(reviewer, decision: str, review=review, start=start, results=results) -> None:
            start.wait()
            try:
                wanted = ReviewDecision(decision=decision, reason="Because of this")
                results.append(reviews.decide(UUID(reviewer.id), UUID(review["id"]), wanted).decision)
            except StudioError as error:
                results.append(error.code)

        threads = [
            threading.Thread(target=run, args=(reviewer, decision))
            for reviewer, decision in zip([admin, *others], ["refuse", "approve"] * 2, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(results)[1:] == ["review_decided"] * 3 or sorted(results)[:3] == ["review_decided"] * 3
        [decision] = set(results) - {"review_decided"}
        expected = {"approve": "queued", "refuse": "failed"}[decision]
        assert state(rows, job)[0] == expected
        api.call("POST", f"/jobs/{job['id']}/cancel", token=creator.token)
        assert balance(creator.id) == 3
    assert len(rows("SELECT id FROM audit_log")) == 4


def test_who_decides_and_dies_leaves_the_films_to_the_reconciler(api, admin, creator, ask, rows, monkeypatch) -> None:
    job = ask(creator, DOUBTFUL).body
    [review] = queue(api, admin)
    with monkeypatch.context() as patched:
        patched.setattr(reviews, "_settle", lambda films: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            reviews.decide(UUID(admin.id), UUID(review["id"]), ReviewDecision(decision="approve"))
    assert state(rows, job) == ("in_review", None)
    reviews.sweep()
    assert state(rows, job) == ("queued", None)


def test_a_film_in_review_can_be_cancelled(api, admin, creator, ask, decide, rows, balance) -> None:
    job = ask(creator, DOUBTFUL).body
    [review] = queue(api, admin)
    assert api.call("POST", f"/jobs/{job['id']}/cancel", token=creator.token).status == 200
    assert (balance(creator.id), queue(api, admin)) == (3, [])
    assert decide(review, "approve").status == 200
    assert state(rows, job)[0] == "cancelled"


def test_a_film_for_later_still_waits_for_its_time(api, admin, creator, ask, decide, rows) -> None:
    job = ask(creator, DOUBTFUL, not_before="2100-01-01T00:00:00Z").body
    assert job.get("code") == "invalid_request"  # too far ahead: validated before anything is judged
    job = ask(creator, DOUBTFUL, not_before=tomorrow()).body
    assert job["status"] == "in_review"
    assert lines.release_due() == 0
    [review] = queue(api, admin)
    decide(review, "approve")
    assert state(rows, job)[0] == "scheduled"
    rows("UPDATE ai_jobs SET scheduled_for = now()")
    assert lines.release_due() == 1


def tomorrow() -> str:
    return (datetime.now(UTC) + timedelta(days=1)).isoformat()


def test_the_same_key_gives_the_same_film_in_review(api, creator, script: str, balance) -> None:
    new = {"title": "The Lamp", "script": DOUBTFUL + script}
    project = api.call("POST", "/projects", json_body=new, token=creator.token).body
    answers = [
        api.call(
            "POST", f"/projects/{project['id']}/generate", token=creator.token, headers={"Idempotency-Key": "once"}
        )
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [202, 202]
    assert answers[0].body["id"] == answers[1].body["id"]
    assert balance(creator.id) == 2


def test_an_estimate_tells_what_would_be_blocked(api, creator, script: str, rows) -> None:
    new = {"title": "The Lamp", "script": VILE + script}
    project = api.call("POST", "/projects", json_body=new, token=creator.token).body
    for _ in range(2):  # before it was ever judged, and after
        answer = api.call("POST", f"/projects/{project['id']}/estimate", token=creator.token)
        assert [obstacle["code"] for obstacle in answer.body["obstacles"]] == ["blocked_hate"]
        api.call("POST", f"/projects/{project['id']}/generate", token=creator.token)


def test_who_has_no_credit_is_told_that_first(creator, ask, rows) -> None:
    for _ in range(3):
        ask(creator)
    assert ask(creator, VILE).status == 402
    assert len(rows("SELECT id FROM judgements")) == 1
