"""The stacks of an environment, in the order in which they stand on each other."""

from dataclasses import dataclass

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from cdk.environments import Environment
from cdk.functions import workplace
from cdk.stacks.api import ApiStack
from cdk.stacks.background import BackgroundStack
from cdk.stacks.data import DataStack
from cdk.stacks.front import FrontStack
from cdk.stacks.inference import InferenceStack
from cdk.stacks.media import MediaReplicaStack, MediaStack
from cdk.stacks.monitoring import MonitoringStack
from cdk.stacks.network import NetworkStack
from cdk.stacks.queues import QueuesStack
from cdk.stacks.rendering import RenderingStack
from cdk.stacks.schema import SchemaStack


@dataclass(frozen=True)
class Application:
    """What `build` has made."""

    environment: Environment
    stacks: list[cdk.Stack]


def build(app: cdk.App, chosen: Environment) -> Application:
    """Make the stacks of an environment; a finding of AwsSolutions that nobody explains ends the synth.

    Raises `LookupError` where an engine is none, `Unlicensed` where production may not use one.
    """
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    network = NetworkStack(app, chosen)
    data = DataStack(app, chosen, network)
    replica = MediaReplicaStack(app, chosen, chosen.replica_region) if chosen.replica_region else None
    media = MediaStack(app, chosen, replica)
    front = FrontStack(app, chosen)
    queues = QueuesStack(app, chosen)
    place = workplace(chosen, network, data, media, front, queues)
    schema = SchemaStack(app, chosen, place)
    rendering = RenderingStack(app, chosen, queues, place)
    api = ApiStack(app, chosen, front, place)
    background = BackgroundStack(app, chosen, place)
    inference = InferenceStack(app, chosen, queues)
    inference.add_stack_dependency(media)  # whose bucket it knows by name
    monitoring = MonitoringStack(app, chosen, data, front, queues, inference, rendering, api, background)
    for stack in (rendering, api, background):
        stack.add_stack_dependency(schema)  # the code comes when the schema is there
    everything = [
        network,
        data,
        replica,
        media,
        front,
        queues,
        schema,
        inference,
        rendering,
        api,
        background,
        monitoring,
    ]
    return Application(chosen, [stack for stack in everything if stack is not None])
