"""What the organ does: draft, announce, give more time."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import ConsultationAnnounced, ConsultationExtended
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.drafts import Said
from svc_feedback.storage.consultations import consultations
from svc_feedback.use_cases.consultations.saving import facts, owner_of, run_by
from svc_feedback.use_cases.consultations.turning import tell_opened

Check = Callable[[int], None]


async def draft_consultation(work: UnitOfWork, caller: Caller, said: Said) -> Consultation:
    """Begin a draft of the caller's organ; nobody else sees it."""
    one = Consultation(new_id(), caller.organ, caller.region_code, said)
    await consultations.add(work, one)
    return one


async def change_consultation(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, said: Said, if_match: Check
) -> Consultation:
    """Change the draft; refused with ConsultationNotFound, Stale, ConsultationStepNotAllowed."""
    one = await run_by(work, caller, consultation_id, locked=True)
    if_match(one.version)
    one.change(said)
    await consultations.keep(work, one)
    return one


async def announce_consultation(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, if_match: Check
) -> Consultation:
    """Show it to everybody; it opens at once if its day has come.

    Refused with ConsultationNotFound, Stale, ConsultationStepNotAllowed or ConsultationUnsound.
    """
    one = await run_by(work, caller, consultation_id, locked=True)
    if_match(one.version)
    today = china_time(work.now).date()
    one.announce(today)
    begins = one.begin(today)
    await consultations.keep(work, one)
    said = one.said
    told = ConsultationAnnounced(**facts(one), opens_on=said.opens_on, closes_on=said.closes_on)
    await work.announce(consultation_id, told)
    if begins:
        await tell_opened(work, one)
    return one


async def extend_consultation(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, closes_on: date, reason: str
) -> Consultation:
    """Give people more time; refused with ConsultationStepNotAllowed or ConsultationUnsound."""
    one = await run_by(work, caller, consultation_id, locked=True)
    one.extend(closes_on, reason)
    await consultations.keep(work, one)
    await work.announce(
        consultation_id, ConsultationExtended(**facts(one), closes_on=one.said.closes_on)
    )
    return one


async def list_own_consultations(
    work: UnitOfWork, caller: Caller, page: PageRequest, state: str | None
) -> tuple[list[Consultation], int | None]:
    """What the caller's organ (a supervisor's region) asks, the newest first."""
    owner = owner_of(caller)
    (before,) = page.after_of(UUID)
    found = await consultations.desk(work, owner, state, before, page.fetch)
    return found, await consultations.count_desk(work, owner, state) if page.count else None
