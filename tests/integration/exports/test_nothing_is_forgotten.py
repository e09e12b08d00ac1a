"""No table is forgotten when a user leaves (GDPR, article 17), nor when one asks for all that there is (15 and 20)."""

import psycopg
import pytest

from film_studio.exports.records import EXPORTED

STAYS = {
    "active_days": "how many come back, by ids that lead nowhere afterwards",
    "alembic_version": "the version of the schema",
    "audit_log": "what administrators did must stay on record; it names users by ids that lead nowhere afterwards",
    "delivery_failures": "messages of queues, by job id; pruned",
    "judgements": "what was judged of texts and images, by their hashes, whoever sent them",
    "oauth_states": "browsers that begin to sign in, before anybody is known; ten minutes",
    "outbox": "messages on their way; mails are deleted when sent or after a day",
    "queue_turns": "one row a queue, of nobody in particular",
    "rate_limit_hits": "where sign-in was tried: networks, and accounts by hash; gone with its window",
    "stage_times": "how long stages take, of nobody in particular",
    "stripe_readings": "which objects of Stripe were read, by its ids",
    "tier_history": "how many pay, by ids that lead nowhere afterwards",
    "webhook_receipts": "what payment providers reported: kept for the books",
}
"""Tables that do not go with the user, and why."""

NOT_EXPORTED = {
    "account_links": "links in mails that are under way: hashes that last minutes",
    "exports": "the archives themselves",
    "idempotency_keys": "words by which a client's repetitions are known; `ai_jobs` has what was asked",
    "job_reviews": "which of a job's contents were judged; `ai_jobs` has the outcome",
    "job_stages": "progress of stages: work notes of the renderer",
    "realtime_connections": "open connections",
    "realtime_events": "what is told while it happens; jobs and projects have the outcome",
    "realtime_streams": "how many events there were",
    "realtime_subscriptions": "what open connections listen to",
    "realtime_tickets": "hashes that last a minute",
    "sign_in_codes": "hashes that last a minute",
    "stage_invocations": "work notes of the renderer, with tokens",
}
"""Tables that go with the user and are not in the archive, and why."""


@pytest.fixture
def tables(database: str) -> set[str]:
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in found}


@pytest.fixture
def of_users(database: str) -> set[str]:
    """Tables whose rows are deleted with the user that they belong to, directly or through others."""
    with psycopg.connect(database) as connection:
        references = connection.execute(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
            " WHERE contype = 'f' AND confdeltype = 'c'"
        ).fetchall()
    found = {"users"}
    while more := {table for table, target in references if target in found} - found:
        found |= more
    return found


def test_every_table_goes_with_its_user_or_says_why_it_stays(tables, of_users) -> None:
    assert tables - of_users == tables & STAYS.keys(), "reference users ON DELETE CASCADE, or say in STAYS why not"


def test_every_table_of_users_is_exported_or_says_why_not(of_users) -> None:
    exported = {records.table for records in EXPORTED}
    assert of_users == (exported | NOT_EXPORTED.keys()) & of_users, (
        "add it to EXPORTED in film_studio/exports/records.py, or say in NOT_EXPORTED why not"
    )
    assert not exported & NOT_EXPORTED.keys()


def test_no_secret_is_exported(database: str) -> None:
    with psycopg.connect(database) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
    for records in EXPORTED:
        for table, column in columns:
            if table == records.table and any(word in column for word in ("hash", "token", "secret", "password")):
                assert column in {*records.secret, "token_expires_at"}, f"is {table}.{column} a secret?"
