"""AWS WAF in front of the API."""

from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

from cdk.environments import Environment

REQUESTS_PER_ADDRESS = 3000
"""Of one address in five minutes; what an account may do is limited by the functions."""

MANAGED = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")
"""Rule groups of AWS. Not the common one: a script is prose of any kind, and films may quote HTML."""


class Firewall(Construct):
    """Turns away known bad addresses and inputs, and who asks far too often."""

    def __init__(self, scope: Construct, id: str, environment: Environment) -> None:
        super().__init__(scope, id)
        rules = [
            wafv2.CfnWebACL.RuleProperty(
                name=name,
                priority=priority,
                override_action=wafv2.CfnWebACL.OverrideActionProperty(none={}),
                statement=wafv2.CfnWebACL.StatementProperty(
                    managed_rule_group_statement=wafv2.CfnWebACL.ManagedRuleGroupStatementProperty(
                        vendor_name="AWS", name=name
                    )
                ),
                visibility_config=_visible(name),
            )
            for priority, name in enumerate(MANAGED)
        ]
        limit = wafv2.CfnWebACL.RuleProperty(
            name="requests-per-address",
            priority=len(MANAGED),
            action=wafv2.CfnWebACL.RuleActionProperty(block={}),
            statement=wafv2.CfnWebACL.StatementProperty(
                rate_based_statement=wafv2.CfnWebACL.RateBasedStatementProperty(
                    aggregate_key_type="IP", limit=REQUESTS_PER_ADDRESS
                )
            ),
            visibility_config=_visible("requests-per-address"),
        )
        self.acl = wafv2.CfnWebACL(
            self,
            "Acl",
            name=environment.named("api"),
            scope="CLOUDFRONT",
            default_action=wafv2.CfnWebACL.DefaultActionProperty(allow={}),
            rules=[*rules, limit],
            visibility_config=_visible(environment.named("api")),
        )


def _visible(name: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    return wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, sampled_requests_enabled=True, metric_name=name
    )
