"""The state machine that renders films."""

import re

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_stepfunctions as stepfunctions
from constructs import Construct

from cdk.constructs.explanation import explain, explain_wildcards
from cdk.constructs.log_group import LogGroup
from cdk.environments import Environment
from cdk.layers import ROOT

DEFINITION = ROOT / "state_machines" / "render_film.asl.json"
ALIAS = "live"


def stages() -> set[str]:
    """The functions that the machine invokes."""
    return set(re.findall(r"\$\{(\w+)\}", DEFINITION.read_text()))


class RenderMachine(Construct):
    """`render_film.asl.json` as it is, logged and traced, with a version for each deploy and an alias that moves to it.

    New executions move over in ten minutes, in steps, and back at once where `rolls_back` speaks; those that run
    end with the version that they began with. Films are begun by the alias.
    """

    def __init__(self, scope: Construct, id: str, environment: Environment, functions: dict[str, str]) -> None:
        super().__init__(scope, id)
        self.name = environment.named("render-film")
        log_group = LogGroup(self, "Logs", f"/aws/vendedlogs/states/{self.name}", environment.log_days)
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        role.add_to_policy(
            iam.PolicyStatement(
                actions=["lambda:InvokeFunction"], resources=[functions[name] for name in sorted(stages())]
            )
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=[
                    *("logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery"),
                    *("logs:DeleteLogDelivery", "logs:ListLogDeliveries", "logs:PutResourcePolicy"),
                    *("logs:DescribeResourcePolicies", "logs:DescribeLogGroups"),
                    *("xray:PutTraceSegments", "xray:PutTelemetryRecords"),
                    *("xray:GetSamplingRules", "xray:GetSamplingTargets"),
                ],
                resources=["*"],
            )
        )
        explain_wildcards(role, ["*"], "Log deliveries and traces are not resources that IAM could tell apart.")
        machine = stepfunctions.StateMachine(
            self,
            "Machine",
            state_machine_name=self.name,
            # As a string, so that linters see it.
            definition_body=stepfunctions.DefinitionBody.from_string(DEFINITION.read_text()),
            definition_substitutions={name: functions[name] for name in sorted(stages())},
            role=role.without_policy_updates(),
            tracing_enabled=True,
            logs=stepfunctions.LogOptions(
                destination=log_group, level=stepfunctions.LogLevel.ALL, include_execution_data=False
            ),
        )
        machine.node.add_dependency(role)
        self.machine = machine
        explain(machine, SF1="It logs every event; that the log has no execution data is meant: task tokens are in it.")
        version = stepfunctions.CfnStateMachineVersion(
            self,
            "Version",
            state_machine_arn=machine.state_machine_arn,
            state_machine_revision_id=machine.node.default_child.attr_state_machine_revision_id,
        )
        version.apply_removal_policy(cdk.RemovalPolicy.RETAIN)
        self._version = version
        self.alias_name = ALIAS
        self.arn = cdk.Stack.of(self).format_arn(
            service="states",
            resource="stateMachine",
            resource_name=self.name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )

    def publish(self, rolls_back: list[str]) -> None:
        """Make the alias, which moves to each new version unless one of the alarms `rolls_back` (names) speaks."""
        stepfunctions.CfnStateMachineAlias(
            self,
            "Alias",
            name=ALIAS,
            description="The version that new films are made with.",
            deployment_preference=stepfunctions.CfnStateMachineAlias.DeploymentPreferenceProperty(
                state_machine_version_arn=self._version.ref, type="LINEAR", interval=2, percentage=20, alarms=rolls_back
            ),
        )
