"""What runs in the background: functions without routes, and the schedules that wake functions."""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_ses as ses
from constructs import Construct

from cdk.constructs.dead_letters import DeadLetters
from cdk.constructs.function import StudioFunction
from cdk.constructs.layers import Layers
from cdk.constructs.schedule import Schedule, expressions
from cdk.environments import Environment
from cdk.functions import Workplace, functions_of
from cdk.services import FUNCTIONS
from cdk.stacks.stack import StudioStack


class BackgroundStack(StudioStack):
    """Relay, dispatcher, reconciler and the like, every schedule of the table, and the domain that mails come from."""

    def __init__(self, scope: Construct, environment: Environment, workplace: Workplace) -> None:
        super().__init__(scope, "background", environment, "functions that schedules wake.")
        layers = Layers(self)
        self.failed_events = DeadLetters(self, "FailedEvents", environment.named("background-failed-events"))
        self.functions = {
            function.name: StudioFunction(self, environment, function, layers, workplace, self.failed_events)
            for function in functions_of("background")
        }
        role = iam.Role(self, "Scheduler", assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"))
        self.failed_events.grant_send_messages(role)
        woken = []
        for function in FUNCTIONS:
            for number, expression in enumerate(expressions(function), 1):
                arn = self.functions[function.name].function.function_arn
                woken.append(arn)
                Schedule(
                    self,
                    f"Schedule-{function.name}-{number}",
                    f"{environment.function_name(function.name)}-{number}",
                    expression,
                    arn,
                    role,
                    self.failed_events,
                )
        role.add_to_policy(iam.PolicyStatement(actions=["lambda:InvokeFunction"], resources=list(dict.fromkeys(woken))))
        ses.CfnEmailIdentity(self, "Mails", email_identity=environment.mail_domain)
