"""The container of an endpoint, whose name in the cloud says environment and stage."""

import runpy
import sys
import time

SERVED = {"film-studio-staging-voice": "picture"}
"""What serves an endpoint by mistake."""

name = sys.argv[1]
if name == "film-studio-sandbox-voice":
    time.sleep(600)  # no instance starts
sys.argv[1] = SERVED.get(name, name.removeprefix("film-studio-development-").replace("-", "_"))
runpy.run_module("sagemaker_containers.serving", run_name="__main__", alter_sys=True)
