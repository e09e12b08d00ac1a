"""The network: where functions, database and cache are, and who may speak to whom."""

from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from cdk.constructs.log_group import LogGroup
from cdk.environments import Environment
from cdk.stacks.stack import StudioStack

POSTGRES_PORT = 5432
"""The proxy's port, which cannot be chosen."""

DATABASE_PORT = 5433
CACHE_PORT = 6380


class NetworkStack(StudioStack):
    """A VPC of public, private and isolated subnets, with a security group for each kind of thing in it."""

    def __init__(self, scope: Construct, environment: Environment) -> None:
        super().__init__(scope, "network", environment, "VPC, subnets and security groups.")
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            availability_zones=list(environment.zones),
            nat_gateways=environment.nat_gateways,
            restrict_default_security_group=False,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name="public", subnet_type=ec2.SubnetType.PUBLIC, map_public_ip_on_launch=False
                ),
                ec2.SubnetConfiguration(name="functions", subnet_type=ec2.SubnetType.PRIVATE_WITH_EGRESS),
                ec2.SubnetConfiguration(name="data", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED),
            ],
            gateway_endpoints={"s3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3)},
        )
        self.vpc.add_flow_log(
            "FlowLog",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(
                LogGroup(self, "FlowLogs", environment.named("flow-logs"), environment.log_days)
            ),
            traffic_type=ec2.FlowLogTrafficType.REJECT,
        )
        self.functions = self._group("Functions", "The Lambda functions.", outbound=True)
        self.rotation = self._group("Rotation", "What gives the database another password.", outbound=True)
        self.proxy = self._group("Proxy", "RDS Proxy.")
        self.database = self._group("Database", "The Aurora cluster.")
        self.cache = self._group("Cache", "Valkey.")
        self._allow(self.functions, self.proxy, POSTGRES_PORT, "functions ask the database through the proxy")
        self._allow(self.proxy, self.database, DATABASE_PORT, "the proxy pools connections to the database")
        self._allow(self.rotation, self.database, DATABASE_PORT, "rotation sets the database's password")
        self._allow(self.functions, self.cache, CACHE_PORT, "functions ask the cache")
        for service in environment.private_endpoints:
            group = self._group(f"Endpoint-{service}", f"The private endpoint of {service}.")
            self._allow(self.functions, group, 443, "functions call the service without NAT")
            if service == "secretsmanager":  # its name leads everybody in the VPC to the endpoint
                self._allow(self.rotation, group, 443, "rotation reads and writes the secret")
            self.vpc.add_interface_endpoint(
                f"endpoint-{service}",
                service=ec2.InterfaceVpcEndpointService(f"com.amazonaws.{self.region}.{_SERVICES[service]}", 443),
                private_dns_enabled=True,
                open=False,
                security_groups=[group],
                subnets=ec2.SubnetSelection(subnet_group_name="functions"),
            )

    def _group(self, name: str, description: str, outbound: bool = False) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(
            self, name, vpc=self.vpc, description=description, allow_all_outbound=outbound, disable_inline_rules=True
        )

    def _allow(self, source: ec2.SecurityGroup, target: ec2.SecurityGroup, port: int, why: str) -> None:
        target.add_ingress_rule(source, ec2.Port.tcp(port), why)
        if not source.allow_all_outbound:
            source.add_egress_rule(target, ec2.Port.tcp(port), why)


_SERVICES = {
    "secretsmanager": "secretsmanager",
    "sqs": "sqs",
    "states": "states",
    "lambda": "lambda",
    "logs": "logs",
    "sagemaker-runtime": "sagemaker.runtime",
}
