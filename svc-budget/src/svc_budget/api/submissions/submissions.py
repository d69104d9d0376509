"""Routes that show a version to its people: at rest, or as it changes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response

from shared.database import UnitOfWork
from shared.downloads import download
from shared.edge import Work, edge_router
from shared.file_store import FileGone
from shared.live import Live, Version
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, etag
from svc_budget.api.submissions.asked import Asked, LongPoll, Only
from svc_budget.api.submissions.finding_views import (
    ReceiptsView,
    SheetView,
    SubmissionTablesView,
    receipt_view,
)
from svc_budget.api.submissions.submission_views import (
    SubmissionView,
    SubmissionWholeView,
    submission_view,
    whole_view,
)
from svc_budget.api.tools import Staff, Tools
from svc_budget.api.units.unit_views import missing_tables
from svc_budget.domain.submissions.states import SubmissionNotFound
from svc_budget.storage.submissions import findings, listing, sheets
from svc_budget.storage.submissions.listing import Wanted
from svc_budget.use_cases.submissions.whose import readable
from svc_budget.use_cases.units.whose import reach_of

router = edge_router("submissions", prefix="/api/v1/budget/submissions")
live_router = APIRouter(prefix="/api/v1/budget/submissions", tags=["submissions"])
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/octet-stream": {}}, "description": "The file"},
}


class _Reader:
    """Reads one version again and again, each time in a unit of work of its own."""

    def __init__(self, request: Request, asked: Asked) -> None:
        self._state = request.app.state
        self._asked = asked

    async def read(self) -> Version:
        """The present view; refused with SubmissionNotFound."""
        state = self._state
        async with UnitOfWork(state.pool, state.now(), actor=self._asked.caller.subject) as work:
            view = await _view(work, self._asked)
            return Version(view.revision, view.model_dump(mode="json"))


async def _view(work: UnitOfWork, asked: Asked) -> SubmissionWholeView:
    own = await readable(work, asked.caller, asked.submission_id)
    return whole_view(own.submission, own.unit, asked.tools.templates)


@router.get("", response_model=Page[SubmissionView], dependencies=[Fields])
async def list_submissions(
    work: Work,
    caller: Staff,
    page: Paging,
    request: Request,
    response: Response,
    only: Annotated[Only, Depends()],
) -> Any:
    """Versions of the caller's units, the newest first."""
    reach = await reach_of(work, caller)
    wanted = Wanted(reach.region_code, reach.organ_id, only)
    (after,) = page.after_of(UUID)
    found = await listing.listed(work, wanted, after, page.fetch)
    total = await listing.counted(work, wanted) if page.count else None
    shown = [submission_view(one).model_dump() for one in found]
    listed = page_of(shown, page, ("submission_id",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{submission_id}",
    response_model=SubmissionWholeView,
    dependencies=[Fields],
    responses=documented(SubmissionNotFound),
)
async def get_submission(
    work: Work,
    request: Request,
    response: Response,
    asked: Annotated[Asked, Depends()],
    poll: Annotated[LongPoll, Depends()],
) -> Any:
    """A version; with ``after`` and ``wait`` it answers when something is new."""
    if not poll.is_asked:
        view = await _view(work, asked)
        response.headers["ETag"] = etag(view.revision)
        return view
    await work.give_back()
    live: Live = request.app.state.live
    reader = _Reader(request, asked)
    version = await live.next_version(asked.submission_id, reader.read, poll.after or 0, poll.wait)
    response.headers["ETag"] = etag(version.number)
    return version.state


@live_router.get(
    "/{submission_id}/stream",
    response_class=Response,
    responses={
        **documented(SubmissionNotFound),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
async def stream_submission(
    request: Request,
    asked: Annotated[Asked, Depends()],
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> Response:
    """The same as server-sent events, one for every change; resumes at Last-Event-ID."""
    reader = _Reader(request, asked)
    await reader.read()
    live: Live = request.app.state.live
    return live.stream(asked.submission_id, reader.read, last_event_id, "submission")


@router.get(
    "/{submission_id}/receipts", dependencies=[Fields], responses=documented(SubmissionNotFound)
)
async def list_submission_receipts(work: Work, caller: Staff, submission_id: UUID) -> ReceiptsView:
    """What came of every rule. A rule without a receipt has not passed."""
    await readable(work, caller, submission_id)
    rows = await findings.receipts(work, submission_id)
    return ReceiptsView(items=[receipt_view(row) for row in rows])


@router.get(
    "/{submission_id}/tables", dependencies=[Fields], responses=documented(SubmissionNotFound)
)
async def list_submission_tables(
    work: Work, office: Tools, caller: Staff, submission_id: UUID
) -> SubmissionTablesView:
    """The sheets of the workbook: recognised, unknown; and the tables that are missing."""
    own = await readable(work, caller, submission_id)
    rows = await sheets.listed(work, submission_id)
    return SubmissionTablesView(
        items=[SheetView(**row) for row in rows],
        missing_tables=missing_tables(own.submission, office.templates, own.unit.level),
    )


@router.get(
    "/{submission_id}/source",
    response_class=Response,
    responses=FILE | documented(SubmissionNotFound, FileGone),
)
async def download_submission_source(
    work: Work, office: Tools, caller: Staff, submission_id: UUID
) -> Response:
    """The workbook as it was uploaded."""
    file = (await readable(work, caller, submission_id)).submission.file
    return await download(office.files, file.key, file.name, file.media_type)
