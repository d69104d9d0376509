"""Marks are put into the uploader's own workbook by a confined process, as it is read by one."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from shared.confined import Allowance, Confined, serve
from shared.file_types import HTML, XLSX
from shared.refusals import Refusal
from svc_budget.adapters.workbooks import html, spreadsheets
from svc_budget.adapters.workbooks.annotating import annotated_grids, annotated_xlsx
from svc_budget.adapters.workbooks.kinds import kind_of
from svc_budget.adapters.workbooks.plain_sheets import grid_of
from svc_budget.domain.submissions.marks import Mark
from svc_budget.domain.workbooks.files import WorkbookReaderAway, WorkbookTooComplex

MARKER: Final = "svc_budget.adapters.workbooks.marking"
SECONDS: Final = 20  # of reckoning: openpyxl takes ten times as long as the reader
PATIENCE: Final = 25


class WorkbookMarker:
    """Marks workbooks, few at once."""

    def __init__(self) -> None:
        self._confined = Confined("-m", MARKER, patience=PATIENCE)

    async def marked(self, path: Path, marks: Sequence[Mark]) -> bytes:
        """The workbook as .xlsx with its marks.

        Refused with WorkbookTooComplex or WorkbookReaderAway.
        """
        asked = {"path": str(path), "marks": [asdict(one) for one in marks]}
        try:
            told = await self._confined.ask(asked)
        except OSError as fault:  # TimeoutError is one
            raise WorkbookReaderAway from fault
        if told is None or "refused" in told:
            raise WorkbookTooComplex  # what was read once is no other kind of file by now
        return b64decode(told["workbook"])

    def close(self) -> None:
        """End the processes that wait for files."""
        self._confined.close()


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The marked workbook, or the reason against the file."""
    path, marks = Path(asked["path"]), [Mark(**one) for one in asked["marks"]]
    try:
        return {"workbook": b64encode(_marked(path, marks)).decode()}
    except Refusal as reason:
        return {"refused": type(reason).__name__}


def _marked(path: Path, marks: Sequence[Mark]) -> bytes:
    kind = kind_of(path)
    if kind is XLSX:
        return annotated_xlsx(path, marks)
    sheets = (html if kind is HTML else spreadsheets).read(path)
    return annotated_grids([grid_of(one) for one in sheets], marks)


if __name__ == "__main__":
    serve(answer, Allowance(SECONDS))
