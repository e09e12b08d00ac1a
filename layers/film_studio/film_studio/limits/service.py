"""Admitting requests: an exact sliding window over the requests that were admitted.

The cache decides over all policies of a request in one step: either all count it or none does. A request that is
refused counts nowhere, so that asking too early does not lengthen the wait.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil

import psycopg

from film_studio import cache
from film_studio.database import transaction
from film_studio.limits import repository
from film_studio.limits.policies import Policy
from film_studio.settings import settings

ADMIT = """
local now = redis.call('TIME')
now = tonumber(now[1]) * 1000000 + tonumber(now[2])
local answer, admitted = {}, 1
for i, key in ipairs(KEYS) do
    redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.0f', now - ARGV[2 * i + 1] * 1000000))
    answer[2 * i] = redis.call('ZCARD', key)
    if answer[2 * i] >= tonumber(ARGV[2 * i]) then admitted = 0 end
end
for i, key in ipairs(KEYS) do
    local window = ARGV[2 * i + 1] * 1000000
    if admitted == 1 then
        redis.call('ZADD', key, string.format('%.0f', now), ARGV[1])
        redis.call('PEXPIRE', key, string.format('%.0f', window / 1000))
        answer[2 * i] = answer[2 * i] + 1
    end
    local oldest = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    answer[2 * i + 1] = oldest[2] and math.ceil((oldest[2] + window - now) / 1000) or 0
end
answer[1] = admitted
return answer
"""
"""KEYS: one sorted set of times for each policy. ARGV: a unique word, then quota and window (seconds) of each.

Gives whether it is admitted, then of each policy how many requests count and in how many milliseconds the oldest of
them will not.
"""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Standing:
    """How a policy stands: requests that remain, and the seconds until there is one more."""

    policy: Policy
    quota: int
    remaining: int
    seconds: int


@dataclass(frozen=True)
class Verdict:
    """Whether a request is admitted, and how its policies stand now."""

    standings: tuple[Standing, ...]
    refused_by: tuple[Policy, ...] = ()

    @property
    def retry_after(self) -> int:
        """Seconds after which the same request may be admitted."""
        return max((s.seconds for s in self.standings if s.policy in self.refused_by), default=0)

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers-10, and `Retry-After` of a refusal."""
        if not self.standings:
            return {}
        fields = {
            "RateLimit-Policy": ", ".join(f'"{s.policy.name}";q={s.quota};w={s.policy.window}' for s in self.standings),
            "RateLimit": ", ".join(f'"{s.policy.name}";r={s.remaining};t={s.seconds}' for s in self.standings),
        }
        return fields | ({"Retry-After": str(self.retry_after)} if self.refused_by else {})


def admit(
    policies: Sequence[Policy], *, address: str, user_id: str | None = None, account: str | None = None
) -> Verdict:
    """Count a request under its policies, or refuse it. A policy whose partition is not known does not apply.

    Without a cache sensitive policies are counted in Postgres, the others not at all.
    """
    asked = []
    for policy in policies:
        partition = _partition(policy, address, user_id, account)
        quota = settings().rate_limits.get(policy.name, policy.quota)
        if partition is not None and quota > 0:
            asked.append((policy, quota, f"limit:{policy.name}:{partition}"))
    if not asked:
        return Verdict(())
    numbers = [number for policy, quota, _ in asked for number in (quota, policy.window)]
    answer = cache.run(ADMIT, [key for _, _, key in asked], [secrets.token_hex(8), *numbers])
    if answer is None:
        return _admit_without_cache(asked)
    counted = zip(asked, answer[1::2], answer[2::2], strict=True)
    standings, refusing = [], []
    for (policy, quota, _), count, milliseconds in counted:
        standings.append(Standing(policy, quota, max(0, quota - count), max(1, ceil(milliseconds / 1000))))
        if not answer[0] and count >= quota:
            refusing.append(policy)
    return Verdict(tuple(standings), tuple(refusing))


def prune() -> None:
    """Forget what was counted in Postgres and no window covers any more."""
    with transaction() as connection:
        repository.prune(connection)


def _partition(policy: Policy, address: str, user_id: str | None, account: str | None) -> str | None:
    """Whose requests are counted together. Addresses of people are known by their hash only."""
    if policy.partition == "user":
        return user_id
    if policy.partition == "account":
        return sha256(account.encode()).hexdigest()[:32] if account else None
    return _network(address)


def _network(address: str) -> str:
    """An address; of IPv6 its first half, since one customer has all of the other."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return f"{IPv6Address(int(parsed) >> 64 << 64)}/64"
    return address


def _admit_without_cache(asked: Sequence[tuple[Policy, int, str]]) -> Verdict:
    try:
        counted = _count_in_postgres([found for found in asked if found[0].sensitive])
    except psycopg.OperationalError:
        logger.exception("neither cache nor database count requests")
        counted = {}
    standings = tuple(
        counted.get(policy.name, Standing(policy, quota, quota, policy.window)) for policy, quota, _ in asked
    )
    refusing = tuple(policy for policy, _, _ in asked if policy.name in counted and counted[policy.name].remaining < 0)
    shown = tuple(Standing(s.policy, s.quota, max(0, s.remaining), s.seconds) for s in standings)
    return Verdict(shown, refusing)


def _count_in_postgres(asked: Sequence[tuple[Policy, int, str]]) -> dict[str, Standing]:
    """How policies stand after this request, by name; below zero where one refuses it, and then none counts it."""
    if not asked:
        return {}
    standings = {}
    with transaction() as connection:
        for _, _, key in sorted(asked, key=lambda found: found[2]):  # in one order, so that no two wait for each other
            repository.lock(connection, key)
        for policy, quota, key in asked:
            row = repository.count(connection, key, policy.window)
            seconds = max(1, ceil(row["seconds"] if row["seconds"] is not None else policy.window))
            standings[policy.name] = Standing(policy, quota, quota - row["n"] - 1, seconds)
        if all(standing.remaining >= 0 for standing in standings.values()):
            for policy, _, key in asked:
                repository.add(connection, key, policy.window)
    return standings
