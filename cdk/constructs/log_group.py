"""A log group that forgets."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from constructs import Construct


class LogGroup(logs.LogGroup):
    """A log group of a known name, kept for `days`; it goes with its stack."""

    def __init__(self, scope: Construct, id: str, name: str, days: int) -> None:
        super().__init__(
            scope,
            id,
            log_group_name=f"/{name}" if not name.startswith("/") else name,
            retention=_RETENTION[days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )


_RETENTION = {
    14: logs.RetentionDays.TWO_WEEKS,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
    365: logs.RetentionDays.ONE_YEAR,
}
