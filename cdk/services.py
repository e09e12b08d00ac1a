"""The one table of functions, routes, queues and schedules. The CDK app deploys it and `local/` serves it.

A function named `projects` lives in `lambdas/projects/handler.py`, and its entry point there is `handler`.
"""

from dataclasses import dataclass
from typing import Literal

API_PREFIX = "/api/v1"

Access = Literal["public", "user", "viewer", "editor", "owner", "admin"]
"""Who may call a route: anybody; whoever is signed in; who has at least this role in the project that the path names
(by its own id or by one of its jobs); the studio's administrators."""


@dataclass(frozen=True)
class Route:
    """One HTTP route under `API_PREFIX`. A route that is not `public` passes the authorizer first."""

    method: Literal["GET", "POST", "PATCH", "DELETE"]
    path: str
    access: Access = "user"

    @property
    def public(self) -> bool:
        """Whether it needs no access token."""
        return self.access == "public"


WebSocketRoute = Literal["$connect", "$disconnect", "$default"]
"""What happens to a connection of the WebSocket API: it begins, it ends, its client says something."""


@dataclass(frozen=True)
class Function:
    """One Lambda function: what wakes it, what it may call, how large it is."""

    name: str
    description: str
    routes: tuple[Route, ...] = ()
    websocket_routes: tuple[WebSocketRoute, ...] = ()
    every_minutes: int | None = None
    cron: tuple[str, ...] = ()
    """When it runs, in UTC, as EventBridge words it: minute, hour, day of the month, month, day of the week, year."""
    listens_to: Literal["model-results", "execution-status"] | None = None
    permissions: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    """Names of those that it reads by `secretsmanager:GetSecretValue`."""
    memory_mb: int = 512
    timeout_seconds: int = 30
    reserved_concurrency: int | None = None


@dataclass(frozen=True)
class Queue:
    """An SQS queue of render jobs with its dead-letter queue. Times are seconds."""

    name: Literal["high", "normal", "batch"]
    visibility_timeout: int = 60
    max_receives: int = 5


QUEUES = (Queue("high"), Queue("normal"), Queue("batch"))

MODELS = ("voice", "picture", "lip_sync", "music")
"""Model stages; each is a folder of `sagemaker_containers/` and an asynchronous endpoint of that name."""

SIGNING_KEY = "signing-key"
"""Name of the secret that holds the RSA key (PEM) of the access tokens."""

STRIPE_KEYS = "stripe-keys"
"""Name of the secret that holds Stripe's `api_key` and `webhook_secret` (JSON)."""

OAUTH_CLIENTS = "oauth-clients"
"""Name of the secret that holds the studio's `client_id` and `client_secret` at Google and GitHub (JSON)."""

MEDIA_KEY = "media-key"
"""Name of the secret that holds the RSA key (PEM) that signs CloudFront's URLs of media."""

