"""Judging what a film would say and show, before its credit is spent for good.

A judgement is of a content, known by its hash, and kept: whoever sends the same again gets the same answer until other
lists or another guardrail would judge, and what a person has decided outlasts these. Services are only asked outside of
transactions: `verdict` reads what is known and raises `Unjudged` for what is not, its caller lets its transaction go,
has that judged (`judge`), and begins anew.

A service that does not answer after the retries of its client has found nothing *out*: the content is `unchecked` and
waits for a person, unless a later asking (of the creator, or of the reconciler) is answered.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from botocore.exceptions import BotoCoreError, ClientError

from film_studio import storage
from film_studio.database import Transaction, transaction
from film_studio.errors import Fault, Invalid
from film_studio.moderation import guardrail, known_images, rekognition, repository, words
from film_studio.moderation.models import ORDER, Content, Finding, Kind, Outcome
from film_studio.settings import settings

logger = logging.getLogger(__name__)

ASK_AGAIN = timedelta(minutes=1)
"""How long a service that did not answer is not asked about the same content again."""

APPEAL = (
    "If it is all right, ask for the film again and say why in `appeal`: a person looks at it then, and your credit is "
    "given back should it not be made."
)
FINAL = "A person has looked at it before."

REASONS = {
    "sexual_minors": "sexual content about children",
    "sexual": "sexual content",
    "hate": "words of hate",
    "extremism": "extremist content",
    "violence": "violence",
    "self_harm": "self-harm",
    "misconduct": "crime",
    "insults": "insults",
    "profanity": "strong language",
    "denied_topic": "a topic that the studio does not make films of",
    "resembles_refused": "an image that was refused before",
    "unchecked": "content that could not be checked",
    "other": "content that the studio does not show",
}
"""By category: what is told to the creator."""


class Unjudged(Exception):
    """There is no judgement of some content yet: let the transaction go, `judge` it, and begin anew."""

    def __init__(self, contents: Sequence[Content]) -> None:
        super().__init__(f"{len(contents)} contents are not judged yet")
        self.contents = contents


class Blocked(Invalid):
    """The film is not made as it is. `details` say how to appeal; null where a person has decided."""

    def __init__(self, faults: Sequence[Fault], *, final: bool) -> None:
        said = "; ".join(fault.message for fault in faults)
        super().__init__(*faults, code="content_blocked", message=f"{said} {FINAL if final else APPEAL}")
        self.details = {"appeal": None if final else APPEAL}


@dataclass(frozen=True)
class Verdict:
    """What is to be done with a film, and for which judgements it waits where that is to be reviewed."""

    outcome: Outcome
    awaited: tuple[UUID, ...] = ()


def verdict(connection: Transaction, contents: Sequence[Content], appeal: str | None = None) -> Verdict:
    """Whether a film of these contents may be made: at once, or when persons have looked at some of them.

    The judgements stay as they are until the transaction ends, so that none is settled between this and the entry of
    the film that waits for it. Raises `Unjudged`, and `Blocked`; with an `appeal` only where a person has refused.
    """
    unjudged, awaited, faults, final = [], [], [], False
    for content in sorted(contents, key=lambda content: content.hash):  # one order, so that no two wait crosswise
        row = repository.find(connection, content.kind, content.hash, ASK_AGAIN)
        if row is None or (row["decision"] is None and (row["judged_by"] != judged_by(content.kind) or row["stale"])):
            unjudged.append(content)
        elif row["decision"] == "refuse":
            faults.append(Fault(content.field, "content_refused", f"It was not approved: {row['reason']}"))
            final = True
        elif row["decision"] is None and row["outcome"] != "allow":
            if row["outcome"] == "block" and appeal is None:
                faults += _faults(Finding.model_validate(finding) for finding in row["findings"])
            awaited.append(row["id"])
    if unjudged:
        raise Unjudged(unjudged)
    if faults:
        raise Blocked(faults, final=final)
    return Verdict("review", tuple(awaited)) if awaited else Verdict("allow")


def foresee(connection: Transaction, contents: Sequence[Content]) -> list[Fault]:
    """Why a film of these contents would be blocked, as far as that can be told without asking anybody."""
    try:
        verdict(connection, contents)
    except Blocked as blocked:
        return list(blocked.faults)
    except Unjudged as unknown:
        return _faults(finding for content in unknown.contents for finding in words.judge(content.texts))
    return []


def judge(contents: Iterable[Content]) -> None:
    """Judge contents and keep what was found. Doing it twice, or by two at once, gives the same.

    A service that did not answer about one of them is not asked about the others, for which somebody would wait.
    """
    silent: set[Kind] = set()
    for content in contents:
        findings, perceptual_hash = _asked(content, silent)
        outcome: Outcome = max((finding.severity for finding in findings), key=ORDER.index, default="allow")
        with transaction() as connection:
            repository.put(
                connection,
                content.kind,
                content.hash,
                judged_by(content.kind),
                outcome,
                findings,
                perceptual_hash,
            )


def judged_by(kind: Kind) -> str:
    """Who judges contents of a kind now, with their versions."""
    if kind == "image":
        return "known-images+rekognition" if settings().rekognition else "known-images"
    services = f"+guardrail:{settings().guardrail}" if settings().guardrail else ""
    return f"words:{words.version()}{services}"


def _asked(content: Content, silent: set[Kind]) -> tuple[list[Finding], str | None]:
    """What is found in a content, and what an image looks like."""
    if content.kind == "text":
        return [*words.judge(content.texts), *_service(content, silent)], None
    try:
        looks = known_images.perceptual_hash(storage.get_bytes(content.uri))
    except (BotoCoreError, ClientError):
        logger.exception("the image %s could not be read", content.uri)
        return [_unchecked(content)], None
    with transaction() as connection:
        known = repository.resembles_refused(connection, content.hash, looks, known_images.NEAR)
    near = Finding(category="resembles_refused", severity="review", field=content.field, judge="known_images")
    return [*([near] if known else []), *_service(content, silent)], looks


def _service(content: Content, silent: set[Kind]) -> list[Finding]:
    """What the service for such contents finds, where there is one; it joins `silent` where it does not answer."""
    if not (settings().guardrail if content.kind == "text" else settings().rekognition):
        return []
    if content.kind not in silent:
        try:
            if content.kind == "text":
                return guardrail.judge(content.texts)
            return rekognition.judge(content.uri, content.field)
        except (BotoCoreError, ClientError):
            logger.exception("the service that judges a film's %s did not answer; a person does", content.kind)
            silent.add(content.kind)
    return [_unchecked(content)]


def _unchecked(content: Content) -> Finding:
    return Finding(category="unchecked", severity="review", field=content.field, judge="none")


def _faults(findings: Iterable[Finding]) -> list[Fault]:
    return [
        Fault(
            finding.field,
            f"blocked_{finding.category}",
            f"It has {REASONS[finding.category]}" + (f" (“{finding.term}”)." if finding.term else "."),
        )
        for finding in findings
        if finding.severity == "block"
    ]
