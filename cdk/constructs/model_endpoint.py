"""A model's asynchronous endpoint."""

import aws_cdk as cdk
from aws_cdk import aws_applicationautoscaling as autoscaling
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_ecr_assets as ecr_assets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk import images
from cdk.constructs.explanation import explain_wildcards
from cdk.environments import Endpoint, Environment
from cdk.settings import MOUNTED, endpoint_name, engine_variables, models_bucket

VARIANT = "main"
IDLE_MINUTES = 10
"""How long an instance without work is kept."""

GPU_HOST = "al2023-ami-sagemaker-inference-gpu-4-1"
"""The system of instances with a GPU: its driver is of CUDA 13, which PyTorch's wheels are built for."""

_SCALER = "sagemaker.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_SageMakerEndpoint"
"""The role that AWS makes for scaling endpoints; it takes no other."""


class ModelEndpoint(Construct):
    """Image, model and endpoint of one stage: no instance while nothing waits, the first one as soon as something does.

    From none to one it goes by `HasBacklogWithoutCapacity`, which is told where there is no instance to tell anything;
    from there by how many requests wait for each instance.
    """

    def __init__(
        self,
        scope: Construct,
        environment: Environment,
        stage: str,
        bucket: str,
        results: dict[str, sns.ITopic],
        key: kms.IKey,
    ) -> None:
        super().__init__(scope, "".join(word.capitalize() for word in stage.split("_")))
        chosen = environment.endpoints[stage]
        self.name = endpoint_name(environment, stage)
        weighted = environment.weighted(stage)
        gpu = weighted is not None
        image = ecr_assets.DockerImageAsset(
            self,
            "Image",
            directory=str(images.context(stage, gpu)),
            build_args={"STAGE": stage, "PROCESSOR": "gpu" if gpu else "cpu"},
            platform=ecr_assets.Platform.LINUX_AMD64,
        )
        models = models_bucket(environment, cdk.Stack.of(self).account)
        weights = f"{models}/{weighted.name}/{chosen.weights}/" if weighted else None
        role = self._role(image, bucket, weights, results, key)
        model = sagemaker.CfnModel(
            self,
            "Model",
            execution_role_arn=role.role_arn,
            primary_container=sagemaker.CfnModel.ContainerDefinitionProperty(
                image=image.image_uri,
                environment={
                    **engine_variables(environment, stage, MOUNTED),
                    "MAX_BATCH": str(chosen.concurrent),
                    "AWS_DEFAULT_REGION": cdk.Stack.of(self).region,
                },
                model_data_source=self._mounted(weights) if weights else None,
            ),
        )
        model.node.add_dependency(role)
        config = sagemaker.CfnEndpointConfig(
            self,
            "Config",
            production_variants=[
                sagemaker.CfnEndpointConfig.ProductionVariantProperty(
                    variant_name=VARIANT,
                    model_name=model.attr_model_name,
                    instance_type=chosen.instance_type,
                    initial_instance_count=1,
                    initial_variant_weight=1,
                    container_startup_health_check_timeout_in_seconds=1800 if gpu else 600,
                    model_data_download_timeout_in_seconds=1800 if gpu else None,
                    inference_ami_version=GPU_HOST if gpu else None,
                )
            ],
            async_inference_config=sagemaker.CfnEndpointConfig.AsyncInferenceConfigProperty(
                client_config=sagemaker.CfnEndpointConfig.AsyncInferenceClientConfigProperty(
                    max_concurrent_invocations_per_instance=chosen.concurrent
                ),
                output_config=sagemaker.CfnEndpointConfig.AsyncInferenceOutputConfigProperty(
                    s3_output_path=f"s3://{bucket}/endpoints/{stage}/answers/",
                    s3_failure_path=f"s3://{bucket}/endpoints/{stage}/failures/",
                    notification_config=sagemaker.CfnEndpointConfig.AsyncInferenceNotificationConfigProperty(
                        success_topic=results["success"].topic_arn, error_topic=results["error"].topic_arn
                    ),
                ),
            ),
        )
        endpoint = sagemaker.CfnEndpoint(
            self, "Endpoint", endpoint_name=self.name, endpoint_config_name=config.attr_endpoint_config_name
        )
        self._scale(chosen).node.add_dependency(endpoint)

    def metric(self, name: str, statistic: str = "Average", minutes: int = 1) -> cloudwatch.Metric:
        """A metric that SageMaker tells of the endpoint."""
        return cloudwatch.Metric(
            namespace="AWS/SageMaker",
            metric_name=name,
            dimensions_map={"EndpointName": self.name},
            statistic=statistic,
            period=cdk.Duration.minutes(minutes),
        )

    def _mounted(self, weights: str) -> sagemaker.CfnModel.ModelDataSourceProperty:
        """Weights as they are in their bucket, file by file."""
        return sagemaker.CfnModel.ModelDataSourceProperty(
            s3_data_source=sagemaker.CfnModel.S3DataSourceProperty(
                s3_uri=f"s3://{weights}", s3_data_type="S3Prefix", compression_type="None"
            )
        )

    def _role(
        self,
        image: ecr_assets.DockerImageAsset,
        bucket: str,
        weights: str | None,
        results: dict[str, sns.ITopic],
        key: kms.IKey,
    ) -> iam.Role:
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com"))
        stack = cdk.Stack.of(self)
        objects = f"arn:{stack.partition}:s3:::{bucket}"
        logs = stack.format_arn(
            service="logs",
            resource="log-group",
            resource_name=f"/aws/sagemaker/Endpoints/{self.name}:*",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        made = [f"{objects}/users/*", f"{objects}/endpoints/*"]
        for calls, resources in (
            (["s3:GetObject", "s3:PutObject"], made),
            (["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], [logs]),
            (["ecr:GetAuthorizationToken", "cloudwatch:PutMetricData"], ["*"]),
            (["sns:Publish"], [topic.topic_arn for topic in results.values()]),
            (["kms:GenerateDataKey", "kms:Decrypt"], [key.key_arn]),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=calls, resources=resources))
        if weights:
            models, _, prefix = f"arn:{stack.partition}:s3:::{weights}".partition("/")
            role.add_to_policy(iam.PolicyStatement(actions=["s3:GetObject"], resources=[f"{models}/{prefix}*"]))
            role.add_to_policy(
                iam.PolicyStatement(
                    actions=["s3:ListBucket"],
                    resources=[models],
                    conditions={"StringLike": {"s3:prefix": [f"{prefix}*"]}},
                )
            )
            explain_wildcards(role, [f"{models}/{prefix}*"], "The weights of one engine are a folder of files.")
        image.repository.grant_pull(role)
        explain_wildcards(role, made, "Requests and artifacts are named by users, projects and hashes.")
        explain_wildcards(role, [logs], "SageMaker makes a log stream for each instance.")
        explain_wildcards(role, ["*"], "Neither ECR's token nor a metric is a resource that IAM could tell apart.")
        return role

    def _scale(self, chosen: Endpoint) -> autoscaling.ScalableTarget:
        stack = cdk.Stack.of(self)
        target = autoscaling.ScalableTarget(
            self,
            "Scaling",
            service_namespace=autoscaling.ServiceNamespace.SAGEMAKER,
            resource_id=f"endpoint/{self.name}/variant/{VARIANT}",
            scalable_dimension="sagemaker:variant:DesiredInstanceCount",
            min_capacity=0,
            max_capacity=chosen.max_instances,
            role=iam.Role.from_role_arn(
                self,
                "Scaler",
                f"arn:{stack.partition}:iam::{stack.account}:role/aws-service-role/{_SCALER}",
                mutable=False,
            ),
        )
        first = autoscaling.StepScalingAction(
            self,
            "First",
            scaling_target=target,
            adjustment_type=autoscaling.AdjustmentType.EXACT_CAPACITY,
            cooldown=cdk.Duration.minutes(3),
        )
        first.add_adjustment(adjustment=1, lower_bound=0)
        waits = cloudwatch.Alarm(
            self,
            "Waits",
            alarm_name=f"{self.name}-waits",
            alarm_description="Requests wait and there is no instance: the first one is started. "
            "Runbook: docs/operations.md#model-endpoints",
            metric=self.metric("HasBacklogWithoutCapacity"),
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.MISSING,
        )
        waits.add_alarm_action(actions.ApplicationScalingAction(first))
        target.scale_to_track_metric(
            "Backlog",
            target_value=chosen.backlog_per_instance,
            custom_metric=self.metric("ApproximateBacklogSizePerInstance"),
            scale_in_cooldown=cdk.Duration.minutes(IDLE_MINUTES),
            scale_out_cooldown=cdk.Duration.minutes(2),
        )
        return target
