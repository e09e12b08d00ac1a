"""What is deployed to each environment: as the function table says, encrypted, private, and no more than is allowed."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from cdk.constructs.render_machine import DEFINITION
from cdk.environments import Environment, environment
from cdk.permissions import Resources, grants
from cdk.services import API_PREFIX, FUNCTIONS, QUEUES, Function
from cdk.synthesis import ROOT, Templates, lint


def test_cfn_lint_finds_no_error(templates: Templates) -> None:
    assert len(templates.stacks) >= 11
    assert lint(templates) == ""


def test_every_exception_from_a_rule_is_explained(templates: Templates) -> None:
    report = json.loads((templates.folder / "validation-report.json").read_text())
    assert [plugin["conclusion"] for plugin in report["pluginReports"]] == ["success"] * len(report["pluginReports"])


# The table -----------------------------------------------------------------------------------------------------------


def functions(templates: Templates) -> dict[str, dict[str, Any]]:
    """The studio's functions by their name in the table; CDK's own and the one that migrates are not of it."""
    prefix = templates.environment.named("")
    found = {p["FunctionName"]: p for p in templates.properties("AWS::Lambda::Function") if "FunctionName" in p}
    del found[f"{prefix}migrate"]
    return {name.removeprefix(prefix).replace("-", "_"): p for name, p in found.items()}


def test_functions_are_those_of_the_table(templates: Templates) -> None:
    deployed = functions(templates)
    assert set(deployed) == {function.name for function in FUNCTIONS}
    for function in FUNCTIONS:
        properties = deployed[function.name]
        assert properties["MemorySize"] == function.memory_mb
        assert properties["Timeout"] == function.timeout_seconds
        assert properties.get("ReservedConcurrentExecutions") == function.reserved_concurrency
        assert properties["Architectures"] == ["arm64"]
        assert properties["Runtime"] == "python3.13"
        assert properties["TracingConfig"] == {"Mode": "Active"}
        assert properties["VpcConfig"]["SubnetIds"]


def test_routes_are_those_of_the_table_and_as_public(templates: Templates) -> None:
    everything = templates.properties("AWS::ApiGatewayV2::Route")
    deployed = {p["RouteKey"]: p["AuthorizationType"] for p in everything if p["RouteKey"][0] != "$"}
    assert deployed == {
        f"{route.method} {API_PREFIX}{route.path}": "NONE" if route.public else "CUSTOM"
        for function in FUNCTIONS
        for route in function.routes
    }


def test_each_route_is_answered_by_its_function(templates: Templates) -> None:
    template = templates.stacks["api"]["Resources"]
    routes = {key: r["Properties"] for key, r in template.items() if r["Type"] == "AWS::ApiGatewayV2::Route"}
    answered = {}
    for properties in routes.values():
        if properties["RouteKey"][0] == "$":
            continue
        integration = template[properties["Target"]["Fn::Join"][1][1]["Ref"]]["Properties"]
        function = template[integration["IntegrationUri"]["Fn::GetAtt"][0]]["Properties"]
        answered[properties["RouteKey"]] = function["FunctionName"]
    assert answered == {
        f"{route.method} {API_PREFIX}{route.path}": templates.environment.function_name(function.name)
        for function in FUNCTIONS
        for route in function.routes
    }


def test_the_websocket_api_is_that_of_the_table(templates: Templates) -> None:
    template = templates.stacks["api"]["Resources"]
    answered = {}
    for properties in templates.properties("AWS::ApiGatewayV2::Route"):
        if properties["RouteKey"][0] == "$":
            integration = template[properties["Target"]["Fn::Join"][1][1]["Ref"]]["Properties"]
            [function] = re.findall(r"'Fn::GetAtt': \['(\w+)', 'Arn'\]", str(integration["IntegrationUri"]))
            answered[properties["RouteKey"]] = template[function]["Properties"]["FunctionName"]
    assert answered == {
        route: templates.environment.function_name(function.name)
        for function in FUNCTIONS
        for route in function.websocket_routes
    }
    [api] = [a for a in templates.properties("AWS::ApiGatewayV2::Api") if a["ProtocolType"] == "WEBSOCKET"]
    assert api["RouteSelectionExpression"]


def test_queues_are_those_of_the_table_with_dead_letters(templates: Templates) -> None:
    resources = templates.stacks["queues"]["Resources"]
    deployed = {r["Properties"]["QueueName"]: r["Properties"] for r in resources.values() if is_queue(r)}
    names = {templates.environment.named(queue.name): queue for queue in QUEUES}
    assert set(deployed) == {*names, *(f"{name}-dead" for name in names)}
    for name, queue in names.items():
        redrive = deployed[name]["RedrivePolicy"]
        dead = resources[redrive["deadLetterTargetArn"]["Fn::GetAtt"][0]]["Properties"]["QueueName"]
        assert (dead, redrive["maxReceiveCount"]) == (f"{name}-dead", queue.max_receives)
        assert deployed[name]["VisibilityTimeout"] == queue.visibility_timeout


def is_queue(resource: dict[str, Any]) -> bool:
    return resource["Type"] == "AWS::SQS::Queue"


def test_schedules_are_those_of_the_table(templates: Templates) -> None:
    template = templates.stacks["background"]["Resources"]
    deployed = set()
    for properties in templates.properties("AWS::Scheduler::Schedule"):
        target = template[properties["Target"]["Arn"]["Fn::GetAtt"][0]]["Properties"]["FunctionName"]
        deployed.add((target, properties["ScheduleExpression"]))
        assert properties["ScheduleExpressionTimezone"] == "UTC"
        assert properties["Target"]["DeadLetterConfig"]["Arn"]
    expected = set()
    for function in FUNCTIONS:
        name = templates.environment.function_name(function.name)
        if function.every_minutes:
            unit = "minute" if function.every_minutes == 1 else "minutes"
            expected.add((name, f"rate({function.every_minutes} {unit})"))
        expected |= {(name, f"cron({cron})") for cron in function.cron}
    assert deployed == expected


def test_listeners_hear_what_the_table_says(templates: Templates) -> None:
    template = templates.stacks["rendering"]["Resources"]

    def name_of(arn: dict[str, Any]) -> str:
        name: str = template[arn["Fn::GetAtt"][0]]["Properties"]["FunctionName"]
        return name

    subscriptions = [name_of(p["Endpoint"]) for p in templates.properties("AWS::SNS::Subscription")]
    [rule] = templates.properties("AWS::Events::Rule")
    for function in FUNCTIONS:
        name = templates.environment.function_name(function.name)
        assert subscriptions.count(name) == (2 if function.listens_to == "model-results" else 0)
        assert ([name_of(t["Arn"]) for t in rule["Targets"]] == [name]) == (function.listens_to == "execution-status")


def test_the_state_machine_is_the_file_that_the_embedded_studio_runs(templates: Templates) -> None:
    [machine] = templates.properties("AWS::StepFunctions::StateMachine")
    assert machine["DefinitionString"] == DEFINITION.read_text()
    called = set(re.findall(r"\$\{(\w+)\}", DEFINITION.read_text()))
    assert set(machine["DefinitionSubstitutions"]) == called
    [alias] = templates.properties("AWS::StepFunctions::StateMachineAlias")
    assert alias["DeploymentPreference"]["Type"] == "LINEAR"
    environment_of = functions(templates)["dispatcher"]["Environment"]["Variables"]
    assert json.dumps(environment_of["STATE_MACHINE_ALIAS"]).rstrip('"}] ').endswith(f":{alias['Name']}")


# Permissions ---------------------------------------------------------------------------------------------------------


def statements(templates: Templates) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every statement that allows something, with the policy that it is in."""
    for kind in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"):
        for name, policy in templates.of(kind).items():
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
                yield name, statement


