"""What renders wait in and are answered by: queues, topics of model results, and the guardrail of their texts."""

import aws_cdk as cdk
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk.constructs.guardrail import Guardrail
from cdk.constructs.job_queue import JobQueue
from cdk.environments import Environment
from cdk.services import QUEUES
from cdk.stacks.stack import StudioStack


class QueuesStack(StudioStack):
    """The queues of render jobs, and the topics on which model endpoints answer."""

    def __init__(self, scope: Construct, environment: Environment) -> None:
        super().__init__(scope, "queues", environment, "queues of render jobs, topics of model results.")
        self.queues = {queue.name: JobQueue(self, queue.name.capitalize(), environment, queue) for queue in QUEUES}
        self.key = kms.Key(
            self,
            "Key",
            alias=f"alias/{environment.named('topics')}",
            description="Encrypts what model endpoints and alarms tell.",
            enable_key_rotation=True,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.results = {
            outcome: sns.Topic(
                self,
                f"Model{outcome.capitalize()}",
                topic_name=environment.named(f"model-{outcome}"),
                master_key=self.key,
                enforce_ssl=True,
            )
            for outcome in ("success", "error")
        }
        self.guardrail = Guardrail(self, "Guardrail", environment)
