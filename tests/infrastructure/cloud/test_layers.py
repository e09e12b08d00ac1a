"""Each function finds what it imports in its layers, and what they hold is pinned by hash."""

import re
import sys

import pytest

from cdk.layers import LAYERS, MODULES, RUNTIME, layers_of, lock_file, modules
from cdk.services import FUNCTIONS

DISTRIBUTIONS = {
    "av": "av",
    "aws_lambda_powertools": "aws-lambda-powertools",
    "bcrypt": "bcrypt",
    "budoux": "budoux",
    "cryptography": "cryptography",
    "cv2": "opencv-python-headless",
    "email_validator": "email-validator",
    "jwt": "pyjwt",
    "numpy": "numpy",
    "PIL": "pillow",
    "prometheus_client": "prometheus-client",
    "psycopg": "psycopg",
    "py3langid": "py3langid",
    "pydantic": "pydantic",
    "pydantic_core": "pydantic-core",
    "regex": "regex",
    "skia": "skia-python",
    "stripe": "stripe",
    "valkey": "valkey",
}
"""The distribution that a module comes from."""

LINE = re.compile(r"([\w.-]+)==\S+(?: --hash=sha256:[0-9a-f]{64})+")


def locked(layer: str) -> set[str]:
    lines = [line for line in lock_file(layer).read_text().splitlines() if line[0] != "#"]
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), layer
    return {match[1] for match in found if match}


@pytest.mark.parametrize("function", [function.name for function in FUNCTIONS])
def test_a_function_has_what_it_imports(function: str) -> None:
    held = {distribution for layer in layers_of(function) for distribution in locked(layer)} | RUNTIME
    outside = modules(function) - set(sys.stdlib_module_names) - {"film_studio"}
    missing = {module for module in outside if DISTRIBUTIONS.get(module, module) not in held}
    assert not missing


def test_no_package_is_in_two_layers_or_in_the_runtime() -> None:
    seen: set[str] = set(RUNTIME)
    for layer in LAYERS:
        assert not seen & locked(layer), layer
        seen |= locked(layer)


def test_locks_hold_the_versions_that_tests_run_with() -> None:
    root = lock_file("dependencies").parents[2]
    pins = "".join((root / path).read_text() for path in ("layers/dependencies/requirements.txt", "requirements.txt"))
    versions = dict(re.findall(r"^([\w.-]+)(?:\[\w+\])?==(\S+)", pins.lower(), re.MULTILINE))
    for layer, named in LAYERS.items():
        lines = dict(re.findall(r"^([\w.-]+)==(\S+)", lock_file(layer).read_text(), re.MULTILINE))
        for distribution in named:
            assert lines[distribution.lower()] == versions[distribution.lower()], distribution


def test_modules_of_layers_are_where_they_are_said_to_be() -> None:
    for module, layer in MODULES.items():
        assert DISTRIBUTIONS[module] in locked(layer)
