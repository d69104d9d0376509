"""Where kept files live: a small interface, and the local folder behind it."""

import asyncio
import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from uuid import UUID

from shared.refusals import NotFound
from shared.uploads import FilesAway, Upload

CHUNK = 256 * 1024
SWEPT_AFTER = timedelta(hours=1)
KEY = re.compile(r"[0-9a-f-]{36}/[0-9a-f]{64}")


class FileGone(NotFound):
    """文件已不存在。"""

    advice = "文件可能已按规定删除，请联系受理窗口。"


class FileStore(Protocol):
    """Keeps files by owner (a case) and content; equal files of one owner are one."""

    @property
    def quarantine(self) -> Path:
        """Where uploads wait for their checks."""

    async def keep(self, upload: Upload, owner: UUID) -> str:
        """Take a file out of quarantine for good and give its key. Refused with FilesAway."""

    async def size(self, key: str) -> int:
        """The length in bytes. Refused with FileGone."""

    def read(self, key: str, first: int = 0) -> AsyncIterator[bytes]:
        """The content from a byte on. Refused with FileGone."""

    async def forget(self, key: str) -> None:
        """Delete a file; forgetting twice is no fault."""

    async def sweep(self, before: datetime) -> int:
        """Delete what was left in quarantine before a moment; says how many."""


async def keep_sweeping(files: FileStore) -> None:
    """A job: delete what processes that died left in quarantine, an hour after they wrote last."""
    while True:
        await files.sweep(datetime.now(UTC) - SWEPT_AFTER)
        await asyncio.sleep(SWEPT_AFTER.total_seconds())


class LocalFileStore:
    """A folder: `kept/<two letters>/<owner>/<sha-256>`, each written once and moved in place."""

    def __init__(self, root: Path) -> None:
        self._kept = root / "kept"
        self.quarantine = root / "quarantine"
        for folder in (self._kept, self.quarantine):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def keep(self, upload: Upload, owner: UUID) -> str:
        """Move the file to its place; it survives a power cut once this returns."""
        key = f"{owner}/{upload.sha256}"
        try:
            await asyncio.to_thread(_moved, upload.path, self._path(key))
        except OSError as fault:
            raise FilesAway from fault
        return key

    async def size(self, key: str) -> int:
        """The length in bytes. Refused with FileGone."""
        try:
            return (await asyncio.to_thread(self._path(key).stat)).st_size
        except FileNotFoundError as gone:
            raise FileGone from gone

    async def read(self, key: str, first: int = 0) -> AsyncIterator[bytes]:
        """The content from a byte on, in pieces. Refused with FileGone."""
        try:
            file = await asyncio.to_thread(self._path(key).open, "rb")
        except FileNotFoundError as gone:
            raise FileGone from gone
        with file:
            file.seek(first)
            while chunk := await asyncio.to_thread(file.read, CHUNK):
                yield chunk

    async def forget(self, key: str) -> None:
        """Delete a file; forgetting twice is no fault."""
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    async def sweep(self, before: datetime) -> int:
        """Delete what processes that died before a moment left in quarantine; says how many."""
        return await asyncio.to_thread(_swept, self.quarantine, before.timestamp())

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise FileGone
        owner, _, content = key.partition("/")
        return self._kept / owner[-2:] / owner / content


def _moved(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source.replace(target)
    for folder in list(target.parents)[:3]:
        _settled(folder)


def _settled(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _swept(folder: Path, before: float) -> int:
    left = [path for path in folder.glob("*.part") if path.stat().st_mtime < before]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
