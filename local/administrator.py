"""Appoints the first administrator of an embedded studio; others are then appointed through the API."""

import os
from pathlib import Path

from local.postgres import url_of
from local.studio import BUCKET, StudioError


def appoint(data_dir: Path, email: str) -> None:
    """Make who has registered as `email` an administrator of the studio that runs in `data_dir`.

    Raises `StudioError` where no studio runs there, or nobody has registered so.
    """
    url = url_of(data_dir / "postgres")
    if url is None:
        raise StudioError(f"No studio runs in {data_dir}. Start it first: python -m local serve")
    # The rules and the audit log are the application's own, which asks its environment where it is.
    os.environ |= {"DATABASE_URL": url, "MEDIA_BUCKET": BUCKET, "SIGNING_KEY_SECRET": ""}
    import psycopg

    from film_studio.admin import users
    from film_studio.errors import NotFound

    try:
        users.appoint(email)
    except NotFound as error:
        raise StudioError(error.message) from error
    except psycopg.OperationalError as error:
        raise StudioError(f"The studio in {data_dir} does not answer. Start it first: python -m local serve") from error
    print(f"{email} is an administrator now; log in again.")
