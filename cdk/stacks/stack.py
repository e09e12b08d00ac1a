"""What all stacks have in common."""

import aws_cdk as cdk
from constructs import Construct

from cdk.environments import REGION, Environment


class StudioStack(cdk.Stack):
    """One stack of an environment: deployed, changed and removed as a whole, in whatever account the caller is in."""

    def __init__(
        self, scope: Construct, name: str, environment: Environment, description: str, region: str = REGION
    ) -> None:
        super().__init__(
            scope,
            name,
            stack_name=environment.named(name),
            description=f"AI Film Studio, {environment.name}: {description}",
            env=cdk.Environment(region=region),
            termination_protection=environment.production,
        )
        self.studio = environment
        for tag, value in (("application", "film-studio"), ("environment", environment.name)):
            cdk.Tags.of(self).add(tag, value, exclude_resource_types=["AWS::RDS::DBProxyTargetGroup"])  # it has none

    @property
    def removal_policy(self) -> cdk.RemovalPolicy:
        """What happens to data when its stack is removed: in production it stays."""
        return cdk.RemovalPolicy.RETAIN if self.studio.production else cdk.RemovalPolicy.DESTROY
