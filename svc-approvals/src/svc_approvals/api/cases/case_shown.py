"""Cases as their owner and the window see them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shared.database import UnitOfWork
from shared.masking import mask_identity_number, mask_phone
from shared.office_hours import china_time
from svc_approvals.api.cases.attachment_views import AttachmentView
from svc_approvals.api.cases.case_views import (
    CaseMaterialView,
    CaseStateView,
    CaseView,
    OfferedCertificate,
    SubmittedView,
    SupplementView,
)
from svc_approvals.api.pre_reviews.views import PreReviewView
from svc_approvals.api.printing.receipts import Receipt, ReceiptMaterial
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.states import IN_CHINESE
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.walk_ins.walk_ins import WINDOW
from svc_approvals.storage import directory
from svc_approvals.storage.cases import attachments, materials
from svc_approvals.storage.cases.materials import asked
from svc_approvals.storage.pre_reviews import pre_reviews
from svc_approvals.use_cases.cases.asked_for import asked_for
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.certificates.reusing import offers
from svc_approvals.use_cases.office import Office

MATERIAL_STATES = {
    "missing": "未提交", "supplied": "已提交", "committed": "告知承诺", "deferred": "容缺",
}  # fmt: skip
MASKS: dict[str, Callable[[str], str]] = {
    "identity_no": mask_identity_number,
    "mobile": mask_phone,
    "phone": mask_phone,
}


def _hidden(_: str) -> str:
    return "***"


async def own_case_view(work: UnitOfWork, office: Office, case: Case) -> CaseView:
    """The whole case for its applicant: with the certificates that could be used."""
    view = await case_view(work, office, case)
    guide, _ = await guide_of(work, office, case)
    offered = await offers(work, case, guide)
    for material in view.materials:
        if material.state in {"missing", "deferred"}:
            material.offered = [
                OfferedCertificate.model_validate(one) for one in offered.get(material.code, ())
            ]
    return view


async def case_view(work: UnitOfWork, office: Office, case: Case) -> CaseView:
    """The whole case; personal data items masked, as everywhere but in the form itself."""
    guide, filled = await guide_of(work, office, case)
    rows = await materials.rows_of(work, case.case_id)
    given = await asked(work, case.case_id, guide.handed_in)
    return CaseView(
        query_code=office.query_code(case.case_no),
        state_name=IN_CHINESE[case.state],
        answers=dict(filled.answers),
        form=form_shown(guide, filled.form),
        materials=[
            CaseMaterialView.model_validate(one).model_copy(
                update={"file_name": rows[one.code]["file_name"] if one.code in rows else ""},
            )
            for one in given
        ],
        supplements=[SupplementView.model_validate(one) for one in await asked_for(work, case)],
        pre_reviews=[
            PreReviewView.model_validate(dict(row))
            for row in await pre_reviews.of_case(work, case.case_id)
        ],
        attachments=[
            AttachmentView.model_validate(one)
            for one in await attachments.of_case(work, case.case_id)
            if one.is_shown
        ],
        **{name: getattr(case, name) for name in COPIED},
    )


def form_shown(guide: Guide, form: Mapping[str, Any]) -> dict[str, Any]:
    """The form with personal data items masked, as they are wherever they are shown."""
    marked = {one.key: one.format for one in guide.matter.form.fields() if one.personal}
    return {
        key: MASKS.get(marked[key] or "", _hidden)(str(value)) if key in marked else value
        for key, value in form.items()
    }


COPIED = (
    "case_id", "case_no", "matter_code", "matter_name", "state", "result", "version", "channel",
    "delivery", "submitted_at", "acceptance_due", "accepted_at", "promised_due", "statutory_due",
    "closed_at", "policy_id",
)  # fmt: skip


def state_view(case: Case) -> CaseStateView:
    """What a command leaves behind: the version is the one after it."""
    view = CaseStateView.model_validate(case)
    return view.model_copy(update={"version": case.version + 1})


def submitted_view(case: Case, office: Office) -> SubmittedView:
    """A submitted case and its query code."""
    return SubmittedView(
        **state_view(case).model_dump(), query_code=office.query_code(case.case_no)
    )


async def receipt_of(work: UnitOfWork, office: Office, applicant: str, case: Case) -> Receipt:
    """What the receipt prints."""
    guide, _ = await guide_of(work, office, case)
    given = await asked(work, case.case_id, guide.handed_in)
    organs = await directory.organs(work)
    code = office.query_code(case.case_no)
    return Receipt(
        title="受理通知书" if case.accepted_at else "申请材料接收回执",
        case_no=case.case_no,
        query_code=code,
        matter_name=case.matter_name,
        applicant=applicant,
        organ=organs[guide.matter.lead_organ].name,
        submitted_at=_printed(case.submitted_at),
        accepted_at=_printed(case.accepted_at),
        promised_due=_printed(case.promised_due),
        statutory_due=_printed(case.statutory_due),
        consult_phone=guide.matter.consult_phone,
        supervise_phone=guide.matter.supervise_phone,
        place=guide.matter.place,
        track_url=f"{office.public_url}/api/v1/track/{case.case_no}?code={code}",
        materials=tuple(ReceiptMaterial(one.name, MATERIAL_STATES[one.state]) for one in given),
        note=_to_fetch_with(office, case),
    )


def _to_fetch_with(office: Office, case: Case) -> str:
    """Whoever applied at the window sees no code on a screen of theirs: it goes home on paper."""
    if case.channel != WINDOW or case.delivery != "pickup" or case.submitted_at is None:
        return ""
    return f"取件码 {office.pickup_code(case.case_no)}：到窗口领取结果时出示。"


def _printed(moment: datetime | None) -> str:
    return china_time(moment).strftime("%Y年%m月%d日 %H:%M") if moment else ""
