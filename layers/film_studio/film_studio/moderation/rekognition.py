"""Images judged by Rekognition (`DetectModerationLabels`), where they lie in S3."""

from collections.abc import Iterable

from film_studio import storage
from film_studio.aws import client
from film_studio.moderation.models import Category, Finding, Outcome

MIN_CONFIDENCE = 60.0
"""Percent from which a label is told at all."""

SURE = 85.0
"""Percent from which a label counts as certain."""

# By label of the first level: our category, what it is when told, and when certain.
LABELS: dict[str, tuple[Category, Outcome, Outcome]] = {
    "Explicit": ("sexual", "review", "block"),
    "Non-Explicit Nudity of Intimate parts and Kissing": ("sexual", "allow", "review"),
    "Swimwear or Underwear": ("sexual", "allow", "allow"),
    "Violence": ("violence", "allow", "review"),
    "Visually Disturbing": ("violence", "allow", "review"),
    "Hate Symbols": ("hate", "review", "block"),
    "Drugs & Tobacco": ("other", "allow", "allow"),
    "Alcohol": ("other", "allow", "allow"),
    "Rude Gestures": ("insults", "allow", "allow"),
    "Gambling": ("other", "allow", "allow"),
}
OTHER: tuple[Category, Outcome, Outcome] = ("other", "allow", "review")
"""Of a label that a newer model brings."""


def judge(uri: str, field: str) -> list[Finding]:
    """What Rekognition sees in the image at `uri`. Raises botocore's errors where it does not answer."""
    bucket, key = storage.split(uri)
    answer = client("rekognition").detect_moderation_labels(
        Image={"S3Object": {"Bucket": bucket, "Name": key}}, MinConfidence=MIN_CONFIDENCE
    )
    return list(_findings(answer["ModerationLabels"], field))


def _findings(labels: Iterable[dict[str, object]], field: str) -> Iterable[Finding]:
    for label in labels:
        if label.get("ParentName"):
            continue  # its top is among the labels too
        name, confidence = str(label["Name"]), float(str(label["Confidence"]))
        category, told, certain = LABELS.get(name, OTHER)
        severity = certain if confidence >= SURE else told
        yield Finding(category=category, severity=severity, field=field, term=name, judge="rekognition")
