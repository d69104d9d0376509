"""The route of one published table, cell by cell."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.money import yuan
from svc_budget.api.tools import Tools
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.books import Cell, Row, Table
from svc_budget.use_cases.pages.tables import PublishedTableNotFound, show_table
from svc_budget.use_cases.submissions.kept_books import TemplatesChanged

router = edge_router("pages", prefix="/api/v1/budget/tables")
Code = Annotated[str, Path(pattern=r"^[A-Za-z0-9-]{1,20}$", examples=["T3"])]


class TableCellView(BaseModel):
    """One cell."""

    column: str
    address: str = Field(examples=["C7"])
    raw: str = Field(description="表中原样")
    amount: str | None = Field(description="元；空白不是零，读不出的也没有")


class TableRowView(BaseModel):
    """One row."""

    side: str
    key: str
    label: str
    code: str
    total: bool
    cells: list[TableCellView]
    texts: dict[str, str]


class TableView(BaseModel):
    """A published table as it was read."""

    submission_id: UUID
    unit_code: str
    year: int
    book: Book
    published_as: int | None
    table_code: str
    title: str
    sheet: str
    unit: str = Field(description="表内金额单位", examples=["万元"])
    sentences: list[str] = Field(description="表下的说明")
    rows: list[TableRowView]
    total_rows: int
    next_row: int | None = Field(description="还有行时，从这一行接着读（from_row）")


@router.get(
    "/{submission_id}/{table_code}",
    dependencies=[publicly(300), Fields],
    responses=documented(PublishedTableNotFound, TemplatesChanged),
)
async def get_published_table(
    work: Work,
    office: Tools,
    _: AnyCaller,
    submission_id: UUID,
    table_code: Code,
    from_row: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=2000)] = 500,
) -> TableView:
    """A table of a version that is or was public: every cell with its address and raw text."""
    one, table = await show_table(work, office.templates, submission_id, table_code)
    rows = [(side.key, row) for side, row in table.rows()]
    shown = rows[from_row : from_row + limit]
    after = from_row + len(shown)
    return _view(one, table, shown, len(rows), after if after < len(rows) else None)


def _view(
    one: Submission, table: Table, rows: list[tuple[str, Row]], total: int, after: int | None
) -> TableView:
    return TableView(
        submission_id=one.submission_id, unit_code=one.unit_code, year=one.year, book=one.book,
        published_as=one.published_as, table_code=table.code, title=table.template.title,
        sheet=table.sheet, unit=table.unit.value, sentences=list(table.sentences),
        rows=[_row(side, row) for side, row in rows], total_rows=total, next_row=after,
    )  # fmt: skip


def _row(side: str, row: Row) -> TableRowView:
    return TableRowView(
        side=side, key=row.key, label=row.label, code=row.code, total=row.total,
        cells=[_cell(column, cell) for column, cell in row.cells.items()], texts=dict(row.texts),
    )  # fmt: skip


def _cell(column: str, cell: Cell) -> TableCellView:
    amount = None if cell.fault else yuan(cell.amount)
    return TableCellView(column=column, address=cell.address, raw=cell.raw, amount=amount)
