"""The cache, Valkey: what it holds is a copy or a count, and everything is right, only slower, when it is gone.

Nothing here raises. A cache that does not answer is left alone for `REST_SECONDS`, so that it costs a request now and
then, not every request, the time of waiting for it.
"""

import logging
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from film_studio.settings import settings

T = TypeVar("T")

TIMEOUT_SECONDS = 0.05
"""How long one question may take."""

REST_SECONDS = 5.0
"""How long a cache that did not answer is not asked again."""

logger = logging.getLogger(__name__)

_client: Any = None
_resting_until = 0.0


def ask(question: Callable[[Any], T], otherwise: T) -> T:
    """What `question` learns from the cache; `otherwise` where there is none or it does not answer.

    It is given a `valkey.Valkey`, whose own types say too little.
    """
    global _client, _resting_until
    if not settings().cache_url or time.monotonic() < _resting_until:
        return otherwise
    from valkey import Valkey  # a tenth of a second that functions without a cache do not need
    from valkey.exceptions import ValkeyError

    try:
        if _client is None:
            _client = Valkey.from_url(
                settings().cache_url, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
            )
        return question(_client)
    except ValkeyError as error:
        logger.warning("the cache does not answer: %s", error)
        _resting_until = time.monotonic() + REST_SECONDS
        return otherwise


def run(script: str, keys: Sequence[str], arguments: Sequence[str | int]) -> Any:
    """What a Lua script answers, which runs as one step; None where there is no cache or it does not answer."""
    return ask(lambda valkey: valkey.register_script(script)(keys, arguments, client=valkey), None)


def get(key: str) -> bytes | None:
    """What is held under `key`; None where there is nothing, or no cache."""
    held: bytes | None = ask(lambda valkey: valkey.get(key), None)
    return held


def put(key: str, value: bytes | str, seconds: float) -> None:
    """Hold `value` under `key` for some time."""
    ask(lambda valkey: valkey.set(key, value, px=round(1000 * seconds)), None)


def forget(*keys: str) -> bool:
    """Hold nothing under these keys any more; False where the cache does not answer, and may still have them."""
    return not settings().cache_url or ask(lambda valkey: valkey.delete(*keys), None) is not None


def disconnect() -> None:
    """Begin anew, as a fresh process would."""
    global _client, _resting_until
    if _client is not None:
        _client.close()
    _client, _resting_until = None, 0.0
