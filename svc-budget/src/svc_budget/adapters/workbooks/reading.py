"""A workbook becomes grids, read by a confined process made for it."""

import asyncio
from pathlib import Path
from typing import Any, Final

from shared.confined import Confined
from shared.file_types import ArchiveTooDense, FileProtected, MacrosRefused
from shared.refusals import Refusal
from svc_budget.adapters.workbooks.plain_sheets import grid_of
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    TooManyCells,
    TooManySheets,
    WorkbookCorrupt,
    WorkbookEmpty,
    WorkbookReaderAway,
    WorkbookTooComplex,
)
from svc_budget.domain.workbooks.grids import Grid

READER: Final = "svc_budget.adapters.workbooks"
PATIENCE: Final = 25  # seconds in all: longer than a reader may live, so that its end is its answer
REASONS: Final[dict[str, type[Refusal]]] = {
    reason.__name__: reason
    for reason in (
        ArchiveTooDense, MacrosRefused, NotAWorkbook, TooManyCells, TooManySheets, WorkbookCorrupt,
        WorkbookEmpty, FileProtected,
    )
}  # fmt: skip


class WorkbookReader:
    """Reads workbooks, few at once; its processes stay warm between files."""

    def __init__(self) -> None:
        self._confined = Confined("-m", READER, patience=PATIENCE)

    async def read(self, path: Path) -> tuple[Grid, ...]:
        """The sheets of a file, the visible ones first; what it is, its content says.

        Refused with WorkbookEmpty, NotAWorkbook, FileProtected, WorkbookCorrupt,
        WorkbookTooComplex, TooManyCells, TooManySheets, MacrosRefused, ArchiveTooDense or
        WorkbookReaderAway.
        """
        try:
            told = await self._confined.ask({"path": str(path)})
        except OSError as fault:  # TimeoutError is one
            raise WorkbookReaderAway from fault
        if told is None:
            raise WorkbookTooComplex
        if "refused" in told:
            raise REASONS[told["refused"]]
        return await asyncio.to_thread(_grids, told)

    def close(self) -> None:
        """End the processes that wait for files."""
        self._confined.close()


def _grids(told: dict[str, Any]) -> tuple[Grid, ...]:
    return tuple(map(grid_of, told["sheets"]))
