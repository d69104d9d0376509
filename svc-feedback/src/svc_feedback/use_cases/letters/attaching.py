"""Files that come with a letter: the writer's alone, and seen by who answers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict, NotFound
from shared.uploads import received
from svc_feedback.domain.letters.reasons import LetterNotFound, LetterStepNotAllowed
from svc_feedback.storage.letters import files, letters
from svc_feedback.storage.letters.letters import Kept
from svc_feedback.use_cases.letters.saving import handled_letter
from svc_feedback.use_cases.letters.writing import letter_of_code
from svc_feedback.use_cases.office import Office

MOST_FILES = 5


@dataclass(eq=False)
class LetterFilesTooMany(Conflict):
    """来信的附件太多。"""

    advice: ClassVar[str] = "一封来信最多 {most} 个附件，请合并后上传。"
    most: int


class LetterFileNotFound(NotFound):
    """没有找到这个来信附件。"""

    advice = "请在来信详情的附件列表中选择。"


async def attach_letter_file(
    work: UnitOfWork, office: Office, code: str, chunks: AsyncIterator[bytes], name: str
) -> Row:
    """Add a file to an open letter, with its query code.

    Refused with LetterNotFound, LetterStepNotAllowed, LetterFilesTooMany or the refusals of an
    upload; nothing is kept then.
    """
    letter, _ = await letter_of_code(work, office, code)
    if letter.state.is_closed:
        raise LetterStepNotAllowed(letter.state, letter.state.label)
    if len(await files.listed(work, letter.letter_id)) >= MOST_FILES:
        raise LetterFilesTooMany(MOST_FILES)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner
    ) as upload:
        stored_at = await office.files.keep(upload, letter.letter_id)
        return await files.add(work, new_id(), letter.letter_id, upload, stored_at)


async def letter_file(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID, file_id: UUID
) -> Row:
    """A file for its writer or who answers; refused with LetterNotFound or LetterFileNotFound."""
    await _readable(work, office, caller, letter_id)
    row = await files.with_id(work, letter_id, file_id)
    if row is None:
        raise LetterFileNotFound
    return row


async def _readable(work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID) -> Kept:
    if caller.kind == "staff":
        return await handled_letter(work, office, caller, letter_id)
    kept = await letters.of_account(work, office.secrets, letter_id, caller.subject_id)
    if kept is None:
        raise LetterNotFound
    return kept
