"""The studio's client at each provider: made up once, kept in a file, the same for who asks and who is asked."""

import json
import secrets
from dataclasses import dataclass
from pathlib import Path

PROVIDERS = ("google", "github")


@dataclass(frozen=True)
class Client:
    """Who may ask a provider, and where it may have people sent back to."""

    client_id: str
    client_secret: str
    redirect_uri: str


def secret_of(path: Path) -> str:
    """What the secret `oauth-clients` holds (JSON), from a file that is made where it is not there."""
    if not path.exists():
        made = {
            name: {"client_id": f"studio-{secrets.token_hex(4)}.{name}", "client_secret": secrets.token_urlsafe(24)}
            for name in PROVIDERS
        }
        part = path.with_suffix(".part")
        part.touch(mode=0o600)
        part.write_text(json.dumps(made))
        part.replace(path)
    return path.read_text()


def clients(secret: str, api_url: str) -> dict[str, Client]:
    """The clients of such a secret, with their callback under the API at `api_url`."""
    return {
        name: Client(**client, redirect_uri=f"{api_url}/auth/oauth/{name}/callback")
        for name, client in json.loads(secret).items()
    }
