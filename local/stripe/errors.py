"""How Stripe refuses."""

from typing import Any


class Refusal(Exception):
    """An answer that is an error, as `{"error": {…}}`."""

    def __init__(self, message: str, *, status: int = 400, kind: str = "invalid_request_error", **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, **more}}


def missing(kind: str, id: str) -> Refusal:
    """There is no such object."""
    return Refusal(f"No such {kind}: '{id}'", status=404, code="resource_missing", param="id")


class Declined(Refusal):
    """A card that does not pay."""

    def __init__(self) -> None:
        super().__init__(
            "Your card was declined.",
            status=402,
            kind="card_error",
            code="card_declined",
            decline_code="generic_decline",
        )
