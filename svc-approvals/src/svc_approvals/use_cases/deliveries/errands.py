"""Place and cancel what is due with the courier: read, ask, note; two transactions around it."""

import random

from shared.database import UnitOfWork
from svc_approvals.domain.catalogue.merged_forms import form_fields
from svc_approvals.domain.deliveries.couriers import Order, recipient_of
from svc_approvals.domain.deliveries.deliveries import FINAL
from svc_approvals.domain.retries import next_try
from svc_approvals.storage.cases import cases
from svc_approvals.storage.deliveries import deliveries, orders
from svc_approvals.storage.deliveries.orders import Errand
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office


class NobodyToSendTo(Exception):
    """The form names no person, number or address; the text may be shown to the window."""


async def write_order(work: UnitOfWork, office: Office, errand: Errand) -> Order | None:
    """The order, with the address read from the encrypted form; None when it is not wanted now.

    Raises NobodyToSendTo.
    """
    case = await cases.load(work, errand.case_id)
    delivery = await deliveries.of_case(work, errand.case_id)
    if delivery is None or delivery.order_id != errand.order_id or delivery.state in FINAL:
        await orders.drop(work, errand.delivery_id)
        return None
    guide, filled = await guide_of(work, office, case)
    recipient = recipient_of(form_fields(guide), filled.form)
    if recipient is None:
        raise NobodyToSendTo("no recipient in the form")
    return Order(errand.order_id, case.case_no, recipient)


async def note_placed(work: UnitOfWork, errand: Errand, courier: str, waybill_no: str) -> None:
    """The courier has the order; when the results went over the counter meanwhile, cancel it."""
    await cases.load(work, errand.case_id)
    await orders.done(work, errand, waybill_no)
    delivery = await deliveries.of_case(work, errand.case_id)
    if delivery is None or delivery.order_id != errand.order_id:
        await orders.queue(work, errand.order_id, "cancel", errand.delivery_id, waybill_no)
    elif delivery.state not in FINAL:
        delivery.ordered(courier, waybill_no, work.now)
        await deliveries.save(work, delivery)


async def note_fault(work: UnitOfWork, errand: Errand, fault: str) -> None:
    """Try later; after a day the window sees the fault and sends anew or hands over."""
    await cases.load(work, errand.case_id)
    following = next_try(errand.attempts, errand.queued_at, work.now, random.random())  # noqa: S311
    await orders.put_off(work, errand, following, fault)
    delivery = await deliveries.of_case(work, errand.case_id)
    current = delivery is not None and delivery.order_id == errand.order_id
    if following is None and errand.what == "place" and delivery and current:
        delivery.fault = fault
        await deliveries.save(work, delivery)
