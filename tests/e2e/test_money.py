"""Money in a whole studio over HTTP: two hundred at once, and a purchase without any network but loopback."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx

from .conftest import Client, RunningStudio, read_script

CALLS = 200


def test_two_hundred_films_at_once_with_three_credits_are_three(shared_studio: RunningStudio) -> None:
    client = Client(shared_studio)
    title, script = read_script("the_clay_lamp")

    async def all_at_once() -> list[int]:
        headers = {"Authorization": f"Bearer {client.token}"}
        limits = httpx.Limits(max_connections=CALLS)
        async with httpx.AsyncClient(headers=headers, limits=limits, timeout=120) as http:

            async def post(path: str, body: dict[str, Any]) -> httpx.Response:
                return await http.post(client.studio.url + path, json=body)

            made = await asyncio.gather(*(post("/projects", {"title": title, "script": script}) for _ in range(CALLS)))
            wanted = [f"/projects/{answer.json()['id']}/generate" for answer in made]
            answers = await asyncio.gather(*(post(path, {}) for path in wanted))
            jobs = [answer.json()["id"] for answer in answers if answer.status_code == 202]
            await asyncio.gather(*(post(f"/jobs/{job}/cancel", {}) for job in jobs))
            return [answer.status_code for answer in answers]

    assert Counter(asyncio.run(all_at_once())) == {202: 3, 402: 197}
    assert client.credits() == 3  # those three were given back
    history = client.call("GET", "/credits/history").json()["items"]
    assert Counter(row["transaction_type"] for row in history) == {"deduction": 3, "refund": 3, "grant": 1}


def until(what: Callable[[], Any], seconds: float = 20) -> Any:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def test_credits_are_bought_and_a_subscription_is_cancelled_offline(shared_studio: RunningStudio) -> None:
    client = Client(shared_studio)
    session = client.call("POST", "/credits/purchase", json={"offer": "pack-10"}).json()
    assert "Card number" in httpx.get(session["url"]).text
    assert httpx.post(session["url"], data={"number": "4000 0000 0000 0002"}).status_code == 402
    paid = httpx.post(session["url"], data={"number": "4242 4242 4242 4242"}, follow_redirects=True)
    assert paid.status_code == 200
    assert until(lambda: client.credits() == 13)

    session = client.call("POST", "/credits/purchase", json={"offer": "pro"}).json()
    assert httpx.post(session["url"], data={"number": "4242 4242 4242 4242"}).status_code == 303
    assert until(lambda: client.call("GET", "/credits/balance").json()["tier"] == "pro")
    assert client.credits() > 13
    portal = client.call("POST", "/credits/portal", json={}).json()["url"]
    page = httpx.get(portal).text
    assert "Cancel at the end of the period" in page
    assert "Change to Studio" in page


def test_what_was_bought_while_the_studio_was_down_is_there_when_it_is_up(studio: RunningStudio) -> None:
    """The event of a payment is not lost with the studio that it was for."""
    client = Client(studio)
    session = client.call("POST", "/credits/purchase", json={"offer": "pack-50"}).json()
    httpx.post(session["url"], data={"number": "4242 4242 4242 4242"})
    studio.stop(9)
    studio.start()
    assert until(lambda: client.credits() == 53)
