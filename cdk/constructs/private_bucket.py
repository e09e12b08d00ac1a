"""A bucket that nobody sees from outside."""

from typing import Any

from aws_cdk import aws_s3 as s3
from constructs import Construct


class PrivateBucket(s3.Bucket):
    """Encrypted, without public access, TLS only; what else it is, its arguments say."""

    def __init__(self, scope: Construct, id: str, **properties: Any) -> None:
        super().__init__(
            scope,
            id,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_PREFERRED
            if properties.pop("takes_logs", False)
            else s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            minimum_tls_version=1.2,
            **properties,
        )
