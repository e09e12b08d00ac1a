"""The API: its functions, and the routes by which they are reached."""

from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk.constructs.dead_letters import DeadLetters
from cdk.constructs.explanation import explain
from cdk.constructs.function import StudioFunction
from cdk.constructs.layers import Layers
from cdk.environments import Environment
from cdk.functions import AUTHORIZER, Workplace, functions_of
from cdk.services import API_PREFIX, Function
from cdk.stacks.front import FrontStack
from cdk.stacks.stack import StudioStack


class ApiStack(StudioStack):
    """Every route of the table, answered by its function; those that are not public pass the authorizer."""

    def __init__(self, scope: Construct, environment: Environment, front: FrontStack, workplace: Workplace) -> None:
        super().__init__(scope, "api", environment, "functions and routes of the HTTP API.")
        layers = Layers(self)
        self.failed_events = DeadLetters(self, "FailedEvents", environment.named("api-failed-events"))
        self.functions = {
            function.name: StudioFunction(self, environment, function, layers, workplace, self.failed_events)
            for function in functions_of("api")
        }
        self._api_id = front.api.ref
        self._authorizer = apigateway.CfnAuthorizer(
            self,
            "AccessTokens",
            api_id=self._api_id,
            name="access-tokens",
            authorizer_type="REQUEST",
            authorizer_uri=self._invocation(self.functions[AUTHORIZER]),
            authorizer_payload_format_version="2.0",
            enable_simple_responses=True,
            identity_source=["$request.header.Authorization"],
            # What a user may do is asked anew with every request: a logout holds at once.
            authorizer_result_ttl_in_seconds=0,
        )
        self._allow(self.functions[AUTHORIZER], f"authorizers/{self._authorizer.ref}")
        for function in functions_of("api"):
            if function.routes:
                self._serve(function)
            if function.websocket_routes:
                self._serve_connections(function, front.websocket.ref)

    def _serve(self, function: Function) -> None:
        construct = self.functions[function.name]
        integration = apigateway.CfnIntegration(
            construct,
            "Integration",
            api_id=self._api_id,
            integration_type="AWS_PROXY",
            integration_uri=construct.function.function_arn,
            payload_format_version="2.0",
        )
        self._allow(construct, f"*/*{API_PREFIX}/*")
        for route in function.routes:
            made = apigateway.CfnRoute(
                construct,
                f"{route.method} {route.path}".replace("/", "|"),
                api_id=self._api_id,
                route_key=f"{route.method} {API_PREFIX}{route.path}",
                target=f"integrations/{integration.ref}",
                authorization_type="NONE" if route.public else "CUSTOM",
                authorizer_id=None if route.public else self._authorizer.ref,
            )
            if route.public:
                explain(made, APIG4="The function table says that anybody may call it.")

    def _serve_connections(self, function: Function, api_id: str) -> None:
        construct = self.functions[function.name]
        integration = apigateway.CfnIntegration(
            construct,
            "WebSocketIntegration",
            api_id=api_id,
            integration_type="AWS_PROXY",
            integration_uri=self._invocation(construct),
        )
        construct.function.add_permission(
            "FromWebSocket",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=f"arn:{self.partition}:execute-api:{self.region}:{self.account}:{api_id}/*",
        )
        for route in function.websocket_routes:
            made = apigateway.CfnRoute(
                construct,
                route,
                api_id=api_id,
                route_key=route,
                target=f"integrations/{integration.ref}",
                authorization_type="NONE",
            )
            explain(made, APIG4="Who connects brings a ticket, which the function spends: no header can be set there.")

    def _allow(self, construct: StudioFunction, path: str) -> None:
        construct.function.add_permission(
            "FromApi",
            principal=iam.ServicePrincipal("apigateway.amazonaws.com"),
            source_arn=f"arn:{self.partition}:execute-api:{self.region}:{self.account}:{self._api_id}/{path}",
        )

    def _invocation(self, construct: StudioFunction) -> str:
        return (
            f"arn:{self.partition}:apigateway:{self.region}:lambda:path/2015-03-31/functions/"
            f"{construct.function.function_arn}/invocations"
        )
