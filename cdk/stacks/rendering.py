"""Rendering: the state machine, its stages, and who hears of models and of executions that end."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk.constructs.dead_letters import DeadLetters
from cdk.constructs.function import StudioFunction
from cdk.constructs.layers import Layers
from cdk.constructs.render_machine import RenderMachine
from cdk.environments import Environment
from cdk.functions import Workplace, functions_of
from cdk.stacks.queues import QueuesStack
from cdk.stacks.stack import StudioStack


class RenderingStack(StudioStack):
    """The functions of the state machine and around it, and the machine."""

    def __init__(self, scope: Construct, environment: Environment, queues: QueuesStack, workplace: Workplace) -> None:
        super().__init__(scope, "rendering", environment, "state machine and render stages.")
        layers = Layers(self)
        self.failed_events = DeadLetters(self, "FailedEvents", environment.named("rendering-failed-events"))
        table = functions_of("rendering")
        self.functions = {
            function.name: StudioFunction(self, environment, function, layers, workplace, self.failed_events)
            for function in table
        }
        arns = {name: construct.function.function_arn for name, construct in self.functions.items()}
        self.machine = RenderMachine(self, "RenderFilm", environment, arns)
        self.failing = self._failing()
        self.machine.publish([self.failing.alarm_name])
        for function in table:
            if function.listens_to == "model-results":
                self._hear_models(self.functions[function.name], queues)
            elif function.listens_to == "execution-status":
                self._hear_executions(self.functions[function.name])

    def _failing(self) -> cloudwatch.Alarm:
        return cloudwatch.Alarm(
            self,
            "Failing",
            alarm_name=self.studio.named("executions-failing"),
            alarm_description="More than five renders failed within five minutes; a new version of the state machine "
            "rolls back. Runbook: docs/operations.md#failed-executions",
            metric=self.machine.machine.metric_failed(period=cdk.Duration.minutes(5), statistic="Sum"),
            threshold=5,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )

    def _hear_models(self, listener: StudioFunction, queues: QueuesStack) -> None:
        for outcome, topic in queues.results.items():
            sns.Subscription(
                self,
                f"Model{outcome.capitalize()}",
                topic=topic,
                protocol=sns.SubscriptionProtocol.LAMBDA,
                endpoint=listener.function.function_arn,
                dead_letter_queue=self.failed_events,
            )
            listener.function.add_permission(
                f"FromModel{outcome.capitalize()}",
                principal=iam.ServicePrincipal("sns.amazonaws.com"),
                source_arn=topic.topic_arn,
            )

    def _hear_executions(self, listener: StudioFunction) -> None:
        events.Rule(
            self,
            "ExecutionsEnded",
            rule_name=self.studio.named("execution-ended"),
            description="Executions of the state machine that have ended, however.",
            event_pattern=events.EventPattern(
                source=["aws.states"],
                detail_type=["Step Functions Execution Status Change"],
                detail={
                    "stateMachineArn": [self.machine.arn],
                    "status": ["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"],
                },
            ),
            targets=[
                targets.LambdaFunction(
                    listener.function,
                    dead_letter_queue=self.failed_events,
                    retry_attempts=10,
                    max_event_age=cdk.Duration.hours(2),
                )
            ],
        )
