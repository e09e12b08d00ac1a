"""`python -m sagemaker_containers.serving voice --port 8080`: serve one model container."""

import argparse
import importlib
import logging
import os

from sagemaker_containers.serving.manifest import Unlicensed, require_licences
from sagemaker_containers.serving.server import serve


def main() -> None:
    """Serve the container that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m sagemaker_containers.serving", description=__doc__)
    parser.add_argument("stage", help="voice, picture, lip_sync or music: a folder of sagemaker_containers/")
    parser.add_argument("--host", default="0.0.0.0", help="address to listen on (default: all)")  # noqa: S104 - a container
    parser.add_argument("--port", type=int, default=int(os.environ.get("SAGEMAKER_BIND_TO_PORT", "8080")))
    parser.add_argument(
        "--max-batch",
        type=int,
        default=int(os.environ.get("MAX_BATCH", "1")),
        help="requests that the engine gets at a time, of those that wait (default: MAX_BATCH, else 1)",
    )
    arguments = parser.parse_args()
    if arguments.max_batch < 1:
        parser.error("--max-batch must be 1 or more")
    logging.basicConfig(level=logging.INFO, format=f"%(asctime)s {arguments.stage} %(levelname)s %(message)s")
    try:
        require_licences(arguments.stage)
    except (Unlicensed, LookupError, ValueError) as refusal:
        parser.exit(1, f"{refusal}\n")
    adapter = importlib.import_module(f"sagemaker_containers.{arguments.stage}.adapter")
    serve(adapter, arguments.host, arguments.port, arguments.max_batch)


if __name__ == "__main__":
    main()
