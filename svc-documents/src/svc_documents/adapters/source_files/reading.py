"""A source file becomes the blocks of a text, read by a confined process of its own.

Parsers of office formats, PDF above all, are where a hostile file does harm: here it can end only
its own reader (adapters/source_files/limits.py), which has no secrets and nowhere to write.
"""

import asyncio
import sys
from pathlib import Path

import orjson

from svc_documents.domain.texts.sources import (
    REASONS,
    ReaderAway,
    SourceText,
    SourceTooComplex,
)

READER = "svc_documents.adapters.source_files"
PATIENCE = 9  # seconds in all: a transaction that waits longer is ended by the database
AT_ONCE = 2
REASONS_BY_NAME = {reason.__name__: reason for reason in REASONS}


class SourceReader:
    """Reads files, few at once."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(AT_ONCE)

    async def read(self, path: Path, kind: str, title: str) -> SourceText:
        """The text of a file of a known kind, without its letterhead.

        Refused with SourceUnreadable, SourceEncrypted, SourceIsAScan, SourceEmpty,
        SourceTooComplex, SourceNoText or ReaderAway.
        """
        asked = orjson.dumps({"path": str(path), "kind": kind, "title": title})
        try:
            async with asyncio.timeout(PATIENCE), self._places:
                answer = await _answer(asked)
        except TimeoutError as fault:
            raise ReaderAway from fault
        if answer is None:
            raise SourceTooComplex
        told = orjson.loads(answer)
        if "refused" in told:
            raise REASONS_BY_NAME[told["refused"]]
        return SourceText(told["blocks"], told["left_out"])


async def _answer(asked: bytes) -> bytes | None:
    """What the reader says; nothing when it came to an end of its own."""
    pipe = asyncio.subprocess.PIPE
    try:
        reader = await asyncio.create_subprocess_exec(
            sys.executable, "-I", "-m", READER, stdin=pipe, stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL, env={"LANG": "C.UTF-8"},
        )  # fmt: skip
    except OSError as fault:
        raise ReaderAway from fault
    try:
        answer, _ = await reader.communicate(asked)
    finally:
        if reader.returncode is None:
            reader.kill()
            await reader.wait()
    return answer if reader.returncode == 0 else None
