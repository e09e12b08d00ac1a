"""The guardrail that judges texts."""

from aws_cdk import aws_bedrock as bedrock
from constructs import Construct

from cdk.environments import Environment

_BLOCKED = "This text cannot become a film."
_FILTERS = ("HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT")


class Guardrail(Construct):
    """Bedrock's content filters at medium strength, in a numbered version; `film_studio.moderation` asks it."""

    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        guardrail = bedrock.CfnGuardrail(
            self,
            "Guardrail",
            name=environment.named("texts"),
            description="What may become a film.",
            blocked_input_messaging=_BLOCKED,
            blocked_outputs_messaging=_BLOCKED,
            content_policy_config=bedrock.CfnGuardrail.ContentPolicyConfigProperty(
                filters_config=[
                    bedrock.CfnGuardrail.ContentFilterConfigProperty(
                        type=kind, input_strength="MEDIUM", output_strength="MEDIUM"
                    )
                    for kind in _FILTERS
                ]
            ),
        )
        version = bedrock.CfnGuardrailVersion(
            self, "Version", guardrail_identifier=guardrail.attr_guardrail_id, description=", ".join(_FILTERS)
        )
        self.arn = guardrail.attr_guardrail_arn
        self.setting = f"{guardrail.attr_guardrail_id}:{version.attr_version}"
