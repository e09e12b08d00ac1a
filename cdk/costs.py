"""What a month costs, from the synthesised templates and a table of prices: `python -m cdk.costs production`."""

import re
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cdk.environments import Environment, environment
from cdk.synthesis import synthesise

PRICES = Path(__file__).parent / "prices.toml"


@dataclass(frozen=True)
class Line:
    """One line of the estimate, in dollars."""

    what: str
    quantity: str
    dollars: float


Resource = tuple[str, dict[str, Any]]


class Estimate:
    """What the resources of an environment's templates cost."""

    def __init__(self, environment: Environment, templates: list[dict[str, Any]]) -> None:
        self.environment = environment
        self.prices = tomllib.loads(PRICES.read_text())
        self._resources: list[Resource] = [
            (resource["Type"], resource.get("Properties", {}))
            for template in templates
            for resource in template["Resources"].values()
        ]

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [properties for found, properties in self._resources if found == kind]

    def idle(self) -> list[Line]:
        """A month in which nobody has a film made: what stands there, and what schedules do."""
        hour, month, other, assumed = (self.prices[part] for part in ("hour", "month", "other", "idle"))
        hours = self.prices["hours"]
        lines: list[Line] = []

        def by_hour(what: str, count: float, price: float) -> None:
            lines.append(Line(what, f"{count:g} x {hours} h", count * price * hours))

        def by_month(what: str, count: float, price: float) -> None:
            lines.append(Line(what, f"{count:g}", count * price))

        by_hour("NAT gateways", len(self._of("AWS::EC2::NatGateway")), hour["nat_gateway"])
        by_hour("public addresses", len(self._of("AWS::EC2::EIP")), hour["public_address"])
        private = [p for p in self._of("AWS::EC2::VPCEndpoint") if p["VpcEndpointType"] == "Interface"]
        by_hour("private endpoints by zone", sum(len(p["SubnetIds"]) for p in private), hour["private_endpoint"])
        [cluster] = self._of("AWS::RDS::DBCluster")
        least = cluster["ServerlessV2ScalingConfiguration"]["MinCapacity"]
        instances = len(self._of("AWS::RDS::DBInstance"))
        by_hour("Aurora capacity units at rest", least * instances, hour["aurora_acu"])
        by_month("Aurora storage (GB)", assumed["database_gb"], other["database_gb"])
        proxied = max(assumed["proxy_acu_at_least"], least * instances)
        by_hour("RDS Proxy capacity units", proxied, hour["proxy_acu"])
        for cache in self._of("AWS::ElastiCache::ReplicationGroup"):
            node = cache["CacheNodeType"]
            by_hour(f"Valkey {node}", cache["NumCacheClusters"], hour[node])
        by_month("keys", len(self._of("AWS::KMS::Key")), month["key"])
        by_month("secrets", len(self._of("AWS::SecretsManager::Secret")), month["secret"])
        firewalls = self._of("AWS::WAFv2::WebACL")
        rules = sum(len(firewall["Rules"]) for firewall in firewalls)
        by_month("firewalls", len(firewalls), month["firewall"])
        by_month("firewall rules", rules, month["firewall_rule"])
        by_month("alarms", len(self._of("AWS::CloudWatch::Alarm")), month["alarm"])
        by_month("dashboards", len(self._of("AWS::CloudWatch::Dashboard")), month["dashboard"])
        by_month("metrics", assumed["metrics"], month["metric"])
        by_month("logs (GB)", assumed["log_gb"], other["log_gb"])
        runs, gigabyte_seconds = self._schedules(assumed["schedule_seconds"])
        million = self.prices["million"]
        each = million["schedules"] + million["requests_lambda"] + million["traces"]
        lines.append(Line("runs of schedules", f"{runs:,.0f}", runs * each / 1e6))
        by_month("functions that schedules wake (GB s)", round(gigabyte_seconds), other["lambda_gb_second"])
        return lines

    def _schedules(self, seconds: float) -> tuple[float, float]:
        """How often schedules wake functions in a month, and how many gigabyte-seconds these take then."""
        memory = {p["FunctionName"]: p["MemorySize"] for p in self._of("AWS::Lambda::Function") if "FunctionName" in p}
        runs = total = 0.0
        for schedule in self._of("AWS::Scheduler::Schedule"):
            often = _runs(schedule["ScheduleExpression"], self.prices["hours"])
            runs += often
            total += often * seconds * memory[re.sub(r"-\d+$", "", schedule["Name"])] / 1024
        return runs, total

    def films(self, count: int = 1000) -> list[Line]:
        """What so many films of two minutes cost beyond that, by what the table assumes of one."""
        film, million, other, hour = (self.prices[part] for part in ("film", "million", "other", "hour"))
        lines = []
        for stage, endpoint in self.environment.endpoints.items():
            seconds = count * film[f"{stage}_seconds"] / (1 - film["idle_share"])
            price = hour[endpoint.instance_type]
            lines.append(
                Line(f"{stage} on {endpoint.instance_type}", f"{seconds / 3600:,.1f} h", seconds / 3600 * price)
            )
        for what, amount, price in (
            ("state transitions", film["transitions"], million["transitions"] / 1e6),
            ("functions (GB s)", film["lambda_gb_seconds"], other["lambda_gb_second"]),
            ("requests", film["requests"], (million["requests_api"] + 2 * million["requests_lambda"]) / 1e6),
            ("messages", film["sqs"], million["requests_sqs"] / 1e6),
            ("storage (GB)", film["storage_gb"], other["storage_gb"]),
            ("delivery (GB)", film["delivery_gb"], other["delivery_gb"]),
            ("logs (GB)", film["log_gb"], other["log_gb"]),
        ):
            lines.append(Line(what, f"{count * amount:,.0f}", count * amount * price))
        return lines

    def text(self) -> str:
        """The estimate as people read it."""
        idle, films = self.idle(), self.films()
        both = (("A month without films", idle), ("Beyond that, 1,000 films of two minutes", films))
        parts = [f"{self.environment.name}, by prices of {self.prices['date']} (cdk/prices.toml)"]
        for title, lines in both:
            parts += ["", title]
            parts += [f"  {line.what:<40}{line.quantity:>16}{line.dollars:>12,.2f}" for line in lines]
            parts.append(f"  {'':<56}{sum(line.dollars for line in lines):>12,.2f}")
        monthly = self.environment.films_a_month
        total = sum(line.dollars for line in idle) + sum(line.dollars for line in films) * monthly / 1000
        parts += ["", f"With {monthly:,} films a month: ${total:,.0f}; the budget is ${self.environment.budget_usd:,}."]
        return "\n".join(parts)

    @property
    def month(self) -> float:
        """A month with as many films as the environment is sized for, in dollars."""
        films = sum(line.dollars for line in self.films(self.environment.films_a_month))
        return sum(line.dollars for line in self.idle()) + films


def _runs(expression: str, hours: int) -> float:
    """How often a schedule runs in a month. Raises `ValueError` for one that is worded in another way."""
    if found := re.fullmatch(r"rate\((\d+) minutes?\)", expression):
        return hours * 60 / int(found[1])
    if re.fullmatch(r"cron\(\d+ \d+ \d+ \* \? \*\)", expression):
        return 1
    if found := re.fullmatch(r"cron\(\d+ (\d+|\*) \* \* \? \*\)", expression):
        return hours if found[1] == "*" else hours / 24
    raise ValueError(f"how often does {expression!r} run in a month?")


def estimate(name: str) -> Estimate:
    """The estimate of an environment, synthesised for it. Raises `LookupError` where there is none of this name."""
    with tempfile.TemporaryDirectory() as folder:
        templates = synthesise(environment(name), Path(folder))
    return Estimate(templates.environment, list(templates.stacks.values()))


if __name__ == "__main__":
    try:
        print(estimate(sys.argv[1]).text())
    except LookupError as refusal:
        sys.exit(str(refusal))
