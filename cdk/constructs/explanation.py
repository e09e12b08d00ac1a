"""Why a rule of cdk-nag does not hold somewhere. There is no other way to be excused from one."""

from typing import Any

from aws_cdk import Acknowledgment, Stack, Validations
from constructs import IConstruct


def explain(construct: IConstruct, **reasons: str) -> None:
    """Acknowledge rules of AwsSolutions on a construct, each with its reason: `explain(topic, SNS3="…")`."""
    acknowledged = [Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason) for rule, reason in reasons.items()]
    Validations.of(construct).acknowledge(*acknowledged)


def explain_wildcards(construct: IConstruct, resources: list[str], why: str) -> None:
    """Acknowledge those of `resources` (ARNs) in the construct's policies that hold a wildcard, and only those."""
    texts = [_text(Stack.of(construct).resolve(resource)) for resource in resources]
    explain(construct, **{f"IAM5[Resource::{text}]": why for text in texts if "*" in text})


def _text(value: Any) -> str:
    """An ARN as cdk-nag words it: a reference stands in angle brackets."""
    if isinstance(value, str):
        return value
    if "Ref" in value:
        return f"<{value['Ref']}>"
    if "Fn::ImportValue" in value:
        return str(value["Fn::ImportValue"])
    if "Fn::GetAtt" in value:
        return f"<{'.'.join(value['Fn::GetAtt'])}>"
    separator, parts = value["Fn::Join"]
    return str(separator).join(map(_text, parts))
