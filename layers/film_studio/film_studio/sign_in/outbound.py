"""HTTP to the providers: JSON answers, soon or not at all, and no redirects."""

import logging
from functools import cache
from typing import Any

from pydantic_core import from_json

from film_studio.errors import Unavailable
from film_studio.sign_in.models import NAMES, Provider

CONNECT_SECONDS, READ_SECONDS = 2.0, 5.0
MAX_BYTES = 1024 * 1024

logger = logging.getLogger(__name__)


def unavailable(provider: Provider) -> Unavailable:
    """What is told when a provider does not answer, or not as it promises."""
    return Unavailable("provider_unavailable", f"{NAMES[provider]} does not answer as it should. Try again later.")


def ask(
    provider: Provider,
    method: str,
    url: str,
    *,
    fields: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, Any]:
    """Status and JSON of an answer; `fields` are sent as a form.

    Raises `Unavailable` where none comes in time, or one with a status of 429 or above, or one that is no JSON.
    """
    from urllib3.exceptions import HTTPError

    sent = {"Accept": "application/json", "User-Agent": "ai-film-studio", **(headers or {})}
    options: dict[str, Any] = {} if fields is None else {"fields": fields, "encode_multipart": False}
    try:
        answer = _pool().request(method, url, headers=sent, preload_content=False, **options)
        try:
            content = answer.read(MAX_BYTES)
        finally:
            answer.release_conn()
        if answer.status >= 429:
            raise ValueError(f"status {answer.status}")
        return answer.status, from_json(content)
    except (HTTPError, ValueError) as error:
        logger.warning("%s %s failed: %s", method, url.partition("?")[0], error)
        raise unavailable(provider) from error


@cache
def _pool() -> Any:
    from urllib3 import PoolManager, Timeout

    return PoolManager(retries=False, timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS))
