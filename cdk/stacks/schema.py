"""The database's schema: migrated as part of a deploy, before the functions that need it come."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from cdk.constructs.explanation import explain
from cdk.constructs.function import PYTHON_3_13, function_role
from cdk.constructs.layers import Layers
from cdk.constructs.log_group import LogGroup
from cdk.environments import Environment
from cdk.functions import Workplace
from cdk.layers import ROOT
from cdk.permissions import Grant
from cdk.stacks.stack import StudioStack

MIGRATIONS = ROOT / "migrations"


class SchemaStack(StudioStack):
    """A function that runs Alembic, asked whenever there is a new migration."""

    def __init__(self, scope: Construct, environment: Environment, workplace: Workplace) -> None:
        super().__init__(scope, "schema", environment, "the database's schema.")
        name = environment.named("migrate")
        layers = Layers(self)
        log_group = LogGroup(self, "Logs", f"/aws/lambda/{name}", environment.log_days)
        role = function_role(self, log_group, [Grant(["rds-db:connect"], [workplace.resources.database_user])])
        function = lambda_.Function(
            self,
            "Migrate",
            function_name=name,
            description="Brings the schema of the database to where the code is.",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=lambda_.Architecture.ARM_64,
            handler="deploy.handler",
            code=lambda_.Code.from_asset(str(MIGRATIONS), exclude=["__pycache__"]),
            layers=[layers.code, layers.packages("dependencies"), layers.packages("migrations")],
            environment=workplace.settings,
            memory_size=1024,
            timeout=cdk.Duration.minutes(15),
            reserved_concurrent_executions=1,
            role=role,
            vpc=workplace.network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_group_name="functions"),
            security_groups=[workplace.network.functions],
            tracing=lambda_.Tracing.ACTIVE,
            log_group=log_group,
        )
        explain(function, L1=PYTHON_3_13)
        resource = cdk.CustomResource(
            self,
            "Schema",
            service_token=function.function_arn,
            resource_type="Custom::Schema",
            service_timeout=cdk.Duration.minutes(16),
            properties={"head": max(path.name for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))},
        )
        resource.node.add_dependency(role)
