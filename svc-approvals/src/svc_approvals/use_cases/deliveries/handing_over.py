"""What the window does with results: hand them over, note an arrival, send them again."""

import hmac
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import DeliveryChanged
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.domain.deliveries.deliveries import Delivery, Kind
from svc_approvals.domain.deliveries.reasons import DeliveryNotFound, PickupCodeWrong
from svc_approvals.storage.cases import cases
from svc_approvals.storage.deliveries import deliveries, orders
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.office import Office


async def region_delivery(
    work: UnitOfWork, caller: Caller, delivery_id: UUID
) -> tuple[Case, Delivery]:
    """A delivery of the clerk's region and its case; refused with DeliveryNotFound."""
    case_id = await deliveries.case_of(work, delivery_id, caller.region_code)
    if case_id is None:
        raise DeliveryNotFound
    case = await cases.load(work, case_id, region_code=caller.region_code)
    return case, await _of(work, case)


async def pick_up(work: UnitOfWork, office: Office, case: Case, code: str) -> Delivery:
    """Hand over to whoever brings the code.

    Refused with PickupCodeWrong, DeliveryUnderWay, DeliveryFinished or TransitionNotAllowed.
    """
    right = office.pickup_code(case.case_no)
    if not hmac.compare_digest(right.encode(), code.strip().upper().encode()):
        raise PickupCodeWrong
    await hand_over(work, case, "pickup")
    return await _of(work, case)


async def hand_over(work: UnitOfWork, case: Case, how: str) -> None:
    """The applicant has the results, over the counter or by what the window knows of the courier.

    Cases issued before there were deliveries have none. Refused with TransitionNotAllowed or
    DeliveryUnderWay.
    """
    delivery = await deliveries.of_case(work, case.case_id)
    if delivery is not None and case.state is CaseState.ISSUED:
        await _arrive(work, delivery, how)
        case.tell(DeliveryChanged(delivery.kind, delivery.state))
    case.deliver(how, work.now)
    await keep_case(work, case)


async def _arrive(work: UnitOfWork, delivery: Delivery, how: str) -> None:
    order_id, waybill_no = delivery.order_id, delivery.waybill_no
    await orders.drop(work, delivery.delivery_id)
    if how == "courier":
        delivery.arrived(work.now)
    else:
        delivery.pick_up(work.now)
        if order_id is not None and waybill_no:
            await orders.queue(work, order_id, "cancel", delivery.delivery_id, waybill_no)
    await deliveries.save(work, delivery)


async def resend(work: UnitOfWork, case: Case, delivery: Delivery) -> Delivery:
    """Order the courier anew; refused with DeliveryFinished or DeliveryNotReturned."""
    order_id = new_id()
    delivery.resend(order_id, work.now)
    await orders.drop(work, delivery.delivery_id)
    await orders.queue(work, order_id, "place", delivery.delivery_id)
    await deliveries.save(work, delivery)
    case.tell(DeliveryChanged(Kind.COURIER, delivery.state))
    await keep_case(work, case)
    return delivery


async def _of(work: UnitOfWork, case: Case) -> Delivery:
    delivery = await deliveries.of_case(work, case.case_id)
    if delivery is None:
        raise DeliveryNotFound
    return delivery
