"""What must not be lost: the database, the secrets, the key that encrypts them; and the cache beside it."""

from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk.constructs.cache import Cache
from cdk.constructs.database import Database
from cdk.constructs.explanation import explain
from cdk.environments import Environment
from cdk.services import MEDIA_KEY, OAUTH_CLIENTS, SIGNING_KEY, STRIPE_KEYS
from cdk.stacks.network import NetworkStack
from cdk.stacks.stack import StudioStack

SECRETS = {
    SIGNING_KEY: "RSA key (PEM) that signs access tokens.",
    STRIPE_KEYS: "Stripe's api_key and webhook_secret (JSON).",
    MEDIA_KEY: "RSA key (PEM) that signs CloudFront's URLs of media.",
    OAUTH_CLIENTS: "client_id and client_secret at Google and GitHub (JSON).",
}
"""Secrets that an operator puts in: docs/operations.md says how."""


class DataStack(StudioStack):
    """Aurora, Valkey and the secrets."""

    def __init__(self, scope: Construct, environment: Environment, network: NetworkStack) -> None:
        super().__init__(scope, "data", environment, "database, cache, secrets and their key.")
        self.key = kms.Key(
            self,
            "Key",
            alias=f"alias/{environment.named('data')}",
            description="Encrypts database, cache and secrets.",
            enable_key_rotation=True,
            removal_policy=self.removal_policy,
        )
        self.database = Database(self, "Database", environment, network, self.key, self.removal_policy)
        self.cache = Cache(self, "Cache", environment, network, self.key.key_arn)
        self.secrets = {name: self._secret(name, text) for name, text in SECRETS.items()}

    def _secret(self, name: str, description: str) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            "".join(word.capitalize() for word in name.split("-")),
            secret_name=self.studio.named(name),
            description=description,
            encryption_key=self.key,
            removal_policy=self.removal_policy,
        )
        explain(secret, SMG4="Its value comes from outside AWS; docs/operations.md says how a person changes it.")
        return secret
