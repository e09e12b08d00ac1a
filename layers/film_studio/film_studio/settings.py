"""The environment as typed settings: the only place that reads environment variables."""

import os
from functools import cache

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json


class Engine(BaseModel):
    """Which engine serves a model stage, and where. `version` is part of every artifact's key."""

    model_config = ConfigDict(frozen=True)

    endpoint: str
    engine: str
    version: str
    languages: dict[str, dict[str, list[str]]] | None = Field(
        default=None,
        description="Of the voice stage: by language, the genders that speak each accent; null where it speaks all.",
    )
    portraits: bool = Field(False, description="Whether a picture shows people's faces after their portraits.")


class Settings(BaseModel):
    """What a function is told about the world around it. A field `media_bucket` is the variable `MEDIA_BUCKET`."""

    model_config = ConfigDict(frozen=True)

    database_url: str = Field(description="libpq URL of Postgres (in the cloud: of RDS Proxy).")
    database_iam: bool = Field(False, description="Whether to sign in there with the function's own role (RDS Proxy).")
    media_bucket: str
    media_url: str = Field("", description="Of CloudFront before the bucket (`https://…`); empty: S3 signs itself.")
    media_key_id: str = Field("", description="CloudFront's id of the public key that verifies its URLs.")
    media_key_secret: str = Field("", description="Secrets Manager id of the RSA key (PEM) that signs them.")
    signing_key_secret: str = Field(description="Secrets Manager id of the RSA key that signs access tokens (PEM).")
    issuer: str = Field("film-studio", description="`iss` of the access tokens.")
    queue_high_url: str = ""
    queue_normal_url: str = ""
    queue_batch_url: str = ""
    state_machine_arn: str = ""
    state_machine_alias: str = Field(
        "", description="ARN of the alias that executions are started by; empty to start them by the machine itself."
    )
    relay_function: str = ""
    dispatcher_function: str = ""
    exports_function: str = ""
    pusher_function: str = Field("", description="The function that tells WebSocket connections what has happened.")
    websocket_url: str = Field("", description="Where clients find the WebSocket API (`wss://…`).")
    engines: dict[str, Engine] = Field(default_factory=dict, description="By stage: voice, picture, lip_sync, music.")
    render_slots: int = Field(default=2, description="Films rendered at a time, at the largest GPU capacity.")
    jobs_per_user: int = Field(default=1, description="Films of one user rendered at a time.")
    collaborators_per_project: int = Field(default=20, description="How many may share a project beside its owner.")
    edge_key: str = Field(
        "",
        description="What CloudFront shows in `x-studio-edge-key`: who comes without is refused, `x-viewer-address` is "
        "believed. Empty where nothing stands in front of the gateway.",
    )
    public_url: str = "http://127.0.0.1:8000"
    rate_limits: dict[str, int] = Field(
        default_factory=dict, description="By policy of `limits.policies`: another quota than its own; 0 is no limit."
    )
    cache_url: str = Field("", description="URL of Valkey (`redis://…`, `rediss://…`); empty where there is none.")
    guardrail: str = Field("", description="Bedrock guardrail that judges texts, `id:version`; empty for none.")
    rekognition: bool = Field(False, description="Whether Rekognition judges the creators' images.")
    mail_sender: str = Field("AI Film Studio <studio@localhost>", description="`From` of the mails.")
    oauth_clients_secret: str = Field(
        "",
        description="Secrets Manager id of `client_id` and `client_secret` by provider (JSON); empty without sign-in.",
    )
    google_issuer: str = Field("https://accounts.google.com", description="Google's `iss`, and where to discover it.")
    github_url: str = "https://github.com"
    github_api_url: str = "https://api.github.com"

    @property
    def api_url(self) -> str:
        """Where clients find the API."""
        return f"{self.public_url}/api/v1"

    stripe_secret: str = Field(
        "", description="Secrets Manager id of Stripe's keys: `api_key`, `webhook_secret` (JSON)."
    )
    stripe_api_url: str = Field("https://api.stripe.com", description="Where Stripe's API is.")
    payments_function: str = Field("", description="The function that takes up what Stripe has told.")
    offers_file: str = Field("", description="What can be bought (TOML); empty for the layer's own `offers.toml`.")

    @property
    def spoken(self) -> dict[str, dict[str, list[str]]] | None:
        """What the voice engine speaks; None where nothing is said of that."""
        voice = self.engines.get("voice")
        return voice.languages if voice else None


@cache
def settings() -> Settings:
    """The settings of this process, read once. Raises `pydantic.ValidationError` naming each missing variable."""
    values: dict[str, object] = {}
    for name in Settings.model_fields:
        text = os.environ.get(name.upper())
        if text is None:
            continue
        values[name] = from_json(text) if name in ("engines", "rate_limits") else text
    return Settings.model_validate(values)
