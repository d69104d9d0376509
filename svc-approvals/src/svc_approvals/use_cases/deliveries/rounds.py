"""The worker's rounds: errands to the courier, and the stand-in's parcels moving by themselves."""

import asyncio
from datetime import UTC, datetime

import structlog

from shared.refusals import Unavailable
from shared.working import Bench
from svc_approvals.adapters.couriers import LocalCourier
from svc_approvals.adapters.web import NoAnswer
from svc_approvals.domain.deliveries.couriers import Courier
from svc_approvals.storage.deliveries import deliveries, orders
from svc_approvals.storage.deliveries.orders import Errand
from svc_approvals.use_cases.deliveries.errands import (
    NobodyToSendTo,
    note_fault,
    note_placed,
    write_order,
)
from svc_approvals.use_cases.deliveries.news import take_news
from svc_approvals.use_cases.office import Office

log = structlog.get_logger("deliveries")
LOOK_EVERY_SECONDS = 1.0


async def do_errands(tools: Bench, office: Office) -> None:
    """Place and cancel orders, a few at a time; without a courier they wait."""
    while True:
        if office.courier is not None:
            await errands_due(tools, office, office.courier, datetime.now(UTC))
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def errands_due(tools: Bench, office: Office, courier: Courier, now: datetime) -> int:
    """Do what is due at this moment; answers how much."""
    async with tools.unit_of_work(now) as unit:
        due = await orders.claim_due(unit)
    await asyncio.gather(*(_errand(tools, office, courier, one, now) for one in due))
    return len(due)


async def _errand(
    tools: Bench, office: Office, courier: Courier, errand: Errand, now: datetime
) -> None:
    """Who dies in between leaves it to be done again: an order keeps its id."""
    fault = ""
    try:
        await _asked(tools, office, courier, errand, now)
    except (NobodyToSendTo, NoAnswer) as failed:
        fault = str(failed)
    except Unavailable:
        raise
    except Exception as failed:  # a fault of ours: this one waits, the others are done
        log.exception("errand failed", order=str(errand.order_id))
        fault = type(failed).__name__
    if fault:
        async with tools.unit_of_work(now) as unit:
            await note_fault(unit, errand, fault)
    log.info("errand", what=errand.what, order=str(errand.order_id), fault=fault)


async def _asked(
    tools: Bench, office: Office, courier: Courier, errand: Errand, now: datetime
) -> None:
    if errand.what == "cancel":
        await courier.cancel(errand.order_id, errand.waybill_no, now)
        async with tools.unit_of_work(now) as unit:
            await orders.done(unit, errand, errand.waybill_no)
        return
    async with tools.unit_of_work(now) as unit:
        order = await write_order(unit, office, errand)
    if order is None:
        return
    waybill_no = await courier.place(order, now)
    async with tools.unit_of_work(now) as unit:
        await note_placed(unit, errand, courier.name, waybill_no)


async def move_parcels(tools: Bench, office: Office) -> None:
    """The stand-in sends its own news, read as any courier's is; real couriers send theirs."""
    while True:
        if isinstance(office.courier, LocalCourier):
            await parcels_moved(tools, office.courier, datetime.now(UTC))
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def parcels_moved(tools: Bench, courier: LocalCourier, now: datetime) -> int:
    """Move every parcel whose time has come; answers how many."""
    async with tools.unit_of_work(now) as unit:
        parcels = await deliveries.under_way(unit)
    moves = [move for parcel in parcels if (move := courier.move(parcel, now)) is not None]
    for headers, body in moves:
        async with tools.unit_of_work(now) as unit:
            await take_news(unit, courier.event_of(headers, body, now))
    return len(moves)
