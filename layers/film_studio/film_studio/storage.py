"""Media and documents in S3: where things lie, and how they are read, written and handed out.

Everything has one name, its `s3://bucket/key` URI. Objects under a key that holds a hash of their inputs are written
once and never change, so writing one twice is harmless.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from botocore.exceptions import ClientError
from pydantic import BaseModel

from film_studio.aws import client
from film_studio.settings import settings

Model = TypeVar("Model", bound=BaseModel)
Room = Literal["raw", "generated", "intermediate", "final", "thumbnails"]

UPLOAD_SECONDS = 3600
"""How long a presigned upload stays valid."""

_TRANSFERS = 8
"""How many objects are fetched at a time."""


@dataclass(frozen=True)
class Form:
    """An HTML form's worth of upload: POST the `fields` and then the `file`, as multipart/form-data, to `url`."""

    url: str
    fields: dict[str, str]


@dataclass(frozen=True)
class Stored:
    """An object of a user's: `path` is its name in their folder."""

    uri: str
    path: str
    size: int
    modified: datetime


@dataclass(frozen=True)
class ProjectFolder:
    """One project's folder in the media bucket (SPEC §5)."""

    bucket: str
    user_id: UUID
    project_id: UUID

    def uri(self, room: Room, name: str) -> str:
        """The URI of the object `name` in one of the project's rooms."""
        return f"{self.root}{room}/{name}"

    @property
    def root(self) -> str:
        """The URI under which everything of the project lies."""
        return f"s3://{self.bucket}/users/{self.user_id}/projects/{self.project_id}/"

    @property
    def uploads(self) -> str:
        """The URI under which images lie that were uploaded for the project and not looked at yet."""
        return f"s3://{self.bucket}/users/{self.user_id}/uploads/images/{self.project_id}/"


def split(uri: str) -> tuple[str, str]:
    """Bucket and key of an S3 URI. Raises `ValueError` for any other."""
    parts = urlsplit(uri)
    if parts.scheme != "s3" or not parts.netloc or len(parts.path) < 2:
        raise ValueError(f"not an S3 URI: {uri!r}")
    return parts.netloc, parts.path[1:]


def exists(uri: str) -> bool:
    """Whether there is an object at `uri`."""
    bucket, key = split(uri)
    try:
        client("s3").head_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return False
        raise
    return True


def get_bytes(uri: str) -> bytes:
    """The content of an object. Raises `botocore.exceptions.ClientError` where there is none."""
    bucket, key = split(uri)
    content: bytes = client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    return content


def put_bytes(uri: str, content: bytes, content_type: str = "application/octet-stream") -> None:
    """Write an object whole."""
    bucket, key = split(uri)
    client("s3").put_object(Bucket=bucket, Key=key, Body=content, ContentType=content_type)


def get_document(uri: str, model: type[Model]) -> Model:
    """Read a JSON object as `model`. Raises `pydantic.ValidationError` where it is not one."""
    return model.model_validate_json(get_bytes(uri))


def get_documents(uris: Iterable[str], model: type[Model]) -> list[Model]:
    """Read several JSON objects at a time, in the order of `uris`."""
    with ThreadPoolExecutor(_TRANSFERS) as pool:
        return list(pool.map(lambda uri: get_document(uri, model), uris))


def put_document(uri: str, document: BaseModel) -> None:
    """Write a document as JSON."""
    put_bytes(uri, document.model_dump_json().encode(), "application/json")


def download(uri: str, path: Path) -> None:
    """Stream an object to a file."""
    bucket, key = split(uri)
    client("s3").download_file(bucket, key, str(path))


def download_all(uris: Iterable[str], folder: Path, name: str) -> list[Path]:
    """Stream several objects at a time to files `{name}{number}` of `folder` with their suffixes, in their order."""
    paths = [(uri, folder / f"{name}{number}{Path(uri).suffix}") for number, uri in enumerate(uris)]
    with ThreadPoolExecutor(_TRANSFERS) as pool:
        list(pool.map(lambda each: download(*each), paths))
    return [path for _, path in paths]


def upload(path: Path, uri: str, content_type: str) -> None:
    """Stream a file to an object."""
    bucket, key = split(uri)
    client("s3").upload_file(str(path), bucket, key, ExtraArgs={"ContentType": content_type})


def delete_folder(uri: str) -> None:
    """Delete every object under `uri`. Raises `OSError` naming one that stays; doing it again is safe."""
    bucket, prefix = split(uri)
    for page in client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix.rstrip("/") + "/"):
        keys = [{"Key": found["Key"]} for found in page.get("Contents", [])]
        if not keys:
            continue
        answer = client("s3").delete_objects(Bucket=bucket, Delete={"Objects": keys, "Quiet": True})
        for failure in answer.get("Errors", []):
            raise OSError(f"cannot delete s3://{bucket}/{failure['Key']}: {failure['Code']}")


def user_root(user_id: UUID) -> str:
    """The URI under which everything of a user lies."""
    return f"s3://{settings().media_bucket}/users/{user_id}/"


def delete_user_folder(user_id: UUID) -> None:
    """Delete everything of a user. Raises `OSError` naming an object that stays; doing it again is safe."""
    delete_folder(user_root(user_id))


def stored_of_user(user_id: UUID) -> Iterator[Stored]:
    """Everything of a user, in the order of names."""
    root = user_root(user_id)
    bucket, prefix = split(root)
    for page in client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        for found in page.get("Contents", []):
            path = found["Key"].removeprefix(prefix)
            yield Stored(root + path, path, found["Size"], found["LastModified"])


def pieces(uri: str, length: int) -> Iterator[bytes] | None:
    """The content of an object, so many bytes at a time; None where there is none."""
    bucket, key = split(uri)
    try:
        body = client("s3").get_object(Bucket=bucket, Key=key)["Body"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            return None
        raise
    content: Iterator[bytes] = body.iter_chunks(length)
    return content


def delete(uri: str) -> None:
    """Delete an object, if it is there."""
    bucket, key = split(uri)
    client("s3").delete_object(Bucket=bucket, Key=key)


def upload_form(uri: str, content_type: str, max_bytes: int) -> Form:
    """A presigned POST by which a browser uploads one file to `uri`, of this type and at most so many bytes."""
    bucket, key = split(uri)
    post = client("s3").generate_presigned_post(
        bucket,
        key,
        Fields={"Content-Type": content_type},
        Conditions=[{"Content-Type": content_type}, ["content-length-range", 1, max_bytes]],
        ExpiresIn=UPLOAD_SECONDS,
    )
    return Form(url=post["url"], fields=post["fields"])


def presigned_url(uri: str, seconds: int, disposition: str | None = None) -> str:
    """A URL of S3's own that gives the object for some time, with this `Content-Disposition`."""
    bucket, key = split(uri)
    named = {"ResponseContentDisposition": disposition} if disposition else {}
    url: str = client("s3").generate_presigned_url(
        "get_object", Params={"Bucket": bucket, "Key": key, **named}, ExpiresIn=seconds
    )
    return url
