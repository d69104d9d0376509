"""Answer a request, with files if there are any, and read the letter."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.documents import DisclosureAnswered
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict, FieldError, NotFound
from shared.uploads import received
from svc_documents.domain.disclosure_requests.answers import Answer, AnswerKind, Ground
from svc_documents.domain.disclosure_requests.letters import Letter, letter_of
from svc_documents.domain.disclosure_requests.reasons import (
    DisclosureAnswerInvalid,
    DisclosureStepNotAllowed,
)
from svc_documents.domain.disclosure_requests.requests import DisclosureRequest
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.storage.disclosure_requests import files
from svc_documents.use_cases.disclosure_requests import messages
from svc_documents.use_cases.disclosure_requests.saving import (
    facts,
    organs_request,
    save,
    visible_request,
)
from svc_documents.use_cases.office import Office

MOST_FILES = 20


@dataclass(eq=False)
class DisclosureNotAnswered(NotFound):
    """这件申请还没有答复。"""

    advice: ClassVar[str] = "请在答复后再查看答复书和答复附件。"


@dataclass(eq=False)
class DisclosureFileNotFound(NotFound):
    """没有找到这个答复附件。"""

    advice: ClassVar[str] = "请在申请详情的附件列表中选择。"


@dataclass(eq=False)
class DisclosureFilesTooMany(Conflict):
    """答复附件太多。"""

    advice: ClassVar[str] = "一件答复最多 {most} 个附件，请合并后上传。"
    most: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What the organ answers; the text stands in the letter."""

    kind: AnswerKind
    grounds: tuple[Ground, ...]
    text: str
    responsible_organ: str


async def answer_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, reply: Reply
) -> DisclosureRequest:
    """Answer; whatever is not simply given needs its reason in words."""
    kept = await organs_request(work, office, caller, request_id, locked=True)
    request, private = kept
    if reply.kind is not AnswerKind.GRANTED and not reply.text:
        message = "请写明理由、获取方式或者其他说明。"
        raise DisclosureAnswerInvalid(errors=[FieldError("#/text", "text_missing", message)])
    answer = Answer(
        reply.kind, reply.grounds, today_of(work), caller.staff_no, reply.responsible_organ
    )
    request.give_answer(answer)
    private.answer = reply.text
    event = DisclosureAnswered(
        **facts(request), kind=answer.kind, grounds=answer.grounds,
        answered_on=answer.answered_on, in_time=request.answered_in_time,
    )  # fmt: skip
    return await save(work, office, kept, event, messages.ANSWERED)


async def read_letter(work: UnitOfWork, office: Office, caller: Caller, request_id: UUID) -> Letter:
    """The letter of an answered request; refused with DisclosureNotAnswered before."""
    request, private, _ = await visible_request(work, office, caller, request_id)
    if request.answer is None:
        raise DisclosureNotAnswered
    organ = await directory.organ(work, request.organ_id)
    name = organ.name if organ else ""
    return letter_of(
        request, request.answer, name, private.name, private.description, private.answer
    )


async def attach_answer_file(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID,
    chunks: AsyncIterator[bytes], name: str,
) -> Row:  # fmt: skip
    """Keep a file for the answer of an open request.

    Refused with DisclosureStepNotAllowed, DisclosureFilesTooMany or the refusals of an upload;
    nothing is kept then.
    """
    request, _ = await organs_request(work, office, caller, request_id, locked=True)
    if request.state.is_closed:
        raise DisclosureStepNotAllowed(request.state, request.state.label)
    if len(await files.listed(work, request_id)) >= MOST_FILES:
        raise DisclosureFilesTooMany(MOST_FILES)
    async with received(
        chunks, name, quarantine=office.files.quarantine, scanner=office.scanner
    ) as upload:
        stored_at = await office.files.keep(upload, request_id)
        return await files.add(work, new_id(), request_id, upload, stored_at, caller.staff_no)


async def files_of(work: UnitOfWork, request: DisclosureRequest, *, staff: bool) -> list[Row]:
    """The files: for the applicant once something was given."""
    return await files.listed(work, request.request_id) if staff or _given(request) else []


async def answer_file(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, file_id: UUID
) -> Row:
    """One file and where it lies; refused with DisclosureFileNotFound."""
    request, _, staff = await visible_request(work, office, caller, request_id)
    row = await files.with_id(work, request_id, file_id)
    if row is None or not (staff or _given(request)):
        raise DisclosureFileNotFound
    return row


def _given(request: DisclosureRequest) -> bool:
    return request.answer is not None
