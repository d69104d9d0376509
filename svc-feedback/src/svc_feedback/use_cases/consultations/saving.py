"""Find a consultation for whoever may see or run it, and what every fact about it says."""

from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.reasons import ConsultationNotFound
from svc_feedback.storage.consultations import consultations

OVERSEER = "supervisor"
Owner = tuple[UUID | None, str | None]


def owner_of(caller: Caller) -> Owner:
    """A supervisor runs those of a region, an editor those of the own organ."""
    if OVERSEER in caller.roles:
        return None, caller.region_code
    return caller.organ, None


async def run_by(
    work: UnitOfWork, caller: Caller, consultation_id: UUID, *, locked: bool = False
) -> Consultation:
    """One the caller runs; others are refused with ConsultationNotFound."""
    one = await consultations.with_id(work, consultation_id, locked=locked)
    organ_id, region_code = owner_of(caller)
    if one is None or not (
        (organ_id is not None and one.organ_id == organ_id) or one.region_code == region_code
    ):
        raise ConsultationNotFound
    return one


async def shown_one(work: UnitOfWork, consultation_id: UUID) -> Consultation:
    """One everybody may see; a draft is refused with ConsultationNotFound."""
    one = await consultations.with_id(work, consultation_id)
    if one is None or not one.is_shown:
        raise ConsultationNotFound
    return one


def facts(one: Consultation) -> dict[str, Any]:
    """What every event of a consultation carries."""
    return {
        "consultation_id": one.consultation_id, "organ_id": one.organ_id,
        "region_code": one.region_code, "kind": one.said.kind, "title": one.said.title,
        "policy_id": one.policy_id,
    }  # fmt: skip
