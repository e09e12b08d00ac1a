"""Which stack each function of the table is in, and what all of them are given."""

from dataclasses import dataclass
from typing import Literal

import aws_cdk as cdk

from cdk.constructs.render_machine import ALIAS, stages
from cdk.environments import Environment
from cdk.permissions import Resources
from cdk.services import FUNCTIONS, MODELS, Function
from cdk.settings import endpoint_name, engines
from cdk.stacks.data import DataStack
from cdk.stacks.front import WEBSOCKET_STAGE, FrontStack
from cdk.stacks.media import MediaStack
from cdk.stacks.network import NetworkStack
from cdk.stacks.queues import QueuesStack

Place = Literal["api", "rendering", "background"]

AUTHORIZER = "authorizer"

WOKEN = {
    "RELAY_FUNCTION": "outbox_relay",
    "DISPATCHER_FUNCTION": "dispatcher",
    "EXPORTS_FUNCTION": "exports",
    "PAYMENTS_FUNCTION": "payments",
    "PUSHER_FUNCTION": "realtime_pusher",
}
"""Functions that others wake, by the setting that names them."""


def place(function: Function) -> Place:
    """The stack of a function: that of its routes, of the render, or of what runs in the background."""
    if function.routes or function.websocket_routes or function.name == AUTHORIZER:
        return "api"
    if function.listens_to or function.name in stages():
        return "rendering"
    return "background"


def functions_of(stack: Place) -> list[Function]:
    """The functions of a stack."""
    return [function for function in FUNCTIONS if place(function) == stack]


@dataclass(frozen=True)
class Workplace:
    """Where functions work: their network, their environment variables, and the ARNs of what they may use."""

    network: NetworkStack
    settings: dict[str, str]
    resources: Resources


def workplace(
    environment: Environment,
    network: NetworkStack,
    data: DataStack,
    media: MediaStack,
    front: FrontStack,
    queues: QueuesStack,
) -> Workplace:
    """The workplace of an environment. What functions use that comes after them is known by its name."""

    def arn(service: str, resource: str, name: str, slash: bool = False) -> str:
        form = cdk.ArnFormat.SLASH_RESOURCE_NAME if slash else cdk.ArnFormat.COLON_RESOURCE_NAME
        return network.format_arn(service=service, resource=resource, resource_name=name, arn_format=form)

    machine = environment.named("render-film")
    machine_arn = arn("states", "stateMachine", machine)
    secrets = {name: secret.secret_arn for name, secret in data.secrets.items()}
    settings = {
        "DATABASE_URL": data.database.url,
        "DATABASE_IAM": "true",
        "MEDIA_BUCKET": media.bucket.bucket_name,
        "MEDIA_URL": f"https://{media.distribution.distribution_domain_name}",
        "MEDIA_KEY_SECRET": environment.named("media-key"),
        "SIGNING_KEY_SECRET": environment.named("signing-key"),
        "STRIPE_SECRET": environment.named("stripe-keys"),
        "OAUTH_CLIENTS_SECRET": environment.named("oauth-clients"),
        **{f"QUEUE_{name.upper()}_URL": queue.queue.queue_url for name, queue in queues.queues.items()},
        "STATE_MACHINE_ARN": machine_arn,
        "STATE_MACHINE_ALIAS": f"{machine_arn}:{ALIAS}",
        **{setting: environment.function_name(name) for setting, name in WOKEN.items()},
        "ENGINES": engines(environment),
        "RENDER_SLOTS": str(environment.render_slots),
        "JOBS_PER_USER": str(environment.jobs_per_user),
        "CACHE_URL": data.cache.url,
        "PUBLIC_URL": front.url,
        "EDGE_KEY": front.edge_key,
        "WEBSOCKET_URL": f"wss://{front.websocket_host}",
        "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI": f"https://{front.websocket_host}",
        "REKOGNITION": "true",
        "GUARDRAIL": queues.guardrail.setting,
        "MAIL_SENDER": f"AI Film Studio <studio@{environment.mail_domain}>",
    }
    resources = Resources(
        # By its name, so that who reads a policy sees which bucket.
        bucket=f"arn:{network.partition}:s3:::{environment.named('media')}-{network.account}",
        database_user=data.database.user_arn,
        data_key=data.key.key_arn,
        secrets=secrets,
        queues=[queue.queue.queue_arn for queue in queues.queues.values()],
        dead_letters=[queue.dead_letters.queue_arn for queue in queues.queues.values()],
        state_machine=machine_arn,
        state_machine_alias=f"{machine_arn}:{ALIAS}",
        executions=arn("states", "execution", f"{machine}:*"),
        woken=[arn("lambda", "function", environment.function_name(name)) for name in WOKEN.values()],
        endpoints=[arn("sagemaker", "endpoint", endpoint_name(environment, model), slash=True) for model in MODELS],
        mail_identity=arn("ses", "identity", environment.mail_domain, slash=True),
        guardrail=queues.guardrail.arn,
        connections=(
            f"arn:{network.partition}:execute-api:{network.region}:{network.account}:"
            f"{cdk.Fn.import_value(front.websocket_name)}/{WEBSOCKET_STAGE}/*/@connections/*"
        ),
    )
    return Workplace(network, settings, resources)
