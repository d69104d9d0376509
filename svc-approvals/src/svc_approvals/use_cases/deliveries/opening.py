"""A delivery begins when its case is issued, in the same transaction."""

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import CaseIssued
from svc_approvals.domain.deliveries.deliveries import Delivery, Kind
from svc_approvals.domain.deliveries.states import DeliveryState
from svc_approvals.storage.deliveries import deliveries, orders


async def open_delivery(work: UnitOfWork, case: Case) -> None:
    """Open the delivery of what this command issued, and queue the courier's order."""
    if not any(isinstance(fact, CaseIssued) for fact in case.facts):
        return
    kind = Kind(case.delivery)
    state = DeliveryState.DELIVERED if kind is Kind.ELECTRONIC else DeliveryState.WAITING
    delivery = Delivery(new_id(), case.case_id, kind, state, work.now)
    if kind is Kind.COURIER:
        delivery.order_id = new_id()
    await deliveries.add(work, delivery)
    if delivery.order_id is not None:
        await orders.queue(work, delivery.order_id, "place", delivery.delivery_id)
