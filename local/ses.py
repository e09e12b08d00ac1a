"""SES's place: takes the mails of the studio, keeps them in a folder, and shows them on a page.

No mail leaves this machine. The page is for whoever sits at it: requests that name another host, as a page from
elsewhere would through a name that leads here, see nothing.
"""

import json
import re
import time
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from local.iam import Credentials, Denied, verify

KEPT = 500
"""The newest mails, which stay."""

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="5">
<title>Mails of the embedded studio</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }}
article {{ border: 1px solid #8a94a6; border-radius: .6rem; padding: 0 1.2rem; margin: 1rem 0 }}
h2 {{ font-size: 1.1rem; margin: .8rem 0 0 }} header p {{ margin: 0; font-size: .9rem }}
pre {{ font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }}
</style></head><body>
<h1>Mails</h1>
<p>What the studio would send through SES. Here no mail leaves this machine; the newest is on top.</p>
{mails}
</body></html>
"""

_MAIL = """<article><header><h2>{subject}</h2><p>To <b>{to}</b>, <time datetime="{at}">{shown}</time></p></header>
<pre>{text}</pre></article>"""


class Ses:
    """The mails in `folder`, one file each, which outlive a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def routes(self, credentials: Credentials) -> list[Route]:
        """The part of the SES v2 API that sends, for those who sign with `credentials`."""

        async def send(request: Request) -> Response:
            try:
                await verify(request, credentials)
            except Denied as denied:
                return JSONResponse({"message": denied.message}, 403, headers={"x-amzn-errortype": denied.code})
            asked = await request.json()
            simple = asked.get("Content", {}).get("Simple")
            to = asked.get("Destination", {}).get("ToAddresses")
            if not simple or not to or not asked.get("FromEmailAddress"):
                return JSONResponse(
                    {"message": "A sender, an addressee and simple content are needed."},
                    400,
                    headers={"x-amzn-errortype": "BadRequestException"},
                )
            identifier = uuid4().hex
            self._keep(
                {
                    "id": identifier,
                    "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                    "from": asked["FromEmailAddress"],
                    "to": to,
                    "subject": simple["Subject"]["Data"],
                    "text": simple["Body"]["Text"]["Data"],
                }
            )
            return JSONResponse({"MessageId": identifier})

        return [Route("/v2/email/outbound-emails", send, methods=["POST"])]

    def pages(self) -> list[Route]:
        """`/mails` for people, `/mails.json` for programs; `?to=` names an addressee."""

        async def show(request: Request) -> Response:
            if not _from_here(request):
                return PlainTextResponse("The mails are shown on the machine of the studio only.", 403)
            mails = [_shown(mail) for mail in self.newest(request.query_params.get("to"))]
            return HTMLResponse(_PAGE.format(mails="\n".join(mails) or "<p>There is none yet.</p>"), headers=_HEADERS)

        async def tell(request: Request) -> Response:
            if not _from_here(request):
                return PlainTextResponse("The mails are shown on the machine of the studio only.", 403)
            return JSONResponse(self.newest(request.query_params.get("to")), headers=_HEADERS)

        return [Route("/mails", show), Route("/mails.json", tell)]

    def newest(self, to: str | None = None) -> list[dict[str, Any]]:
        """The mails that are kept, or those to an address, the newest first."""
        mails: list[dict[str, Any]] = [json.loads(file.read_text("utf-8")) for file in self._files()]
        return [mail for mail in reversed(mails) if to is None or to in mail["to"]]

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json"))

    def _keep(self, mail: dict[str, Any]) -> None:
        file = self._folder / f"{time.time_ns():020}-{mail['id']}.json"
        part = file.with_suffix(".part")
        part.touch(mode=0o600)  # links in it open accounts
        part.write_text(json.dumps(mail, ensure_ascii=False), "utf-8")
        part.replace(file)
        for old in self._files()[:-KEPT]:
            old.unlink(missing_ok=True)


_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


def _from_here(request: Request) -> bool:
    return urlsplit(f"//{request.headers.get('host', '')}").hostname in ("127.0.0.1", "localhost")


def _shown(mail: dict[str, Any]) -> str:
    at = datetime.fromisoformat(mail["at"])
    text = re.sub(r"https?://[^\s<]+", lambda url: f'<a href="{url[0]}">{url[0]}</a>', escape(mail["text"]))
    return _MAIL.format(
        subject=escape(mail["subject"]),
        to=escape(", ".join(mail["to"])),
        at=escape(mail["at"]),
        shown=f"{at.astimezone():%d %B %Y, %H:%M:%S}",
        text=text,
    )
