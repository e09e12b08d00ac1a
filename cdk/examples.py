"""Examples for the API document, built from its schemas.

A field's own `examples`, values, default or format say what it may look like; what a schema cannot say stands here, by
the field's name, so that a field looks the same wherever it occurs. A field that nothing is said of is in `unknown`:
give it `Field(examples=[…])`, or a line here.
"""

from typing import Any

REF = "#/components/schemas/"

SCRIPT = (
    "On the edge of a dusty village lived an old potter named Raghu. Every evening he shaped one small clay lamp.\n\n"
    '"Who will buy only one lamp?" asked his granddaughter Meera. Raghu smiled. "The night will," he said.\n\n'
    "That winter the monsoon clouds stayed for nine days, and every torch in the village went out. Then Meera lit the "
    "lamp and set it on the wall. One by one, the neighbours came with their own lamps, and soon the whole street was "
    "shining."
)

URL = "https://media.studio.example/users/7d1f5c0e/projects/5a3c9b1e/final/film.mp4?signature=0f3a"

FORMATS: dict[str, Any] = {
    "uuid": "5a3c9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d",
    "date-time": "2026-11-26T09:30:00Z",
    "date": "2026-12-01",
    "email": "asha@example.com",
    "password": "correct horse battery",
    "uri": "https://studio.example/",
}

_DRAFT = {"has_film": False, "download_count": 0}
_QUEUED = {"progress_percentage": 0, "current_step": "queued", "started_at": None, "completed_at": None}

MODELS: dict[str, Any] = {
    "FilmOptionsPatch": {
        "duration_seconds": 60,
        "voice": {"age": "senior", "gender": "female", "tone": "friendly"},
        "music": {"style": "indian-classical"},
    },
    "Template": {"id": "folk-tale", "title": "A folk tale", "description": "An old story, told at dusk."},
    "Voice": {
        "id": "adult-female-friendly",
        "name": "Adult woman, friendly",
        "age": "adult",
        "gender": "female",
        "tone": "friendly",
    },
    "Music": {"id": "slokas", "name": "Slokas and mantras", "description": "Chant over a drone."},
    "Project": _DRAFT,
    "ProjectDetails": {**_DRAFT, "active_job_id": None},
    "Job": _QUEUED,
    "JobDetails": _QUEUED,
    "Analysis": {"faults": []},
    "ScriptFault": {"field": "script", "code": "script_too_short", "message": "A script has at least 50 words."},
    "FieldProblem": {"field": "title", "code": "missing", "message": "Field required"},
    "Problem": {"title": "Not Found", "status": 404, "detail": "There is no such job.", "code": "not_found"},
    "BackgroundChoice": {"scenes": [2, 3]},
    "PortraitChoice": {"character": "Meera"},
    "AuditEntry": {"id": 7, "details": {"reason": "Spam films", "cancelled_jobs": []}, "hash": 32 * "9f"},
    "AuditPage": {"next_cursor": "7"},
    "AuditCheck": {"intact": True, "entries": 7, "head": 32 * "9f", "broken_at": None},
    "LedgerSummary": {"total": 2},
    "Jwk": {"kid": "Zk3TtZ0aQ1s", "n": "u1SU1LfVLPHCozMxH2Mo4lgOEePzNm0t", "e": "AQAB"},
    "CreditsChanged": {"amount": 5},
    "DeadLetter": {
        "message_id": "0f3a9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d",
        "body": '{"job_id": "5a3c9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d", "attempt": 1}',
        "reason": "ValidationError: attempt is missing",
        "receives": 6,
    },
    "Dashboard": {
        "users_by_tier": {"free": 120, "pro": 14, "studio": 3},
        "suspended_users": 1,
        "new_users_today": 4,
        "jobs_by_status": {"queued": 2, "processing": 2},
        "oldest_queued_seconds": 12.5,
        "completed_today": 31,
        "failed_today": 1,
        "credits_held": 610,
        "reviews_waiting": 1,
        "mrr": 70300,
        "currency": "usd",
        "outbox_unsent": 0,
        "outbox_oldest_seconds": None,
    },
    "Review": {"films_waiting": 1, "decision": None, "reason": None},
    "ReviewDetails": {"films_waiting": 1, "decision": None, "reason": None, "image_url": None},
    "Estimate": {"balance_after": 2, "credits": 1, "scenes": 3, "waiting_seconds": 0, "rendering_seconds": 40},
    "Balance": {"owed": 0},
    "CreditTransaction": {
        "transaction_type": "deduction",
        "amount": -1,
        "balance_after": 2,
        "description": "Film “The Clay Lamp”",
        "reference_id": "5a3c9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d",
    },
    "Deduction": {"amount": 1, "description": "Sound library", "reference_id": "ticket-7"},
    "Deducted": {"reference_id": "ticket-7", "balance": 2},
    "Pack": {"id": "pack-50", "name": "50 credits", "credits": 50, "amount": 4900},
    "OfferedSubscription": {"id": "pro", "name": "Pro", "tier": "pro", "amount": 2900, "monthly_credits": 30},
    "PriceList": {"currency": "usd"},
    "Purchase": {"offer": "pack-50", "success_url": None, "cancel_url": None},
    "CheckoutSession": {"id": "cs_test_a1b2c3", "url": "https://checkout.stripe.com/c/pay/cs_test_a1b2c3"},
    "PortalRequest": {"return_url": None},
    "PortalSession": {"url": "https://billing.stripe.com/p/session/a1b2c3"},
    "Obstacle": {"field": "script", "message": "A script has at least 50 words."},
    "Look": {"skin": "#8d5a3b", "hair": "#1c1512", "garment_colour": "#b5482f", "trim_colour": "#e0b04a"},
    "StoryboardChange": {
        "scenes": {"2": {"setting": "palace", "time_of_day": "night", "weather": None}},
        "lines": {"s2l1": {"text": "Who needs only one lamp?", "emotion": "surprise"}},
        "characters": {"c1": {"look": {"garment_colour": "#b5482f"}, "voice": {"tone": "dramatic"}}},
    },
    "Edits": {
        "scenes": {"2": {"setting": "palace", "time_of_day": "night"}},
        "lines": {"s2l1": {"emotion": "surprise"}},
        "characters": {"c1": {"look": {"garment_colour": "#b5482f"}}},
    },
    "LookChoices": {"skin": "#8d5a3b", "hair": "#1c1512", "eyes": "#4a2f1e"}
    | {"garment_colour": "#b5482f", "trim_colour": "#e0b04a", "ornaments": ["earrings"]},
    "SceneEdit": {"scene": 2, "lines": ["Who needs only one lamp?"]},
    "LineEdit": {"line": "s2l1"},
    "StoryboardScene": {
        "number": 2,
        "heading": "The village, at dusk",
        "props": ["oil lamp"],
        "characters": ["c1"],
        "take": 0,
        "changed": ["setting", "time_of_day"],
    },
    "StoryboardLine": {"id": "s2l1", "speaker": "c1"},
    "StoryboardCharacter": {"id": "c1", "name": "Meera", "role": "granddaughter", "scenes": [1, 2]}
    | {"description": "the potter's granddaughter"},
    "FilmedSceneView": {"start_seconds": 21.5, "end_seconds": 33.25},
    "FilmedShotView": {"start_seconds": 21.5, "end_seconds": 26.0},
    "FilmedScene": {"number": 2},
    "LastFilm": {"changed": []},
    "Version": {"author_name": "Asha Rao", "restored_from": None, "auto_saved": True},
    "VersionDetails": {"author_name": "Asha Rao", "restored_from": None, "auto_saved": True},
    "VersionContent": {"edits": {}},
    "FieldChange": {"field": "options.voice.gender", "before": "female", "after": "male"},
    "VersionDiff": {
        "before": 6,
        "after": 7,
        "script": "--- version 6\n+++ version 7\n@@ -1 +1 @@\n-Who will buy only one lamp?\n+Who needs only one lamp?",
    },
    "Acceptance": {"token": "q3mB0nVxkP9sT2uWzYcA5dEfGhJkLmNo"},
    "Accents": {"language": "en", "accents": ["american", "british", "indian"]},
}
"""By model: some of its fields, or for a merge patch the whole."""