FUNCTIONS = (
    Function(
        "authorizer",
        "Checks the access token of every route that is not public.",
        permissions=("secretsmanager:GetSecretValue",),
        secrets=(SIGNING_KEY,),
    ),
    Function(
        "auth",
        "Registration, login and tokens.",
        routes=(
            Route("POST", "/auth/register", access="public"),
            Route("POST", "/auth/login", access="public"),
            Route("POST", "/auth/refresh", access="public"),
            Route("POST", "/auth/logout"),
            Route("POST", "/auth/forgot-password", access="public"),
            Route("POST", "/auth/reset-password", access="public"),
            Route("POST", "/auth/verify-email", access="public"),
            Route("POST", "/auth/confirm-email", access="public"),
            Route("GET", "/auth/links/{page}", access="public"),
            Route("GET", "/auth/jwks.json", access="public"),
            Route("GET", "/auth/oauth/{provider}/start", access="public"),
            Route("GET", "/auth/oauth/{provider}/callback", access="public"),
            Route("POST", "/auth/oauth/exchange", access="public"),
        ),
        permissions=("secretsmanager:GetSecretValue", "lambda:InvokeFunction"),
        secrets=(SIGNING_KEY, OAUTH_CLIENTS),
        memory_mb=1024,
    ),
    Function(
        "users",
        "The user's own account.",
        routes=(
            Route("GET", "/users/me"),
            Route("PATCH", "/users/me"),
            Route("DELETE", "/users/me"),
            Route("POST", "/users/me/verification"),
            Route("POST", "/users/me/email"),
            Route("GET", "/users/me/credits"),
            Route("POST", "/users/me/export"),
            Route("GET", "/users/me/export"),
            Route("GET", "/users/me/sign-ins"),
            Route("DELETE", "/users/me/sign-ins/{provider}"),
        ),
        permissions=(
            "secretsmanager:GetSecretValue",
            "lambda:InvokeFunction",
            "s3:GetObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:AbortMultipartUpload",
            "states:StopExecution",
        ),
        secrets=(MEDIA_KEY,),
    ),
    Function(
        "projects",
        "Projects, and asking for their film.",
        routes=(
            Route("GET", "/projects"),
            Route("POST", "/projects"),
            Route("GET", "/projects/{id}", access="viewer"),
            Route("PATCH", "/projects/{id}", access="editor"),
            Route("DELETE", "/projects/{id}", access="owner"),
            Route("POST", "/projects/{id}/generate", access="editor"),
            Route("POST", "/projects/{id}/estimate", access="viewer"),
            Route("GET", "/projects/{id}/download", access="viewer"),
            Route("POST", "/projects/{id}/assets", access="editor"),
            Route("GET", "/projects/{id}/assets", access="viewer"),
            Route("GET", "/projects/{id}/assets/{asset_id}", access="viewer"),
            Route("POST", "/projects/{id}/assets/{asset_id}/complete", access="editor"),
            Route("DELETE", "/projects/{id}/assets/{asset_id}", access="editor"),
            Route("GET", "/projects/{id}/versions", access="viewer"),
            Route("GET", "/projects/{id}/versions/{version}", access="viewer"),
            Route("GET", "/projects/{id}/versions/{version}/diff", access="viewer"),
            Route("POST", "/projects/{id}/versions/{version}/restore", access="editor"),
            Route("GET", "/projects/{id}/collaborators", access="viewer"),
            Route("PATCH", "/projects/{id}/collaborators/{user_id}", access="owner"),
            Route("DELETE", "/projects/{id}/collaborators/{user_id}", access="owner"),
            Route("POST", "/projects/{id}/leave", access="viewer"),
            Route("POST", "/projects/{id}/invitations", access="owner"),
            Route("GET", "/projects/{id}/invitations", access="owner"),
            Route("DELETE", "/projects/{id}/invitations/{invitation_id}", access="owner"),
            Route("POST", "/invitations/accept"),
        ),
        permissions=(
            "secretsmanager:GetSecretValue",
            "bedrock:ApplyGuardrail",
            "lambda:InvokeFunction",
            "rekognition:DetectModerationLabels",
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "states:StopExecution",
        ),
        secrets=(MEDIA_KEY,),
        memory_mb=1024,
    ),
    Function(
        "storyboard",
        "The film scene by scene, and making one scene anew.",
        routes=(
            Route("GET", "/projects/{id}/storyboard", access="viewer"),
            Route("PATCH", "/projects/{id}/storyboard", access="editor"),
            Route("POST", "/projects/{id}/scenes/{number}/regenerate", access="editor"),
        ),
        permissions=("secretsmanager:GetSecretValue", "lambda:InvokeFunction", "s3:GetObject"),
        secrets=(MEDIA_KEY,),
        memory_mb=1024,
    ),
    Function(
        "jobs",
        "Render jobs: progress, result, cancelling.",
        routes=(
            Route("POST", "/jobs/create"),
            Route("GET", "/jobs"),
            Route("GET", "/jobs/{id}", access="viewer"),
            Route("GET", "/jobs/{id}/status", access="viewer"),
            Route("GET", "/jobs/{id}/result", access="viewer"),
            Route("GET", "/jobs/{id}/download", access="viewer"),
            Route("POST", "/jobs/{id}/cancel", access="editor"),
        ),
        permissions=(
            "secretsmanager:GetSecretValue",
            "bedrock:ApplyGuardrail",
            "lambda:InvokeFunction",
            "rekognition:DetectModerationLabels",
            "s3:GetObject",
            "states:StopExecution",
        ),
        secrets=(MEDIA_KEY,),
        memory_mb=1024,
    ),
    Function(
        "admin",
        "What the studio's administrators see and do.",
        routes=(
            Route("GET", "/admin/dashboard", access="admin"),
            Route("GET", "/admin/analytics", access="admin"),
            Route("GET", "/admin/metrics", access="admin"),
            Route("GET", "/admin/users", access="admin"),
            Route("GET", "/admin/users/{id}", access="admin"),
            Route("PATCH", "/admin/users/{id}", access="admin"),
            Route("POST", "/admin/users/{id}/credits", access="admin"),
            Route("GET", "/admin/jobs", access="admin"),
            Route("GET", "/admin/jobs/{id}", access="admin"),
            Route("POST", "/admin/jobs/{id}/cancel", access="admin"),
            Route("POST", "/admin/jobs/{id}/retry", access="admin"),
            Route("GET", "/admin/reviews", access="admin"),
            Route("GET", "/admin/reviews/{id}", access="admin"),
            Route("POST", "/admin/reviews/{id}/claim", access="admin"),
            Route("POST", "/admin/reviews/{id}/decide", access="admin"),
            Route("GET", "/admin/audit", access="admin"),
            Route("GET", "/admin/audit/verify", access="admin"),
            Route("GET", "/admin/dead-letters", access="admin"),
            Route("POST", "/admin/dead-letters/redrive", access="admin"),
            Route("DELETE", "/admin/dead-letters/{message_id}", access="admin"),
        ),
        permissions=(
            "secretsmanager:GetSecretValue",
            "lambda:InvokeFunction",
            "s3:GetObject",
            "sqs:GetQueueUrl",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "sqs:SendMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "states:StopExecution",
        ),
        secrets=(MEDIA_KEY,),
        memory_mb=1024,
    ),
    Function(
        "credits",
        "Credits: balance, history, buying more.",
        routes=(
            Route("GET", "/credits/balance"),
            Route("GET", "/credits/history"),
            Route("GET", "/credits/history.csv"),
            Route("POST", "/credits/deduct", access="admin"),
            Route("GET", "/credits/packs", access="public"),
            Route("POST", "/credits/purchase"),
            Route("POST", "/credits/portal"),
            Route("POST", "/webhooks/stripe", access="public"),
        ),
        permissions=("secretsmanager:GetSecretValue", "lambda:InvokeFunction"),
        secrets=(STRIPE_KEYS,),
    ),
    Function(
        "payments",
        "Takes up what Stripe has told: payments become credits, subscriptions tiers.",
        every_minutes=1,
        permissions=("secretsmanager:GetSecretValue",),
        secrets=(STRIPE_KEYS,),
        timeout_seconds=300,
    ),
    Function(
        "grant_credits",
        "Grants monthly credits on the 1st, and every hour what was missed.",
        cron=("0 0 1 * ? *", "17 * * * ? *"),
        timeout_seconds=900,
    ),
    Function(
        "catalogue",
        "What a creator can choose from.",
        routes=(
            Route("GET", "/catalogue/voices", access="public"),
            Route("GET", "/catalogue/music", access="public"),
            Route("GET", "/catalogue/languages", access="public"),
            Route("GET", "/catalogue/templates", access="public"),
        ),
    ),
    Function(
        "system",
        "Health, and the API's own description.",
        routes=(
            Route("GET", "/health", access="public"),
            Route("GET", "/openapi.json", access="public"),
            Route("GET", "/docs", access="public"),
        ),
    ),
    Function(
        "realtime",
        "The way to a WebSocket connection.",
        routes=(Route("POST", "/realtime/ticket"),),
    ),
    Function(
        "realtime_messages",
        "The WebSocket API: connections begin and end, and clients say what they want to hear of.",
        websocket_routes=("$connect", "$disconnect", "$default"),
        permissions=("execute-api:ManageConnections",),
    ),
    Function(
        "realtime_pusher",
        "Tells WebSocket connections what has happened.",
        every_minutes=1,
        permissions=("execute-api:ManageConnections",),
        timeout_seconds=300,
        reserved_concurrency=1,
    ),
    Function(
        "outbox_relay",
        "Queues scheduled jobs that are due, and sends what committed transactions left in the outbox.",
        every_minutes=1,
        permissions=("sqs:SendMessage", "lambda:InvokeFunction", "secretsmanager:GetSecretValue", "ses:SendEmail"),
        secrets=(STRIPE_KEYS,),
    ),
    Function(
        "exports",
        "Makes the archives of their data that users ask for, and deletes them after a week.",
        every_minutes=5,
        permissions=(
            "lambda:InvokeFunction",
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:ListBucket",
            "s3:AbortMultipartUpload",
        ),
        memory_mb=1024,
        timeout_seconds=900,
    ),
    Function(
        "dispatcher",
        "Fills free render slots from the priority queues.",
        every_minutes=1,
        permissions=(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:SendMessage",
            "states:StartExecution",
            "lambda:InvokeFunction",
        ),
        reserved_concurrency=1,
    ),
    Function(
        "analyse_script",
        "Render stage: script → FilmPlan.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=1024,
        timeout_seconds=60,
    ),
    Function(
        "invoke_model",
        "Render stage: hands one request to a model endpoint, under the state machine's task token.",
        permissions=(
            "s3:GetObject",
            "s3:PutObject",
            "sagemaker:InvokeEndpointAsync",
            "states:SendTaskSuccess",
            "lambda:InvokeFunction",
        ),
    ),
    Function(
        "model_callback",
        "Answers the task token when a model endpoint has succeeded or failed.",
        listens_to="model-results",
        permissions=("states:SendTaskSuccess", "states:SendTaskFailure", "s3:GetObject", "lambda:InvokeFunction"),
    ),
    Function(
        "lay_out_timeline",
        "Render stage: plan and speech → Timeline.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=1024,
        timeout_seconds=60,
    ),
    Function(
        "make_subtitles",
        "Render stage: subtitle files of one language.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=1024,
        timeout_seconds=60,
    ),
    Function(
        "mix_sound",
        "Render stage: speech and score → the finished sound.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=3008,
        timeout_seconds=600,
    ),
    Function(
        "compose_film",
        "Render stage: clips and soundtrack → film and thumbnail.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=3008,
        timeout_seconds=600,
    ),
    Function(
        "check_film",
        "Render stage: probes the finished film.",
        permissions=("s3:GetObject", "s3:PutObject", "lambda:InvokeFunction"),
        memory_mb=3008,
        timeout_seconds=600,
    ),
    Function(
        "finish_job",
        "Render stage: completes the job and its project.",
        permissions=("s3:GetObject", "lambda:InvokeFunction"),
    ),
    Function(
        "fail_job",
        "Compensation: schedules a failed run again, or fails its job and refunds its credit, once.",
        permissions=("lambda:InvokeFunction",),
    ),
    Function(
        "execution_ended",
        "Ends jobs whose execution timed out or was aborted, and wakes the dispatcher.",
        listens_to="execution-status",
        permissions=("lambda:InvokeFunction",),
    ),
    Function(
        "reconciler",
        "Compares jobs with executions and mends what was lost.",
        every_minutes=5,
        permissions=(
            "bedrock:ApplyGuardrail",
            "rekognition:DetectModerationLabels",
            "states:DescribeExecution",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "s3:GetObject",
            "lambda:InvokeFunction",
        ),
    ),
)


def function(name: str) -> Function:
    """The function called `name`. Raises `KeyError` where the table has none."""
    return {f.name: f for f in FUNCTIONS}[name]
