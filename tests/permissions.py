"""IAM's place in the tests: a handler that asks AWS for what the function table does not allow fails its test.

Every call that boto3 makes, or signs for a browser, while a handler runs is held against the permissions of its
function, by the names that IAM has for it:
https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from botocore.client import BaseClient

from cdk.services import FUNCTIONS

PERMISSIONS = {function.name: set(function.permissions) for function in FUNCTIONS}

ACTIONS = {
    "apigatewaymanagementapi:PostToConnection": "execute-api:ManageConnections",
    "apigatewaymanagementapi:DeleteConnection": "execute-api:ManageConnections",
    "bedrock-runtime:ApplyGuardrail": "bedrock:ApplyGuardrail",
    "lambda:Invoke": "lambda:InvokeFunction",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:DeleteObjects": "s3:DeleteObject",
    "s3:CreateMultipartUpload": "s3:PutObject",
    "s3:UploadPart": "s3:PutObject",
    "s3:CompleteMultipartUpload": "s3:PutObject",
    "sagemaker-runtime:InvokeEndpointAsync": "sagemaker:InvokeEndpointAsync",
    "sesv2:SendEmail": "ses:SendEmail",
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "stepfunctions:StartExecution": "states:StartExecution",
    "stepfunctions:StopExecution": "states:StopExecution",
    "stepfunctions:DescribeExecution": "states:DescribeExecution",
    "stepfunctions:SendTaskSuccess": "states:SendTaskSuccess",
    "stepfunctions:SendTaskFailure": "states:SendTaskFailure",
    "secretsmanager:GetSecretValue": "secretsmanager:GetSecretValue",
}
"""What IAM calls an operation, where it is not `service:Operation`."""

_running: ContextVar[str | None] = ContextVar("running", default=None)
_active: list[str] = []
_lock = threading.Lock()
_refused: dict[str, set[str]] = {}


@contextmanager
def of(function: str) -> Iterator[None]:
    """The calls of the block are those of a function. Raises `AssertionError` where it may not make one of them."""
    token = _running.set(function)
    with _lock:
        _active.append(function)
    try:
        yield
    finally:
        with _lock:
            _active.remove(function)
            refused = _refused.pop(function, set())
        _running.reset(token)
        if refused:
            raise AssertionError(f"cdk/services.py does not allow {function} to call {', '.join(sorted(refused))}")


def _note(service: str, operation: str) -> None:
    with _lock:
        # The handler's own threads do not inherit its context; they are its own where nobody else runs.
        function = _running.get() or (_active[0] if len(set(_active)) == 1 else None)
        call = f"{service}:{operation}"
        action = ACTIONS.get(call, call)
        if function is not None and action not in PERMISSIONS[function]:
            _refused.setdefault(function, set()).add(action)


def enforce() -> None:
    """Hold every call of boto3 against the table from now on."""
    emit = BaseClient._emit_api_params

    def noted(self: Any, api_params: Any, operation_model: Any, context: Any) -> Any:
        # Forms that browsers upload by are signed under the name of another operation.
        form = operation_model.name == "CreateBucket" and context.get("is_presign_request")
        _note(operation_model.service_model.service_name, "PutObject" if form else operation_model.name)
        return emit(self, api_params, operation_model, context)

    BaseClient._emit_api_params = noted
