"""Both faces under one address."""

from starlette.applications import Starlette
from starlette.routing import Mount

from local.identity_provider.clients import clients
from local.identity_provider.github import GitHub
from local.identity_provider.google import Google


class IdentityProvider:
    """Google at `{url}/google` and GitHub at `{url}/github`, for the clients of `secret` and the API at `api_url`."""

    def __init__(self, url: str, secret: str, api_url: str) -> None:
        self._url = url
        registered = clients(secret, api_url)
        self.google = Google(f"{url}/google", registered["google"])
        self.github = GitHub(registered["github"])

    @property
    def app(self) -> Starlette:
        """It as an ASGI application."""
        return Starlette(
            routes=[Mount("/google", routes=self.google.routes), Mount("/github", routes=self.github.routes)]
        )

    def settings(self) -> dict[str, str]:
        """Where `film_studio.settings` finds it, as environment variables."""
        return {
            "GOOGLE_ISSUER": self.google.issuer,
            "GITHUB_URL": f"{self._url}/github",
            "GITHUB_API_URL": f"{self._url}/github/api",
        }
