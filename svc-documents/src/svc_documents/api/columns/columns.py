"""Routes of columns: the directory, who answers for what, what is not kept up."""

from typing import Annotated

from fastapi import Path, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag, publicly
from shared.refusals import PreconditionMissing, Stale
from svc_documents.api.columns.column_views import (
    ColumnPageView,
    ColumnRequest,
    ColumnsView,
    OverdueColumnsView,
    column_view,
    page_view,
    tree_view,
)
from svc_documents.api.tools import Editor, Staff, Tools
from svc_documents.domain.columns.columns import Column, ColumnNotFound, ColumnUnsound, Period
from svc_documents.storage import directory
from svc_documents.use_cases.columns import columns

router = edge_router("columns", prefix="/api/v1/columns")
CREATED = 201
ColumnId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$", examples=["price-and-fees"])]


@router.get("", dependencies=[publicly(60), Fields])
async def list_columns(work: Work, tools: Tools, _: AnyCaller) -> ColumnsView:
    """The directory of columns as a tree, each with its light."""
    return ColumnsView(items=[tree_view(one) for one in await columns.show_tree(work, tools)])


@router.get("/overdue", dependencies=[Fields])
async def list_overdue_columns(work: Work, tools: Tools, caller: Staff) -> OverdueColumnsView:
    """Columns not updated within their period: your organ's; your region's for supervisors."""
    found = await columns.list_overdue_columns(work, tools, caller)
    return OverdueColumnsView(items=[column_view(one) for one in found])


@router.get(
    "/{column_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(ColumnNotFound),
)
async def get_column(
    work: Work, tools: Tools, _: AnyCaller, column_id: ColumnId, response: Response
) -> ColumnPageView:
    """One column, the way down to it, and the columns right below."""
    shown, above = await columns.show_column(work, tools, column_id)
    response.headers["ETag"] = etag(shown.kept.version)
    return page_view(shown, above)


@router.put(
    "/{column_id}",
    responses={
        **documented(ColumnNotFound, ColumnUnsound, Stale, PreconditionMissing),
        CREATED: {"model": ColumnPageView, "description": "Entered"},
    },
)
async def put_column(
    work: Work,
    tools: Tools,
    caller: Editor,
    column_id: ColumnId,
    body: ColumnRequest,
    if_match: IfMatch,
    response: Response,
) -> ColumnPageView:
    """Enter a column (`If-Match: "0"`) or change it; your organ answers for it."""
    organ = await directory.organ(work, caller.organ)
    period = Period(body.period.days, body.period.working) if body.period else None
    column = Column(
        column_id=column_id, name=body.name, parent=body.parent, position=body.position,
        kind=body.kind, description=body.description, organ_id=caller.organ,
        organ_name=organ.name if organ else "", region_code=caller.region_code,
        period=period,
    )  # fmt: skip
    new, version = await columns.enter_column(work, caller, column, if_match)
    shown, above = await columns.show_column(work, tools, column_id)
    response.status_code = CREATED if new else response.status_code
    response.headers["ETag"] = etag(version)
    return page_view(shown, above)
