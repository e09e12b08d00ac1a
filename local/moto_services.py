"""A process of moto with the services that need no disk: Step Functions, SQS and Secrets Manager, furnished for us.

It runs beside the studio, not in it: its interpreter takes long to import and would hold up every other request. What
it keeps is in memory; when it ends, queues and executions are gone and the reconciler starts lost runs over.
"""

import argparse
import json
import logging
import re
import sys
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

from cdk.services import FUNCTIONS, OAUTH_CLIENTS, QUEUES, SIGNING_KEY, STRIPE_KEYS
from local import step_functions
from local.iam import ACCOUNT
from local.identity_provider.clients import secret_of
from local.lifetime import exit_with_parent
from local.stripe.keys import stripe_keys

STATE_MACHINE = Path(__file__).parents[1] / "state_machines" / "render_film.asl.json"

log = logging.getLogger(__name__)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m local.moto_services", description=__doc__)
    parser.add_argument(
        "--socket", type=int, required=True, help="descriptor of the socket to serve, already listening"
    )
    parser.add_argument("--parent", type=int, required=True, help="process id of the studio, with which this ends")
    parser.add_argument("--signing-key", type=Path, required=True, help="file of the key, made where it is not there")
    parser.add_argument("--stripe-keys", type=Path, required=True, help="file of the keys of the embedded Stripe")
    parser.add_argument("--oauth-clients", type=Path, required=True, help="file of the clients at Google and GitHub")
    return parser.parse_args()


def main() -> None:
    """Serve until the parent ends; says `ready` on stdout when everything is there."""
    options = arguments()
    exit_with_parent(options.parent)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s moto %(levelname)s %(message)s")
    import boto3
    from botocore.config import Config

    patient = Config(read_timeout=1000, max_pool_connections=64, retries={"total_max_attempts": 1})
    functions = boto3.client("lambda", config=patient)
    listeners = [function.name for function in FUNCTIONS if function.listens_to == "execution-status"]

    def ended(event: dict[str, Any]) -> None:
        for name in listeners:
            try:
                functions.invoke(FunctionName=name, InvocationType="Event", Payload=json.dumps(event))
            except Exception:
                log.exception("%s did not hear that %s ended", name, event["resources"])

    step_functions.install(functions.invoke, ended)
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    # What ThreadedMotoServer does, but for its own choice of a socket: where that fails, it waits for ever.
    application = DomainDispatcherApplication(create_backend_app)
    # It would look through moto's folders for every request, which takes longer than to answer it.
    application.get_backend_for_host = cache(application.get_backend_for_host)  # type: ignore[method-assign]
    server = make_server(
        "127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler, fd=options.socket
    )
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    _furnish(options.signing_key, options.stripe_keys, options.oauth_clients)
    print("ready", flush=True)
    sys.stdout.close()
    serving.join()


def _furnish(signing_key: Path, stripe_keys_file: Path, oauth_clients: Path) -> None:
    """What the CDK app makes in the cloud: queues with their dead-letter queues, the state machine, the secrets."""
    import boto3

    sqs = boto3.client("sqs")
    for queue in QUEUES:
        dead = sqs.create_queue(QueueName=f"{queue.name}-dead")["QueueUrl"]
        dead_arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        redrive = {"deadLetterTargetArn": dead_arn, "maxReceiveCount": queue.max_receives}
        attributes = {"VisibilityTimeout": str(queue.visibility_timeout), "RedrivePolicy": json.dumps(redrive)}
        sqs.create_queue(QueueName=queue.name, Attributes=attributes)
    boto3.client("stepfunctions").create_state_machine(
        name="render-film",
        definition=re.sub(r"\$\{(\w+)\}", r"\1", STATE_MACHINE.read_text()),
        roleArn=f"arn:aws:iam::{ACCOUNT}:role/render-film",
    )
    secrets = boto3.client("secretsmanager")
    secrets.create_secret(Name=SIGNING_KEY, SecretString=_key(signing_key))
    secrets.create_secret(Name=STRIPE_KEYS, SecretString=json.dumps(stripe_keys(stripe_keys_file)))
    secrets.create_secret(Name=OAUTH_CLIENTS, SecretString=secret_of(oauth_clients))


def _key(path: Path) -> str:
    """The RSA key (PEM) that is kept in a file, so that access tokens outlive a restart."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    if not path.exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_bytes(key)
        part.replace(path)
    return path.read_text()


if __name__ == "__main__":
    main()
