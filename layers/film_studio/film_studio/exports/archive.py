"""The archive: a ZIP written straight into S3, with records as JSON and media as they are, never whole in memory."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import IO, cast
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from film_studio import storage
from film_studio.exports import records
from film_studio.multipart import MultipartUpload

CHUNK_BYTES = 1024 * 1024

BY_PRODUCTS = ("generated", "intermediate")
"""Rooms of a project whose content the film holds, too: what it was put together from."""

README = """Everything that AI Film Studio has of you, as of {time:%d %B %Y, %H:%M} UTC.

records/   one JSON file for each kind of record: your account, projects, versions, jobs, credits and so on
media/     what you have uploaded, and your films with their subtitles and thumbnails

Left out: passwords and tokens, of which we keep hashes only, and the drafts (single layers, clips and sounds) that
films are put together from.
"""


def write(user_id: UUID, upload: MultipartUpload, beat: Callable[[], None]) -> None:
    """Write all of a user's data. `beat` is called with every piece; what it raises ends the work."""
    with ZipFile(cast(IO[bytes], upload), "w") as archive:
        now = datetime.now(UTC)
        _add(archive, "README.txt", [README.format(time=now).encode()], now, beat)
        # In a file first, and then sent: nothing waits for S3 in a transaction.
        with records.snapshot() as snapshot, TemporaryFile() as file:
            written = []
            for each in records.EXPORTED:
                start = file.tell()
                file.writelines(records.write(each, user_id, snapshot))
                written.append((each.file, file.tell() - start))
                beat()
            snapshot.rollback()
            file.seek(0)
            for name, length in written:
                _add(archive, name, _pieces(file, length), now, beat)
        for stored in storage.stored_of_user(user_id):
            room = stored.path.split("/")
            if room[0] == "exports" or (room[0] == "projects" and room[2:3] in ([name] for name in BY_PRODUCTS)):
                continue
            content = storage.pieces(stored.uri, CHUNK_BYTES)
            if content is not None:  # else it was deleted meanwhile
                _add(archive, f"media/{stored.path}", content, stored.modified, beat, stored.size)


def _add(
    archive: ZipFile,
    name: str,
    content: Iterable[bytes],
    modified: datetime,
    beat: Callable[[], None],
    size: int | None = None,
) -> None:
    """Add a file; one of known `size` is a medium, compressed already."""
    entry = ZipInfo(name, modified.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    entry.compress_type = ZIP_DEFLATED if size is None else ZIP_STORED
    entry.file_size = size or 0
    with archive.open(entry, "w", force_zip64=size is None) as file:
        for piece in content:
            file.write(piece)
            beat()


def _pieces(file: IO[bytes], length: int) -> Iterable[bytes]:
    while length:
        piece = file.read(min(length, CHUNK_BYTES))
        length -= len(piece)
        yield piece
