"""What the rules refuse, and why. `http` turns each kind into its answer; the rules know nothing of HTTP."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing wrong with what was sent: a dotted field name, a stable code, and words for a person."""

    field: str
    code: str
    message: str


class StudioError(Exception):
    """Base of all refusals. `code` is stable and meant for programs, `message` for people, `details` for both."""

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = details


class Malformed(StudioError):
    """What was sent cannot be read at all."""


class Invalid(StudioError):
    """What was sent can be read, but breaks a rule: one `Fault` for each."""

    def __init__(self, *faults: Fault, code: str = "invalid_request", message: str = "") -> None:
        super().__init__(code, message or "; ".join(fault.message for fault in faults))
        self.faults = faults


class Unauthenticated(StudioError):
    """Nobody knows who is asking."""


class PaymentRequired(StudioError):
    """It costs more credits than there are."""


class Forbidden(StudioError):
    """The caller is known and may not do this."""


class AccountSuspended(Forbidden):
    """The caller's account is suspended."""

    def __init__(self) -> None:
        super().__init__("account_suspended", "This account is suspended. Write to the studio's support.")


class NotFound(StudioError):
    """There is no such thing, or none that the caller may see."""


class Conflict(StudioError):
    """It contradicts what is there already."""


class PreconditionFailed(StudioError):
    """What the caller wants to change is not what the caller has seen: the detail `etag` says what it is now."""


class Unavailable(StudioError):
    """Somebody else, whom it needs, does not answer now."""
