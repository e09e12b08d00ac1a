"""Draws `docs/architecture.svg` from the synthesised templates: `python -m cdk.diagram` (`make diagram`).

What stands where on the sheet is written here; whether it is there at all, how many there are and who speaks to whom
is read from the templates. A thing or an arrow that they do not have ends the drawing, and so does a type of resource
that nobody has given a place: the picture cannot say more, nor less, than what is deployed.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any, Literal

from cdk.environments import environment
from cdk.synthesis import ROOT, Templates, synthesise

FILE = ROOT / "docs" / "architecture.svg"
ENVIRONMENT = "production"
WIDTH, HEIGHT = 1690, 1090
INK, PAPER, GROUND, LINE = "#14213d", "#ffffff", "#f1f5f9", "#475569"

Layer = Literal["user", "backend", "data", "AI", "cloud", "output"]
COLOURS: Mapping[Layer, str] = {
    "user": "#0066CC",
    "backend": "#28A745",
    "data": "#FFC107",
    "AI": "#FF8C00",
    "cloud": "#8B5CF6",
    "output": "#DC3545",
}
"""The layers of the product, as the web app colours them."""

Point = tuple[float, float]


def contrast(one: str, other: str) -> float:
    """The contrast of two `#rrggbb` colours, 1 to 21 (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on(colour: str) -> str:
    """Ink or paper, whichever is read better on a colour."""
    return max(("#000000", PAPER), key=lambda text: contrast(text, colour))


class Deployed:
    """What the templates say of the functions, and who speaks to whom."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates

    def count(self, *kinds: str) -> int:
        """How many resources of these types there are."""
        return sum(len(self.templates.of(kind)) for kind in kinds)

    def one(self, kind: str) -> dict[str, Any]:
        """The properties of the only resource of a type. Raises `ValueError` where there are more, or none."""
        [properties] = self.templates.properties(kind)
        return properties

    @cached_property
    def functions(self) -> dict[str, str]:
        """The table's names of the functions that have one, by `stack/logical id`."""
        prefix = self.templates.environment.named("")
        found = self.templates.of("AWS::Lambda::Function").items()
        names = {key: str(resource["Properties"].get("FunctionName", "")) for key, resource in found}
        return {key: name.removeprefix(prefix).replace("-", "_") for key, name in names.items() if name}

    @cached_property
    def _actions(self) -> dict[str, set[str]]:
        """What each function may do, by its name."""
        allowed: dict[str, set[str]] = {name: set() for name in self.functions.values()}
        roles = {}
        for key, name in self.functions.items():
            stack = key.partition("/")[0]
            role = self.templates.stacks[stack]["Resources"][key.partition("/")[2]]["Properties"]["Role"]
            roles[f"{stack}/{role['Fn::GetAtt'][0]}"] = name
        for key, policy in self.templates.of("AWS::IAM::Policy").items():
            for role in policy["Properties"]["Roles"]:
                owner = roles.get(f"{key.partition('/')[0]}/{role.get('Ref')}")
                if owner:
                    for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
                        allowed[owner] |= set(_listed(statement["Action"]))
        return allowed

    def may(self, action: str) -> set[str]:
        """The functions whose role allows a call; `s3:*` means any of a service."""
        service = action.removesuffix("*")
        return {
            name
            for name, actions in self._actions.items()
            if action in actions or (action.endswith("*") and any(one.startswith(service) for one in actions))
        }

    def told(self, variable: str) -> set[str]:
        """The functions that have an environment variable."""
        found = self.templates.of("AWS::Lambda::Function")
        return {
            name
            for key, name in self.functions.items()
            if variable in found[key]["Properties"].get("Environment", {}).get("Variables", {})
        }

    def targets(self, kind: str, find: Callable[[dict[str, Any]], Any]) -> set[str]:
        """The functions that resources of a type name by their ARN."""
        found = set()
        for key, resource in self.templates.of(kind).items():
            for target in _listed(find(resource["Properties"])):
                name = self.functions.get(f"{key.partition('/')[0]}/{target['Fn::GetAtt'][0]}")
                if name:
                    found.add(name)
        return found

    @cached_property
    def routed(self) -> dict[str, set[str]]:
        """The functions behind the HTTP and the WebSocket API, by `http` and `websocket`."""
        apis: dict[str, set[str]] = {"http": set(), "websocket": set()}
        for key, resource in self.templates.of("AWS::ApiGatewayV2::Integration").items():
            uri = resource["Properties"]["IntegrationUri"]
            called = {name for each, name in self.functions.items() if each.partition("/")[2] in str(uri)}
            apis["websocket" if "WebSocket" in str(resource["Properties"]["ApiId"]) else "http"] |= called
            if len(called) != 1:
                raise LookupError(f"which function is behind {key}?")
        return apis

    def routes(self, websocket: bool) -> int:
        """How many routes one of the two APIs has."""
        keys = [route["RouteKey"] for route in self.templates.properties("AWS::ApiGatewayV2::Route")]
        return sum((" " not in key) == websocket for key in keys)

    @cached_property
    def rendering(self) -> set[str]:
        """The functions that the state machine calls."""
        machine = self.one("AWS::StepFunctions::StateMachine")
        return set(re.findall(r"\$\{(\w+)\}", machine["DefinitionString"])) & set(self.functions.values())

    @cached_property
    def scheduled(self) -> set[str]:
        """The functions that schedules call."""
        return self.targets("AWS::Scheduler::Schedule", lambda p: p["Target"]["Arn"])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@dataclass(frozen=True)
class Box:
    """A thing on the sheet: where it stands, in which layer, and what its lines say of what is deployed.

    `kinds` are the types of resources that it stands for.
    """

    x: float
    y: float
    width: float
    height: float
    layer: Layer
    title: str
    lines: Callable[[Deployed], Iterable[str]]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Arrow:
    """Who speaks to whom: a way over the sheet, a label at a point of it, and what in the templates says so."""

    way: tuple[Point, ...]
    label: str
    at: Point
    proof: Callable[[Deployed], Any]
    anchor: Literal["start", "middle", "end"] = "middle"


def _names(names: Iterable[str], by: int) -> list[str]:
    ordered = sorted(names)
    return [", ".join(ordered[n : n + by]) + ("," if n + by < len(ordered) else "") for n in range(0, len(ordered), by)]


def _services(here: Deployed) -> set[str]:
    return here.routed["http"] - here.routed["websocket"] - {"realtime"}


def _endpoints(here: Deployed) -> list[str]:
    environment = here.templates.environment
    targets = here.templates.properties("AWS::ApplicationAutoScaling::ScalableTarget")
    if any(target["MinCapacity"] != 0 for target in targets):
        raise LookupError("an endpoint does not scale to zero")
    return [
        *(f"{s.replace('_', '-')}: {e.instance_type}, 0–{e.max_instances}" for s, e in environment.endpoints.items()),
        "none while nothing waits",
    ]


BOXES: Mapping[str, Box] = {
    "creator": Box(30, 330, 150, 80, "user", "Creator", lambda _: ("browser or program",)),
    "edge": Box(
        240,
        120,
        190,
        92,
        "cloud",
        "CloudFront, firewall",
        lambda here: (
            "the API's address",
            f"{len(here.one('AWS::WAFv2::WebACL')['Rules'])} rules of AWS WAF",
        ),
        ("AWS::CloudFront::Distribution", "AWS::CloudFront::Function", "AWS::WAFv2::WebACL"),
    ),
    "http": Box(
        240,
        262,
        190,
        74,
        "backend",
        "HTTP API",
        lambda here: (
            f"{here.routes(websocket=False)} routes, {here.count('AWS::ApiGatewayV2::Authorizer')} authorizer",
        ),
        (
            "AWS::ApiGatewayV2::Api",
            "AWS::ApiGatewayV2::Authorizer",
            "AWS::ApiGatewayV2::Integration",
            "AWS::ApiGatewayV2::Route",
            "AWS::ApiGatewayV2::Stage",
            "AWS::ApiGateway::Account",
        ),
    ),
    "websocket": Box(
        240,
        404,
        190,
        74,
        "backend",
        "WebSocket API",
        lambda here: (f"{here.routes(websocket=True)} routes",),
    ),
    "schedules": Box(
        240,
        546,
        190,
        74,
        "cloud",
        "Schedules",
        lambda here: (f"{here.count('AWS::Scheduler::Schedule')} by EventBridge",),
        ("AWS::Scheduler::Schedule",),
    ),
    "delivery": Box(
        240,
        740,
        190,
        92,
        "output",
        "CloudFront, media",
        lambda here: ("films and subtitles,", "by signed URLs only"),
        (
            "AWS::CloudFront::CachePolicy",
            "AWS::CloudFront::KeyGroup",
            "AWS::CloudFront::PublicKey",
            "AWS::CloudFront::OriginAccessControl",
        ),
    ),
    "services": Box(
        530,
        150,
        230,
        176,
        "backend",
        "Services",
        lambda here: (f"{len(_services(here))} functions behind the API:", *_names(_services(here), 2)),
    ),
    "live": Box(
        530,
        386,
        230,
        92,
        "backend",
        "Live",
        lambda here: _names(here.may("execute-api:ManageConnections") | {"realtime"}, 2),
    ),
    "timed": Box(
        530,
        520,
        230,
        110,
        "backend",
        "Background",
        lambda here: _names(here.scheduled - {"dispatcher", "realtime_pusher"}, 2),
        ("AWS::Lambda::EventInvokeConfig",),
    ),
    "stages": Box(
        805,
        150,
        250,
        176,
        "backend",
        "Render stages",
        lambda here: (f"{len(here.rendering)} functions:", *_names(here.rendering, 2)),
    ),
    "callbacks": Box(
        805,
        386,
        250,
        92,
        "backend",
        "Callbacks",
        lambda here: sorted(
            here.targets("AWS::SNS::Subscription", lambda p: p["Endpoint"])
            | here.targets("AWS::Events::Rule", lambda p: [target["Arn"] for target in p["Targets"]])
        ),
        ("AWS::SNS::Subscription", "AWS::Events::Rule"),
    ),
    "dispatcher": Box(
        805,
        538,
        250,
        92,
        "backend",
        "Dispatcher",
        lambda here: ("fair turns, limited slots:", f"{here.templates.environment.render_slots} films at a time"),
    ),
    "machine": Box(
        1130,
        182,
        210,
        110,
        "backend",
        "Step Functions",
        lambda here: (
            "render_film, JSONata",
            f"{here.count('AWS::StepFunctions::StateMachineAlias')} alias, new versions",
            "take over in steps",
        ),
        (
            "AWS::StepFunctions::StateMachine",
            "AWS::StepFunctions::StateMachineAlias",
            "AWS::StepFunctions::StateMachineVersion",
        ),
    ),
    "endpoints": Box(
        1420,
        120,
        232,
        146,
        "AI",
        "SageMaker endpoints",
        _endpoints,
        (
            "AWS::SageMaker::Endpoint",
            "AWS::SageMaker::EndpointConfig",
            "AWS::SageMaker::Model",
            "AWS::ApplicationAutoScaling::ScalableTarget",
            "AWS::ApplicationAutoScaling::ScalingPolicy",
        ),
    ),
    "results": Box(
        1420,
        394,
        232,
        74,
        "cloud",
        "SNS",
        lambda here: (f"{here.count('AWS::SNS::Topic') - 1} topics of results, 1 of alarms",),
        ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy"),
    ),
    "queues": Box(
        1130,
        538,
        210,
        92,
        "backend",
        "SQS",
        lambda here: (
            ", ".join(name for name in ("high", "normal", "batch") if here.told(f"QUEUE_{name.upper()}_URL")),
            f"{here.count('AWS::SQS::Queue') - 3} queues of dead letters",
        ),
        ("AWS::SQS::Queue", "AWS::SQS::QueuePolicy"),
    ),
    "guardrail": Box(
        1420,
        514,
        232,
        64,
        "AI",
        "Bedrock, Rekognition",
        lambda here: ("what may become a film",),
        ("AWS::Bedrock::Guardrail", "AWS::Bedrock::GuardrailVersion"),
    ),
    "mail": Box(1420, 594, 232, 64, "cloud", "SES", lambda here: ("mails",), ("AWS::SES::EmailIdentity",)),
    "media": Box(
        530,
        740,
        230,
        92,
        "data",
        "S3, media",
        lambda here: (
            "30 days at hand, then cold",
            f"copied to {here.templates.environment.replica_region}",
        ),
        ("AWS::S3::Bucket", "AWS::S3::BucketPolicy"),
    ),
    "database": Box(
        820,
        740,
        230,
        92,
        "data",
        "Aurora PostgreSQL",
        lambda here: (
            "serverless v2, {MinCapacity:g}–{MaxCapacity:g} units,".format(
                **here.one("AWS::RDS::DBCluster")["ServerlessV2ScalingConfiguration"]
            ),
            f"{here.count('AWS::RDS::DBInstance')} instances, behind RDS Proxy",
        ),
        (
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBClusterParameterGroup",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBProxy",
            "AWS::RDS::DBProxyTargetGroup",
            "AWS::RDS::DBSubnetGroup",
        ),
    ),
    "cache": Box(
        1130,
        740,
        210,
        92,
        "data",
        "ElastiCache, Valkey",
        lambda here: (
            "{NumCacheClusters} nodes {CacheNodeType}".format(**here.one("AWS::ElastiCache::ReplicationGroup")),
        ),
        ("AWS::ElastiCache::ReplicationGroup", "AWS::ElastiCache::SubnetGroup"),
    ),
    "secrets": Box(
        1420,
        740,
        232,
        92,
        "data",
        "Secrets Manager, KMS",
        lambda here: (
            f"{here.count('AWS::SecretsManager::Secret')} secrets, {here.count('AWS::KMS::Key')} keys,",
            f"{here.count('AWS::SecretsManager::RotationSchedule')} rotated by itself",
        ),
        (
            "AWS::SecretsManager::Secret",
            "AWS::SecretsManager::SecretTargetAttachment",
            "AWS::SecretsManager::RotationSchedule",
            "AWS::SecretsManager::ResourcePolicy",
            "AWS::Serverless::Application",
            "AWS::KMS::Key",
            "AWS::KMS::Alias",
            "AWS::SSM::Parameter",
        ),
    ),
    "network": Box(
        240,
        912,
        380,
        74,
        "cloud",
        "VPC",
        lambda here: (
            f"{len(here.templates.environment.zones)} zones, {here.count('AWS::EC2::NatGateway')} NAT gateways, "
            f"{here.count('AWS::EC2::VPCEndpoint')} VPC endpoints",
        ),
        (
            "AWS::EC2::EIP",
            "AWS::EC2::FlowLog",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::NatGateway",
            "AWS::EC2::Route",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::Subnet",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCEndpoint",
            "AWS::EC2::VPCGatewayAttachment",
        ),
    ),
    "schema": Box(
        720,
        912,
        330,
        74,
        "backend",
        "Migrations",
        lambda here: ("run with each deploy, before the code",),
        ("Custom::Schema",),
    ),
    "monitoring": Box(
        1130,
        912,
        522,
        74,
        "cloud",
        "CloudWatch, X-Ray",
        lambda here: (
            f"{here.count('AWS::CloudWatch::Alarm')} alarms, {here.count('AWS::CloudWatch::Dashboard')} dashboard, "
            f"{here.count('AWS::Logs::LogGroup')} logs, {here.count('AWS::Budgets::Budget')} budget",
        ),
        (
            "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard",
            "AWS::Budgets::Budget",
            "AWS::Logs::LogGroup",
        ),
    ),
}

FUNCTIONS = (
    "AWS::Lambda::Function",
    "AWS::Lambda::LayerVersion",
    "AWS::Lambda::Permission",
    "AWS::IAM::Role",
    "AWS::IAM::Policy",
)
"""What the frame around all functions stands for."""

FRAME = (500.0, 84.0, 580.0, 576.0)

ARROWS = (
    Arrow(
        ((180, 350), (210, 350), (210, 166), (240, 166)),
        "HTTPS",
        (204, 250),
        lambda here: here.count("AWS::WAFv2::WebACL"),
        "end",
    ),
    Arrow(((335, 212), (335, 262)), "with the edge key", (343, 241), lambda here: here.told("EDGE_KEY"), "start"),
    Arrow(((430, 299), (480, 299), (480, 238), (530, 238)), "", (0, 0), lambda here: here.routed["http"]),
    Arrow(
        ((180, 390), (210, 390), (210, 441), (240, 441)),
        "live",
        (204, 446),
        lambda here: here.routes(websocket=True),
        "end",
    ),
    Arrow(((430, 430), (530, 430)), "messages", (466, 423), lambda here: here.routed["websocket"]),
    Arrow(((530, 458), (430, 458)), "events", (466, 475), lambda here: here.may("execute-api:ManageConnections")),
    Arrow(((430, 583), (530, 583)), "wake", (466, 575), lambda here: here.scheduled),
    Arrow(
        ((430, 600), (470, 600), (470, 646), (935, 646), (935, 630)),
        "",
        (0, 0),
        lambda here: "dispatcher" in here.scheduled,
    ),
    Arrow(
        ((645, 520), (645, 502), (1235, 502), (1235, 538)),
        "outbox: jobs that are due",
        (1112, 494),
        lambda here: "outbox_relay" in here.may("sqs:SendMessage"),
        "start",
    ),
    Arrow(
        ((1130, 584), (1055, 584)),
        "take turns",
        (1090, 576),
        lambda here: "dispatcher" in here.may("sqs:ReceiveMessage"),
    ),
    Arrow(
        ((1055, 560), (1100, 560), (1100, 275), (1130, 275)),
        "start",
        (1094, 356),
        lambda here: "dispatcher" in here.may("states:StartExecution"),
        "end",
    ),
    Arrow(((1130, 215), (1055, 215)), "stages", (1090, 207), lambda here: here.rendering),
    Arrow(
        ((1055, 172), (1110, 172), (1110, 142), (1420, 142)),
        "invoke asynchronously",
        (1265, 134),
        lambda here: here.may("sagemaker:InvokeEndpointAsync"),
    ),
    Arrow(
        ((1536, 266), (1536, 394)),
        "succeeded, failed",
        (1528, 335),
        lambda here: [
            p["AsyncInferenceConfig"]["OutputConfig"]["NotificationConfig"]
            for p in here.templates.properties("AWS::SageMaker::EndpointConfig")
        ],
        "end",
    ),
    Arrow(
        ((1420, 431), (1055, 431)),
        "",
        (0, 0),
        lambda here: here.targets("AWS::SNS::Subscription", lambda p: p["Endpoint"]),
    ),
    Arrow(
        ((1055, 405), (1235, 405), (1235, 292)),
        "answer the task token",
        (1243, 360),
        lambda here: (
            here.may("states:SendTaskSuccess") & here.targets("AWS::SNS::Subscription", lambda p: p["Endpoint"])
        ),
        "start",
    ),
    Arrow(
        ((645, 660), (645, 740)),
        "objects",
        (653, 706),
        lambda here: here.may("s3:*"),
        "start",
    ),
    Arrow(
        ((935, 660), (935, 740)),
        "SQL, signed in by role",
        (943, 706),
        lambda here: here.may("rds-db:connect"),
        "start",
    ),
    Arrow(
        ((1040, 660), (1040, 690), (1235, 690), (1235, 740)),
        "limits, sessions, estimates",
        (1243, 722),
        lambda here: here.told("CACHE_URL"),
        "start",
    ),
    Arrow(
        ((1060, 660), (1060, 676), (1440, 676), (1440, 740)),
        "read",
        (1448, 722),
        lambda here: here.may("secretsmanager:GetSecretValue"),
        "start",
    ),
    Arrow(
        ((1080, 646), (1380, 646), (1380, 548), (1420, 548)),
        "may it be made?",
        (1235, 665),
        lambda here: here.may("bedrock:ApplyGuardrail") | here.may("rekognition:DetectModerationLabels"),
    ),
    Arrow(
        ((1380, 628), (1420, 628)),
        "",
        (0, 0),
        lambda here: here.may("ses:SendEmail"),
    ),
    Arrow(
        ((1652, 193), (1670, 193), (1670, 870), (645, 870), (645, 832)),
        "artifacts of the engines",
        (1240, 862),
        lambda here: "endpoints" in str(here.templates.of("AWS::IAM::Policy", "inference")),
    ),
    Arrow(
        ((530, 786), (430, 786)), "origin", (480, 778), lambda here: here.count("AWS::CloudFront::OriginAccessControl")
    ),
    Arrow(
        ((240, 786), (105, 786), (105, 410)),
        "watch, download",
        (113, 600),
        lambda here: here.count("AWS::CloudFront::KeyGroup"),
        "start",
    ),
    Arrow(((885, 912), (885, 832)), "before the code", (893, 901), lambda here: here.count("Custom::Schema"), "start"),
)


def draw(templates: Templates) -> str:
    """The diagram as SVG. Raises `LookupError` where the sheet and the templates do not agree."""
    here = Deployed(templates)
    placed = {kind for box in BOXES.values() for kind in box.kinds} | set(FUNCTIONS)
    deployed = {resource["Type"] for stack in templates.stacks.values() for resource in stack["Resources"].values()}
    if homeless := deployed - placed:
        raise LookupError(f"cdk/diagram.py has no place for {', '.join(sorted(homeless))}")
    if gone := placed - deployed:
        raise LookupError(f"cdk/diagram.py draws what is not deployed: {', '.join(sorted(gone))}")
    drawn = set().union(
        _services(here),
        here.may("execute-api:ManageConnections"),
        here.scheduled,
        here.rendering,
        here.targets("AWS::SNS::Subscription", lambda p: p["Endpoint"]),
        here.targets("AWS::Events::Rule", lambda p: [target["Arn"] for target in p["Targets"]]),
        {"realtime", "authorizer", "migrate"},
    )
    if homeless := set(here.functions.values()) - drawn:
        raise LookupError(f"cdk/diagram.py has no place for the functions {', '.join(sorted(homeless))}")
    title = "AI Film Studio on AWS"
    text = (
        "Creators reach the HTTP API through CloudFront and its firewall, and a WebSocket API for live progress. "
        "Lambda functions keep the records in Aurora PostgreSQL, media in S3 and counts in Valkey. Jobs go through SQS "
        "queues and a dispatcher to a Step Functions machine, whose stages ask asynchronous SageMaker endpoints for "
        "voices, pictures, lip-sync and music. Finished films are delivered by CloudFront with signed URLs."
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title description" font-family="system-ui, \'DejaVu Sans\', sans-serif">',
        f'<title id="title">{title}</title>',
        f'<desc id="description">{escape(text)}</desc>',
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        f'orient="auto-start-reverse"><path d="M0 0 10 5 0 10z" fill="{LINE}"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
        f'<text x="30" y="48" font-size="26" font-weight="700" fill="{INK}">{title}</text>',
        f'<text x="30" y="72" font-size="14" fill="{LINE}">Drawn by <tspan font-weight="600">make diagram</tspan> '
        f"from the templates of {templates.environment.name}: what it shows is what they deploy.</text>",
        _frame(here),
        *(_arrow(arrow, here) for arrow in ARROWS),
        *(_box(box, here) for box in BOXES.values()),
        *(_label(arrow) for arrow in ARROWS if arrow.label),
        _legend(),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _frame(here: Deployed) -> str:
    x, y, width, height = FRAME
    functions = here.templates.properties("AWS::Lambda::Function")
    [machine] = {p["Architectures"][0] for p in functions if "FunctionName" in p}
    [runtime] = {p["Runtime"] for p in functions if "FunctionName" in p}
    what = f"Lambda: {len(here.functions)} functions, {machine}, {runtime.replace('python', 'Python ')}"
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="14" fill="{GROUND}" stroke="{LINE}" '
        f'stroke-dasharray="6 5"/><text x="{x + 20:g}" y="{y + 32:g}" font-size="16" font-weight="600" fill="{INK}">'
        f"{escape(what)}</text>"
    )


def _box(box: Box, here: Deployed) -> str:
    colour = COLOURS[box.layer]
    lines = list(box.lines(here))
    if not all(lines):
        raise LookupError(f"the templates have nothing to say of “{box.title}”")
    needed = 46 + 18 * len(lines)
    if needed > box.height + 6:
        raise LookupError(f"“{box.title}” needs {needed} px, and has {box.height:g}")
    for text, widest in ((box.title, 8.6), *((line, 6.45) for line in lines)):
        if len(text) * widest > box.width - 16:
            raise LookupError(f"“{text}” is too long for “{box.title}”")
    body = "".join(
        f'<text x="{box.x + 14:g}" y="{box.y + 52 + 18 * n:g}" font-size="13" fill="{INK}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="9"'
    return (
        f'<g><rect {place} fill="{PAPER}"/>'
        f'<path d="M{box.x:g} {box.y + 32:g}v-23a9 9 0 0 1 9-9h{box.width - 18:g}a9 9 0 0 1 9 9v23z" fill="{colour}"/>'
        f'<rect {place} fill="none" stroke="{colour}" stroke-width="2.5"/>'
        f'<text x="{box.x + 14:g}" y="{box.y + 22:g}" font-size="15" font-weight="700" fill="{on(colour)}">'
        f"{escape(box.title)}</text>{body}</g>"
    )


def _arrow(arrow: Arrow, here: Deployed) -> str:
    if not arrow.proof(here):
        raise LookupError(f"the templates do not say “{arrow.label or arrow.way}”")
    way = " ".join(f"{x:g},{y:g}" for x, y in arrow.way)
    return f'<polyline points="{way}" fill="none" stroke="{LINE}" stroke-width="2" marker-end="url(#head)"/>'


def _label(arrow: Arrow) -> str:
    x, y = arrow.at
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="12.5" text-anchor="{arrow.anchor}" fill="{INK}" stroke="{PAPER}" '
        f'stroke-width="4" stroke-linejoin="round" paint-order="stroke">{escape(arrow.label)}</text>'
    )


def _legend() -> str:
    parts = [f'<text x="30" y="{HEIGHT - 62}" font-size="15" font-weight="700" fill="{INK}">Layers</text>']
    for n, (layer, colour) in enumerate(COLOURS.items()):
        x = 30 + 150 * n
        parts.append(
            f'<rect x="{x}" y="{HEIGHT - 48}" width="22" height="22" rx="5" fill="{colour}"/>'
            f'<text x="{x + 30}" y="{HEIGHT - 32}" font-size="14" fill="{INK}">{layer}</text>'
        )
    x = 30 + 150 * len(COLOURS)
    parts.append(
        f'<polyline points="{x},{HEIGHT - 37} {x + 46},{HEIGHT - 37}" stroke="{LINE}" stroke-width="2" '
        f'marker-end="url(#head)"/><text x="{x + 56}" y="{HEIGHT - 32}" font-size="14" fill="{INK}">'
        "speaks to, hands over</text>"
    )
    return "".join(parts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        FILE.write_text(draw(synthesise(environment(ENVIRONMENT), Path(scratch))), "utf-8")
    print(f"wrote {FILE.relative_to(ROOT)}", file=sys.stderr)
