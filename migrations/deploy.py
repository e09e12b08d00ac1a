"""A deploy's custom resource: brings the database's schema to where the code is, before the code comes.

CloudFormation may ask twice, and asks with older code when a deploy is rolled back. A database that is further than the
code knows stays as it is: migrations are backwards-compatible by rule, so code one deploy older works with it.
"""

import json
import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import Request, urlopen

import psycopg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from film_studio import database

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)


def migrate(url: str) -> str:
    """Upgrade the database at `url` to the newest migration here; gives the revision that it has then."""
    folder = Path(__file__).parent
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    there = _revision(url)
    if there is not None and there not in known:
        log.warning("the schema is at %s, which this code does not know: it stays", there)
        return there
    command.upgrade(config, "head")
    return _revision(url) or ""


def _revision(url: str) -> str | None:
    with psycopg.connect(url, connect_timeout=10) as connection:
        if connection.execute("SELECT to_regclass('alembic_version')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row[0] if row else None


def handler(event: dict[str, Any], context: Any) -> None:
    """Create and update migrate; delete leaves the database to its own stack. CloudFormation hears how it went."""
    answer = {
        "Status": "SUCCESS",
        "PhysicalResourceId": "schema",
        **{key: event[key] for key in ("StackId", "RequestId", "LogicalResourceId")},
    }
    if event["RequestType"] != "Delete":
        try:
            answer["Data"] = {"revision": migrate(_url())}
        except Exception as error:
            log.exception("the schema could not be migrated")
            answer |= {"Status": "FAILED", "Reason": f"{type(error).__name__}: {error}"[:1000]}
    body = json.dumps(answer).encode()
    # CloudFormation's own presigned HTTPS URL.
    urlopen(Request(event["ResponseURL"], body, {"content-type": ""}, method="PUT"), timeout=30).close()  # noqa: S310


def _url() -> str:
    password = database.password()
    url = os.environ["DATABASE_URL"]
    return url if password is None else url.replace("@", f":{quote(password, safe='')}@", 1)
