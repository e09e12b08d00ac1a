"""Aurora PostgreSQL behind RDS Proxy."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from aws_cdk import aws_rds as rds
from constructs import Construct

from cdk.constructs.explanation import explain
from cdk.environments import Environment
from cdk.stacks.network import DATABASE_PORT, POSTGRES_PORT, NetworkStack

USER = "studio"
NAME = "film_studio"


class Database(Construct):
    """A Serverless v2 cluster, encrypted, backed up with point-in-time recovery, its password rotated every month.

    Functions never see the password: they sign in at the proxy with their role (`rds-db:connect`), over TLS.
    """

    def __init__(
        self,
        scope: Construct,
        id: str,
        environment: Environment,
        network: NetworkStack,
        key: kms.Key,
        removal_policy: cdk.RemovalPolicy,
    ) -> None:
        super().__init__(scope, id)
        # The network says who may speak to whom; what CDK would add would make it depend on this stack.
        groups = {"DatabaseGroup": network.database, "ProxyGroup": network.proxy, "RotationGroup": network.rotation}
        database, proxy, rotation = (
            ec2.SecurityGroup.from_security_group_id(self, name, group.security_group_id, mutable=False)
            for name, group in groups.items()
        )
        engine = rds.DatabaseClusterEngine.aurora_postgres(version=rds.AuroraPostgresEngineVersion.VER_17_5)
        self.cluster = rds.DatabaseCluster(
            self,
            "Cluster",
            engine=engine,
            cluster_identifier=environment.named("database"),
            parameters={"rds.force_ssl": "1", "log_min_duration_statement": "1000"},
            credentials=rds.Credentials.from_generated_secret(
                USER, secret_name=environment.named("database"), encryption_key=key
            ),
            default_database_name=NAME,
            port=DATABASE_PORT,
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_group_name="data"),
            security_groups=[database],
            serverless_v2_min_capacity=environment.aurora_min_acu,
            serverless_v2_max_capacity=environment.aurora_max_acu,
            writer=rds.ClusterInstance.serverless_v2("Writer", enable_performance_insights=True),
            readers=[
                rds.ClusterInstance.serverless_v2(
                    f"Reader{n}", scale_with_writer=True, enable_performance_insights=True
                )
                for n in range(environment.aurora_readers)
            ],
            storage_encrypted=True,
            storage_encryption_key=key,
            iam_authentication=True,
            backup=rds.BackupProps(retention=cdk.Duration.days(environment.backup_days)),
            copy_tags_to_snapshot=True,
            cloudwatch_logs_exports=["postgresql"],
            deletion_protection=environment.production,
            removal_policy=cdk.RemovalPolicy.SNAPSHOT if environment.production else removal_policy,
        )
        self.cluster.add_rotation_single_user(
            automatically_after=cdk.Duration.days(30),
            vpc_subnets=ec2.SubnetSelection(subnet_group_name="functions"),
            security_group=rotation,
            exclude_characters=" %+~`#$&*()|[]{}:;<>?!'/@\"\\",
        )
        if not environment.production:
            explain(
                self.cluster, RDS10="What this environment holds can be made again; it must be removable as a whole."
            )
        self.secret = self.cluster.secret
        self.proxy = rds.DatabaseProxy(
            self,
            "Proxy",
            proxy_target=rds.ProxyTarget.from_cluster(self.cluster),
            db_proxy_name=environment.named("database"),
            secrets=[self.cluster.secret],
            vpc=network.vpc,
            vpc_subnets=ec2.SubnetSelection(subnet_group_name="data"),
            security_groups=[proxy],
            iam_auth=True,
            require_tls=True,
            idle_client_timeout=cdk.Duration.minutes(20),
        )
        self.url = f"postgresql://{USER}@{self.proxy.endpoint}:{POSTGRES_PORT}/{NAME}?sslmode=require"
        self.user_arn = cdk.Stack.of(self).format_arn(
            service="rds-db",
            resource="dbuser",
            resource_name=f"{cdk.Fn.select(6, cdk.Fn.split(':', self.proxy.db_proxy_arn))}/{USER}",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
