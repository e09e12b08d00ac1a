"""Media: the one bucket, its copy in another region, how private media reach a browser, and the models' weights."""

import aws_cdk as cdk
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from cdk.constructs.explanation import explain, explain_wildcards
from cdk.constructs.log_bucket import LogBucket
from cdk.constructs.private_bucket import PrivateBucket
from cdk.environments import Environment
from cdk.settings import models_bucket, signing_key_id
from cdk.stacks.stack import StudioStack

NO_DOMAIN = (
    "CloudFront's own domain has CloudFront's own certificate; a domain of the studio's brings its policy along."
)


class MediaReplicaStack(StudioStack):
    """Where production's media are copied to."""

    def __init__(self, scope: Construct, environment: Environment, region: str) -> None:
        super().__init__(scope, "media-replica", environment, "the copy of the media in another region.", region)
        self.name = f"{environment.named('media-replica')}-{cdk.Aws.ACCOUNT_ID}"
        self.bucket = PrivateBucket(
            self,
            "Replica",
            bucket_name=self.name,
            versioned=True,
            lifecycle_rules=_lifecycle(),
            removal_policy=self.removal_policy,
        )
        explain(self.bucket, S1="Nobody reads it but who restores from it, which CloudTrail tells.")


class MediaStack(StudioStack):
    """The media bucket, CloudFront in front of it, which shows an object to who has a signed URL, and the weights."""

    def __init__(self, scope: Construct, environment: Environment, replica: MediaReplicaStack | None) -> None:
        super().__init__(scope, "media", environment, "media bucket and its delivery.")
        logs = LogBucket(self, "Logs", environment.log_days)
        copies = []
        if replica:
            self.add_stack_dependency(replica)
            # By its name, which alone is known in another region.
            copies = [
                s3.ReplicationRule(destination=s3.Bucket.from_bucket_name(self, "Copy", replica.name), priority=1)
            ]
        self.bucket = PrivateBucket(
            self,
            "Media",
            bucket_name=f"{environment.named('media')}-{self.account}",
            versioned=True,
            lifecycle_rules=_lifecycle(),
            server_access_logs_bucket=logs,
            server_access_logs_prefix="s3/",
            replication_rules=copies or None,
            cors=[
                s3.CorsRule(
                    allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.HEAD, s3.HttpMethods.POST],
                    allowed_origins=["*"],
                    allowed_headers=["*"],
                    exposed_headers=["ETag", "Content-Range"],
                    max_age=3600,
                )
            ],
            removal_policy=self.removal_policy,
        )
        if replica:
            explain_wildcards(
                self.bucket.node.find_child("ReplicationRole"),
                [f"{self.bucket.bucket_arn}/*", f"arn:{self.partition}:s3:::{replica.name}/*"],
                "Replication reads and writes every object of the two buckets, whatever its name.",
            )
        # Before the stack whose endpoints mount them: they are uploaded between the two.
        PrivateBucket(
            self,
            "Models",
            bucket_name=models_bucket(environment, self.account),
            lifecycle_rules=[
                s3.LifecycleRule(id="left", abort_incomplete_multipart_upload_after=cdk.Duration.days(2)),
            ],
            server_access_logs_bucket=logs,
            server_access_logs_prefix="models/",
            removal_policy=self.removal_policy,
        )
        key = cloudfront.PublicKey(
            self,
            "SigningKey",
            encoded_key=ssm.StringParameter.value_for_string_parameter(
                self, f"/film-studio/{environment.name}/media-public-key"
            ),
            comment="Verifies signed URLs of private media.",
        )
        # A parameter, not an export, which could not change while other stacks use it: a new key has a new id.
        ssm.StringParameter(
            self, "SigningKeyId", parameter_name=signing_key_id(environment), string_value=key.public_key_id
        )
        named_downloads = cloudfront.CachePolicy(
            self,
            "NamedDownloads",
            cache_policy_name=environment.named("media"),
            comment="Objects never change; the query names the file that a download becomes.",
            query_string_behavior=cloudfront.CacheQueryStringBehavior.allow_list("response-content-disposition"),
            min_ttl=cdk.Duration.seconds(0),
            default_ttl=cdk.Duration.days(1),
            max_ttl=cdk.Duration.days(1),
        )
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=environment.named("media"),
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
                cache_policy=named_downloads,
                trusted_key_groups=[cloudfront.KeyGroup(self, "KeyGroup", items=[key])],
                response_headers_policy=cloudfront.ResponseHeadersPolicy.CORS_ALLOW_ALL_ORIGINS_WITH_PREFLIGHT_AND_SECURITY_HEADERS,
            ),
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_ALL
            if environment.production
            else cloudfront.PriceClass.PRICE_CLASS_100,
            enable_logging=True,
            log_bucket=logs,
            log_file_prefix="cloudfront/",
        )
        explain(
            self.distribution,
            CFR1="Creators are everywhere.",
            CFR2="It shows files to who has a signed URL, and nothing else; there is no request to inspect.",
            CFR4=NO_DOMAIN,
        )


def _lifecycle() -> list[s3.LifecycleRule]:
    """30 days at hand, then infrequent access, Glacier from 90; what was replaced or begun and left is not kept."""
    return [
        s3.LifecycleRule(
            id="cool-down",
            transitions=[
                s3.Transition(storage_class=s3.StorageClass.INFREQUENT_ACCESS, transition_after=cdk.Duration.days(30)),
                s3.Transition(
                    storage_class=s3.StorageClass.GLACIER_INSTANT_RETRIEVAL, transition_after=cdk.Duration.days(90)
                ),
            ],
            noncurrent_version_expiration=cdk.Duration.days(30),
            abort_incomplete_multipart_upload_after=cdk.Duration.days(2),
        ),
        s3.LifecycleRule(id="answers-of-endpoints", prefix="endpoints/", expiration=cdk.Duration.days(7)),
    ]
