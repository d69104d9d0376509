"""Take a draft through its steps: submit it, record what was held, finish, or end it."""

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import (
    DocumentRejected,
    DocumentReviewed,
    DocumentStepRecorded,
    DocumentSubmittedForReview,
    DocumentWithdrawn,
)
from shared.events.documents.life import DocumentEvent
from shared.identity import Caller
from shared.refusals import FieldError, Forbidden
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.steps import Step, StepUnsound
from svc_documents.domain.jurisdictions.jurisdictions import StepKind
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import attachments, drafts, steps
from svc_documents.use_cases.documents.facts import about
from svc_documents.use_cases.documents.whose import REGISTRAR, draft_to_change, rules_for
from svc_documents.use_cases.office import Office


class ReviewedByOthers(Forbidden):
    """合法性审核由登记机构中未参与起草的人员记录。"""

    advice: ClassVar[str] = (
        "起草单位和参与起草的人员不能审核自己的文件，请由本地区的其他登记人员记录。"
    )


async def submit_document_for_review(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID
) -> Draft:
    """Hand a draft in; refused with DraftIncomplete, StepOutOfOrder and TermTooLong."""
    draft = await draft_to_change(work, caller, document_id)
    draft.submit(rules_for(office, draft.document.region_code), today_of(work))
    return await _keep(work, draft, DocumentSubmittedForReview(**about(draft.document)))


async def record_document_step(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID, step: Step
) -> Draft:
    """Record a step that was held, about the draft as it is worded now.

    Refused with ReviewedByOthers, StepOutOfOrder, StepUnsound and LegalityReviewNotPassed.
    """
    draft = await draft_to_change(work, caller, document_id)
    if step.kind is StepKind.LEGALITY_REVIEW:
        if REGISTRAR not in caller.roles:
            raise ReviewedByOthers
        _refuse_own(draft, caller)
    await _refuse_unknown_attachment(work, document_id, step)
    held = replace(
        step, revision=draft.revision, recorded_by=caller.staff_no, recorded_at=work.now
    )  # fmt: skip
    draft.record(held, rules_for(office, draft.document.region_code), today_of(work))
    number = len(draft.steps)
    await steps.add(work, document_id, number, held)
    fact = DocumentStepRecorded(
        **about(draft.document), step=held.kind.value, passed=held.passed,
        done_on=held.done_on, number=number,
    )  # fmt: skip
    return await _keep(work, draft, fact)


async def _refuse_unknown_attachment(work: UnitOfWork, document_id: UUID, step: Step) -> None:
    known = step.attachment_id
    if known is not None and await attachments.with_id(work, document_id, known) is None:
        message = "请先把附件上传到这份文件，再引用它的编号。"
        raise StepUnsound(errors=[FieldError("#/attachment_id", "unknown_attachment", message)])


async def finish_document_review(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID
) -> Draft:
    """All steps are done.

    Refused with ReviewedByOthers, and with StepsMissing, which names those that are not.
    """
    draft = await draft_to_change(work, caller, document_id)
    _refuse_own(draft, caller)
    draft.finish_review(rules_for(office, draft.document.region_code))
    return await _keep(work, draft, DocumentReviewed(**about(draft.document)))


def _refuse_own(draft: Draft, caller: Caller) -> None:
    if draft.is_of(caller.subject, caller.staff_no):
        raise ReviewedByOthers


async def reject_document(
    work: UnitOfWork, caller: Caller, document_id: UUID, reason: str
) -> Draft:
    """It does not pass, or is not registered; refused with StepOutOfOrder."""
    draft = await draft_to_change(work, caller, document_id)
    draft.reject(reason)
    return await _keep(work, draft, DocumentRejected(**about(draft.document), reason=reason))


async def withdraw_document(
    work: UnitOfWork, caller: Caller, document_id: UUID, reason: str
) -> Draft:
    """Its organ takes it back before publication; refused with StepOutOfOrder."""
    draft = await draft_to_change(work, caller, document_id)
    draft.withdraw(reason)
    return await _keep(work, draft, DocumentWithdrawn(**about(draft.document), reason=reason))


async def _keep(work: UnitOfWork, draft: Draft, fact: DocumentEvent) -> Draft:
    await drafts.save(work, draft)
    await work.announce(draft.document.document_id, fact)
    return draft
