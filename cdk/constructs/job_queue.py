"""A queue of render jobs."""

import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from cdk.constructs.dead_letters import DeadLetters
from cdk.environments import Environment
from cdk.services import Queue


class JobQueue(Construct):
    """A queue of the table with its dead-letter queue, encrypted; messages wait as long as SQS allows."""

    def __init__(self, scope: Construct, id: str, environment: Environment, queue: Queue) -> None:
        super().__init__(scope, id)
        self.dead_letters = DeadLetters(self, "Dead", environment.named(f"{queue.name}-dead"))
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=environment.named(queue.name),
            visibility_timeout=cdk.Duration.seconds(queue.visibility_timeout),
            retention_period=cdk.Duration.days(14),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=queue.max_receives),
        )
