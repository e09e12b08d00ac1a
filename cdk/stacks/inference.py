"""Inference: an asynchronous endpoint for each model, which costs nothing while nobody has a film made."""

from constructs import Construct

from cdk.constructs.model_endpoint import ModelEndpoint
from cdk.environments import Environment
from cdk.services import MODELS
from cdk.stacks.queues import QueuesStack
from cdk.stacks.stack import StudioStack


class InferenceStack(StudioStack):
    """The models' images, endpoints and scaling. The bucket that they read and write is known by its name."""

    def __init__(self, scope: Construct, environment: Environment, queues: QueuesStack) -> None:
        super().__init__(scope, "inference", environment, "model endpoints.")
        bucket = f"{environment.named('media')}-{self.account}"
        self.endpoints = {
            stage: ModelEndpoint(self, environment, stage, bucket, queues.results, queues.key) for stage in MODELS
        }
