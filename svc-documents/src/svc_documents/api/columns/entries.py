"""Routes of the entries of columns, and of the clock of disclosure."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.ids import new_id
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_documents.api.columns.columns import ColumnId
from svc_documents.api.columns.entry_views import (
    EntryChangeRequest,
    EntryView,
    EntryWholeView,
    NewEntryRequest,
    TimelinessPageView,
    WaitingEntryView,
)
from svc_documents.api.tools import Editor, Staff, Supervisor, Tools
from svc_documents.domain.columns.columns import ColumnNotFound
from svc_documents.domain.columns.entries import (
    Entry,
    EntryNotFound,
    EntryPublished,
    EntryUnsound,
    due_on,
    light_of,
)
from svc_documents.storage.columns import entries as rows_of
from svc_documents.storage.days import today_of
from svc_documents.use_cases.columns import entries

router = edge_router("columns", prefix="/api/v1/columns")
CREATED = 201


@router.get("/waiting", dependencies=[Fields], responses=documented(CursorInvalid))
async def list_waiting_entries(
    work: Work, tools: Tools, caller: Staff, page: Paging, request: Request, response: Response
) -> Page[WaitingEntryView]:
    """What is formed and not published yet, each with the light of its 20 working days."""
    calendar, today = await tools.calendar(work), today_of(work)
    rows = [
        dict(row) | {
            "column_name": row["name"], "due_on": due_on(row["formed_on"], calendar),
            "light": light_of(row["formed_on"], today, calendar),
        }
        for row in await entries.list_waiting(work, caller, page)
    ]  # fmt: skip
    listed = page_of(rows, page, ("formed_on", "entry_id"))
    link_next(request, response, listed)
    return Page[WaitingEntryView].model_validate(listed)


@router.get("/timeliness", dependencies=[Fields])
async def show_timeliness(
    work: Work,
    caller: Supervisor,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> TimelinessPageView:
    """How much each organ of your region published in a span, and how much of it in time."""
    rows = await rows_of.timeliness(work, caller.region_code, first, last)
    items = [dict(row) | {"rate": round(row["in_time"] / row["published"], 4)} for row in rows]
    return TimelinessPageView.model_validate({"items": items})


@router.get(
    "/{column_id}/entries",
    dependencies=[publicly(60), Fields],
    responses=documented(ColumnNotFound, CursorInvalid),
)
async def list_entries(
    work: Work, _: AnyCaller, column_id: ColumnId, page: Paging, request: Request,
    response: Response,
) -> Page[EntryView]:  # fmt: skip
    """What a column has published, the newest first."""
    rows, total = await entries.list_entries(work, column_id, page)
    listed: dict[str, Any] = page_of(
        [dict(row) for row in rows], page, ("published_on", "entry_id"), total
    )
    link_next(request, response, listed)
    return Page[EntryView].model_validate(listed)


@router.get(
    "/{column_id}/entries/{entry_id}",
    dependencies=[publicly(60), Fields],
    responses=documented(EntryNotFound),
)
async def get_entry(
    work: Work, _: AnyCaller, column_id: ColumnId, entry_id: UUID
) -> EntryWholeView:
    """One entry, and what it said before it was changed."""
    entry, former = await entries.show_entry(work, column_id, entry_id)
    whole = EntryView.model_validate(entry).model_dump()
    return EntryWholeView.model_validate(whole | {"former": [dict(one) for one in former]})


@router.post(
    "/{column_id}/entries",
    status_code=CREATED,
    responses=documented(ColumnNotFound, EntryUnsound),
)
async def enter_entry(
    work: Work, tools: Tools, caller: Editor, column_id: ColumnId, body: NewEntryRequest
) -> EntryView:
    """Enter what was formed into a column of your organ, and publish it unless told to wait."""
    given = body.model_dump(exclude={"publish"})
    entry = Entry(entry_id=new_id(), column_id=column_id, **given)
    done = await entries.enter_entry(work, tools, caller, entry, publish=body.publish)
    return EntryView.model_validate(done)


@router.post(
    "/{column_id}/entries/{entry_id}/publish",
    responses=documented(ColumnNotFound, EntryNotFound, EntryPublished),
)
async def publish_entry(
    work: Work, tools: Tools, caller: Editor, column_id: ColumnId, entry_id: UUID
) -> EntryView:
    """Publish what was formed."""
    done = await entries.publish_entry(work, tools, caller, column_id, entry_id)
    return EntryView.model_validate(done)


@router.post(
    "/{column_id}/entries/{entry_id}/change",
    responses=documented(ColumnNotFound, EntryNotFound, EntryUnsound),
)
async def change_entry(
    work: Work,
    tools: Tools,
    caller: Editor,
    column_id: ColumnId,
    entry_id: UUID,
    body: EntryChangeRequest,
) -> EntryView:
    """Publish a change (更正) of what is published; the former words stay readable."""
    given = body.model_dump(exclude={"reason"})
    changed = Entry(entry_id=entry_id, column_id=column_id, formed_on=body.changed_on, **given)
    done = await entries.change_entry(work, tools, caller, changed, body.reason)
    return EntryView.model_validate(done)
