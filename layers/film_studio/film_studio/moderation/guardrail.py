"""Texts judged by a guardrail of Bedrock (`ApplyGuardrail`)."""

from collections.abc import Iterable, Sequence
from typing import Any

from film_studio.aws import client
from film_studio.moderation.models import Category, Finding, Outcome
from film_studio.settings import settings

# Stories are told of violence, crime and quarrels, so only the surest of these is shown to a person; what is sexual or
# hateful is looked at earlier, and blocked where the guardrail is sure.
FILTERS: dict[str, tuple[Category, dict[str, Outcome]]] = {
    "SEXUAL": ("sexual", {"HIGH": "block", "MEDIUM": "review"}),
    "HATE": ("hate", {"HIGH": "block", "MEDIUM": "review"}),
    "VIOLENCE": ("violence", {"HIGH": "review"}),
    "MISCONDUCT": ("misconduct", {"HIGH": "review"}),
    "INSULTS": ("insults", {"HIGH": "review"}),
    "PROMPT_ATTACK": ("other", {}),
}
"""By filter: our category, and how severe a confidence is; one that is not named is only noted."""


def judge(texts: Sequence[tuple[str, str]]) -> list[Finding]:
    """What the guardrail finds in texts by field; it does not say in which, so the script stands for all.

    Raises botocore's errors where the service does not answer.
    """
    identifier, _, version = settings().guardrail.rpartition(":")
    answer = client("bedrock-runtime").apply_guardrail(
        guardrailIdentifier=identifier,
        guardrailVersion=version,
        source="INPUT",
        content=[{"text": {"text": text}} for _, text in texts if text.strip()],
    )
    found = [finding for assessment in answer["assessments"] for finding in _of(assessment)]
    if answer["action"] == "GUARDRAIL_INTERVENED" and not found:
        found.append(_finding("other", "review", answer.get("actionReason") or "GUARDRAIL_INTERVENED"))
    return found


def _of(assessment: dict[str, Any]) -> Iterable[Finding]:
    for seen in assessment.get("contentPolicy", {}).get("filters", []):
        # A filter that is not known here was set up by somebody who wants it to count.
        category, severities = FILTERS.get(seen["type"], ("other", {"HIGH": "review", "MEDIUM": "review"}))
        yield _finding(category, severities.get(seen["confidence"], "allow"), seen["type"])
    for topic in assessment.get("topicPolicy", {}).get("topics", []):
        yield _finding("denied_topic", "block", topic["name"])
    words = assessment.get("wordPolicy", {})
    for word in words.get("customWords", []):
        yield _finding("denied_topic", "block", word["match"])
    for word in words.get("managedWordLists", []):
        yield _finding("profanity", "allow", word["match"])


def _finding(category: Category, severity: Outcome, term: str) -> Finding:
    return Finding(category=category, severity=severity, field="script", term=term, judge="guardrail")
