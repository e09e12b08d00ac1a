"""An alarm that says what to do."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk.environments import Environment


class Alarm(cloudwatch.Alarm):
    """Speaks, on a topic, when a metric has been above `threshold` for so many of its periods.

    `section` is the heading of docs/operations.md that says what to do, as its link is written. Where `silence_is_bad`,
    no data are as bad as too much.
    """

    def __init__(
        self,
        scope: Construct,
        environment: Environment,
        name: str,
        what: str,
        section: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        topic: sns.ITopic,
        periods: int = 1,
        silence_is_bad: bool = False,
    ) -> None:
        super().__init__(
            scope,
            "".join(word.capitalize() for word in name.split("-")),
            alarm_name=environment.named(name),
            alarm_description=f"{what} Runbook: docs/operations.md#{section}",
            metric=metric,
            threshold=threshold,
            evaluation_periods=periods,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING
            if silence_is_bad
            else cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        self.add_alarm_action(actions.SnsAction(topic))
        self.add_ok_action(actions.SnsAction(topic))


def gauge(name: str, minutes: int = 5, statistic: str = "Maximum", **labels: str) -> cloudwatch.Metric:
    """A gauge that the reconciler writes every five minutes (`film_studio.analytics.monitoring`)."""
    return cloudwatch.Metric(
        namespace="FilmStudio",
        metric_name=name,
        dimensions_map={"service": "studio", **labels},
        statistic=statistic,
        period=cdk.Duration.minutes(minutes),
    )
