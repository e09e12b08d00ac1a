"""What each permission of the function table is in IAM: on which resources, and why where it is on more than one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cdk.services import Function

BEYOND_QUEUES = "sqs:GetQueueUrl"
"""The permission of who also looks into the dead-letter queues."""


@dataclass(frozen=True)
class Resources:
    """The ARNs that functions may be allowed to use. Empty where an environment has no such thing."""

    bucket: str
    database_user: str
    data_key: str
    secrets: dict[str, str]
    queues: list[str]
    dead_letters: list[str]
    state_machine: str
    state_machine_alias: str
    executions: str
    woken: list[str]
    endpoints: list[str]
    mail_identity: str
    connections: str
    guardrail: str = ""


@dataclass(frozen=True)
class Grant:
    """One statement of a policy. `why` says why it names more than single resources, where it does."""

    actions: list[str]
    resources: list[str]
    why: str = ""
    conditions: dict[str, object] = field(default_factory=dict)


_OBJECTS = "Objects of the bucket are named by users, projects and hashes: under users/ all of them are the studio's."
_CONNECTIONS = "Connections are named by API Gateway; it is every one of this WebSocket API."
_EXECUTIONS = "Executions are named by jobs; it is every execution of this one state machine."


def grants(function: Function, resources: Resources) -> Iterator[Grant]:
    """What the role of a function may do. Raises `KeyError` for a permission that this module does not know."""
    yield Grant(["rds-db:connect"], [resources.database_user])
    for permission in function.permissions:
        service = permission.partition(":")[0]
        if permission == "s3:ListBucket":
            yield Grant(
                [permission],
                [resources.bucket],
                conditions={"StringLike": {"s3:prefix": "users/*"}},
            )
        elif service == "s3":
            answers = [f"{resources.bucket}/endpoints/*"] if function.listens_to == "model-results" else []
            yield Grant([permission], [f"{resources.bucket}/users/*", *answers], _OBJECTS)
        elif permission == "secretsmanager:GetSecretValue":
            yield Grant([permission], [resources.secrets[name] for name in function.secrets])
            yield Grant(["kms:Decrypt"], [resources.data_key])
        elif service == "sqs":
            dead = resources.dead_letters if BEYOND_QUEUES in function.permissions else []
            yield Grant([permission], [*resources.queues, *dead])
        elif permission == "states:StartExecution":
            yield Grant([permission], [resources.state_machine, resources.state_machine_alias])
        elif permission in ("states:StopExecution", "states:DescribeExecution"):
            yield Grant([permission], [resources.executions], _EXECUTIONS)
        elif permission in ("states:SendTaskSuccess", "states:SendTaskFailure"):
            yield Grant([permission], [resources.state_machine])
        elif permission == "lambda:InvokeFunction":
            yield Grant([permission], resources.woken)
        elif permission == "sagemaker:InvokeEndpointAsync":
            yield Grant([permission], resources.endpoints)
        elif permission == "execute-api:ManageConnections":
            yield Grant([permission], [resources.connections], _CONNECTIONS)
        elif permission == "ses:SendEmail":
            yield Grant([permission], [resources.mail_identity])
        elif permission == "rekognition:DetectModerationLabels":
            yield Grant([permission], ["*"], "Rekognition knows no resources for what it is asked about an image.")
        elif permission == "bedrock:ApplyGuardrail":
            yield Grant([permission], [resources.guardrail])
        else:
            raise KeyError(f"{function.name}: cdk/permissions.py does not know {permission}")
