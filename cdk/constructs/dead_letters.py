"""A queue at the end of the road."""

import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk.constructs.explanation import explain


class DeadLetters(sqs.Queue):
    """A queue of what nobody could take, encrypted, kept for two weeks. An alarm tells when something lies in it."""

    def __init__(self, scope: Construct, id: str, name: str) -> None:
        super().__init__(
            scope,
            id,
            queue_name=name,
            retention_period=cdk.Duration.days(14),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
        )
        explain(self, SQS3="It is a dead-letter queue itself.")
