"""No function imports a heavy library that it does not need: a cold start pays for every one."""

import subprocess
import sys
from pathlib import Path

import pytest

from cdk.services import FUNCTIONS

ROOT = Path(__file__).parents[2]

HEAVY = {"PIL", "av", "boto3", "cv2", "numpy", "onnxruntime", "py3langid", "requests", "scipy", "skia", "stripe"}

NEEDED = {
    "check_film": {"av", "numpy"},
    "compose_film": {"av", "numpy", "skia"},
    "mix_sound": {"av", "numpy"},
}
"""What every call of a function needs; whatever only some calls need is imported by them."""

IMPORT = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("handler", sys.argv[1])
spec.loader.exec_module(importlib.util.module_from_spec(spec))
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize("name", [function.name for function in FUNCTIONS])
def test_a_function_imports_only_the_heavy_libraries_that_every_call_needs(name: str) -> None:
    handler = ROOT / "lambdas" / name / "handler.py"
    # No variable of the environment is given: importing a handler asks for none.
    answer = subprocess.run([sys.executable, "-c", IMPORT, str(handler)], capture_output=True, text=True, env={})
    assert answer.returncode == 0, answer.stderr
    assert HEAVY & set(answer.stdout.split()) == NEEDED.get(name, set())
