"""The studio's state for monitoring: Prometheus' text format, and CloudWatch's embedded metric format (EMF).

Both read it from Postgres when asked, so that it is right whichever of many short-lived processes answers.
"""

from film_studio.analytics import repository
from film_studio.database import transaction

HELP = {
    "users": ("Accounts by tier.", ("tier",)),
    "jobs": ("Jobs that are not over, by queue and state.", ("queue", "status")),
    "oldest_queued_seconds": ("How long the job has waited that waits longest, by queue.", ("queue",)),
    "jobs_ended": ("Jobs on record that are over, by how they ended.", ("status", "error_code")),
    "reviews_waiting": ("Reviews that films wait for.", ()),
    "credits_held": ("The balances of all users.", ()),
    "ledger_mismatches": ("Accounts whose balance is not the sum of their ledger.", ()),
    "outbox_unsent": ("Messages that are not sent yet.", ()),
    "outbox_oldest_seconds": ("How long the message has waited that waits longest.", ()),
}
"""By name: what it is, and what its label is made of."""

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def prometheus() -> str:
    """All gauges in Prometheus' text format."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest  # only a scrape needs it

    registry = CollectorRegistry()
    gauges = {
        name: Gauge(f"film_studio_{name}", text, labels, registry=registry) for name, (text, labels) in HELP.items()
    }
    for name, labels, value in _read():
        gauge = gauges[name].labels(*labels) if labels else gauges[name]
        gauge.set(value)
    return generate_latest(registry).decode()


def emit() -> None:
    """Write all gauges to the log as EMF, one line for each set of labels; CloudWatch makes metrics of them."""
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    for name, labels, value in _read():
        unit = MetricUnit.Seconds if name.endswith("_seconds") else MetricUnit.Count
        dimensions = dict(zip(HELP[name][1], labels, strict=True))
        with single_metric(
            name=name, unit=unit, value=value, namespace="FilmStudio", default_dimensions={"service": "studio"}
        ) as metric:
            for dimension, label in dimensions.items():
                metric.add_dimension(dimension, label or "none")


def _read() -> list[tuple[str, tuple[str, ...], float]]:
    """Name, labels and value of each gauge."""
    with transaction() as connection:
        rows = repository.gauges(connection)
    return [
        (
            row["name"],
            tuple(row["label"].split(" ", len(HELP[row["name"]][1]) - 1)) if row["label"] else (),
            row["value"],
        )
        for row in rows
    ]
