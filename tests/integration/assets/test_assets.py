"""Images of a creator's own: uploaded to S3 past the API, proven by their content, seen by nobody else."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import boto3
import httpx
import numpy as np
import pytest
from PIL import Image

from tests.photos import FACE, encoded, hills


def keys() -> list[str]:
    found = boto3.client("s3").list_objects_v2(Bucket="media").get("Contents", [])
    return [each["Key"] for each in found]


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it is 60,000×60,000 px."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )


def test_an_image_goes_from_form_to_list(api, owner: str, project: str, send) -> None:
    photo = encoded(hills())
    asset = send(photo)
    assert (asset["status"], asset["width"], asset["url"]) == ("pending", None, None)
    [user_folder] = {key.split("/uploads/")[0] for key in keys()}
    assert keys() == [f"{user_folder}/uploads/images/{project.split('/')[2]}/{asset['id']}"]

    path = f"{project}/assets/{asset['id']}"
    done = api.call("POST", f"{path}/complete", token=owner)
    assert done.status == 200
    assert {name: done.body[name] for name in ("status", "width", "height", "face", "content_type")} == {
        "status": "ready", "width": 640, "height": 400, "face": None, "content_type": "image/jpeg",
    }  # fmt: skip
    [key] = keys()
    assert key.startswith(f"{user_folder}{project}/raw/"), "what was sent is gone, what is kept is the project's"
    shown = Image.open(io.BytesIO(httpx.get(done.body["url"]).raise_for_status().content))
    assert np.abs(np.asarray(shown, float) - np.asarray(hills(), float)).mean() < 6  # the grain is lost twice

    again = api.call("POST", f"{path}/complete", token=owner)
    assert (again.status, again.body["id"]) == (200, asset["id"])
    assert [each["id"] for each in api.call("GET", f"{project}/assets", token=owner).body["items"]] == [asset["id"]]
    assert api.call("GET", path, token=owner).body["filename"] == "photo.jpg"


def test_a_photo_stands_upright_and_tells_no_tales(upload: Callable[..., dict[str, Any]]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side
    exif[0x010F] = "Camera of Asha"
    exif.get_ifd(0x8825)[1] = "N"
    asset = upload(encoded(hills().rotate(90, expand=True), exif=exif, comment=b"secret"))
    assert (asset["width"], asset["height"]) == (640, 400)
    kept = httpx.get(asset["url"]).content
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert b"Asha" not in kept
    assert b"secret" not in kept


def test_a_face_is_found_where_it_is(upload: Callable[..., dict[str, Any]]) -> None:
    face = upload(FACE.read_bytes())["face"]
    assert face["x"] < 185 < face["x"] + face["size"]
    assert face["y"] < 114 < face["y"] + face["size"]
    assert 70 < face["size"] < 140


@pytest.mark.parametrize(("kind", "mode"), [("PNG", "RGBA"), ("WEBP", "RGB"), ("PNG", "P"), ("JPEG", "CMYK")])
def test_every_common_kind_of_file_is_taken(upload: Callable[..., dict[str, Any]], kind: str, mode: str) -> None:
    image = hills().convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    asset = upload(encoded(image, kind), f"image/{kind.lower()}")
    kept = Image.open(io.BytesIO(httpx.get(asset["url"]).content))
    assert kept.mode == ("RGBA" if mode == "RGBA" else "RGB")
    assert kept.size == (640, 400)


def test_a_photo_is_kept_no_larger_than_a_frame_can_show(upload: Callable[..., dict[str, Any]]) -> None:
    asset = upload(encoded(hills().resize((5000, 1000))))
    assert (asset["width"], asset["height"]) == (3840, 768)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<svg onload='alert(1)'/>", "not_an_image"),
        (encoded(hills(), "GIF"), "not_an_image"),
        (encoded(hills())[:9000], "image_damaged"),
        (encoded(hills().resize((63, 400))), "image_too_small"),
        (encoded(hills().resize((8193, 64))), "image_too_large"),
        (bomb(), "image_too_large"),
    ],
    ids=["text", "gif", "cut-off", "small", "large", "bomb"],
)
def test_what_cannot_be_used_is_refused_with_the_remedy(
    api, owner: str, project: str, send, content: bytes, code: str
) -> None:
    asset = send(content)
    refused = api.call("POST", f"{project}/assets/{asset['id']}/complete", token=owner)
    assert (refused.status, refused.body["code"]) == (422, "asset_rejected")
    assert [(fault["field"], fault["code"]) for fault in refused.body["errors"]] == [("file", code)]
    assert keys() == []
    again = api.call("POST", f"{project}/assets/{asset['id']}/complete", token=owner)
    assert (again.status, again.body["code"]) == (409, "not_uploaded")
    form = asset["upload"]
    httpx.post(form["url"], data=form["fields"], files={"file": encoded(hills())}).raise_for_status()
    assert api.call("POST", f"{project}/assets/{asset['id']}/complete", token=owner).status == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"size_bytes": 10 * 1024 * 1024 + 1}, "size_bytes"),
        ({"size_bytes": 0}, "size_bytes"),
        ({"content_type": "image/gif"}, "content_type"),
        ({"filename": " "}, "filename"),
        ({"kind": "audio"}, "kind"),
    ],
)
def test_what_cannot_be_uploaded_is_said_before(api, owner: str, project: str, change: dict, field: str) -> None:
    body = {"filename": "a.jpg", "content_type": "image/jpeg", "size_bytes": 1, **change}
    refused = api.call("POST", f"{project}/assets", json_body=body, token=owner)
    assert (refused.status, [fault["field"] for fault in refused.body["errors"]]) == (422, [field])


def test_twenty_and_no_more(api, owner: str, project: str, rows: Callable[..., Any]) -> None:
    body = {"filename": "a.jpg", "content_type": "image/jpeg", "size_bytes": 1}
    answers = [api.call("POST", f"{project}/assets", json_body=body, token=owner) for _ in range(21)]
    assert [answer.status for answer in answers] == [201] * 20 + [409]
    assert answers[-1].body["code"] == "too_many_assets"
    first = api.call("GET", f"{project}/assets?limit=15", token=owner).body
    rest = api.call("GET", f"{project}/assets?limit=15&cursor={first['next_cursor']}", token=owner).body
    assert len({each["id"] for each in [*first["items"], *rest["items"]]}) == 20
    # Forms that were never used make room when they cannot be used any more.
    rows("UPDATE project_assets SET created_at = now() - interval '61 minutes'")
    assert api.call("POST", f"{project}/assets", json_body=body, token=owner).status == 201
    assert len(rows("SELECT * FROM project_assets")) == 1


def test_what_is_deleted_is_gone_unless_it_is_there_twice(api, owner: str, project: str, upload) -> None:
    one, other = upload(encoded(hills())), upload(encoded(hills()))
    waiting = api.call(
        "POST", f"{project}/assets", token=owner,
        json_body={"filename": "a.jpg", "content_type": "image/jpeg", "size_bytes": 1},
    ).body  # fmt: skip
    assert len(keys()) == 1
    for asset, left in ((one, 1), (waiting, 1), (other, 0)):
        assert api.call("DELETE", f"{project}/assets/{asset['id']}", token=owner).status == 204
        assert len(keys()) == left
        assert api.call("DELETE", f"{project}/assets/{asset['id']}", token=owner).status == 404
    assert api.call("GET", f"{project}/assets", token=owner).body["items"] == []


def test_a_deleted_project_leaves_no_image(api, owner: str, project: str, send, upload) -> None:
    upload(encoded(hills()))
    send(encoded(hills()))
    assert len(keys()) == 2
    assert api.call("DELETE", project, token=owner).status == 204
    assert keys() == []


def test_nobody_else_sees_or_touches_an_image(api, owner: str, project: str, upload) -> None:
    asset = upload(encoded(hills()))
    stranger = api.register()
    body = {"filename": "a.jpg", "content_type": "image/jpeg", "size_bytes": 1}
    own = f"/projects/{api.call('POST', '/projects', json_body={'title': 'A'}, token=stranger).body['id']}"
    attempts = [
        ("POST", f"{project}/assets", body),
        ("GET", f"{project}/assets", None),
        ("GET", f"{project}/assets/{asset['id']}", None),
        ("POST", f"{project}/assets/{asset['id']}/complete", None),
        ("DELETE", f"{project}/assets/{asset['id']}", None),
    ]
    for method, path, content in attempts:
        refused = api.call(method, path, json_body=content, token=stranger)
        assert (refused.status, refused.body["code"]) == (404, "project_not_found"), (method, path)
        assert api.call(method, path, json_body=content).status == 401, (method, path)
        if asset["id"] in path:  # through a project of their own
            refused = api.call(method, path.replace(project, own), token=stranger)
            assert (refused.status, refused.body["code"]) == (404, "asset_not_found"), (method, path)
    assert api.call("GET", f"{project}/assets/{asset['id']}", token=owner).status == 200
