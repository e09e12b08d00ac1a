"""Does what somebody who has registered does with the mail: follows its link, so that films can be asked for."""

import re
import time

import httpx

SECONDS = 30.0
"""How long the mail may take."""


def verify_email(api_url: str, email: str) -> None:
    """Verify the address of who has just registered at an embedded studio.

    Raises `TimeoutError` where no mail comes, and `httpx.HTTPError`.
    """
    mails = httpx.URL(api_url).join("/mails.json")
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for mail in httpx.get(mails, params={"to": email}, timeout=SECONDS).raise_for_status().json():
            if link := re.search(r"/auth/links/verify-email#(\S+)", mail["text"]):
                answer = httpx.post(f"{api_url}/auth/verify-email", json={"token": link[1]}, timeout=SECONDS)
                if answer.status_code != 404:  # the link of an older mail counts no more
                    answer.raise_for_status()
                    return
        time.sleep(0.1)
    raise TimeoutError(f"no mail came to {email}")
