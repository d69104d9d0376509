"""A source file becomes the blocks of a text, read by a confined process of its own.

Parsers of office formats, PDF above all, are where a hostile file does harm: here it can end only
its own reader (shared.confined), which has no secrets and nowhere to write.
"""

from pathlib import Path

from shared.confined import Confined
from svc_documents.domain.texts.sources import (
    REASONS,
    ReaderAway,
    SourceText,
    SourceTooComplex,
)

READER = "svc_documents.adapters.source_files"
PATIENCE = 9  # seconds in all: a transaction that waits longer is ended by the database
REASONS_BY_NAME = {reason.__name__: reason for reason in REASONS}


class SourceReader:
    """Reads files, few at once."""

    def __init__(self) -> None:
        self._confined = Confined("-m", READER, patience=PATIENCE)

    async def read(self, path: Path, kind: str, title: str) -> SourceText:
        """The text of a file of a known kind, without its letterhead.

        Refused with SourceUnreadable, SourceEncrypted, SourceIsAScan, SourceEmpty,
        SourceTooComplex, SourceNoText or ReaderAway.
        """
        try:
            told = await self._confined.ask({"path": str(path), "kind": kind, "title": title})
        except OSError as fault:  # TimeoutError is one
            raise ReaderAway from fault
        if told is None:
            raise SourceTooComplex
        if "refused" in told:
            raise REASONS_BY_NAME[told["refused"]]
        return SourceText(told["blocks"], told["left_out"])
