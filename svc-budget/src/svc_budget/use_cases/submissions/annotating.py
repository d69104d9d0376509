"""The uploader's own workbook with what the rules found in it."""

from pathlib import PurePath
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_budget.domain.submissions.marks import marks_of
from svc_budget.storage.submissions import findings
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.submissions.source_files import at_hand
from svc_budget.use_cases.submissions.whose import readable

MOST = 5_000  # issues whose cells are marked


async def annotate_submission(
    work: UnitOfWork, office: Office, caller: Caller, submission_id: UUID
) -> tuple[str, bytes]:
    """A name and the workbook, always .xlsx, with coloured cells and comments.

    No connection is held while it is made. Refused with SubmissionNotFound, FileGone,
    WorkbookTooComplex or WorkbookReaderAway.
    """
    file = (await readable(work, caller, submission_id)).submission.file
    issues = await findings.issues(work, submission_id, (None, None), None, MOST)
    await work.give_back()
    marks = marks_of([dict(one) for one in issues])
    async with at_hand(office.files, file.key) as path:
        content = await office.marker.marked(path, marks)
    return f"{PurePath(file.name).stem}（校验批注）.xlsx", content
