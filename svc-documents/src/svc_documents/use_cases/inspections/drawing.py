"""Announce an inspection with a commitment, draw it once, or cancel it before."""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.documents import (
    InspectionAnnounced,
    InspectionCancelled,
    InspectionDrawn,
)
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import FieldError
from svc_documents.domain.inspections import draws
from svc_documents.domain.inspections.plans import (
    Inspection,
    InspectionNotFound,
    InspectionPlanInvalid,
)
from svc_documents.domain.inspections.registers import Registers
from svc_documents.domain.inspections.results import public_by
from svc_documents.storage.days import today_of
from svc_documents.storage.inspections import plans
from svc_documents.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class PlannedInspection:
    """What an organ plans."""

    title: str
    matter: str
    basis: str
    inspect_from: date
    inspect_until: date
    beacon: str
    beacon_on: date
    registers: Registers


async def shown_inspection(work: UnitOfWork, inspection_id: UUID) -> Row:
    """A plan as anybody may see it; refused with InspectionNotFound."""
    row = await plans.shown(work, inspection_id)
    if row is None:
        raise InspectionNotFound
    return row


async def announce_inspection(
    work: UnitOfWork, office: Office, caller: Caller, planned: PlannedInspection
) -> UUID:
    """Freeze the registers and tell the commitment; refused with InspectionPlanInvalid.

    The public number must come after today, so that nobody knows it yet.
    """
    errors = [*_days(planned, today_of(work)), *planned.registers.complaints()]
    if errors:
        raise InspectionPlanInvalid(errors=errors)
    secret = secrets.token_bytes(draws.SECRET_BYTES)
    about = {name: getattr(planned, name) for name in PlannedInspection.__dataclass_fields__}
    plan = Inspection(
        inspection_id=new_id(), organ_id=caller.organ, region_code=caller.region_code,
        commitment=draws.commitment(secret, planned.registers), announced_at=work.now,
        announced_by=caller.staff_no, **about,
    )  # fmt: skip
    await plans.add(work, office.secrets, plan, secret)
    event = InspectionAnnounced(
        inspection_id=plan.inspection_id, organ_id=plan.organ_id, title=plan.title,
        commitment=plan.commitment, beacon=plan.beacon, beacon_on=plan.beacon_on,
    )  # fmt: skip
    await work.announce(plan.inspection_id, event)
    return plan.inspection_id


async def draw_inspection(
    work: UnitOfWork, office: Office, caller: Caller, inspection_id: UUID,
    public_value: str, source: str,
) -> None:  # fmt: skip
    """Draw with the public number, once; the secret is told with it."""
    calendar = await office.calendar(work)
    plan, secret = await _to_draw(work, office, caller, inspection_id)
    plan.require_public_number(today_of(work))
    drawn = draws.draw(draws.seed_of(secret, public_value), plan.registers)
    await plans.add_draw(work, plan, secret, public_value, source, caller.staff_no)
    await plans.add_drawn(work, plan, drawn, public_by(calendar, plan.inspect_until))
    event = InspectionDrawn(
        inspection_id=inspection_id, organ_id=plan.organ_id, secret=secret.hex(),
        public_value=public_value, objects=len(drawn),
    )  # fmt: skip
    await work.announce(inspection_id, event)


async def cancel_inspection(
    work: UnitOfWork, office: Office, caller: Caller, inspection_id: UUID, reason: str
) -> None:
    """Give a plan up before it is drawn; that it was is shown for good."""
    plan, _ = await _to_draw(work, office, caller, inspection_id)
    await plans.cancel(work, inspection_id, reason, caller.staff_no)
    event = InspectionCancelled(
        inspection_id=inspection_id, organ_id=plan.organ_id, reason=reason
    )  # fmt: skip
    await work.announce(inspection_id, event)


async def own_inspection(work: UnitOfWork, caller: Caller, inspection_id: UUID) -> Inspection:
    """A plan of the caller's organ; another organ's is refused with InspectionNotFound."""
    plan = plans.plan_of(await shown_inspection(work, inspection_id))
    if plan.organ_id != caller.organ:
        raise InspectionNotFound
    return plan


async def _to_draw(
    work: UnitOfWork, office: Office, caller: Caller, inspection_id: UUID
) -> tuple[Inspection, bytes]:
    plan = await own_inspection(work, caller, inspection_id)
    secret = await plans.locked_secret(work, office.secrets, inspection_id)
    row = await shown_inspection(work, inspection_id)  # as it stands behind the lock
    plan = replace(plan, state=row["state"])
    plan.require_announced()
    return plan, secret


def _days(planned: PlannedInspection, today: date) -> list[FieldError]:
    errors = []
    if planned.beacon_on <= today:
        message = "公开数字应当在计划公布之后产生，日期请晚于今天。"
        errors.append(FieldError("#/beacon_on", "not_after_today", message))
    if not planned.beacon_on <= planned.inspect_until >= planned.inspect_from:
        message = "检查的结束日期不能早于开始日期和抽取日期。"
        errors.append(FieldError("#/inspect_until", "span_backwards", message))
    return errors
