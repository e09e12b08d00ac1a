"""One's own account: look, rename, leave."""

import os

import boto3
import psycopg
import pytest
from psycopg.types.json import Jsonb


@pytest.fixture
def token(api) -> str:
    return api.register("asha@example.com")


def user_id(api, token: str) -> str:
    return api.call("GET", "/users/me", token=token).body["id"]


def test_a_new_name(api, token) -> None:
    answer = api.call("PATCH", "/users/me", token=token, json_body={"full_name": "  Asha K. Rao "})
    assert (answer.status, answer.body["full_name"]) == (200, "Asha K. Rao")
    assert api.call("GET", "/users/me", token=token).body == answer.body


@pytest.mark.parametrize("field", ["email", "credits_balance", "subscription_tier", "is_admin"])
def test_nothing_else_can_be_changed(api, token, field) -> None:
    answer = api.call("PATCH", "/users/me", token=token, json_body={"full_name": "Asha", field: "x"})
    assert answer.status == 422
    assert answer.body["errors"] == [
        {"field": field, "code": "extra_forbidden", "message": "Extra inputs are not permitted"}
    ]


def test_leaving_deletes_records_and_media_of_this_user_only(api, token, database) -> None:
    mine, other = user_id(api, token), user_id(api, api.register())
    s3 = boto3.client("s3")
    for number in range(3):
        s3.put_object(Bucket="media", Key=f"users/{mine}/projects/p/final/{number}.mp4", Body=b"film")
    s3.put_object(Bucket="media", Key=f"users/{other}/projects/p/final/film.mp4", Body=b"film")
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("INSERT INTO projects (user_id, title) VALUES (%s, 'Mine')", (mine,))
        answer = api.call("DELETE", "/users/me", token=token)
        assert (answer.status, answer.body) == (204, "")
        for table in ("projects", "credit_transactions", "refresh_tokens"):
            rows = connection.execute(f"SELECT count(*) FROM {table} WHERE user_id = %s", (mine,))  # noqa: S608
            assert rows.fetchone() == (0,)
        assert connection.execute("SELECT id::text FROM users").fetchall() == [(other,)]
    left = [found["Key"] for found in s3.list_objects_v2(Bucket="media")["Contents"]]
    assert left == [f"users/{other}/projects/p/final/film.mp4"]


def test_after_leaving_the_token_opens_nothing_and_the_address_is_free(api, token) -> None:
    api.call("DELETE", "/users/me", token=token)
    for method, path in (("GET", "/users/me"), ("GET", "/users/me/credits"), ("DELETE", "/users/me")):
        assert api.call(method, path, token=token).status == 403
    api.register("asha@example.com")


def test_leaving_cancels_the_film_that_is_being_made(api, token, database) -> None:
    mine = user_id(api, token)
    machine = boto3.client("stepfunctions")
    execution = machine.start_execution(stateMachineArn=os.environ["STATE_MACHINE_ARN"])["executionArn"]
    with psycopg.connect(database, autocommit=True) as connection:
        project = connection.execute(
            "INSERT INTO projects (user_id, title) VALUES (%s, 'Mine') RETURNING id", (mine,)
        ).fetchone()[0]
        job = connection.execute(
            "INSERT INTO ai_jobs (project_id, user_id, queue, status, execution_arn, input_parameters)"
            " VALUES (%s, %s, 'normal', 'processing', %s, %s) RETURNING id",
            (project, mine, execution, Jsonb({"request": {"title": "Mine", "script": "", "options": {}}})),
        ).fetchone()[0]
        connection.execute(
            "INSERT INTO credit_transactions (user_id, transaction_type, amount, description, reference_id)"
            " VALUES (%s, 'deduction', -1, 'Film', %s)",
            (mine, str(job)),
        )
        assert api.call("DELETE", "/users/me", token=token).status == 204
        assert connection.execute("SELECT count(*) FROM ai_jobs").fetchone() == (0,)
    assert machine.describe_execution(executionArn=execution)["status"] in ("ABORTED", "SUCCEEDED")


def test_routes_want_a_token(api) -> None:
    for method, path in (("GET", "/users/me"), ("PATCH", "/users/me"), ("DELETE", "/users/me")):
        assert api.call(method, path).status == 401
