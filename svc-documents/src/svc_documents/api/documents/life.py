"""Routes that take a document along its way, each one step."""

from uuid import UUID

from shared.edge import Work, edge_router
from shared.problems import documented
from svc_documents.api.documents.draft_requests import NumberRequest, ReasonRequest, StepRequest
from svc_documents.api.documents.draft_views import DraftView, WarningView, draft_view
from svc_documents.api.documents.drafts import CREATED, Desk
from svc_documents.api.effects.true_moment import AtTheEarlierMoment
from svc_documents.api.tools import Editor, Registrar, Tools
from svc_documents.domain.documents.drafts import Draft, DraftIncomplete, InForceTooSoon
from svc_documents.domain.documents.life import StepOutOfOrder
from svc_documents.domain.documents.steps import (
    LegalityReviewNotPassed,
    StepsMissing,
    StepUnsound,
)
from svc_documents.domain.effects.terms import TermTooLong
from svc_documents.domain.jurisdictions.registration_numbers import RegistrationNotSettled
from svc_documents.use_cases.documents import publishing, registering, reviewing
from svc_documents.use_cases.documents.registering import (
    NumberTaken,
    NumberUnusable,
    RegisteredByOthers,
    WantedNumber,
)
from svc_documents.use_cases.documents.reviewing import ReviewedByOthers
from svc_documents.use_cases.documents.whose import DocumentDraftNotFound, rules_for
from svc_documents.use_cases.office import Office

router = edge_router(
    "documents", prefix="/api/v1/documents/{document_id}", dependencies=[AtTheEarlierMoment]
)


@router.post(
    "/submit-for-review",
    responses=documented(DocumentDraftNotFound, StepOutOfOrder, DraftIncomplete, TermTooLong),
)
async def submit_document_for_review(
    work: Work, office: Tools, caller: Editor, document_id: UUID
) -> DraftView:
    """Hand a draft in for legal review."""
    draft = await reviewing.submit_document_for_review(work, office, caller, document_id)
    return _view(office, draft)


@router.post(
    "/steps",
    status_code=CREATED,
    responses=documented(
        DocumentDraftNotFound,
        StepOutOfOrder,
        StepUnsound,
        LegalityReviewNotPassed,
        ReviewedByOthers,
    ),
)
async def record_document_step(
    work: Work, office: Tools, caller: Desk, document_id: UUID, body: StepRequest
) -> DraftView:
    """Record a step that was held; the legality review is recorded by the registrar."""
    draft = await reviewing.record_document_step(work, office, caller, document_id, body.step())
    return _view(office, draft)


@router.post(
    "/finish-review",
    responses=documented(DocumentDraftNotFound, StepOutOfOrder, StepsMissing, ReviewedByOthers),
)
async def finish_document_review(
    work: Work, office: Tools, caller: Registrar, document_id: UUID
) -> DraftView:
    """Every step is done; otherwise each missing one is named."""
    return _view(office, await reviewing.finish_document_review(work, office, caller, document_id))


@router.post("/reject", responses=documented(DocumentDraftNotFound, StepOutOfOrder))
async def reject_document(
    work: Work, office: Tools, caller: Registrar, document_id: UUID, body: ReasonRequest
) -> DraftView:
    """It did not pass review, or is not registered."""
    return _view(office, await reviewing.reject_document(work, caller, document_id, body.reason))


@router.post(
    "/register",
    responses=documented(
        DocumentDraftNotFound,
        StepOutOfOrder,
        StepsMissing,
        RegistrationNotSettled,
        RegisteredByOthers,
    ),
)
async def register_document(
    work: Work, office: Tools, caller: Registrar, document_id: UUID
) -> DraftView:
    """Give the next unified registration number (统一登记) of its series."""
    return _view(office, await registering.register_document(work, office, caller, document_id))


@router.post(
    "/number",
    responses=documented(DocumentDraftNotFound, StepOutOfOrder, NumberUnusable, NumberTaken),
)
async def number_document(
    work: Work, office: Tools, caller: Registrar, document_id: UUID, body: NumberRequest
) -> DraftView:
    """Give the document number (统一编号): as written, or the next one under the organ's code."""
    wanted = WantedNumber(body.number, body.code)
    draft, odd = await registering.number_document(work, office, caller, document_id, wanted)
    view = _view(office, draft)
    view.warnings = [WarningView.model_validate(one) for one in odd]
    return view


@router.post(
    "/publish",
    responses=documented(
        DocumentDraftNotFound, StepOutOfOrder, StepsMissing, InForceTooSoon, TermTooLong
    ),
)
async def publish_document(
    work: Work, office: Tools, caller: Registrar, document_id: UUID
) -> DraftView:
    """Publish in the library (统一公布), with the force that follows from the rules."""
    return _view(office, await publishing.publish_document(work, office, caller, document_id))


@router.post("/withdraw", responses=documented(DocumentDraftNotFound, StepOutOfOrder))
async def withdraw_document(
    work: Work, office: Tools, caller: Editor, document_id: UUID, body: ReasonRequest
) -> DraftView:
    """Take a document back before its publication; its numbers stay used."""
    return _view(office, await reviewing.withdraw_document(work, caller, document_id, body.reason))


def _view(office: Office, draft: Draft) -> DraftView:
    return draft_view(draft, rules_for(office, draft.document.region_code))
