"""Step Functions' place is taken by moto's interpreter of the States Language; here is what it lacks.

Each seam is held by a test in `tests/integration/local/test_step_functions.py`, so that a new moto says when one of
them has become needless or has moved.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import moto

from local import eventbridge

Event = dict[str, Any]


def install(invoke: Callable[..., dict[str, Any]], ended: Callable[[Event], None]) -> None:
    """Complete moto's Step Functions, in this process, for good.

    `invoke` is boto3's `lambda.invoke`; `ended` gets EventBridge's event for every execution that has ended.
    """
    # Its models import all of EC2, 1.5 s and 90 MB, where only an enumeration in `moto.batch.utils` is wanted.
    batch = sys.modules.setdefault("moto.batch", ModuleType("moto.batch"))
    batch.__path__ = [str(Path(moto.__file__).parent / "batch")]

    from moto.core.config import default_user_config

    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    _evaluate_jsonata()
    _invoke_functions(invoke)
    _keep_causes()
    _renew_tokens()
    _overlook_unborn_executions()
    _end(ended)


def _replace(owner: Any, name: str, value: object) -> None:
    """Set a seam. Raises `AttributeError` where moto has none of that name any more."""
    getattr(owner, name)
    setattr(owner, name, value)


def _evaluate_jsonata() -> None:
    """moto leaves JSONata to a JVM that it does not bring, and writes text into expressions without escapes."""
    from jsonata import Jsonata
    from moto.stepfunctions.parser.asl.eval import states, variable_store
    from moto.stepfunctions.parser.asl.jsonata import jsonata
    from moto.stepfunctions.parser.asl.utils.encoding import to_json_str

    def declarations(bindings: dict[str, Any]) -> str:
        return "".join(f"{name}:={to_json_str(value)};" for name, value in bindings.items())

    _replace(jsonata, "_eval_jsonata", lambda expression: Jsonata(expression).evaluate(None))
    for module in (states, variable_store):
        _replace(module, "encode_jsonata_variable_declarations", declarations)


def _invoke_functions(invoke: Callable[..., dict[str, Any]]) -> None:
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils

    def call(parameters: dict[str, Any], region: str, state_credentials: object) -> dict[str, Any]:
        answer = invoke(**parameters)
        return {**answer, "Payload": json.loads(answer["Payload"].read() or b"null")}

    _replace(lambda_eval_utils, "_invoke_lambda_function", call)


def _keep_causes() -> None:
    """moto drops the cause of SendTaskFailure."""
    from moto.core.responses import EmptyResult
    from moto.stepfunctions.responses import StepFunctionResponse

    def send_task_failure(self: Any) -> EmptyResult:
        token, error, cause = (self._get_param(name) for name in ("taskToken", "error", "cause"))
        self.stepfunction_backend.send_task_failure(token, error=error, cause=cause)
        return EmptyResult()

    _replace(StepFunctionResponse, "send_task_failure", send_task_failure)


def _renew_tokens() -> None:
    """moto retries a task that waits for its token with the token that was answered, and so with the old answer."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_callback import (
        StateTaskServiceCallback,
    )

    evaluate = StateTaskServiceCallback._eval_execution

    def with_a_fresh_token(self: Any, env: Any) -> None:
        if self._is_integration_pattern():
            env.callback_pool_manager.add(env.states.context_object.update_task_token())
        evaluate(self, env)

    _replace(StateTaskServiceCallback, "_eval_execution", with_a_fresh_token)


def _overlook_unborn_executions() -> None:
    """moto fails on every task token while any execution, just started, has no environment yet."""
    from moto.stepfunctions.parser.models import StepFunctionsParserBackend

    executions = StepFunctionsParserBackend._get_executions

    def born(self: Any, execution_status: Any = None) -> list[Any]:
        return [each for each in executions(self, execution_status) if each.exec_worker.env is not None]

    _replace(StepFunctionsParserBackend, "_get_executions", born)


def _end(ended: Callable[[Event], None]) -> None:
    """moto tells nobody that an execution has ended, and one that is stopped waits for its tasks first."""
    from moto.stepfunctions.parser.api import ExecutionStatus
    from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication, Execution

    def end(execution: Any) -> None:
        for endpoint in list(execution.exec_worker.env.callback_pool_manager._pool.values()):
            endpoint.interrupt_all()  # branches that nobody waits for any more
        ended(_event(execution))

    def terminated(self: Any) -> None:
        if self.execution.exec_status == ExecutionStatus.RUNNING:
            self._reflect_execution_status()
            end(self.execution)

    def stop(self: Any, stop_date: datetime, error: str | None, cause: str | None) -> None:
        while self.exec_worker.env is None or self.exec_worker.env.program_state() is None:
            time.sleep(0.01)  # just started: it is still reading its definition
        if self.exec_status == ExecutionStatus.RUNNING:
            self.exec_status, self.stop_date = ExecutionStatus.ABORTED, datetime.now(UTC)
            self.exec_worker.env.set_stop(stop_date=self.stop_date, error=error, cause=cause)
            end(self)

    _replace(BaseExecutionWorkerCommunication, "terminated", terminated)
    _replace(Execution, "stop", stop)


def _event(execution: Any) -> Event:
    """EventBridge's `Step Functions Execution Status Change` for an execution that has ended."""
    detail = {
        "executionArn": execution.exec_arn,
        "stateMachineArn": execution.state_machine.arn,
        "name": execution.name,
        "status": execution.exec_status.value,
        "startDate": int(execution.start_date.timestamp() * 1000),
        "stopDate": int(execution.stop_date.timestamp() * 1000),
        "input": json.dumps(execution.input_data),
        "inputDetails": {"included": True},
        "output": None if execution.output is None else json.dumps(execution.output),
        "outputDetails": None if execution.output is None else {"included": True},
        "error": execution.error,
        "cause": execution.cause,
    }
    return eventbridge.event("Step Functions Execution Status Change", "aws.states", execution.exec_arn, detail)
