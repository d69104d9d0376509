"""What couriers tell of parcels, and what is shown of it."""

from typing import Any

from shared.database import UnitOfWork
from shared.masking import mask_text
from svc_approvals.domain.cases.facts import DeliveryChanged
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.domain.deliveries.couriers import CourierEvent
from svc_approvals.domain.deliveries.deliveries import Delivery
from svc_approvals.domain.deliveries.reasons import WaybillUnknown
from svc_approvals.domain.deliveries.states import IN_CHINESE, DeliveryState
from svc_approvals.storage.cases import cases
from svc_approvals.storage.deliveries import deliveries
from svc_approvals.use_cases.cases.saving import keep_case


async def take_news(work: UnitOfWork, event: CourierEvent) -> Delivery:
    """Keep a piece of news and let it have its effect once; the last one closes the case.

    Refused with WaybillUnknown.
    """
    parcel = await deliveries.by_parcel(work, event)
    if parcel is None:
        raise WaybillUnknown
    work.actor = "system:courier"
    case = await cases.load(work, parcel["case_id"])
    delivery = await deliveries.of_case(work, case.case_id)
    if delivery is None:
        raise WaybillUnknown
    if not await deliveries.add_event(work, delivery.delivery_id, event):
        return delivery
    before = delivery.state_at
    changed = delivery.take(event, parcel["order_id"])
    if changed or delivery.state_at != before:
        await deliveries.save(work, delivery)
    if changed:
        case.tell(DeliveryChanged(delivery.kind, delivery.state))
        if delivery.state is DeliveryState.DELIVERED and case.state is CaseState.ISSUED:
            case.deliver("courier", work.now)
        await keep_case(work, case)
    return delivery


async def delivery_shown(work: UnitOfWork, case_id: Any, kind: str) -> dict[str, Any]:
    """What the applicant sees of a delivery, before and after it has begun."""
    delivery = await deliveries.of_case(work, case_id)
    if delivery is None:
        return {
            "kind": kind, "state": None, "state_name": None, "courier": "", "waybill_no": "",
            "trail": [],
        }  # fmt: skip
    trail = await deliveries.trail_of(work, delivery.delivery_id)
    return {
        "kind": delivery.kind,
        "state": delivery.state,
        "state_name": IN_CHINESE[delivery.state],
        "courier": delivery.courier,
        "waybill_no": delivery.waybill_no,
        "trail": [
            {
                "at": row["at"],
                "text": mask_text(row["text"]) or IN_CHINESE[DeliveryState(row["state"])],
            }
            for row in trail
        ],
    }
