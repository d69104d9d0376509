"""Files of a consultation: attached by the organ, read by everybody once it is announced."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict, NotFound
from shared.uploads import received
from svc_feedback.storage.consultations import files
from svc_feedback.use_cases.consultations.saving import run_by, shown_one
from svc_feedback.use_cases.office import Office

MOST_FILES = 10


@dataclass(eq=False)
class ConsultationFilesTooMany(Conflict):
    """意见征集的附件太多。"""

    advice: ClassVar[str] = "一次征集最多 {most} 个附件，请合并后上传。"
    most: int


class ConsultationFileNotFound(NotFound):
    """没有找到这个征集附件。"""

    advice = "请在意见征集详情的附件列表中选择。"


async def attach_consultation_file(
    work: UnitOfWork, office: Office, caller: Caller, consultation_id: UUID,
    chunks: AsyncIterator[bytes], name: str,
) -> Row:  # fmt: skip
    """Add a file; refused with ConsultationNotFound, ConsultationFilesTooMany, or as an upload."""
    await run_by(work, caller, consultation_id, locked=True)
    if len(await files.listed(work, consultation_id)) >= MOST_FILES:
        raise ConsultationFilesTooMany(MOST_FILES)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner
    ) as upload:
        stored_at = await office.files.keep(upload, consultation_id)
        return await files.add(work, new_id(), consultation_id, upload, stored_at)


async def consultation_file(work: UnitOfWork, consultation_id: UUID, file_id: UUID) -> Row:
    """A file of one that everybody may see; refused with ConsultationFileNotFound."""
    await shown_one(work, consultation_id)
    row = await files.with_id(work, consultation_id, file_id)
    if row is None:
        raise ConsultationFileNotFound
    return row
