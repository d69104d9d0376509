"""Suspend articles of a document, and lift it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DocumentSuspended, DocumentSuspensionLifted
from shared.identity import Caller
from shared.refusals import FieldError, Invalid
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects import suspending
from svc_documents.domain.relations.authority import within
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects.changing import change_force
from svc_documents.use_cases.texts.named_parts import parts_not_there


@dataclass(eq=False)
class SuspensionUnsound(Invalid):
    """停止执行的期间填写有误。"""

    advice: ClassVar[str] = "请按 errors 中逐项的说明修改后重新提交。"


async def suspend_articles(
    work: UnitOfWork,
    caller: Caller,
    document_id: UUID,
    articles: Sequence[str],
    reason: str,
    *,
    first: date | None = None,
    until: date | None = None,
) -> Document:
    """Suspend articles (none named: all of it) from a day on; from today when none is said.

    Refused with DocumentNotFound (another region's), SuspensionUnsound and NotInForce.
    """
    document = await _of_region(work, caller, document_id)
    first = first or today_of(work)
    if first < today_of(work):
        raise _unsound("/first", "past", "停止执行不能追溯到今天以前。")
    if until is not None and until <= first:
        raise _unsound("/until", "before_first", "恢复之日要晚于停止之日。")
    errors = await parts_not_there(work, document_id, articles, [first])
    if errors:
        raise SuspensionUnsound(errors=errors)
    force = suspending.suspended(document.force, articles, first, until, reason)
    told = DocumentSuspended(
        document_id=document_id, articles=tuple(articles), first=first, until=until, reason=reason
    )
    await work.announce(document_id, told)
    await change_force(work, document, force, reason)
    return document


async def lift_suspension(
    work: UnitOfWork,
    caller: Caller,
    document_id: UUID,
    number: int,
    reason: str,
    *,
    day: date | None = None,
) -> Document:
    """Let what was suspended be carried out again from a day on, at the earliest from today.

    Refused with DocumentNotFound, SuspensionUnsound, SuspensionNotFound and SuspensionOver.
    """
    document = await _of_region(work, caller, document_id)
    day = day or today_of(work)
    if day < today_of(work):
        raise _unsound("/day", "past", "恢复执行不能追溯到今天以前。")
    force = suspending.lifted(document.force, number, day)
    article = force.suspensions[number - 1].article
    told = DocumentSuspensionLifted(
        document_id=document_id, number=number, article=article, day=day, reason=reason
    )
    await work.announce(document_id, told)
    await change_force(work, document, force, reason)
    return document


async def _of_region(work: UnitOfWork, caller: Caller, document_id: UUID) -> Document:
    """A public document of the caller's region; refused with DocumentNotFound."""
    document = await documents.with_id(work, document_id)
    if document is None or not document.is_public:
        raise DocumentNotFound
    if not within(document.region_code, caller.region_code):
        raise DocumentNotFound
    return document


def _unsound(pointer: str, code: str, message: str) -> SuspensionUnsound:
    return SuspensionUnsound(errors=[FieldError(pointer, code, message)])
