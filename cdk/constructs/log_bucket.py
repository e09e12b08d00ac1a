"""A bucket of access logs."""

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.constructs.explanation import explain
from cdk.constructs.private_bucket import PrivateBucket


class LogBucket(PrivateBucket):
    """Where CloudFront and S3 write who has asked for what; kept for so many days."""

    def __init__(self, scope: Construct, id: str, days: int) -> None:
        super().__init__(
            scope,
            id,
            takes_logs=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=cdk.Duration.days(days))],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        explain(self, S1="It holds the access logs themselves.")
