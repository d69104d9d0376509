"""What we do when the paired screens of a window part: whoever stood there may review the visit."""

from shared.consumer import Reactions
from shared.database import UnitOfWork
from shared.events.approvals import ScreenClosed
from shared.events.envelope import Envelope
from svc_feedback.domain.opportunities import CONSULTED, Visit
from svc_feedback.use_cases.devices.sessions import end_session
from svc_feedback.use_cases.office import Office

NOUN = "approvals.screen"
FORGOTTEN = "idle"


def reactions_to_screens(office: Office) -> Reactions:
    """Our reactions to the facts of ``approvals.screen``."""
    reactions = Reactions()

    @reactions.on(ScreenClosed)
    async def open_visit(event: ScreenClosed, work: UnitOfWork, _: Envelope) -> None:
        """One session at a window entitles to one review; one that was left lying to none."""
        visit = _visit(event)
        if visit is not None:
            await end_session(work, office, visit)

    return reactions


def _visit(event: ScreenClosed) -> Visit | None:
    served = event.joined and event.window_id and event.by != FORGOTTEN
    if not served or event.organ_id is None or event.closed_at is None:
        return None
    code, name = (event.matter_code, event.matter_name) if event.matter_code else CONSULTED
    return Visit(
        event.session_id, event.window_id, event.staff_no, event.organ_id, event.region_code,
        code, name, event.closed_at, event.case_id, event.case_no,
    )  # fmt: skip
