"""The keys of the embedded Stripe, kept in a file so that they outlive a restart."""

import fcntl
import json
import secrets
from pathlib import Path


def stripe_keys(path: Path) -> dict[str, str]:
    """`api_key` and `webhook_secret`, made where the file has none. Two processes may ask at a time."""
    path.touch(mode=0o600)
    with path.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if text := file.read():
            held: dict[str, str] = json.loads(text)
            return held
        made = {
            "api_key": f"sk_test_{secrets.token_urlsafe(24)}",
            "webhook_secret": f"whsec_{secrets.token_urlsafe(24)}",
        }
        json.dump(made, file)
    return made
