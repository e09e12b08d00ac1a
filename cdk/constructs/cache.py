"""Valkey on ElastiCache."""

from aws_cdk import aws_elasticache as elasticache
from constructs import Construct

from cdk.constructs.explanation import explain
from cdk.environments import Environment
from cdk.stacks.network import CACHE_PORT, NetworkStack


class Cache(Construct):
    """A replication group without shards (scripts count under several keys at once), encrypted at rest and on the way.

    Nothing in it is the only copy, so it is not backed up.
    """

    def __init__(self, scope: Construct, id: str, environment: Environment, network: NetworkStack, key_id: str) -> None:
        super().__init__(scope, id)
        subnets = elasticache.CfnSubnetGroup(
            self,
            "Subnets",
            cache_subnet_group_name=environment.named("cache"),
            description="Where the cache is.",
            subnet_ids=network.vpc.select_subnets(subnet_group_name="data").subnet_ids,
        )
        several = environment.cache_nodes > 1
        self.group = elasticache.CfnReplicationGroup(
            self,
            "Group",
            replication_group_id=environment.named("cache"),
            replication_group_description="Sessions, rate limits, live progress, cached answers.",
            engine="valkey",
            engine_version="8.0",
            cache_node_type=environment.cache_node,
            num_cache_clusters=environment.cache_nodes,
            automatic_failover_enabled=several,
            multi_az_enabled=several,
            at_rest_encryption_enabled=True,
            kms_key_id=key_id,
            transit_encryption_enabled=True,
            port=CACHE_PORT,
            cache_subnet_group_name=subnets.ref,
            security_group_ids=[network.cache.security_group_id],
            auto_minor_version_upgrade=True,
        )
        explain(self.group, AEC6="Only the functions' security group reaches it, over TLS, and it holds only copies.")
        if not several:
            explain(self.group, AEC4="One node is enough here: the studio is right, only slower, without its cache.")
        self.url = f"rediss://{self.group.attr_primary_end_point_address}:{CACHE_PORT}"
