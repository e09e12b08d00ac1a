"""S3's place: objects as files of a folder, over HTTP as boto3 and browsers speak it.

An object `users/1/film.mp4` of the bucket `media` is the file `media/users/1/film.mp4`, for anybody to look at; what
else there is to say of it lies under `.metadata`. Objects appear whole or not at all. A key cannot be another's folder.
"""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from local.iam import UNSIGNED, Credentials, Denied, verify, verify_policy

METADATA = ("content-type", "content-disposition", "content-encoding", "content-language", "cache-control")
PAGE = 1000


class S3Error(Exception):
    """A refusal in S3's words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Bucket:
    """The objects of one bucket, for callers in this process. Keys are the objects' names."""

    def __init__(self, folder: Path, name: str) -> None:
        self._objects = folder / name
        self._metadata = folder / ".metadata" / name
        self._incoming = folder / ".incoming"

    def exists(self) -> bool:
        """Whether there is such a bucket."""
        return self._objects.is_dir()

    def create(self) -> None:
        """Make the bucket, where it is not there."""
        self._objects.mkdir(parents=True, exist_ok=True)

    def find(self, key: str) -> Path:
        """The file of an object. Raises `S3Error` where there is none."""
        path = self._path(self._objects, key)
        if not self.exists():
            raise S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
        if not path.is_file():
            raise S3Error(404, "NoSuchKey", "The specified key does not exist.")
        return path

    def headers(self, key: str) -> dict[str, str]:
        """What is said of an object: its `etag`, `content-type` and so on, as HTTP headers."""
        stat = self.find(key).stat()
        try:
            said = json.loads(self._path(self._metadata, f"{key}.json").read_text())
        except (OSError, ValueError):
            said = {}
        if said.get("modified") == stat.st_mtime_ns:  # else the studio was killed between writing the two
            return dict(said["headers"])
        return {"etag": f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"', "content-type": "binary/octet-stream"}

    def put(self, key: str, file: Path, headers: dict[str, str]) -> None:
        """Move a file here as an object. Raises `S3Error` where the key cannot be; then the file is gone."""
        said = {"modified": file.stat().st_mtime_ns, "headers": headers}
        try:
            if not self.exists():
                raise S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
            for path in (self._path(self._metadata, f"{key}.json"), self._path(self._objects, key)):
                path.parent.mkdir(parents=True, exist_ok=True)
            self._path(self._metadata, f"{key}.json").write_text(json.dumps(said))
            file.replace(self._path(self._objects, key))
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise S3Error(400, "InvalidRequest", "Here, a key cannot be another key's folder.") from error
        finally:
            file.unlink(missing_ok=True)

    def write(self, key: str, content: bytes, content_type: str) -> None:
        """Write an object whole."""
        file = self._incoming / uuid4().hex
        file.write_bytes(content)
        etag = hashlib.md5(content, usedforsecurity=False).hexdigest()
        self.put(key, file, {"etag": f'"{etag}"', "content-type": content_type})

    def delete(self, key: str) -> None:
        """Delete an object, if it is there, and the folders that it leaves empty."""
        for root, name in ((self._objects, key), (self._metadata, f"{key}.json")):
            path = self._path(root, name)
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == root or not folder.is_dir() or any(folder.iterdir()):
                    break
                folder.rmdir()

    def keys(self, prefix: str) -> Iterator[str]:
        """Keys that begin with `prefix`, in order."""
        top = self._objects.joinpath(*prefix.split("/")[:-1])
        found = (path.relative_to(self._objects).as_posix() for path in top.rglob("*") if path.is_file())
        return iter(sorted(key for key in found if key.startswith(prefix)))

    @staticmethod
    def _path(root: Path, key: str) -> Path:
        parts = key.split("/")
        if any(part in ("", ".", "..") or "\0" in part for part in parts):
            raise S3Error(400, "InvalidRequest", "Here, a key is names with single slashes between them.")
        return root.joinpath(*parts)


class S3:
    """The service over its `folder`. `app` speaks its protocol; `bucket(name)` is for callers in this process."""

    def __init__(self, folder: Path, credentials: Credentials) -> None:
        self._folder = folder.resolve()
        self._credentials = credentials
        self._uploads: dict[str, dict[str, str]] = {}  # headers by upload id
        self._incoming = self._folder / ".incoming"
        shutil.rmtree(self._incoming, ignore_errors=True)  # half of something, from a studio that was killed
        self._incoming.mkdir(parents=True)
        self.app = Starlette(
            routes=[
                Route("/{bucket}", self._on_bucket, methods=["PUT", "HEAD", "GET", "POST"]),
                Route("/{bucket}/{key:path}", self._on_object, methods=["PUT", "HEAD", "GET", "POST", "DELETE"]),
            ],
            middleware=[
                Middleware(
                    CORSMiddleware,
                    allow_origins=["*"],
                    allow_methods=["*"],
                    allow_headers=["*"],
                    expose_headers=["ETag", "Content-Range", "Accept-Ranges"],
                )
            ],
            exception_handlers={S3Error: _refuse, Denied: _refuse},
        )

    def bucket(self, name: str) -> Bucket:
        """A bucket by name, there or not."""
        if name.startswith("."):
            raise S3Error(400, "InvalidBucketName", "The specified bucket is not valid.")
        return Bucket(self._folder, name)

    async def _on_bucket(self, request: Request) -> Response:
        bucket = self.bucket(request.path_params["bucket"])
        if request.headers.get("content-type", "").startswith("multipart/form-data"):
            return await self._post_form(request, bucket)
        await verify(request, self._credentials)
        if request.method == "PUT":
            bucket.create()
            return Response(headers={"location": request.url.path})
        if not bucket.exists():
            raise S3Error(404, "NoSuchBucket", "The specified bucket does not exist")
        if request.method == "POST" and "delete" in request.query_params:
            keys = [element.text or "" for element in _elements(await request.body(), "Key")]
            for key in keys:
                bucket.delete(key)
            return _xml("DeleteResult", "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys))
        if request.method == "GET":
            return self._list(request, bucket)
        return Response()

    async def _post_form(self, request: Request, bucket: Bucket) -> Response:
        """A file that a browser sends, by a form whose policy was signed."""
        async with request.form() as form:
            content = form.get("file")
            if not isinstance(content, UploadFile) or content.size is None:
                raise S3Error(400, "InvalidArgument", "POST requires exactly one file upload per request.")
            fields = {name.lower(): value for name, value in form.items() if isinstance(value, str)}
            verify_policy({**fields, "bucket": request.path_params["bucket"]}, content.size, self._credentials)
            said = {name: value for name, value in fields.items() if name in METADATA}
            key = fields["key"].replace("${filename}", content.filename or "")
            bucket.write(key, await content.read(), said.get("content-type", "binary/octet-stream"))
        return Response(status_code=204, headers={"etag": bucket.headers(key)["etag"]})

    async def _on_object(self, request: Request) -> Response:
        await verify(request, self._credentials)
        bucket, key = self.bucket(request.path_params["bucket"]), request.path_params["key"]
        query = request.query_params
        match request.method:
            case "GET" | "HEAD":
                return self._get(request, bucket, key)
            case "PUT" if "uploadId" in query:
                part = self._upload(query["uploadId"]) / f"{int(query['partNumber']):05}"
                return Response(headers={"etag": await self._receive(request, part)})
            case "PUT":
                file = self._incoming / uuid4().hex
                etag = await self._receive(request, file)
                bucket.put(key, file, {**_said(request), "etag": etag})
                return Response(headers={"etag": etag})
            case "POST" if "uploads" in query:
                upload = uuid4().hex
                (self._incoming / upload).mkdir()
                self._uploads[upload] = _said(request)
                return _xml("InitiateMultipartUploadResult", f"<UploadId>{upload}</UploadId>")
            case "POST" if "uploadId" in query:
                return await self._complete(request, bucket, key, query["uploadId"])
            case "DELETE" if "uploadId" in query:
                shutil.rmtree(self._upload(query["uploadId"]))
                del self._uploads[query["uploadId"]]
            case "DELETE":
                bucket.delete(key)
            case _:
                raise S3Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.")
        return Response(status_code=204)

    def _get(self, request: Request, bucket: Bucket, key: str) -> Response:
        headers = {**bucket.headers(key)}
        for name in METADATA:
            headers[name] = request.query_params.get(f"response-{name}") or headers.get(name, "")
        headers = {name: value for name, value in headers.items() if value}
        path = bucket.find(key)
        return _Object(path, headers=headers, media_type=headers["content-type"], stat_result=path.stat())

    def _list(self, request: Request, bucket: Bucket) -> Response:
        query = request.query_params
        prefix, limit = query.get("prefix", ""), min(int(query.get("max-keys", PAGE)), PAGE)
        after = query.get("continuation-token") or query.get("start-after", "")
        keys = [key for key in bucket.keys(prefix) if key > after]
        contents = ""
        for key in keys[:limit]:
            stat = bucket.find(key).stat()
            modified = datetime.fromtimestamp(stat.st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            contents += (
                f"<Contents><Key>{escape(key)}</Key><LastModified>{modified}</LastModified>"
                f"<ETag>{escape(bucket.headers(key)['etag'])}</ETag><Size>{stat.st_size}</Size></Contents>"
            )
        more = len(keys) > limit
        token = f"<NextContinuationToken>{escape(keys[limit - 1])}</NextContinuationToken>" if more and limit else ""
        return _xml(
            "ListBucketResult",
            f"<Prefix>{escape(prefix)}</Prefix><MaxKeys>{limit}</MaxKeys><KeyCount>{min(len(keys), limit)}</KeyCount>"
            f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{contents}",
        )

    def _upload(self, upload: str) -> Path:
        if upload not in self._uploads:
            raise S3Error(404, "NoSuchUpload", "The specified multipart upload does not exist.")
        return self._incoming / upload

    async def _complete(self, request: Request, bucket: Bucket, key: str, upload: str) -> Response:
        folder = self._upload(upload)
        parts = [folder / f"{int(element.text or 0):05}" for element in _elements(await request.body(), "PartNumber")]
        if not parts or not all(part.exists() for part in parts):
            raise S3Error(400, "InvalidPart", "One or more of the specified parts could not be found.")
        file = self._incoming / uuid4().hex

        def join() -> str:
            digests = b""
            with file.open("wb") as whole:
                for part in parts:
                    content = part.read_bytes()
                    digests += hashlib.md5(content, usedforsecurity=False).digest()
                    whole.write(content)
            return f'"{hashlib.md5(digests, usedforsecurity=False).hexdigest()}-{len(parts)}"'

        etag = await asyncio.to_thread(join)
        bucket.put(key, file, {**self._uploads.pop(upload), "etag": etag})
        shutil.rmtree(folder)
        return _xml("CompleteMultipartUploadResult", f"<Key>{escape(key)}</Key><ETag>{escape(etag)}</ETag>")

    async def _receive(self, request: Request, file: Path) -> str:
        """Write a request's body to a file and give its ETag. Raises `S3Error` where it is not what was signed."""
        promised = request.headers.get("x-amz-content-sha256", UNSIGNED)
        if promised.startswith("STREAMING-"):
            raise S3Error(501, "NotImplemented", "Chunked signatures are not implemented.")
        part = file.with_name(f"{file.name}.part")
        md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
        try:
            with part.open("wb") as sink:
                async for chunk in request.stream():
                    md5.update(chunk)
                    sha256.update(chunk)
                    sink.write(chunk)
            if promised not in (UNSIGNED, sha256.hexdigest()):
                raise S3Error(400, "XAmzContentSHA256Mismatch", "The body is not the one that was signed.")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        return f'"{md5.hexdigest()}"'


class _Object(FileResponse):
    chunk_size = 1024 * 1024  # each chunk is a trip to another thread


def _said(request: Request) -> dict[str, str]:
    """What a request says of the object that it writes."""
    said = {n: v for n, v in request.headers.items() if n in METADATA or n.startswith("x-amz-meta-")}
    return {"content-type": "binary/octet-stream", **said}


def _elements(document: bytes, name: str) -> Iterator[ElementTree.Element]:
    try:
        root = ElementTree.fromstring(document)  # noqa: S314 - only who holds the key gets this far
    except ElementTree.ParseError as error:
        raise S3Error(400, "MalformedXML", "The XML you provided was not well-formed.") from error
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _xml(root: str, content: str, status: int = 200) -> Response:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}>{content}</{root}>'
    return Response(body, status, media_type="application/xml")


async def _refuse(request: Request, error: Exception) -> Response:
    if not isinstance(error, (S3Error, Denied)):
        raise error
    status = error.status if isinstance(error, S3Error) else 403
    detail = f"<Code>{error.code}</Code><Message>{escape(error.message)}</Message>"
    answer = _xml("Error", f"{detail}<Resource>{escape(request.url.path)}</Resource>", status)
    answer.headers["connection"] = "close"  # boto3 may hold its body back (Expect: 100-continue) and then never send it
    return answer
