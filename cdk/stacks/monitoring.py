"""Monitoring: what speaks when something is wrong, a page that shows how the studio does, what a month may cost."""

import aws_cdk as cdk
from aws_cdk import aws_budgets as budgets
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from constructs import Construct

from cdk.constructs.alarm import Alarm, gauge
from cdk.environments import Environment
from cdk.services import FUNCTIONS
from cdk.stacks.api import ApiStack
from cdk.stacks.background import BackgroundStack
from cdk.stacks.data import DataStack
from cdk.stacks.front import FrontStack
from cdk.stacks.inference import InferenceStack
from cdk.stacks.queues import QueuesStack
from cdk.stacks.rendering import RenderingStack
from cdk.stacks.stack import StudioStack

PATIENCE_SECONDS = {"high": 1800, "normal": 5 * 3600, "batch": 24 * 3600}
"""How long a job of each queue may wait before somebody should look."""


class MonitoringStack(StudioStack):
    """Alarms, dashboard and budget. All of them speak on the topic `alarms`, to which operators subscribe."""

    def __init__(
        self,
        scope: Construct,
        environment: Environment,
        data: DataStack,
        front: FrontStack,
        queues: QueuesStack,
        inference: InferenceStack,
        rendering: RenderingStack,
        api: ApiStack,
        background: BackgroundStack,
    ) -> None:
        super().__init__(scope, "monitoring", environment, "alarms, dashboard, budget.")
        self.topic = sns.Topic(
            self, "Alarms", topic_name=environment.named("alarms"), master_key=queues.key, enforce_ssl=True
        )
        for service in ("cloudwatch.amazonaws.com", "budgets.amazonaws.com"):
            self.topic.grant_publish(
                iam.ServicePrincipal(service, conditions={"StringEquals": {"aws:SourceAccount": self.account}})
            )
        rendering_failing = cloudwatch.Alarm.from_alarm_arn(self, "Failing", rendering.failing.alarm_arn)
        self._queue_alarms(queues, rendering, api, background)
        self._studio_alarms()
        self._part_alarms(data, front, inference)
        self._function_alarms(rendering, api, background)
        self._dashboard(data, front, queues, inference, rendering, rendering_failing)
        self._budget()

    def _alarm(
        self,
        name: str,
        what: str,
        section: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        periods: int = 1,
        silence_is_bad: bool = False,
    ) -> Alarm:
        return Alarm(self, self.studio, name, what, section, metric, threshold, self.topic, periods, silence_is_bad)

    def _queue_alarms(
        self, queues: QueuesStack, rendering: RenderingStack, api: ApiStack, background: BackgroundStack
    ) -> None:
        for name, queue in queues.queues.items():
            self._alarm(
                f"dead-letters-{name}",
                f"A message of the queue {name} could not be acted on and lies among the dead letters.",
                "dead-letters",
                queue.dead_letters.metric_approximate_age_of_oldest_message(period=cdk.Duration.minutes(5)),
                0,
            )
            self._alarm(
                f"backlog-{name}",
                f"A job of the queue {name} waits longer than {PATIENCE_SECONDS[name] // 60} minutes.",
                "backlog",
                gauge("oldest_queued_seconds", queue=name),
                PATIENCE_SECONDS[name],
                periods=2,
            )
        for stack in (rendering, api, background):
            self._alarm(
                f"failed-events-{stack.node.id}",
                f"An event reached no function of the stack {stack.node.id}, or failed there three times.",
                "failed-events",
                stack.failed_events.metric_approximate_number_of_messages_visible(period=cdk.Duration.minutes(5)),
                0,
            )

    def _studio_alarms(self) -> None:
        self._alarm(
            "ledger-mismatch",
            "The balance of an account is not the sum of its ledger.",
            "ledger-mismatch",
            gauge("ledger_mismatches"),
            0,
        )
        self._alarm(
            "outbox-stuck",
            "What committed transactions left in the outbox is not sent for ten minutes.",
            "outbox",
            gauge("outbox_oldest_seconds"),
            600,
            periods=2,
        )
        self._alarm(
            "reconciler-silent",
            "The reconciler has told nothing for 15 minutes: lost jobs are not mended, other alarms are blind.",
            "reconciler",
            # Above one are the minutes without data: what it tells is never below zero.
            cloudwatch.MathExpression(
                expression="IF(told >= 0, 0, 1)",
                using_metrics={"told": gauge("outbox_unsent")},
                period=cdk.Duration.minutes(5),
            ),
            0,
            periods=3,
            silence_is_bad=True,
        )

    def _part_alarms(self, data: DataStack, front: FrontStack, inference: InferenceStack) -> None:
        self._alarm(
            "api-broken",
            "The API answers more than ten requests with 5xx within five minutes.",
            "api",
            self._api(front, "5xx", "Sum"),
            10,
            periods=2,
        )
        self._alarm(
            "api-slow",
            "Of the API's answers 1 % take longer than five seconds.",
            "api",
            self._api(front, "Latency", "p99"),
            5000,
            periods=3,
        )
        self._alarm(
            "database-full",
            "The database works at its largest capacity.",
            "database",
            data.database.cluster.metric_acu_utilization(period=cdk.Duration.minutes(5)),
            90,
            periods=3,
        )
        self._alarm(
            "cache-full",
            "The cache has no memory left and forgets what is still needed.",
            "cache",
            self._cache("Evictions", "Sum"),
            1000,
            periods=3,
        )
        for stage, endpoint in inference.endpoints.items():
            name = stage.replace("_", "-")
            self._alarm(
                f"{name}-fails",
                f"The endpoint of {stage} fails requests.",
                "model-endpoints",
                endpoint.metric("InvocationFailures", "Sum", minutes=5),
                5,
                periods=2,
            )
            self._alarm(
                f"{name}-does-not-start",
                f"Requests of {stage} wait for half an hour, and no instance comes.",
                "gpu-quota",
                endpoint.metric("HasBacklogWithoutCapacity", "Minimum", minutes=5),
                0,
                periods=6,
            )

    def _function_alarms(self, rendering: RenderingStack, api: ApiStack, background: BackgroundStack) -> None:
        made = {**rendering.functions, **api.functions, **background.functions}
        for function in FUNCTIONS:
            self._alarm(
                f"{function.name.replace('_', '-')}-errors",
                f"The function {function.name} fails more than five times within five minutes.",
                "failing-functions",
                made[function.name].function.metric_errors(period=cdk.Duration.minutes(5)),
                5,
                periods=2,
            )

    def _api(self, front: FrontStack, name: str, statistic: str) -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace="AWS/ApiGateway",
            metric_name=name,
            dimensions_map={"ApiId": front.api.ref},
            statistic=statistic,
            period=cdk.Duration.minutes(5),
        )

    def _cache(self, name: str, statistic: str) -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace="AWS/ElastiCache",
            metric_name=name,
            dimensions_map={"CacheClusterId": f"{self.studio.named('cache')}-001"},
            statistic=statistic,
            period=cdk.Duration.minutes(5),
        )

    def _dashboard(
        self,
        data: DataStack,
        front: FrontStack,
        queues: QueuesStack,
        inference: InferenceStack,
        rendering: RenderingStack,
        failing: cloudwatch.IAlarm,
    ) -> None:
        machine = rendering.machine.machine
        graphs = {
            "Films": [machine.metric_started(), machine.metric_succeeded(), machine.metric_failed()],
            "Longest wait (s)": [gauge("oldest_queued_seconds", queue=name) for name in queues.queues],
            "Messages": [q.queue.metric_approximate_number_of_messages_visible() for q in queues.queues.values()],
            "Requests": [self._api(front, "Count", "Sum"), self._api(front, "5xx", "Sum")],
            "Latency (ms)": [self._api(front, "Latency", "p50"), self._api(front, "Latency", "p99")],
            "Database": [
                data.database.cluster.metric_acu_utilization(),
                data.database.cluster.metric_database_connections(),
            ],
            "Waiting for models": [e.metric("ApproximateBacklogSize") for e in inference.endpoints.values()],
            "Outbox": [gauge("outbox_unsent"), gauge("outbox_oldest_seconds")],
        }
        dashboard = cloudwatch.Dashboard(self, "Dashboard", dashboard_name=self.studio.named("studio"))
        dashboard.add_widgets(cloudwatch.AlarmStatusWidget(title="Renders", alarms=[failing], width=24, height=2))
        for title, metrics in graphs.items():
            dashboard.add_widgets(cloudwatch.GraphWidget(title=title, left=metrics, width=8))

    def _budget(self) -> None:
        subscriber = budgets.CfnBudget.SubscriberProperty(subscription_type="SNS", address=self.topic.topic_arn)
        budgets.CfnBudget(
            self,
            "Budget",
            budget=budgets.CfnBudget.BudgetDataProperty(
                budget_name=self.studio.named("month"),
                budget_type="COST",
                time_unit="MONTHLY",
                budget_limit=budgets.CfnBudget.SpendProperty(amount=self.studio.budget_usd, unit="USD"),
                cost_filters={"TagKeyValue": [f"user:environment${self.studio.name}"]},
            ),
            notifications_with_subscribers=[
                budgets.CfnBudget.NotificationWithSubscribersProperty(
                    notification=budgets.CfnBudget.NotificationProperty(
                        comparison_operator="GREATER_THAN", notification_type=kind, threshold=share
                    ),
                    subscribers=[subscriber],
                )
                for kind, share in (("ACTUAL", 80), ("FORECASTED", 100))
            ],
        )
