"""What we do when a case ends."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.approvals import CaseClosed
from shared.events.envelope import Envelope
from svc_feedback.domain.opportunities import ClosedCase
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.opportunities import open_opportunity


def reactions_to_cases(office: Office) -> Reactions:
    """Our reactions to the facts of ``approvals.case``."""
    reactions = Reactions()

    @reactions.on(CaseClosed)
    async def invite_review(event: CaseClosed, work: UnitOfWork, _: Envelope) -> None:
        """One closed case entitles its applicant to one review."""
        await open_opportunity(work, office, _closed_case(event))

    return reactions


def _closed_case(event: CaseClosed) -> ClosedCase:
    return ClosedCase(
        case_id=event.case_id,
        case_no=event.case_no,
        matter_code=event.matter_code,
        matter_name=event.matter_name,
        organ_ids=event.organ_ids,
        applicant_id=event.applicant_id,
        closed_at=event.closed_at,
        lead=event.lead_organ_id,
        staff_nos=event.staff_nos,
    )
