"""The estimate counts what templates hold, and every environment keeps to its budget."""

import copy

import pytest

from cdk.costs import Estimate, _runs
from cdk.synthesis import Templates


def test_an_environment_keeps_to_its_budget(templates: Templates) -> None:
    estimate = Estimate(templates.environment, list(templates.stacks.values()))
    assert templates.environment.budget_usd / 2 < estimate.month <= templates.environment.budget_usd
    assert f"${estimate.month:,.0f}" in estimate.text()


def test_what_is_added_to_a_template_is_counted(templates: Templates) -> None:
    stacks = copy.deepcopy(templates.stacks)
    before = Estimate(templates.environment, list(stacks.values()))
    stacks["network"]["Resources"]["Another"] = {"Type": "AWS::EC2::NatGateway"}
    after = Estimate(templates.environment, list(stacks.values()))
    more = sum(line.dollars for line in after.idle()) - sum(line.dollars for line in before.idle())
    assert more == pytest.approx(0.045 * 730)


def test_films_are_counted_one_by_one(templates: Templates) -> None:
    estimate = Estimate(templates.environment, list(templates.stacks.values()))
    hundred, thousand = (sum(line.dollars for line in estimate.films(count)) for count in (100, 1000))
    assert thousand == pytest.approx(10 * hundred)
    assert hundred > 0


def test_schedules_are_counted_by_their_words() -> None:
    assert _runs("rate(5 minutes)", 730) == 730 * 12
    assert _runs("rate(1 minute)", 730) == 730 * 60
    assert _runs("cron(0 0 1 * ? *)", 730) == 1
    assert _runs("cron(17 * * * ? *)", 730) == 730
    with pytest.raises(ValueError, match="how often"):
        _runs("cron(0 0 ? * MON *)", 730)
