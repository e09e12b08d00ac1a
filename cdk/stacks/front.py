"""The front: the HTTP API without its routes, and CloudFront with the firewall before it.

It comes before the functions, because they must know the address under which clients find them.
"""

import json

import aws_cdk as cdk
from aws_cdk import aws_apigateway as restapi
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_iam as iam
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from cdk.constructs.explanation import explain
from cdk.constructs.firewall import Firewall
from cdk.constructs.log_bucket import LogBucket
from cdk.constructs.log_group import LogGroup
from cdk.environments import Environment
from cdk.stacks.media import NO_DOMAIN
from cdk.stacks.stack import StudioStack

EDGE_KEY = "x-studio-edge-key"
"""The header by which functions know that a request has come through CloudFront and its firewall."""


WEBSOCKET_STAGE = "live"

VIEWER_ADDRESS = "x-viewer-address"
"""The header that says whose request it is, since API Gateway sees only CloudFront."""

_VIEWER_ADDRESS = f"""function handler(event) {{
    event.request.headers["{VIEWER_ADDRESS}"] = {{value: event.viewer.ip}};
    return event.request;
}}"""


class FrontStack(StudioStack):
    """The API's public address."""

    def __init__(self, scope: Construct, environment: Environment) -> None:
        super().__init__(scope, "front", environment, "the API's address, CloudFront and firewall.")
        self.api = apigateway.CfnApi(
            self,
            "Api",
            name=environment.named("api"),
            protocol_type="HTTP",
            cors_configuration=apigateway.CfnApi.CorsProperty(
                allow_origins=["*"],
                allow_methods=["GET", "POST", "PATCH", "DELETE"],
                allow_headers=["*"],
                expose_headers=["ETag", "Location", "RateLimit", "RateLimit-Policy", "Retry-After"],
                max_age=3600,
            ),
        )
        logs = LogGroup(self, "AccessLogs", environment.named("api-access"), environment.log_days)
        apigateway.CfnStage(
            self,
            "Stage",
            api_id=self.api.ref,
            stage_name="$default",
            auto_deploy=True,
            access_log_settings=apigateway.CfnStage.AccessLogSettingsProperty(
                destination_arn=logs.log_group_arn, format=json.dumps({n: f"$context.{n}" for n in _LOGGED})
            ),
            default_route_settings=apigateway.CfnStage.RouteSettingsProperty(
                throttling_rate_limit=500, throttling_burst_limit=1000, detailed_metrics_enabled=True
            ),
        )
        self._websocket_api()
        edge_key = secretsmanager.Secret(
            self,
            "EdgeKey",
            secret_name=environment.named("edge-key"),
            description="What CloudFront shows to the functions.",
            generate_secret_string=secretsmanager.SecretStringGenerator(exclude_punctuation=True, password_length=48),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        explain(edge_key, SMG4="CloudFront and functions must change it together, which a deploy does.")
        self.edge_key = edge_key.secret_value.unsafe_unwrap()
        self.distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment=environment.named("api"),
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.HttpOrigin(
                    f"{self.api.ref}.execute-api.{self.region}.{self.url_suffix}",
                    protocol_policy=cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
                    origin_ssl_protocols=[cloudfront.OriginSslPolicy.TLS_V1_2],
                    custom_headers={EDGE_KEY: self.edge_key},
                ),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
                allowed_methods=cloudfront.AllowedMethods.ALLOW_ALL,
                cache_policy=cloudfront.CachePolicy.CACHING_DISABLED,
                origin_request_policy=cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                function_associations=[
                    cloudfront.FunctionAssociation(
                        function=cloudfront.Function(
                            self,
                            "ViewerAddress",
                            function_name=environment.named("viewer-address"),
                            code=cloudfront.FunctionCode.from_inline(_VIEWER_ADDRESS),
                            runtime=cloudfront.FunctionRuntime.JS_2_0,
                        ),
                        event_type=cloudfront.FunctionEventType.VIEWER_REQUEST,
                    )
                ],
            ),
            web_acl_id=Firewall(self, "Firewall", environment).acl.attr_arn,
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            price_class=cloudfront.PriceClass.PRICE_CLASS_ALL
            if environment.production
            else cloudfront.PriceClass.PRICE_CLASS_100,
            enable_logging=True,
            log_bucket=LogBucket(self, "Logs", environment.log_days),
        )
        explain(self.distribution, CFR1="Creators are everywhere.", CFR4=NO_DOMAIN)
        self.url = f"https://{self.distribution.distribution_domain_name}"
        cdk.CfnOutput(self, "Url", value=self.url, description="Where clients find the API.")

    def _websocket_api(self) -> None:
        """The WebSocket API without its routes, with its address `websocket_url`."""
        self.websocket = apigateway.CfnApi(
            self,
            "WebSocket",
            name=self.studio.named("websocket"),
            protocol_type="WEBSOCKET",
            route_selection_expression="$request.body.action",
        )
        logs = LogGroup(self, "WebSocketLogs", self.studio.named("websocket-access"), self.studio.log_days)
        apigateway.CfnStage(
            self,
            "WebSocketStage",
            api_id=self.websocket.ref,
            stage_name=WEBSOCKET_STAGE,
            auto_deploy=True,
            access_log_settings=apigateway.CfnStage.AccessLogSettingsProperty(
                destination_arn=logs.log_group_arn,
                format=json.dumps({n: f"$context.{n}" for n in ("requestId", "routeKey", "status", "connectionId")}),
            ),
            default_route_settings=apigateway.CfnStage.RouteSettingsProperty(
                throttling_rate_limit=500, throttling_burst_limit=1000
            ),
        ).node.add_dependency(self._logging())
        self.websocket_host = f"{self.websocket.ref}.execute-api.{self.region}.{self.url_suffix}/{WEBSOCKET_STAGE}"
        self.websocket_name = self.studio.named("websocket-id")
        self.export_value(self.websocket.ref, name=self.websocket_name)

    def _logging(self) -> restapi.CfnAccount:
        """What lets API Gateway write the logs of WebSocket APIs: a setting of the whole account and region."""
        role = iam.Role(
            self,
            "LogsOfApis",
            assumed_by=iam.ServicePrincipal("apigateway.amazonaws.com"),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AmazonAPIGatewayPushToCloudWatchLogs")
            ],
        )
        managed = "Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        explain(role, **{f"IAM4[{managed}]": "It is the policy that API Gateway asks for by this name."})
        return restapi.CfnAccount(self, "Account", cloud_watch_role_arn=role.role_arn)


_LOGGED = ("requestId", "requestTime", "routeKey", "status", "responseLength", "responseLatency", "integrationError")
