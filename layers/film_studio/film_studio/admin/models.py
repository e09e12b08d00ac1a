"""What crosses the border of the administrators' part."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from film_studio.accounts.models import Tier
from film_studio.analytics.models import ActiveUsers
from film_studio.integers import ONLY_NUMBERS
from film_studio.jobs.models import Job, JobDetails
from film_studio.paging import Listed
from film_studio.trimmed import THREE_CHARACTERS

MAX_CREDITS = 10_000
"""The most credits that one grant or deduction moves."""

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500), THREE_CHARACTERS]


class Request(BaseModel):
    """Base of what administrators send: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class UserChange(Request):
    """What to change about an account; what is left out stays. Suspending needs a reason, which its owner is told."""

    subscription_tier: Tier | None = None
    suspended: StrictBool | None = None
    is_admin: StrictBool | None = None
    reason: Reason | None = None

    @model_validator(mode="after")
    def _suspended_for_a_reason(self) -> Self:
        if self.suspended and self.reason is None:
            raise PydanticCustomError("reason_missing", "Say in `reason` why the account is suspended")
        return self


class CreditChange(Request):
    """Credits to grant (positive) or to take away (negative), and why."""

    amount: Annotated[
        int,
        Field(
            ge=-MAX_CREDITS,
            le=MAX_CREDITS,
            description="Not 0.",
            examples=[5],
            json_schema_extra={"not": {"const": 0}},
        ),
        ONLY_NUMBERS,
    ]
    reason: Reason

    @model_validator(mode="after")
    def _moves_something(self) -> Self:
        if self.amount == 0:
            raise PydanticCustomError("amount_zero", "`amount` is 0; say how many credits to grant or take away")
        return self


class CreditsChanged(BaseModel):
    """What was moved, and the balance afterwards."""

    amount: int
    balance: int


class JobDecision(Request):
    """Why an administrator steps in."""

    reason: Reason


class AdminUser(Listed):
    """An account as administrators see it."""

    email: str
    full_name: str
    subscription_tier: Tier
    credits_balance: int
    is_admin: bool
    suspended_at: datetime | None
    suspended_reason: str | None
    last_login_at: datetime | None


class LedgerSummary(BaseModel):
    """All that ever moved a user's balance, by kind; `total` is the balance."""

    by_type: dict[str, int] = Field(examples=[{"grant": 3, "deduction": -1}])
    total: int


class AdminJob(Job):
    """A job as administrators see it."""

    user_id: UUID | None = Field(description="Who asked for it and paid; null when that account is gone.")
    title: str


class AdminJobDetails(JobDetails):
    """A job, whole, as administrators see it."""

    user_id: UUID | None = Field(description="Who asked for it and paid; null when that account is gone.")
    execution_arn: str | None = Field(description="Its run in Step Functions.", examples=[None])


class AdminUserDetails(AdminUser):
    """An account with its ledger, its jobs by status, and the latest 20 of them."""

    ledger: LedgerSummary
    jobs_by_status: dict[str, int] = Field(examples=[{"completed": 2}])
    projects: int
    latest_jobs: list[AdminJob]


class AuditEntry(BaseModel):
    """One thing that was done. Subjects are ids: a name is kept nowhere here, so that entries outlive accounts."""

    id: int
    created_at: datetime
    actor_id: UUID | None = Field(description="Null for the studio itself.")
    action: str
    subject: str
    details: dict[str, Any]
    hash: str = Field(description="SHA-256 of the entry and of the hash before it.")


class AuditPage(BaseModel):
    """Some entries, newest first, and the cursor of the page that follows (`null` on the last one)."""

    items: list[AuditEntry]
    next_cursor: str | None = None


class AuditCheck(BaseModel):
    """Whether the chain of the audit log holds. Who keeps `head` elsewhere can tell later if the end was cut off."""

    intact: bool
    entries: int
    head: str | None = Field(description="The hash of the newest entry.")
    broken_at: int | None = Field(description="The first entry that is not what it was, or follows a deleted one.")


class Dashboard(BaseModel):
    """How the studio is, now."""

    users_by_tier: dict[str, int]
    suspended_users: int
    new_users_today: int
    jobs_by_status: dict[str, int] = Field(description="Of those that are not over.")
    oldest_queued_seconds: float | None = Field(description="How long the job has waited that waits longest.")
    completed_today: int
    failed_today: int
    credits_held: int = Field(description="The balances of all users.")
    reviews_waiting: int = Field(description="Texts and images that a person is to judge.")
    active_users: ActiveUsers
    mrr: int = Field(description="As in `Revenue`, now.")
    currency: str
    outbox_unsent: int
    outbox_oldest_seconds: float | None
