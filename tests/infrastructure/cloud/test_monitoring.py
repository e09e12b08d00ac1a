"""What goes wrong is told, to somebody, with what to do."""

import re

from cdk.services import FUNCTIONS, QUEUES
from cdk.synthesis import ROOT, Templates
from film_studio.analytics.monitoring import HELP

HEADINGS = {
    re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))
    for heading in re.findall(r"^#+ (.+)$", (ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
}


def test_every_alarm_names_a_section_of_the_runbook(templates: Templates) -> None:
    alarms = [a for a in templates.properties("AWS::CloudWatch::Alarm") if "AlarmDescription" in a]
    named = {
        a["AlarmName"]: re.search(r"Runbook: docs/operations\.md#([\w-]+)$", a["AlarmDescription"]) for a in alarms
    }
    assert named
    for name, section in named.items():
        assert section is not None, name
        assert section[1] in HEADINGS, (name, section[1])
    silent = [a for a in templates.properties("AWS::CloudWatch::Alarm") if "AlarmDescription" not in a]
    assert not [a for a in silent if "TargetTracking" not in str(a)]


def test_alarms_of_monitoring_are_heard(templates: Templates) -> None:
    alarms = templates.properties("AWS::CloudWatch::Alarm", "monitoring")
    assert all(alarm["AlarmActions"] and alarm["OKActions"] for alarm in alarms)


def test_what_must_be_told_is(templates: Templates) -> None:
    prefix = templates.environment.named("")
    alarms = {a["AlarmName"].removeprefix(prefix): a for a in templates.properties("AWS::CloudWatch::Alarm")}
    expected = {
        *(f"dead-letters-{queue.name}" for queue in QUEUES),
        *(f"backlog-{queue.name}" for queue in QUEUES),
        *(f"failed-events-{stack}" for stack in ("api", "rendering", "background")),
        *(f"{function.name.replace('_', '-')}-errors" for function in FUNCTIONS),
        *("executions-failing", "ledger-mismatch", "outbox-stuck", "reconciler-silent", "api-broken", "api-slow"),
        *("database-full", "cache-full"),
    }
    assert expected <= set(alarms)
    assert alarms["dead-letters-high"]["MetricName"] == "ApproximateAgeOfOldestMessage"
    assert alarms["executions-failing"]["MetricName"] == "ExecutionsFailed"
    assert alarms["reconciler-silent"]["TreatMissingData"] == "breaching"


def test_alarms_read_gauges_that_the_studio_writes(templates: Templates) -> None:
    def metrics(alarm: dict) -> list[dict]:
        own = [alarm] if alarm.get("Namespace") else []
        return own + [m["MetricStat"]["Metric"] for m in alarm.get("Metrics", []) if "MetricStat" in m]

    read = [
        m for a in templates.properties("AWS::CloudWatch::Alarm") for m in metrics(a) if m["Namespace"] == "FilmStudio"
    ]
    assert {m["MetricName"] for m in read} >= {"ledger_mismatches", "oldest_queued_seconds", "outbox_oldest_seconds"}
    for metric in read:
        _, labels = HELP[metric["MetricName"]]
        assert {dimension["Name"] for dimension in metric["Dimensions"]} == {"service", *labels}


def test_a_month_has_a_budget(templates: Templates) -> None:
    [budget] = templates.properties("AWS::Budgets::Budget")
    assert budget["Budget"]["BudgetLimit"] == {"Amount": templates.environment.budget_usd, "Unit": "USD"}
    assert len(budget["NotificationsWithSubscribers"]) == 2
