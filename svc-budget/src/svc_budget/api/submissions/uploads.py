"""Routes that bring a version in and take it along its way."""

from typing import Annotated
from uuid import UUID

from fastapi import Form, Response, UploadFile

from shared.edge import Work, edge_router
from shared.file_types import ArchiveTooDense, FileProtected, MacrosRefused
from shared.problems import documented
from shared.reading import IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from shared.uploads import (
    FileEmpty,
    FileIncomplete,
    FileInfected,
    FilesAway,
    FileTooLarge,
    FileTypeRefused,
)
from svc_budget.api.submissions.finding_views import CorrectionRequest, ReasonRequest
from svc_budget.api.submissions.submission_views import SubmissionView, submission_view
from svc_budget.api.tools import Finance, Tools
from svc_budget.api.uploading import chunks
from svc_budget.domain.submissions.findings import IssueNotFound, ReasonNotWanted
from svc_budget.domain.submissions.identity import (
    BookNotOfThisUnit,
    NoTableRecognised,
    WorkbookOfAnotherKind,
    WorkbookOfAnotherUnit,
    WorkbookOfAnotherYear,
)
from svc_budget.domain.submissions.states import (
    ApprovalByFinanceOnly,
    CorrectionReasonNeeded,
    NothingChanged,
    NothingPublished,
    State,
    SubmissionHasErrors,
    SubmissionNotFound,
    SubmissionStepNotAllowed,
    WarningReasonsMissing,
)
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import UnitNotFound
from svc_budget.domain.workbooks.files import (
    NotAWorkbook,
    TooManyCells,
    TooManySheets,
    WorkbookCorrupt,
    WorkbookReaderAway,
    WorkbookTooComplex,
)
from svc_budget.use_cases.submissions import (
    approving,
    correcting,
    publishing,
    reasons,
    uploading,
)
from svc_budget.use_cases.submissions.kept_books import TemplatesChanged

router = edge_router("submissions", prefix="/api/v1/budget/submissions")
CREATED, ACCEPTED = 201, 202


@router.post(
    "",
    status_code=CREATED,
    responses={
        ACCEPTED: {"model": SubmissionView, "description": "已收到，正在读取"},
        **documented(
            UnitNotFound, BookNotOfThisUnit, NoTableRecognised, WorkbookOfAnotherUnit,
            WorkbookOfAnotherYear, WorkbookOfAnotherKind, FileTooLarge, FileEmpty, FileTypeRefused,
            FileIncomplete, FileInfected, FilesAway, FileProtected, NotAWorkbook, WorkbookCorrupt,
            WorkbookTooComplex, TooManyCells, TooManySheets, MacrosRefused, ArchiveTooDense,
            WorkbookReaderAway,
        ),
    },
)  # fmt: skip
async def upload_submission(
    work: Work,
    office: Tools,
    caller: Finance,
    response: Response,
    file: UploadFile,
    unit: Annotated[str, Form(max_length=40, description="预算单位编码")],
    year: Annotated[int, Form(ge=1994, le=2200)],
    book: Annotated[Book, Form(description="哪一种预决算")],
) -> SubmissionView:
    """Upload the workbook of a unit, year and book; another file replaces what is not public yet.

    201: read and checked. 202: it takes longer; follow it by GET, long-poll or stream.
    """
    content = (chunks(file), file.filename or "工作簿")
    one = await uploading.upload_submission(work, office, caller, (unit, year, book), content)
    response.headers["Location"] = f"/api/v1/budget/submissions/{one.submission_id}"
    if one.state is State.DRAFT:
        response.status_code = ACCEPTED
    return _shown(response, one)


@router.put(
    "/{submission_id}/reasons/{issue}",
    responses=documented(
        SubmissionNotFound, IssueNotFound, ReasonNotWanted, SubmissionStepNotAllowed,
        PreconditionMissing, Stale,
    ),
)  # fmt: skip
async def explain_submission_issue(
    work: Work,
    caller: Finance,
    response: Response,
    check: IfMatch,
    submission_id: UUID,
    issue: int,
    body: ReasonRequest,
) -> SubmissionView:
    """Say why a warning is no fault; published with the version."""
    place = (submission_id, issue)
    return _shown(response, await reasons.explain_issue(work, caller, place, body.reason, check))


@router.post(
    "/{submission_id}/approve",
    responses=documented(
        SubmissionNotFound, ApprovalByFinanceOnly, SubmissionStepNotAllowed, SubmissionHasErrors,
        WarningReasonsMissing, NothingChanged, CorrectionReasonNeeded, TemplatesChanged,
    ),
)  # fmt: skip
async def approve_submission(
    work: Work, office: Tools, caller: Finance, response: Response, submission_id: UUID
) -> SubmissionView:
    """Approve a version (财政批复): no error left, every warning explained."""
    one = await approving.approve_submission(work, office, caller, submission_id)
    return _shown(response, one)


@router.post(
    "/{submission_id}/publish",
    responses=documented(SubmissionNotFound, SubmissionStepNotAllowed),
)
async def publish_submission(
    work: Work, caller: Finance, response: Response, submission_id: UUID
) -> SubmissionView:
    """Publish an approved version; what it replaces stays readable."""
    return _shown(response, await publishing.publish_submission(work, caller, submission_id))


@router.post(
    "/{submission_id}/correct",
    status_code=CREATED,
    responses=documented(SubmissionNotFound, SubmissionStepNotAllowed),
)
async def correct_submission(
    work: Work, caller: Finance, response: Response, submission_id: UUID, body: CorrectionRequest
) -> SubmissionView:
    """Open a version that corrects this published one; its reason becomes public with it."""
    one = await correcting.correct_submission(work, caller, submission_id, body.reason)
    response.headers["Location"] = f"/api/v1/budget/submissions/{one.submission_id}"
    return _shown(response, one)


@router.post(
    "/{submission_id}/revert",
    responses=documented(SubmissionNotFound, SubmissionStepNotAllowed, NothingPublished),
)
async def revert_submission(
    work: Work, caller: Finance, response: Response, submission_id: UUID
) -> SubmissionView:
    """Give a version that is not public yet the content of the public one again."""
    return _shown(response, await correcting.revert_submission(work, caller, submission_id))


def _shown(response: Response, one: Submission) -> SubmissionView:
    response.headers["ETag"] = etag(one.revision)
    return submission_view(one)
