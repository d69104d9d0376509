"""The weekly archive: every public document with all its texts, one a line, in one file."""

import asyncio
import gzip
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import orjson
import structlog

from shared.database import UnitOfWork
from shared.file_store import FileStore
from shared.file_types import FileType
from shared.ids import new_id
from shared.uploads import Upload
from shared.working import Bench
from svc_documents.storage.days import today_of
from svc_documents.storage.library import archives
from svc_documents.storage.library.archives import Archive

log = structlog.get_logger("archive")
EVERY = timedelta(days=7)
LOOK_AGAIN_SECONDS = 600.0
AT_ONCE = 100
NOBODY = UUID(int=0)
OWNER = uuid5(NAMESPACE_URL, "yangguang:library:archives")
GZIP = FileType("GZIP", "application/gzip", (".jsonl.gz",))
NOT_TOLD = {"version", "organ_id"}


async def keep_archives(tools: Bench, store: FileStore) -> None:
    """A job: make an archive when the last is a week old.

    It waits first, so that a new house is loaded before its first archive is made.
    """
    while True:
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
        async with tools.unit_of_work() as work:
            due = await _is_due(work)
        if due:
            made = await make_archive(tools, store)
            log.info("archive", made=made)


async def _is_due(work: UnitOfWork) -> bool:
    last = await archives.latest_day(work)
    return last is None or today_of(work) - last >= EVERY


async def make_archive(tools: Bench, store: FileStore, made_on: date | None = None) -> int:
    """Write the file and keep it, once a day on whichever worker; answers how many documents."""
    path = store.quarantine / f"{uuid4().hex}.part"
    try:
        documents = await _written(tools, path)
        digest = await asyncio.to_thread(_digest, path)
        size = path.stat().st_size
        name = "library.jsonl.gz"
        key = await store.keep(Upload(path, name, GZIP, size, digest), OWNER)
    finally:
        path.unlink(missing_ok=True)
    async with tools.unit_of_work() as work:
        day = made_on or today_of(work)
        await archives.add(
            work, Archive(new_id(), day, documents, size, digest, key, work.now)
        )  # fmt: skip
    return documents


async def _written(tools: Bench, path: Path) -> int:
    documents, last = 0, NOBODY
    with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
        while True:
            async with tools.unit_of_work() as work:
                rows = await archives.content_after(work, last, AT_ONCE)
            if not rows:
                return documents
            lines = [_line(dict(row)) for row in rows]
            await asyncio.to_thread(_write, file, lines)
            documents, last = documents + len(rows), rows[-1]["document_id"]


def _line(row: dict[str, object]) -> bytes:
    told = {name: value for name, value in row.items() if name not in NOT_TOLD}
    return orjson.dumps(told, option=orjson.OPT_APPEND_NEWLINE, default=str)


def _write(file: gzip.GzipFile, lines: list[bytes]) -> None:
    file.writelines(lines)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        for piece in iter(lambda: file.read(1 << 20), b""):
            digest.update(piece)
    return digest.hexdigest()
