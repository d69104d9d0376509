"""Tell what was found, object by object; what was told is corrected by telling again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import InspectionResultPublished
from shared.identity import Caller
from shared.refusals import FieldError
from svc_documents.domain.inspections.plans import InspectionPlanInvalid, NotDrawnForInspection
from svc_documents.domain.inspections.results import Outcome, public_by
from svc_documents.storage.days import today_of
from svc_documents.storage.inspections import results
from svc_documents.use_cases.inspections.drawing import own_inspection
from svc_documents.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at one object; a correction says why the earlier result was wrong."""

    object_id: str
    outcome: Outcome
    inspected_on: date
    text: str
    correction: str = ""


async def publish_inspection_result(
    work: UnitOfWork, office: Office, caller: Caller, inspection_id: UUID, found: Finding
) -> None:
    """Tell one result; refused with NotDrawnForInspection, or InspectionPlanInvalid."""
    calendar = await office.calendar(work)
    plan = await own_inspection(work, caller, inspection_id)
    before = await results.of_object(work, inspection_id, found.object_id)
    if before is None or bool(before["number"]) != bool(found.correction):
        raise NotDrawnForInspection
    today = today_of(work)
    if not plan.beacon_on <= found.inspected_on <= today:
        message = "检查日期应当在抽取之后、今天或以前。"
        raise InspectionPlanInvalid(errors=[FieldError("#/inspected_on", "wrong_day", message)])
    in_time = today <= public_by(calendar, found.inspected_on)
    await results.add(
        work, before, found.outcome, found.inspected_on, (found.text, found.correction),
        caller.staff_no, in_time=in_time,
    )  # fmt: skip
    event = InspectionResultPublished(
        inspection_id=inspection_id, organ_id=plan.organ_id, object_id=found.object_id,
        outcome=found.outcome, in_time=in_time, corrected=bool(found.correction),
    )  # fmt: skip
    await work.announce(inspection_id, event)
