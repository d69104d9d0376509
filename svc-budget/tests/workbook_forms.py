"""The forms of file a book is tried in: written, then read as an uploaded file is."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from xls_writing import html, xls

from svc_budget.adapters.workbooks.__main__ import answer
from svc_budget.adapters.workbooks.plain_sheets import grid_of
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.workbooks.grids import Grid

Form = Callable[[tuple[Draft, ...]], tuple[Grid, ...]]
Write = Callable[[tuple[Draft, ...]], bytes]


def through_a_file(write: Write, suffix: str) -> Form:
    """Sheets written as a file of that name, and what a reader of it hands over."""

    def form(drafts: tuple[Draft, ...]) -> tuple[Grid, ...]:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"book{suffix}"
            path.write_bytes(write(drafts))
            told = answer({"path": str(path)})
        assert "sheets" in told, told
        return tuple(map(grid_of, told["sheets"]))

    return form


FORMS: Mapping[str, Form] = {
    "xlsx": through_a_file(written, ".xlsx"),
    "xls": through_a_file(xls, ".xls"),
    "html": through_a_file(html, ".xls"),
}
