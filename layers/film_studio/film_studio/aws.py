"""AWS clients, made once per process. Where they connect to is boto3's own business (`AWS_ENDPOINT_URL*`).

boto3 takes a quarter of a function's cold start, so it is imported with the first client: many routes need none.
"""

import logging
from functools import cache
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

logger = logging.getLogger(__name__)


QUICK = {"apigatewaymanagementapi", "bedrock-runtime", "rekognition"}
"""Services that somebody waits for, so that two of them together must have answered or failed within half a minute."""


@cache
def client(service: str) -> Any:
    """A boto3 client of `service`, with standard retries and short time-outs (seconds)."""
    import boto3
    from botocore.config import Config

    config = Config(
        retries={"mode": "standard", "total_max_attempts": 2 if service in QUICK else 6},
        connect_timeout=2 if service in QUICK else 3,
        read_timeout=4 if service in QUICK else 65,
        s3={"addressing_style": "path"},
        signature_version="s3v4" if service == "s3" else None,
    )
    return boto3.client(service, config=config)


def wake(function_name: str) -> None:
    """Invoke a scheduled function now, without waiting for it.

    Whatever goes wrong is only logged: its schedule wakes the function a little later anyway.
    """
    try:
        client("lambda").invoke(FunctionName=function_name, InvocationType="Event", Payload=b"{}")
    except (BotoCoreError, ClientError) as error:
        logger.warning("could not wake %s: %s", function_name, error)
