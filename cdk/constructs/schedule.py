"""A schedule that wakes a function."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk.services import Function


def expressions(function: Function) -> list[str]:
    """When a function of the table runs, as EventBridge Scheduler words it (UTC)."""
    every = function.every_minutes
    rates = [f"rate({every} minute{'s' if every > 1 else ''})"] if every else []
    return [*rates, *(f"cron({cron})" for cron in function.cron)]


class Schedule(Construct):
    """One EventBridge schedule of a function; what cannot be delivered goes to `failed_events`."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        name: str,
        expression: str,
        function_arn: str,
        role: iam.Role,
        failed_events: sqs.IQueue,
    ) -> None:
        super().__init__(scope, id)
        scheduler.CfnSchedule(
            self,
            "Schedule",
            name=name,
            schedule_expression=expression,
            schedule_expression_timezone="UTC",
            flexible_time_window=scheduler.CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            target=scheduler.CfnSchedule.TargetProperty(
                arn=function_arn,
                role_arn=role.role_arn,
                # What functions get from a schedule, here and in the embedded studio.
                input='{"detail-type": "Scheduled Event", "source": "aws.scheduler", "detail": {}}',
                retry_policy=scheduler.CfnSchedule.RetryPolicyProperty(
                    maximum_event_age_in_seconds=3600, maximum_retry_attempts=5
                ),
                dead_letter_config=scheduler.CfnSchedule.DeadLetterConfigProperty(arn=failed_events.queue_arn),
            ),
        )
