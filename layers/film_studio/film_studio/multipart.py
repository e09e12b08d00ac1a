"""A large object of S3, written from beginning to end in parts: what is in memory is one part."""

from botocore.exceptions import ClientError

from film_studio.aws import client
from film_studio.storage import split

PART_BYTES = 8 * 1024 * 1024
"""Size of a part. S3 takes 10,000 of them, so 80 GB at most."""


class MultipartUpload:
    """A file to write to that becomes the object `uri` when it is completed, and nothing before.

    `id` names it to who comes after a process that died: parts stay, and cost, until somebody aborts them.
    """

    def __init__(self, uri: str, content_type: str) -> None:
        self._bucket, self._key = split(uri)
        self._s3 = client("s3")
        answer = self._s3.create_multipart_upload(Bucket=self._bucket, Key=self._key, ContentType=content_type)
        self.id: str = answer["UploadId"]
        self.size = 0
        self._parts: list[dict[str, object]] = []
        self._buffer = bytearray()

    def write(self, content: bytes | bytearray | memoryview) -> int:
        """Take what follows; gives its length. Raises `botocore.exceptions.ClientError` where a part is not taken."""
        self._buffer += content
        self.size += len(content)
        while len(self._buffer) >= PART_BYTES:
            self._send(PART_BYTES)
        return len(content)

    def flush(self) -> None:
        """Files have it; parts are sent when they are full."""

    def complete(self) -> None:
        """Make it the object."""
        if self._buffer or not self._parts:
            self._send(len(self._buffer))
        self._s3.complete_multipart_upload(
            Bucket=self._bucket, Key=self._key, UploadId=self.id, MultipartUpload={"Parts": self._parts}
        )

    def _send(self, length: int) -> None:
        with memoryview(self._buffer) as view:
            content = bytes(view[:length])
        del self._buffer[:length]
        number = len(self._parts) + 1
        answer = self._s3.upload_part(
            Bucket=self._bucket, Key=self._key, UploadId=self.id, PartNumber=number, Body=content
        )
        self._parts.append({"PartNumber": number, "ETag": answer["ETag"]})


def abort(uri: str, upload_id: str) -> None:
    """Throw away what was written by an upload, unless it was completed; doing it again changes nothing."""
    bucket, key = split(uri)
    try:
        client("s3").abort_multipart_upload(Bucket=bucket, Key=key, UploadId=upload_id)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NoSuchUpload":
            raise
