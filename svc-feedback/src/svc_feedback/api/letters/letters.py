"""Routes of letters: a writer's, and what everybody may read."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Form, Query, Request, Response, UploadFile

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, LoggedIn
from shared.office_hours import china_time
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import NEVER_KEPT, Fields, publicly
from shared.uploads import FileTooLarge, FileTypeRefused
from shared.work_calendar import CalendarMissing
from svc_feedback.api.letters.requests import (
    LetterLookUpRequest,
    LetterRatingRequest,
    LetterRequest,
)
from svc_feedback.api.letters.views import (
    LetterFiguresView,
    LetterFileView,
    LetterMonthView,
    LetterRowView,
    MailboxView,
    OwnLetterView,
    PublishedLetterView,
    own_view,
    row_view,
)
from svc_feedback.api.texts import ReceiptCode
from svc_feedback.api.tools import Tools
from svc_feedback.api.uploading import chunks
from svc_feedback.domain.letters.kinds import LetterKind
from svc_feedback.domain.letters.reasons import (
    LetterNotFound,
    LetterRatedAlready,
    LetterSentAlready,
    LetterStepNotAllowed,
    MailboxUnknown,
)
from svc_feedback.domain.levels import Level
from svc_feedback.storage.letters.lists import Published
from svc_feedback.use_cases.letters import attaching, rating, reading, writing
from svc_feedback.use_cases.letters.attaching import LetterFileNotFound, LetterFilesTooMany

router = edge_router("letters", prefix="/api/v1/letters")
Region = Annotated[str, Query(pattern=r"^[0-9]{6,12}$", examples=["431202"])]


async def published_filters(
    kind: LetterKind | None = None,
    organ_id: UUID | None = None,
    region: Annotated[str | None, Query(pattern=r"^[0-9]{6,12}$", examples=["431202"])] = None,
) -> Published:
    """Which of the published letters."""
    return Published(kind, organ_id, region)


@router.get("/mailboxes", dependencies=[publicly(300), Fields])
async def list_mailboxes(tools: Tools, _: AnyCaller) -> list[MailboxView]:
    """The mailboxes one may write to."""
    return [MailboxView.model_validate(box) for box in tools.letters.mailboxes.values()]


@router.get(
    "", dependencies=[publicly(60), Fields], response_model=Page[PublishedLetterView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_published_letters(
    request: Request,
    response: Response,
    work: Work,
    _: AnyCaller,
    page: Paging,
    wanted: Annotated[Published, Depends(published_filters)],
) -> dict[str, Any]:
    """Letters and answers both sides agreed to show, the last answered first."""
    rows, total = await reading.list_published_letters(work, page, wanted)
    listed = page_of([dict(row) for row in rows], page, ("answered_on", "letter_id"), total)
    link_next(request, response, listed)
    return listed


@router.get("/statistics", dependencies=[publicly(300), Fields])
async def show_letter_statistics(
    work: Work,
    _: AnyCaller,
    region: Region,
    month: Annotated[str, Query(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", examples=["2026-01"])],
) -> LetterMonthView:
    """What was received, refused, answered, in time, and to whose content, by organ."""
    year, number = map(int, month.split("-"))
    table = await reading.monthly_table(work, region, year, number)
    rows = [
        LetterFiguresView(
            **row,
            valid=one.valid,
            answer_rate=one.answer_rate,
            in_time_rate=one.in_time_rate,
            satisfaction_rate=one.satisfaction_rate,
        )
        for row, one in table
    ]
    return LetterMonthView(region_code=region, month=month, rows=rows)


@router.post(
    "", status_code=201, responses=documented(MailboxUnknown, LetterSentAlready, CalendarMissing)
)
async def write_letter(
    work: Work, tools: Tools, caller: AnyCaller, body: LetterRequest, response: Response
) -> OwnLetterView:
    """Write to a leader; the answer's last day and the code to look it up with come back."""
    response.headers["Cache-Control"] = NEVER_KEPT
    return own_view(await writing.write_letter(work, tools, caller, body.letter()))


@router.post("/look-up", responses=documented(LetterNotFound))
async def look_letter_up(
    work: Work, tools: Tools, _: AnyCaller, body: LetterLookUpRequest, response: Response
) -> OwnLetterView:
    """A letter by its query code; the code is sent in the body, because addresses are logged."""
    response.headers["Cache-Control"] = NEVER_KEPT
    return own_view(await writing.look_letter_up(work, tools, body.query_code))


@router.post(
    "/rate", responses=documented(LetterNotFound, LetterRatedAlready, LetterStepNotAllowed)
)
async def rate_letter(
    work: Work, tools: Tools, _: AnyCaller, body: LetterRatingRequest, response: Response
) -> OwnLetterView:
    """Say by query code how content one is with the answer, once."""
    response.headers["Cache-Control"] = NEVER_KEPT
    level = Level(body.satisfaction)
    return own_view(await rating.rate_letter(work, tools, body.query_code, level))


@router.post(
    "/files",
    status_code=201,
    responses=documented(
        LetterNotFound, LetterStepNotAllowed, LetterFilesTooMany, FileTooLarge, FileTypeRefused
    ),
)
async def attach_letter_file(
    work: Work,
    tools: Tools,
    _: AnyCaller,
    file: UploadFile,
    query_code: Annotated[ReceiptCode, Form(examples=["7K3M-0Q9T-XW2B-55HD"])],
) -> LetterFileView:
    """Add a file to a letter that is not answered yet."""
    name = file.filename or "附件"
    row = await attaching.attach_letter_file(work, tools, query_code, chunks(file), name)
    return LetterFileView(**row)


@router.get(
    "/own", dependencies=[Fields], response_model=Page[LetterRowView],
    responses=documented(CursorInvalid, CalendarMissing),
)  # fmt: skip
async def list_own_letters(
    request: Request, response: Response, work: Work, tools: Tools, caller: LoggedIn, page: Paging
) -> dict[str, Any]:
    """My letters, the newest first."""
    rows, total = await reading.list_own_letters(work, caller, page)
    calendar, today = await tools.calendar(work), china_time(work.now).date()
    shown = [row_view(row, calendar, today) for row in rows]
    listed = page_of(shown, page, ("letter_id",), total)
    link_next(request, response, listed)
    return listed


@router.get("/own/{letter_id}", dependencies=[Fields], responses=documented(LetterNotFound))
async def show_own_letter(
    work: Work, tools: Tools, caller: LoggedIn, letter_id: UUID
) -> OwnLetterView:
    """One of mine."""
    return own_view(await writing.show_own_letter(work, tools, caller, letter_id))


@router.get(
    "/{letter_id}", dependencies=[publicly(60), Fields], responses=documented(LetterNotFound)
)
async def show_published_letter(work: Work, _: AnyCaller, letter_id: UUID) -> PublishedLetterView:
    """A letter both sides agreed to show."""
    return PublishedLetterView(**await reading.show_published_letter(work, letter_id))


@router.get(
    "/{letter_id}/files/{file_id}",
    response_class=Response,
    responses=documented(LetterNotFound, LetterFileNotFound),
)
async def download_letter_file(
    work: Work, tools: Tools, caller: LoggedIn, letter_id: UUID, file_id: UUID
) -> Response:
    """A file of a letter, for its writer and who answers."""
    row = await attaching.letter_file(work, tools, caller, letter_id, file_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])
