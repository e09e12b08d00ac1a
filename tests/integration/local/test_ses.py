"""The embedded SES takes what boto3 sends, keeps it, and shows it to whoever sits at the machine."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from botocore.exceptions import ClientError
from starlette.applications import Starlette

from local import ses
from local.event_loop import EventLoop
from local.http_server import HttpServer
from local.iam import Credentials
from local.loopback import listen
from local.ses import Ses
from tests.integration.local.conftest import client_of


@dataclass
class Post:
    """An embedded SES, and its pages at `url`."""

    folder: Path
    url: str
    client: Callable[[Credentials], Any]
    credentials: Credentials

    def send(self, to: str, subject: str = "Hello", text: str = "Good morning.") -> str:
        content = {"Simple": {"Subject": {"Data": subject}, "Body": {"Text": {"Data": text}}}}
        answer = self.client(self.credentials).send_email(
            FromEmailAddress="studio@localhost", Destination={"ToAddresses": [to]}, Content=content
        )
        return str(answer["MessageId"])

    def page(self, path: str = "/mails", **options: Any) -> httpx.Response:
        return httpx.get(self.url + path, **options)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    loop, credentials = EventLoop(), Credentials()
    public, aws = listen(), listen()

    def client(of: Credentials) -> Any:
        return client_of("sesv2", f"http://127.0.0.1:{aws.getsockname()[1]}", of)

    async def start() -> HttpServer:
        mails = Ses(tmp_path / "mails")
        return HttpServer(
            [
                (Starlette(routes=mails.pages()), [public]),
                (Starlette(routes=[*mails.routes(credentials)]), [aws]),
            ]
        )

    server = loop.run(start())
    yield Post(tmp_path / "mails", f"http://127.0.0.1:{public.getsockname()[1]}", client, credentials)
    loop.run(server.stop())
    loop.close()


def test_what_is_sent_is_kept_and_told_newest_first(post: Post) -> None:
    first, second = post.send("asha@example.com", "One"), post.send("meera@example.com", "Two")
    told = post.page("/mails.json").json()
    assert [(mail["id"], mail["subject"], mail["to"]) for mail in told] == [
        (second, "Two", ["meera@example.com"]),
        (first, "One", ["asha@example.com"]),
    ]
    assert [mail["id"] for mail in post.page("/mails.json", params={"to": "asha@example.com"}).json()] == [first]
    assert Ses(post.folder).newest() == told  # after a restart
    assert {file.stat().st_mode & 0o077 for file in post.folder.iterdir()} == {0}


def test_the_page_shows_text_as_text_and_links_as_links(post: Post) -> None:
    assert "There is none yet" in post.page().text
    post.send("asha@example.com", "<b>Hi</b>", 'See\nhttp://127.0.0.1/x#a&b "<script>alert(1)</script>"')
    page = post.page().text
    assert "&lt;b&gt;Hi&lt;/b&gt;" in page
    assert "<script>" not in page
    assert '<a href="http://127.0.0.1/x#a&amp;b">http://127.0.0.1/x#a&amp;b</a>' in page


def test_only_the_studio_sends(post: Post) -> None:
    with pytest.raises(ClientError) as refusal:
        post.client(Credentials()).send_email(
            FromEmailAddress="x@localhost",
            Destination={"ToAddresses": ["asha@example.com"]},
            Content={"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}},
        )
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert post.page("/mails.json").json() == []


def test_what_is_no_mail_is_refused_as_ses_does(post: Post) -> None:
    with pytest.raises(ClientError, match="addressee") as refusal:
        post.client(post.credentials).send_email(
            FromEmailAddress="x@localhost", Destination={"ToAddresses": []}, Content={}
        )
    assert refusal.value.response["Error"]["Code"] == "BadRequestException"


@pytest.mark.parametrize("path", ["/mails", "/mails.json"])
def test_pages_from_elsewhere_see_nothing(post: Post, path: str) -> None:
    post.send("asha@example.com", "Secret")
    answer = post.page(path, headers={"Host": "evil.example:8000"})
    assert answer.status_code == 403
    assert "Secret" not in answer.text
    assert "access-control-allow-origin" not in post.page(path).headers


def test_old_mails_make_room(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ses, "KEPT", 3)
    for n in range(5):
        post.send("asha@example.com", str(n))
    assert [mail["subject"] for mail in post.page("/mails.json").json()] == ["4", "3", "2"]
