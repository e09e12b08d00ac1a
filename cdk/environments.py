"""What differs between the environments that the studio is deployed to: the only place that says it."""

import re
from dataclasses import dataclass, field

from cdk.services import MODELS
from sagemaker_containers.serving.manifest import Manifest, known

REGION = "us-east-1"
"""Where everything is: CloudFront's firewall must be in this region, and one region needs no exports between them."""


@dataclass(frozen=True)
class Endpoint:
    """The asynchronous endpoint of a model: what serves it, on which machines, how many at most."""

    engines: str
    """The container's `<STAGE>_ENGINE`: names of engines, the first choice first."""
    instance_type: str
    max_instances: int
    concurrent: int = 1
    """Requests that one instance works on at a time."""
    backlog_per_instance: int = 4
    """How many requests may wait for each instance before another one is started."""
    weights: str = ""
    """Which weights its engine has, where it needs any: their digest, as `sagemaker_containers.publish` tells it."""
    licensed: bool = False
    """Whether whoever runs the studio holds a licence for commercial use of all these engines."""


def _endpoints(most: int) -> dict[str, Endpoint]:
    """The embedded engines, which are drawn and played by processors, so on instances without GPU."""
    return {
        "voice": Endpoint("espeak_ng", "ml.c6i.large", 1),
        "picture": Endpoint("illustrator", "ml.c6i.xlarge", max(1, most // 2)),
        "lip_sync": Endpoint("puppet", "ml.c6i.xlarge", most),
        "music": Endpoint("composer", "ml.c6i.large", 1),
    }


@dataclass(frozen=True)
class Environment:
    """One environment. Sizes are small where nothing is said."""

    name: str
    production: bool = False
    zones: tuple[str, ...] = ("us-east-1a", "us-east-1b")
    nat_gateways: int = 1
    aurora_min_acu: float = 0.5
    aurora_max_acu: float = 4.0
    aurora_readers: int = 0
    backup_days: int = 7
    cache_node: str = "cache.t4g.micro"
    cache_nodes: int = 1
    private_endpoints: tuple[str, ...] = ()
    """AWS services that functions reach without NAT, by the names that `NetworkStack` knows."""
    log_days: int = 30
    replica_region: str | None = None
    """Where media are replicated to."""
    endpoints: dict[str, Endpoint] = field(default_factory=lambda: _endpoints(2))
    render_slots: int = 2
    jobs_per_user: int = 1
    mail_domain: str = "film-studio.example"
    """The domain that mails come from; its DNS must hold what SES asks for."""
    films_a_month: int = 100
    """How many films it is sized for; `make cost` counts with them."""
    budget_usd: int = 335
    """What a month may cost before the budget speaks; the target of `make cost`."""

    def __post_init__(self) -> None:
        """Raise `ValueError` where it cannot be deployed as it is."""
        if set(self.endpoints) != set(MODELS):
            raise ValueError(f"{self.name}: endpoints must be those of the models {', '.join(MODELS)}")
        if self.production and (self.aurora_readers < 1 or self.cache_nodes < 2 or len(self.zones) < 2):
            raise ValueError(f"{self.name}: production needs a reader, two cache nodes and two zones")
        if self.nat_gateways > len(self.zones):
            raise ValueError(f"{self.name}: nat_gateways may be {len(self.zones)} at most, one for each zone")
        for stage in MODELS:
            self._check(stage, self.endpoints[stage])

    def weighted(self, stage: str) -> Manifest | None:
        """The engine of a stage's endpoint whose weights are mounted into its container, if it has any."""
        there = known(stage)
        named = (there[name] for name in self.endpoints[stage].engines.split(","))
        return next((engine for engine in named if engine.environment), None)

    def _check(self, stage: str, endpoint: Endpoint) -> None:
        """Raise `ValueError` where an endpoint could not start."""
        where, engines, there = f"{self.name}: endpoints[{stage!r}]", endpoint.engines.split(","), known(stage)
        if missing := [name for name in engines if name not in there]:
            raise ValueError(f"{where}: no engine {', '.join(missing)}; there are {', '.join(there)}")
        heavy = [name for name in engines if there[name].environment]
        if len(heavy) > 1:
            raise ValueError(
                f"{where}: {' and '.join(heavy)} both need weights; an endpoint mounts those of one engine"
            )
        if heavy and not re.fullmatch(r"[0-9a-f]{64}", endpoint.weights):
            raise ValueError(f"{where}: weights must be the 64 digits that publishing those of {heavy[0]} printed")
        if heavy and not endpoint.instance_type.startswith(("ml.g", "ml.p")):
            raise ValueError(f"{where}: {heavy[0]} needs a GPU; {endpoint.instance_type} has none (take ml.g6.xlarge)")
        if endpoint.weights and not heavy:
            raise ValueError(f"{where}: {endpoint.engines} takes no weights")

    def named(self, thing: str) -> str:
        """The name of a resource of this environment that others know by its name."""
        return f"film-studio-{self.name}-{thing}"

    def function_name(self, function: str) -> str:
        """The name of a function of the table, which its metrics carry."""
        return self.named(function.replace("_", "-"))


_ENVIRONMENTS = (
    Environment("development"),
    Environment("sandbox", log_days=14),
    Environment(
        "staging",
        nat_gateways=2,
        aurora_min_acu=2.0,
        aurora_max_acu=16.0,
        aurora_readers=1,
        backup_days=14,
        cache_node="cache.m7g.large",
        cache_nodes=2,
        private_endpoints=("secretsmanager", "sqs", "states", "lambda", "logs"),
        log_days=90,
        endpoints=_endpoints(4),
        render_slots=4,
        films_a_month=500,
        budget_usd=1500,
    ),
    Environment(
        "production",
        production=True,
        zones=("us-east-1a", "us-east-1b", "us-east-1c"),
        nat_gateways=3,
        aurora_min_acu=4.0,
        aurora_max_acu=64.0,
        aurora_readers=1,
        backup_days=35,
        cache_node="cache.m7g.large",
        cache_nodes=3,
        private_endpoints=("secretsmanager", "sqs", "states", "lambda", "logs", "sagemaker-runtime"),
        log_days=365,
        replica_region="us-west-2",
        endpoints=_endpoints(12),
        render_slots=12,
        jobs_per_user=2,
        films_a_month=10_000,
        budget_usd=2600,
    ),
)

ENVIRONMENTS = {environment.name: environment for environment in _ENVIRONMENTS}


def environment(name: str) -> Environment:
    """The environment called `name`. Raises `LookupError` naming those that there are."""
    if name not in ENVIRONMENTS:
        raise LookupError(f"ENV is {name!r}; it must be one of {', '.join(ENVIRONMENTS)}")
    return ENVIRONMENTS[name]
