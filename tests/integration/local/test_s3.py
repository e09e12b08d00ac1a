"""The embedded S3 keeps what S3 promises, to the real boto3 and to browsers."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import httpx
import pytest
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

from local.s3 import S3

from .conftest import Cloud

CONTENT = bytes(range(256)) * 40


@pytest.fixture
def s3(cloud: Cloud) -> Any:
    client = cloud.client("s3")
    client.put_object(
        Bucket="media", Key="users/1/a b+ü.bin", Body=CONTENT, ContentType="video/mp4", Metadata={"x": "y"}
    )
    return client


KEY = "users/1/a b+ü.bin"


def refusal(call: Any, **arguments: Any) -> tuple[int, str]:
    with pytest.raises(ClientError) as caught:
        call(**arguments)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]


def test_what_is_put_is_got(s3: Any) -> None:
    got = s3.get_object(Bucket="media", Key=KEY)
    assert got["Body"].read() == CONTENT
    assert got["ContentType"] == "video/mp4"
    assert got["Metadata"] == {"x": "y"}
    assert got["ETag"] == f'"{hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()}"'
    assert datetime.now(UTC) - got["LastModified"] < timedelta(minutes=1)
    assert s3.head_object(Bucket="media", Key=KEY)["ContentLength"] == len(CONTENT)


def test_an_object_is_a_file_that_outlives_the_service(s3: Any, cloud: Cloud) -> None:
    assert (cloud.folder / "s3" / "media" / KEY).read_bytes() == CONTENT
    again = S3(cloud.folder / "s3", cloud.credentials).bucket("media")
    assert again.find(KEY).read_bytes() == CONTENT
    assert again.headers(KEY)["content-type"] == "video/mp4"


@pytest.mark.parametrize(
    ("asked", "first", "end"), [("bytes=5-9", 5, 10), ("bytes=10000-", 10000, 10240), ("bytes=-7", 10233, 10240)]
)
def test_ranges(s3: Any, asked: str, first: int, end: int) -> None:
    part = s3.get_object(Bucket="media", Key=KEY, Range=asked)
    assert part["ResponseMetadata"]["HTTPStatusCode"] == 206
    assert part["Body"].read() == CONTENT[first:end]
    assert part["ContentRange"] == f"bytes {first}-{end - 1}/10240"


def test_a_range_beyond_the_end_is_refused(s3: Any) -> None:
    assert refusal(s3.get_object, Bucket="media", Key=KEY, Range="bytes=20000-")[0] == 416


def test_what_is_not_there_is_refused_in_s3s_words(s3: Any) -> None:
    assert refusal(s3.get_object, Bucket="media", Key="nothing") == (404, "NoSuchKey")
    assert refusal(s3.head_object, Bucket="media", Key="nothing") == (404, "404")
    assert refusal(s3.put_object, Bucket="nowhere", Key="a", Body=b"") == (404, "NoSuchBucket")
    assert refusal(s3.list_objects_v2, Bucket="nowhere") == (404, "NoSuchBucket")
    with pytest.raises(s3.exceptions.NoSuchKey):
        s3.get_object(Bucket="media", Key="nothing")


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/../b", "a//b", "a/", ".", "a/./b"])
def test_no_key_leads_out_of_the_bucket(s3: Any, cloud: Cloud, key: str) -> None:
    before = sorted(cloud.folder.rglob("*"))
    status, code = refusal(s3.put_object, Bucket="media", Key=key, Body=b"x")
    assert (status, code) in [(400, "InvalidRequest"), (403, "SignatureDoesNotMatch")]
    assert sorted(cloud.folder.rglob("*")) == before


def test_a_large_file_goes_up_in_parts_and_comes_down_whole(s3: Any, tmp_path: Path) -> None:
    content = os.urandom(20 * 1024 * 1024)
    (tmp_path / "film.mp4").write_bytes(content)
    config = TransferConfig(multipart_threshold=8 * 1024 * 1024)
    s3.upload_file(str(tmp_path / "film.mp4"), "media", "film.mp4", {"ContentType": "video/mp4"}, Config=config)
    head = s3.head_object(Bucket="media", Key="film.mp4")
    assert head["ContentLength"] == len(content)
    assert head["ContentType"] == "video/mp4"
    assert head["ETag"].endswith('-3"')
    s3.download_file("media", "film.mp4", str(tmp_path / "again.mp4"))
    assert (tmp_path / "again.mp4").read_bytes() == content


def test_an_abandoned_upload_leaves_nothing(s3: Any, cloud: Cloud) -> None:
    upload = s3.create_multipart_upload(Bucket="media", Key="half.bin")["UploadId"]
    s3.upload_part(Bucket="media", Key="half.bin", UploadId=upload, PartNumber=1, Body=b"x")
    parts = {"Parts": [{"ETag": "x", "PartNumber": 2}]}
    assert refusal(
        s3.complete_multipart_upload, Bucket="media", Key="half.bin", UploadId=upload, MultipartUpload=parts
    ) == (400, "InvalidPart")
    s3.abort_multipart_upload(Bucket="media", Key="half.bin", UploadId=upload)
    assert refusal(s3.head_object, Bucket="media", Key="half.bin")[0] == 404
    assert refusal(s3.upload_part, Bucket="media", Key="half.bin", UploadId=upload, PartNumber=1, Body=b"x") == (
        404,
        "NoSuchUpload",
    )
    assert list((cloud.folder / "s3" / ".incoming").iterdir()) == []


def test_listing_and_deleting(s3: Any) -> None:
    keys = [f"list/{n:04}.txt" for n in range(1005)]
    for key in keys[:5]:
        s3.put_object(Bucket="media", Key=key, Body=b"abc")
    found = s3.list_objects_v2(Bucket="media", Prefix="list/00")["Contents"]
    assert [(each["Key"], each["Size"]) for each in found] == [(key, 3) for key in keys[:5]]
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket="media", Prefix="list/", PaginationConfig={"PageSize": 2}
    )
    assert [each["Key"] for page in pages for each in page["Contents"]] == keys[:5]
    s3.delete_object(Bucket="media", Key=keys[0])
    s3.delete_object(Bucket="media", Key=keys[0])
    answer = s3.delete_objects(Bucket="media", Delete={"Objects": [{"Key": key} for key in keys[1:5]]})
    assert len(answer["Deleted"]) == 4
    assert s3.list_objects_v2(Bucket="media", Prefix="list")["KeyCount"] == 0


def test_a_presigned_url_gives_the_object_under_the_name_it_says(s3: Any) -> None:
    disposition = 'attachment; filename="film.mp4"'
    url = s3.generate_presigned_url(
        "get_object", {"Bucket": "media", "Key": KEY, "ResponseContentDisposition": disposition}, ExpiresIn=60
    )
    answer = httpx.get(url, headers={"range": "bytes=0-3", "origin": "http://localhost:3000"})
    assert (answer.status_code, answer.content) == (206, CONTENT[:4])
    assert answer.headers["content-disposition"] == disposition
    assert answer.headers["access-control-allow-origin"] == "*"


def test_a_presigned_url_ends(s3: Any) -> None:
    url = s3.generate_presigned_url("get_object", {"Bucket": "media", "Key": KEY}, ExpiresIn=-1)
    answer = httpx.get(url)
    assert answer.status_code == 403
    assert "Request has expired" in answer.text


def test_a_presigned_url_is_for_what_it_was_signed_for(s3: Any) -> None:
    url = s3.generate_presigned_url("get_object", {"Bucket": "media", "Key": KEY}, ExpiresIn=60)
    for forged in (
        url.replace("users/1", "users/2"),
        url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000"),
        url + "&response-content-type=text/html",
        url[:-4] + "0000",
    ):
        answer = httpx.get(forged)
        assert answer.status_code == 403
        assert "SignatureDoesNotMatch" in answer.text
    assert httpx.put(url, content=b"mine").status_code == 403


def test_nobody_without_the_key(s3: Any, cloud: Cloud) -> None:
    def stranger(access_key: str, secret_key: str) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=cloud.url,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name="us-east-1",
            config=Config(s3={"addressing_style": "path"}),
        )

    known = cloud.credentials.access_key
    assert refusal(stranger(known, "x").get_object, Bucket="media", Key=KEY) == (403, "SignatureDoesNotMatch")
    assert refusal(stranger("AKIAX", "x").get_object, Bucket="media", Key=KEY) == (403, "InvalidAccessKeyId")
    assert httpx.get(f"{cloud.url}/media/{KEY}").status_code == 403


def test_a_body_that_was_changed_on_the_way_is_refused(s3: Any) -> None:
    captured: dict[str, Any] = {}

    def capture(request: Any, **_: Any) -> None:
        captured.update(url=request.url, headers=dict(request.headers.items()))

    s3.meta.events.register_first("before-send.s3.PutObject", capture)
    s3.put_object(Bucket="media", Key="signed.txt", Body=b"as signed")
    s3.meta.events.unregister("before-send.s3.PutObject", capture)
    headers = {n: v.decode() if isinstance(v, bytes) else v for n, v in captured["headers"].items()}
    answer = httpx.put(captured["url"], headers=headers, content=b"not signe")
    assert (answer.status_code, "XAmzContentSHA256Mismatch" in answer.text) == (400, True)
    assert s3.get_object(Bucket="media", Key="signed.txt")["Body"].read() == b"as signed"


def test_a_browser_may_ask_first(s3: Any, cloud: Cloud) -> None:
    url = s3.generate_presigned_url("put_object", {"Bucket": "media", "Key": "new"}, ExpiresIn=60)
    asked = {"origin": "http://localhost:3000", "access-control-request-method": "PUT"}
    answer = httpx.options(url, headers=asked)
    assert answer.status_code == 200
    assert "PUT" in answer.headers["access-control-allow-methods"]
    assert urlsplit(url).netloc == urlsplit(cloud.url).netloc


def form_for(s3: Any, key: str, content_type: str = "image/png", most: int = 100) -> dict[str, Any]:
    conditions = [{"Content-Type": content_type}, ["content-length-range", 1, most]]
    post: dict[str, Any] = s3.generate_presigned_post(
        "media", key, Fields={"Content-Type": content_type}, Conditions=conditions, ExpiresIn=60
    )
    return post


def send(post: dict[str, Any], content: bytes = b"picture", **fields: str) -> httpx.Response:
    files = {"file": ("a b.png", content, "text/x")}
    origin = {"origin": "http://localhost:3000"}
    return httpx.post(post["url"], data={**post["fields"], **fields}, files=files, headers=origin)


def test_a_browser_sends_a_file_by_a_signed_form(s3: Any) -> None:
    answer = send(form_for(s3, "uploads/1"))
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    got = s3.get_object(Bucket="media", Key="uploads/1")
    assert (got["Body"].read(), got["ContentType"]) == (b"picture", "image/png")
    assert answer.headers["etag"] == got["ETag"]
    assert send(form_for(s3, "uploads/${filename}")).status_code == 204
    assert s3.head_object(Bucket="media", Key="uploads/a b.png")["ContentLength"] == 7


def test_a_form_is_for_what_its_policy_says(s3: Any) -> None:
    post = form_for(s3, "uploads/2")
    expired = s3.generate_presigned_post("media", "uploads/2", ExpiresIn=-1)
    refused = {
        "too long": send(post, b"x" * 101),
        "empty": send(post, b""),
        "other key": send(post, key="uploads/3"),
        "other type": send(post, **{"Content-Type": "text/html"}),
        "more fields": send(post, **{"Cache-Control": "no-store"}),
        "other policy": send({**post, "fields": {**post["fields"], "policy": expired["fields"]["policy"]}}),
        "other bucket": send({**post, "url": post["url"].replace("media", "other")}),
        "expired": send(expired),
        "unsigned": send({**post, "fields": {"key": "uploads/2"}}),
        "other signer": send(post, **{"x-amz-credential": post["fields"]["x-amz-credential"].replace("AKIA", "AKIB")}),
    }
    assert {why: answer.status_code for why, answer in refused.items()} == dict.fromkeys(refused, 403)
    assert "Policy expired" in refused["expired"].text
    assert httpx.post(post["url"], data=post["fields"], files={"other": b"x"}).status_code == 400
    for key in ("uploads/2", "uploads/3"):
        assert refusal(s3.head_object, Bucket="media", Key=key) == (404, "404")


def test_a_policy_may_leave_room(s3: Any) -> None:
    post = s3.generate_presigned_post("media", "uploads/4", Conditions=[["starts-with", "$Content-Type", "image/"]])
    assert send(post, **{"Content-Type": "image/webp"}).status_code == 204
    assert send(post, **{"Content-Type": "audio/wav"}).status_code == 403
