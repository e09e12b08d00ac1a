"""A function of the table."""

from typing import TYPE_CHECKING

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_destinations as destinations
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from cdk.constructs.explanation import explain, explain_wildcards
from cdk.constructs.layers import Layers
from cdk.constructs.log_group import LogGroup
from cdk.environments import Environment
from cdk.layers import MEDIA, ROOT, layers_of
from cdk.permissions import Grant, grants
from cdk.services import MEDIA_KEY, Function
from cdk.settings import signing_key_id

if TYPE_CHECKING:
    from cdk.functions import Workplace

IN_A_VPC = [
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:AssignPrivateIpAddresses",
    "ec2:UnassignPrivateIpAddresses",
]

PYTHON_3_13 = "Python 3.13 is what the layers are locked for; the studio moves on when all of its wheels do."
ANY_INTERFACE = "Lambda makes the network interfaces of functions in a VPC under names that nobody knows before."
TRACES = "X-Ray knows no resources for the traces that are sent to it."


class StudioFunction(Construct):
    """One function: arm64, in the VPC, traced, with its own role that may do what the table says and nothing else.

    An event that fails twice more goes to the queue `failed_events`.
    """

    def __init__(
        self,
        scope: Construct,
        environment: Environment,
        function: Function,
        layers: Layers,
        workplace: "Workplace",
        failed_events: sqs.IQueue,
    ) -> None:
        super().__init__(scope, "".join(word.capitalize() for word in function.name.split("_")))
        name = environment.function_name(function.name)
        log_group = LogGroup(self, "Logs", f"/aws/lambda/{name}", environment.log_days)
        role = function_role(self, log_group, list(grants(function, workplace.resources)))
        failed_events.grant_send_messages(role)
        network = workplace.network
        needed = layers_of(function.name)
        own = {"FONTS_DIR": "/opt/fonts"} if MEDIA in needed else {}
        if MEDIA_KEY in function.secrets:
            own["MEDIA_KEY_ID"] = ssm.StringParameter.value_for_string_parameter(self, signing_key_id(environment))
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=name,
            description=function.description,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            handler="handler.handler",
            code=lambda_.Code.from_asset(str(ROOT / "lambdas" / function.name), exclude=["__pycache__"]),
            layers=[layers.code, *(layers.packages(layer) for layer in needed)],
            environment={**workplace.settings, **own, "POWERTOOLS_SERVICE_NAME": function.name},
            memory_size=function.memory_mb,
            timeout=cdk.Duration.seconds(function.timeout_seconds),
            ephemeral_storage_size=cdk.Size.mebibytes(2048 if MEDIA in needed else 512),
            reserved_concurrent_executions=function.reserved_concurrency,
            role=role,
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_group_name="functions"),
            security_groups=[network.functions],
            tracing=lambda_.Tracing.ACTIVE,
            log_group=log_group,
            retry_attempts=2,
            max_event_age=cdk.Duration.hours(1),
            on_failure=destinations.SqsDestination(failed_events),
        )
        explain(self.function, L1=PYTHON_3_13)


def function_role(scope: Construct, log_group: LogGroup, may: list[Grant]) -> iam.Role:
    """A role for a function in the VPC that may write its own log and do what `may` says."""
    role = iam.Role(scope, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
    everyone = [
        Grant(
            ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group.log_group_arn], "Streams of its own log group."
        ),
        Grant(IN_A_VPC, ["*"], ANY_INTERFACE),
        Grant(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"], TRACES),
    ]
    for grant in (*everyone, *may):
        if grant.why:
            explain_wildcards(role, grant.resources, grant.why)
        role.add_to_policy(
            iam.PolicyStatement(actions=grant.actions, resources=grant.resources, conditions=grant.conditions or None)
        )
    return role