FIELDS: dict[str, Any] = {
    "claimed_by": None,
    "claimed_until": None,
    "decided_by": None,
    "decided_at": None,
    "against": 6,
    "author_id": "7d1f5c0e-8a2b-4f3d-9c6e-0b1a2d3c4e5f",
    "if-match": '"7"',
    "revision": 7,
    "version": 7,
    "action": "user.suspend",
    "actor_id": "7d1f5c0e-8a2b-4f3d-9c6e-0b1a2d3c4e5f",
    "access_token": "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiI3ZDFmNWMwZSJ9.c2lnbmF0dXJl",
    "accent": "american",
    "attempt": 1,
    "balance": 3,
    "code": "en",
    "content_type": "image/jpeg",
    "credits_balance": 3,
    "current_step": "picture",
    "cursor": "eyJjcmVhdGVkX2F0IjoiMjAyNi0xMS0yNlQwOTozMDowMFoifQ",
    "devanagari": "तमसो मा ज्योतिर्गमय",
    "done": 2,
    "duration_seconds": 60,
    "email": "asha@example.com",
    "end_frame": 798,
    "error_code": None,
    "error_message": None,
    "estimated_seconds_left": 25,
    "expires_in": 900,
    "fields": {"key": "users/7d1f5c0e/uploads/images/5a3c9b1e/potter.jpg", "Content-Type": "image/jpeg"},
    "filename": "potter.jpg",
    "full_name": "Asha Rao",
    "idempotency-key": "potter-1",
    "images": [],
    "height": 1080,
    "job_type": "film",
    "jobs_ahead": 2,
    "language": "en",
    "languages": ["en"],
    "longest": 90,
    "message_ids": ["0f3a9b1e-2f4d-4c6a-9b8e-1d2f3a4b5c6d"],
    "meaning": "Lead me from darkness to light.",
    "moved": 1,
    "name": "English",
    "native_name": "English",
    "natural": 60,
    "next_cursor": "eyJjcmVhdGVkX2F0IjoiMjAyNi0xMS0yNlQwOTozMDowMFoifQ",
    "picture": "s3://media/users/7d1f5c0e/projects/5a3c9b1e/thumbnails/still/2.jpg",
    "progress_percentage": 42,
    "projects": 4,
    "q": "lamp",
    "refresh_token": "q3mB0nVxkP9sT2uWzYcA5dEfGhJkLmNo",
    "reason": "Asked for by mail",
    "script": SCRIPT,
    "shortest": 60,
    "size_bytes": 245760,
    "size": 240,
    "start_frame": 516,
    "source": "Brihadaranyaka Upanishad 1.3.28",
    "subject": "user:7d1f5c0e-8a2b-4f3d-9c6e-0b1a2d3c4e5f",
    "suspended_at": None,
    "suspended_reason": None,
    "take": 1,
    "text": "Who needs only one lamp?",
    "title": "The Clay Lamp",
    "total": 5,
    "translations": {},
    "transliteration": "tamaso mā jyotir gamaya",
    "thumbnail": "s3://media/users/7d1f5c0e/projects/5a3c9b1e/thumbnails/film.jpg",
    "video": "s3://media/users/7d1f5c0e/projects/5a3c9b1e/final/film.mp4",
    "srt": "s3://media/users/7d1f5c0e/projects/5a3c9b1e/final/film.en.srt",
    "vtt": "s3://media/users/7d1f5c0e/projects/5a3c9b1e/final/film.en.vtt",
    "width": 1920,
    "word_count": 92,
    "x": 640,
    "y": 320,
} | dict.fromkeys(
    ("url", "download_url", "srtUrl", "vttUrl", "videoUrl", "subtitleUrl", "thumbnailUrl", "clip_url", "picture_url"),
    URL,
)


