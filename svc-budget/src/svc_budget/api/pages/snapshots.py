"""Routes of snapshots: what each publication number published, and where to read it."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request, Response
from pydantic import BaseModel, Field

from shared.database import Row
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.storage.pages import pages as kept
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

router = edge_router("pages", prefix="/api/v1/budget/snapshots")
Number = Annotated[int, Path(ge=1, le=2**62, description="公开序号", examples=[12])]


class SnapshotView(BaseModel):
    """What a publication number published."""

    number: int = Field(description="公开序号")
    published_at: Moment
    submission_id: UUID
    withdrawn_id: UUID | None = Field(description="由此撤下的版本")
    unit_code: str
    unit_name: str
    year: int
    book: Book
    book_name: str
    version: int
    correction_reason: str


class SnapshotWholeView(SnapshotView):
    """A snapshot: everything public at that number; page, API and download agree to the cent."""

    books: int = Field(description="这一序号下公开的预决算份数")
    page: str = Field(description="这一序号下该单位的年度页")
    facts: str = Field(description="这一序号下的汇总")
    exports: str = Field(description="提交下载时写明 snapshot 即得到这一序号的文件")


@router.get("", response_model=Page[SnapshotView], dependencies=[publicly(60), Fields])
async def list_snapshots(
    work: Work, _: AnyCaller, page: Paging, request: Request, response: Response
) -> Any:
    """Publications, the newest first."""
    (after,) = page.after_of(int)
    rows = await kept.publications(work, after, page.fetch)
    listed = page_of([_known(row) for row in rows], page, ("number",))
    link_next(request, response, listed)
    return listed


@router.get(
    "/{number}", dependencies=[publicly(300), Fields], responses=documented(BudgetSnapshotNotFound)
)
async def get_snapshot(work: Work, _: AnyCaller, number: Number) -> SnapshotWholeView:
    """What was public when a number was given."""
    row = await kept.publication(work, number)
    if row is None:
        raise BudgetSnapshotNotFound
    base, at = "/api/v1/budget", f"snapshot={number}"
    return SnapshotWholeView(
        **_known(row), books=await kept.visible(work, number), exports=f"{base}/exports",
        page=f"{base}/units/{row['unit_code']}/years/{row['year']}?{at}",
        facts=f"{base}/facts?{at}&book={row['book']}&unit={row['unit_code']}&year={row['year']}",
    )  # fmt: skip


def _known(row: Row) -> dict[str, Any]:
    return {**dict(row), "book_name": BOOK_NAMES[Book(row["book"])]}