ON_EVERYTHING = re.compile(
    r"ec2:(Create|Delete|Describe|Assign|Unassign)|xray:|logs:.*(Deliver|Polic|LogGroups)|rekognition:Detect"
    r"|cloudwatch:PutMetricData|ecr:GetAuthorizationToken"
)
"""What IAM cannot allow on single resources."""


def test_nothing_is_allowed_on_everything_that_could_be_allowed_on_less(templates: Templates) -> None:
    seen = 0
    for name, statement in statements(templates):
        actions = [statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"]
        assert not [action for action in actions if action == "*" or action.endswith(":*")], name
        if statement["Resource"] == "*" or "*" in statement["Resource"]:
            seen += 1
            assert all(ON_EVERYTHING.match(action) for action in actions), (name, actions)
    assert seen > len(FUNCTIONS)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_a_role_may_do_what_the_table_says_and_nothing_more(templates: Templates, function: Function) -> None:
    own = "".join(word.capitalize() for word in function.name.split("_")) + "RoleDefaultPolicy"
    allowed: set[str] = set()
    for name, statement in statements(templates):
        if name.partition("/")[2].startswith(own):
            allowed |= {statement["Action"]} if isinstance(statement["Action"], str) else set(statement["Action"])
    of_every_function = {
        *("logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords"),
        *(f"sqs:{action}" for action in ("SendMessage", "GetQueueAttributes", "GetQueueUrl")),  # of failed events
        "rds-db:connect",
    }
    beyond = {action for action in allowed if not action.startswith("ec2:")} - of_every_function
    decrypts = {"kms:Decrypt"} if function.secrets else set()
    assert beyond == {*function.permissions, *decrypts} - of_every_function


def test_who_reads_secrets_says_which() -> None:
    for function in FUNCTIONS:
        assert bool(function.secrets) == ("secretsmanager:GetSecretValue" in function.permissions), function.name


def test_a_permission_that_nobody_has_thought_of_is_refused() -> None:
    function = Function("x", "", permissions=("dynamodb:PutItem",))
    resources = Resources("b", "d", "k", {}, [], [], "m", "a", "e", [], [], "i", "c")
    with pytest.raises(KeyError, match="dynamodb:PutItem"):
        list(grants(function, resources))


# Data ----------------------------------------------------------------------------------------------------------------


def test_data_are_encrypted(templates: Templates) -> None:
    [cluster] = templates.properties("AWS::RDS::DBCluster")
    assert cluster["StorageEncrypted"] is True
    assert cluster["KmsKeyId"]
    assert cluster["EnableIAMDatabaseAuthentication"] is True
    [cache] = templates.properties("AWS::ElastiCache::ReplicationGroup")
    assert (cache["AtRestEncryptionEnabled"], cache["TransitEncryptionEnabled"]) == (True, True)
    [proxy] = templates.properties("AWS::RDS::DBProxy")
    assert proxy["RequireTLS"] is True
    for bucket in templates.properties("AWS::S3::Bucket"):
        assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    for queue in templates.properties("AWS::SQS::Queue"):
        assert queue["SqsManagedSseEnabled"] is True
    for topic in templates.properties("AWS::SNS::Topic"):
        assert topic["KmsMasterKeyId"]
    for key in templates.properties("AWS::KMS::Key"):
        assert key["EnableKeyRotation"] is True


def test_nothing_is_public(templates: Templates) -> None:
    closed = dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls"), True)
    for bucket in templates.properties("AWS::S3::Bucket"):
        assert bucket["PublicAccessBlockConfiguration"] == {**closed, "RestrictPublicBuckets": True}
    for instance in templates.properties("AWS::RDS::DBInstance"):
        assert not instance.get("PubliclyAccessible", False)
    for group in templates.properties("AWS::EC2::SecurityGroup"):
        assert not group.get("SecurityGroupIngress")
    for rule in templates.properties("AWS::EC2::SecurityGroupIngress"):
        assert rule["SourceSecurityGroupId"]
        assert "CidrIp" not in rule
    for policy in templates.properties("AWS::S3::BucketPolicy"):
        for statement in policy["PolicyDocument"]["Statement"]:
            anybody = statement["Principal"] in ("*", {"AWS": "*"})
            assert statement["Effect"] == "Deny" or not anybody


def test_media_cool_down_and_old_versions_go(templates: Templates) -> None:
    name = templates.environment.named("media")
    [media] = [b for b in templates.properties("AWS::S3::Bucket", "media") if name in str(b.get("BucketName"))]
    assert media["VersioningConfiguration"] == {"Status": "Enabled"}
    [rule] = [rule for rule in media["LifecycleConfiguration"]["Rules"] if "Transitions" in rule]
    assert [(t["TransitionInDays"], t["StorageClass"]) for t in rule["Transitions"]] == [
        (30, "STANDARD_IA"),
        (90, "GLACIER_IR"),
    ]
    assert ("ReplicationConfiguration" in media) == templates.environment.production


def test_private_media_need_a_signed_url(templates: Templates) -> None:
    [distribution] = templates.properties("AWS::CloudFront::Distribution", "media")
    behaviour = distribution["DistributionConfig"]["DefaultCacheBehavior"]
    assert behaviour["TrustedKeyGroups"]
    assert behaviour["ViewerProtocolPolicy"] == "https-only"
    [origin] = distribution["DistributionConfig"]["Origins"]
    assert origin["OriginAccessControlId"]


def test_the_api_is_behind_the_firewall(templates: Templates) -> None:
    [distribution] = templates.properties("AWS::CloudFront::Distribution", "front")
    config = distribution["DistributionConfig"]
    assert config["WebACLId"]
    [origin] = config["Origins"]
    assert [header["HeaderName"] for header in origin["OriginCustomHeaders"]] == ["x-studio-edge-key"]
    assert config["DefaultCacheBehavior"]["FunctionAssociations"]
    assert functions(templates)["system"]["Environment"]["Variables"]["EDGE_KEY"]


def test_the_databases_password_is_rotated_and_never_shown(templates: Templates) -> None:
    [rotation] = templates.properties("AWS::SecretsManager::RotationSchedule")
    assert "rate(30 days)" in json.dumps(rotation)
    for properties in functions(templates).values():
        variables = properties["Environment"]["Variables"]
        assert variables["DATABASE_IAM"] == "true"
        assert ":studio:" not in json.dumps(variables["DATABASE_URL"])
        assert "resolve:secretsmanager" not in json.dumps({k: v for k, v in variables.items() if k != "EDGE_KEY"})


def test_the_schema_comes_before_the_code(templates: Templates) -> None:
    manifest = json.loads((templates.folder / "manifest.json").read_text())["artifacts"]
    for stack in ("api", "rendering", "background"):
        assert "schema" in manifest[stack]["dependencies"]
    [schema] = [r for r in templates.stacks["schema"]["Resources"].values() if r["Type"] == "Custom::Schema"]
    assert schema["Properties"]["head"] == max(p.name for p in (ROOT / "migrations/versions").glob("[0-9]*.py"))


def test_production_outlives_a_zone_and_a_mistake(templates: Templates) -> None:
    production = templates.environment.production
    [cluster] = templates.of("AWS::RDS::DBCluster").values()
    assert cluster["Properties"]["DeletionProtection"] is production
    assert (cluster["DeletionPolicy"] == "Snapshot") == production
    if production:
        assert len(templates.properties("AWS::RDS::DBInstance")) > 1
        assert len(templates.properties("AWS::EC2::NatGateway")) == len(templates.environment.zones)
        [cache] = templates.properties("AWS::ElastiCache::ReplicationGroup")
        assert (cache["MultiAZEnabled"], cache["AutomaticFailoverEnabled"]) == (True, True)
        kept = [b for b in templates.of("AWS::S3::Bucket", "media").values() if "BucketName" in b["Properties"]]
        assert [bucket["DeletionPolicy"] for bucket in kept] == ["Retain", "Retain"]  # media, and models' weights


def test_settings_that_cannot_be_are_refused() -> None:
    with pytest.raises(LookupError, match="development, sandbox, staging, production"):
        environment("prod")
    with pytest.raises(ValueError, match="nat_gateways"):
        Environment("x", nat_gateways=3)
    with pytest.raises(ValueError, match="production needs"):
        Environment("x", production=True)


def test_who_rotates_the_password_reaches_database_and_secret(templates: Templates) -> None:
    [application] = templates.properties("AWS::Serverless::Application", "data")
    assert "Rotation" in str(application["Parameters"]["vpcSecurityGroupIds"])

    def of(group: dict[str, Any]) -> str:
        """The group that an `Fn::GetAtt` names, without the hash at its end."""
        return str(group["Fn::GetAtt"][0])[:-8]

    let_in = {
        of(rule["GroupId"]): rule["FromPort"]
        for rule in templates.properties("AWS::EC2::SecurityGroupIngress", "network")
        if of(rule["SourceSecurityGroupId"]) == "Rotation"
    }
    ways_out = [
        rule["CidrIp"]
        for rule in templates.properties("AWS::EC2::SecurityGroupEgress", "network")
        if of(rule["GroupId"]) == "Rotation"
    ]
    [cluster] = templates.properties("AWS::RDS::DBCluster", "data")
    expected = {"Database": cluster["Port"]}
    if "secretsmanager" in templates.environment.private_endpoints:
        expected["Endpointsecretsmanager"] = 443
    assert let_in == expected
    assert ways_out == ["0.0.0.0/0"]
