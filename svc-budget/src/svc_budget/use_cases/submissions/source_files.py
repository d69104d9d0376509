"""A kept workbook as a file that a confined process can open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from shared.file_store import FileStore


@asynccontextmanager
async def at_hand(files: FileStore, key: str) -> AsyncIterator[Path]:
    """A copy of a kept file for as long as the block lasts. Refused with FileGone."""
    path = files.quarantine / f"{uuid4().hex}.part"
    try:
        with await asyncio.to_thread(path.open, "xb") as copy:
            async for piece in files.read(key):
                await asyncio.to_thread(copy.write, piece)
        yield path
    finally:
        await asyncio.to_thread(path.unlink, missing_ok=True)
