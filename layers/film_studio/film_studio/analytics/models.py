"""Figures as they cross the border. Each says what it counts; days begin and end at midnight UTC."""

from datetime import date

from pydantic import BaseModel, Field


class ActiveUsers(BaseModel):
    """How many users began or renewed a login in the last 1, 7 and 30 days that end with the period.

    An access token lasts 15 minutes, so whoever used the studio on a day renewed it that day.
    """

    last_1_day: int = Field(examples=[41])
    last_7_days: int = Field(examples=[96])
    last_30_days: int = Field(examples=[130])


class Churn(BaseModel):
    """Of the users on a paid tier when the period began, those who were on none when it ended: down to free, or gone.

    Somebody who left the tier and came back within the period is not among them. `rate` is their part of all who paid
    at the beginning; null where nobody did. `deleted` are accounts of any tier that were deleted in the period.
    """

    paying_before: int = Field(examples=[17])
    churned: int = Field(examples=[1])
    rate: float | None = Field(examples=[0.0588])
    deleted: int = Field(examples=[2])


class Films(BaseModel):
    """Jobs that ended in the period, of projects that were not deleted since.

    `completion_rate` is completed of completed and failed; cancelled and refused ones count in neither, for nothing of
    ours went wrong. `seconds_p50` and `seconds_p95` are the median and the 95th percentile (between two values, in
    proportion) of what completed jobs took from the start of their last attempt to the end; null where there is none.
    `failures` counts the failed and refused ones by `error_code`.
    """

    completed: int = Field(examples=[310])
    failed: int = Field(examples=[4])
    refused: int = Field(examples=[1])
    cancelled: int = Field(examples=[7])
    completion_rate: float | None = Field(examples=[0.9873])
    seconds_p50: float | None = Field(examples=[38.5])
    seconds_p95: float | None = Field(examples=[92.0])
    failures: dict[str, int] = Field(examples=[{"render_failed": 3, "timed_out": 1, "content_refused": 1}])


class Revenue(BaseModel):
    """Money, in the currency's smallest unit, by the prices of today's offers.

    `mrr` is a month's price of every subscription that ran when the period ended and was not on trial. `sales` counts
    purchases of credits in the period, `credits_sold` their credits, `credits_taken_back` those of payments refunded
    or disputed in the period (less what was given again), and `sales_amount` the price of the packs sold, before that.
    A pack that is offered no more counts nothing there. Accounts that were deleted since are no part of any of these.
    """

    currency: str = Field(examples=["usd"])
    mrr: int = Field(examples=[70300])
    sales: int = Field(examples=[12])
    credits_sold: int = Field(examples=[280])
    credits_taken_back: int = Field(examples=[10])
    sales_amount: int = Field(examples=[30100])


class Figures(BaseModel):
    """The figures of a period: counts of what happened in it, states as they were when it ended.

    `users_by_tier` are the accounts that there were at its end, `new_users` those made in it (also if deleted since).
    """

    users_by_tier: dict[str, int] = Field(examples=[{"free": 120, "pro": 14, "studio": 3}])
    active_users: ActiveUsers
    new_users: int = Field(examples=[9])
    churn: Churn
    films: Films
    revenue: Revenue


class DayFigures(Figures):
    """The figures of one day."""

    day: date


class Analytics(BaseModel):
    """The figures from the first moment of `from_day` to the last of `to_day`, and of each day where that was asked."""

    from_day: date
    to_day: date
    total: Figures
    days: list[DayFigures] | None