def add(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Give an operation's parameters, its body and its successful answers an example each."""
    for parameter in operation.get("parameters", ()):
        parameter["example"] = example(parameter["schema"], schemas, parameter["name"])
    contents = [operation["requestBody"]["content"]] if "requestBody" in operation else []
    contents += [answer["content"] for answer in operation["responses"].values() if "content" in answer]
    for content in contents:
        for media_type, media in content.items():
            if media_type == "application/json" and media["schema"] != {"type": "object"}:
                media["example"] = example(media["schema"], schemas)


def example(schema: dict[str, Any], schemas: dict[str, Any], name: str = "") -> Any:
    """A value that `schema` allows, of a field called `name`."""
    if "$ref" in schema:
        return _of_model(schema["$ref"].removeprefix(REF), schemas)
    if (said := _said(schema, name)) is not None:
        return said[0]
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return example(options[0], schemas, name)
    if schema.get("type") == "array":
        return [example(schema["items"], schemas, name)]
    if "properties" in schema:
        return {field: example(rules, schemas, field) for field, rules in schema["properties"].items()}
    plain: dict[str, Any] = {"string": name, "object": {}, "boolean": True}
    return plain.get(schema.get("type", ""), schema.get("minimum", 1))


def unknown(schemas: dict[str, Any]) -> set[str]:
    """The fields of which nothing says what they look like, as `Model.field`."""
    found = set()
    for model, schema in schemas.items():
        for field, rules in schema.get("properties", {}).items():
            if field not in MODELS.get(model, {}) and not model.endswith("Patch") and not _known(rules, field):
                found.add(f"{model}.{field}")
    return found


def _known(schema: dict[str, Any], name: str) -> bool:
    if "$ref" in schema or schema.get("type") == "boolean" or _said(schema, name) is not None:
        return True
    if options := schema.get("anyOf") or schema.get("oneOf"):
        return _known(options[0], name)
    return schema.get("type") == "array" and _known(schema["items"], name)


def _said(schema: dict[str, Any], name: str) -> tuple[Any] | None:
    """What is said of a field's looks, if anything."""
    if "examples" in schema:
        return (schema["examples"][0],)
    for word in ("const", "default"):
        if schema.get(word) not in (None, ""):
            return (schema[word],)
    if "enum" in schema:
        return (schema["enum"][0],)
    if schema.get("format") in FORMATS:
        return (FORMATS[schema["format"]],)
    if name in FIELDS and not ("items" in schema and "$ref" in schema["items"]):
        return (FIELDS[name],)
    return None


def _of_model(name: str, schemas: dict[str, Any]) -> Any:
    if name.endswith("Patch") and name in MODELS:
        return MODELS[name]
    known = MODELS.get(name, {})
    if "properties" not in schemas[name]:
        return example(schemas[name], schemas, name)
    return {
        field: known[field] if field in known else example(rules, schemas, field)
        for field, rules in schemas[name]["properties"].items()
    }
