"""By courier: ordered once, followed in any order of news, closed by the last."""

from asyncio import gather
from datetime import timedelta

import pytest
from approvals_building import Approvals, Journey
from catalogue_building import FILLED_IN
from delivery_building import HOUR, KEYS, Carrier, an_issued_case

from svc_approvals.adapters.couriers import LocalCourier
from svc_approvals.domain.retries import GIVE_UP_AFTER
from svc_approvals.storage.deliveries import orders
from svc_approvals.storage.deliveries.orders import LEASE
from svc_approvals.use_cases.deliveries.rounds import errands_due, parcels_moved


@pytest.fixture
async def journey(carrier: Carrier) -> Journey:
    """Issued, to be sent by courier; nothing is ordered yet."""
    return await an_issued_case(carrier.approvals, "courier")


async def test_the_courier_is_told_where_to_and_tracking_shows_the_waybill(
    carrier: Carrier, journey: Journey
) -> None:
    assert carrier.orders == []  # never inside the request

    assert await carrier.work() == 1

    (order,) = carrier.orders
    assert order["reference"] == journey.case_no
    assert order["recipient"] == {
        "name": FILLED_IN["operator_name"],
        "phone": FILLED_IN["operator_phone"],
        "address": FILLED_IN["premises_address"],
    }
    shown = (await journey.track()).json()["delivery"]
    assert (shown["kind"], shown["state"], shown["courier"]) == ("courier", "waiting", "EMS")
    assert shown["waybill_no"] == carrier.waybill_no
    assert await carrier.work() == 0


async def test_nothing_of_the_recipient_is_kept_beside_the_order(
    carrier: Carrier, journey: Journey
) -> None:
    await carrier.work()
    await carrier.tell("in_transit", text="快递员电话 13900001111")

    for table in ("delivery", "courier_order", "delivery_event"):
        rows = str([dict(row) for row in await carrier.approvals.pool.fetch(f"TABLE {table}")])
        for key in ("operator_name", "operator_phone", "premises_address"):
            assert str(FILLED_IN[key]) not in rows
    trail = (await journey.track()).json()["delivery"]["trail"]
    assert trail[0]["text"] == "快递员电话 139****1111"


async def test_the_way_of_a_parcel_ends_the_case(carrier: Carrier, journey: Journey) -> None:
    await carrier.work()
    for state in ("handed_over", "in_transit", "out_for_delivery", "delivered"):
        carrier.approvals.later(HOUR)
        taken = await carrier.tell(state)
        assert taken.status_code == 200, taken.text
        assert taken.json()["state"] == state

    shown = (await journey.track()).json()
    assert shown["state"] == "closed"
    assert shown["delivery"]["state_name"] == "已送达"
    assert [one["text"] for one in shown["delivery"]["trail"]] == [
        "已揽收", "运输中", "派送中", "已送达",
    ]  # fmt: skip
    sentences = [one["text"] for one in shown["timeline"]]
    assert "办理结果已由快递揽收。" in sentences
    told = await carrier.approvals.announced(journey.case_id)
    assert told[-3:] == ["delivery_changed", "delivered", "closed"]
    assert told.count("delivery_changed") == 5  # waiting, and four steps


async def test_news_out_of_order_and_repeated_tells_each_step_once(
    carrier: Carrier, journey: Journey
) -> None:
    await carrier.work()
    now = carrier.approvals.now
    carrier.approvals.later(5 * HOUR)
    for state, hours in [
        ("in_transit", 2), ("handed_over", 1), ("in_transit", 2), ("delivered", 4),
        ("out_for_delivery", 3), ("delivered", 4), ("returned", 5),
    ]:  # fmt: skip
        assert (await carrier.tell(state, now + hours * HOUR)).status_code == 200

    shown = (await journey.track()).json()["delivery"]
    assert shown["state"] == "delivered"
    assert [one["text"] for one in shown["trail"]] == [
        "已揽收", "运输中", "派送中", "已送达", "已退回",
    ]  # fmt: skip
    told = await carrier.approvals.announced(journey.case_id)
    assert told.count("delivered") == 1
    assert told.count("delivery_changed") == 3  # waiting, in transit, delivered


async def test_ten_equal_pieces_of_news_at_once_close_once(
    carrier: Carrier, journey: Journey
) -> None:
    await carrier.work()

    answers = await gather(*(carrier.tell("delivered") for _ in range(10)))

    assert {answer.status_code for answer in answers} <= {200, 503}
    told = await carrier.approvals.announced(journey.case_id)
    assert told.count("closed") == 1


async def test_news_that_comes_before_we_know_the_waybill_is_known_by_our_order(
    carrier: Carrier, journey: Journey
) -> None:
    row = await carrier.delivery()

    early = await carrier.approvals.as_("anonymous").get(f"/track/{journey.case_no}")
    assert early.status_code == 404
    carrier.orders.append({"order_id": str(row["order_id"])})
    taken = await carrier.tell("handed_over", order_id=str(row["order_id"]))

    assert taken.json()["state"] == "handed_over"


async def test_an_order_that_failed_is_placed_again_under_the_same_id(
    carrier: Carrier, journey: Journey
) -> None:
    assert journey.case_no
    carrier.replies = [500, 200]
    await carrier.work()
    assert (await carrier.delivery())["waybill_no"] == ""

    carrier.approvals.later(timedelta(seconds=15))
    await carrier.work()

    assert len({one["webhook-id"] for one in carrier.seen}) == 1
    assert len({one["order_id"] for one in carrier.orders}) == 1
    assert (await carrier.delivery())["waybill_no"] == carrier.waybill_no


async def test_a_worker_that_dies_after_ordering_orders_the_same_again(
    carrier: Carrier, journey: Journey
) -> None:
    assert journey.case_no
    async with carrier.approvals.work() as work:
        (claimed,) = await orders.claim_due(work)
        await work.commit()
    assert await carrier.work() == 0

    carrier.approvals.later(LEASE)

    assert await carrier.work() == 1
    assert carrier.orders[0]["order_id"] == str(claimed.order_id)


async def test_after_a_day_the_window_sees_the_fault_and_sends_anew(
    carrier: Carrier, journey: Journey
) -> None:
    carrier.replies = [500] * 100
    began = carrier.approvals.now
    while True:
        due = await carrier.approvals.pool.fetchval("SELECT max(next_at) FROM courier_order")
        if due is None:
            break
        carrier.approvals.set_clock(due)
        await carrier.work()
    assert carrier.approvals.now - began <= GIVE_UP_AFTER

    window = carrier.approvals.as_("window1")
    (listed,) = (await window.get("/deliveries?state=waiting&kind=courier")).json()["items"]
    assert listed["fault"] == "status 500"
    assert listed["case_no"] == journey.case_no
    carrier.replies = []
    resent = await window.post(f"/deliveries/{listed['delivery_id']}/resend")
    assert resent.status_code == 200, resent.text
    assert await carrier.work() == 1
    assert (await carrier.delivery())["waybill_no"] == carrier.waybill_no


async def test_a_parcel_that_came_back_goes_out_under_a_new_order(
    carrier: Carrier, journey: Journey
) -> None:
    await carrier.work()
    first = carrier.waybill_no
    await carrier.tell("in_transit")
    carrier.approvals.later(HOUR)
    await carrier.tell("returned")
    delivery_id = (await carrier.delivery())["delivery_id"]
    window = carrier.approvals.as_("window1")

    assert (await window.post(f"/deliveries/{delivery_id}/resend")).status_code == 200
    again = await window.post(f"/deliveries/{delivery_id}/resend")
    assert again.status_code == 409
    await carrier.work()
    carrier.approvals.later(HOUR)
    await carrier.tell("returned", event_id="late", waybill_no=first)  # of the first parcel

    assert carrier.waybill_no != first
    assert (await journey.track()).json()["delivery"]["state"] == "waiting"
    await carrier.tell("delivered")
    assert (await journey.track()).json()["state"] == "closed"


async def test_what_was_ordered_is_cancelled_when_the_window_hands_it_over(
    carrier: Carrier, journey: Journey
) -> None:
    await carrier.work()
    done = await carrier.approvals.as_("window1").post(f"{journey.desk}/deliver", json={})
    assert done.status_code == 200, done.text

    assert await carrier.work() == 1

    assert carrier.cancelled == [carrier.orders[0]["order_id"]]
    late = await carrier.tell("delivered")
    assert late.json()["state"] == "picked_up"


async def test_without_a_courier_orders_wait(approvals: Approvals) -> None:
    await an_issued_case(approvals, "courier")

    assert approvals.office.courier is None
    assert await approvals.pool.fetchval("SELECT count(next_at) FROM courier_order") == 1


async def test_the_stand_in_carries_a_parcel_to_the_door(approvals: Approvals) -> None:
    journey = await an_issued_case(approvals, "courier")
    standin = LocalCourier(KEYS)
    approvals.office.courier = standin
    await errands_due(approvals.bench, approvals.office, standin, approvals.now)
    moved = 0
    for _ in range(6):
        approvals.later(standin.step)
        moved += await parcels_moved(approvals.bench, standin, approvals.now)

    assert moved == 4
    shown = (await journey.track()).json()
    assert (shown["state"], shown["delivery"]["courier"]) == ("closed", "演示快递")


class TestNewsFromAnybody:
    """The signature says who it is, and what cannot be read leaves nothing."""

    async def test_unsigned_or_with_another_secret(
        self, carrier: Carrier, journey: Journey
    ) -> None:
        assert journey.case_no
        body = b'{"waybill_no": "x", "state": "delivered", "at": "2026-03-02T09:30:00+08:00"}'

        for headers in ({}, KEYS.sign("a", carrier.approvals.now - HOUR, body)):
            refused = await carrier.post(headers, body)
            assert refused.status_code == 401

    async def test_a_waybill_nobody_ordered(self, carrier: Carrier, journey: Journey) -> None:
        assert journey.case_no
        await carrier.work()

        for number in ("EX000", ""):
            unknown = await carrier.tell("delivered", waybill_no=number)
            assert unknown.status_code == 404
            assert unknown.json()["type"].endswith("/waybill-unknown")

    @pytest.mark.parametrize(
        ("body", "status"),
        [
            (b"", 422),
            (b"{", 422),
            (b"\xff\xfe", 422),
            (b'{"state": "lost", "at": "2026-03-02T09:30:00+08:00"}', 422),
            (b'{"state": "delivered", "at": "2026-03-02T09:30:00"}', 422),
            (b'{"state": "delivered", "at": "2026-03-03T09:30:00+08:00"}', 422),
            (b'{"state": "delivered", "at": "2026-03-02T09:30:00+08:00", "text": "\\u0000"}', 422),
            (b'{"text": "' + b"x" * 70_000 + b'"}', 413),
        ],
    )
    async def test_what_cannot_be_read(
        self, carrier: Carrier, journey: Journey, body: bytes, status: int
    ) -> None:
        await carrier.work()

        refused = await carrier.post(KEYS.sign("n", carrier.approvals.now, body), body)

        assert refused.status_code == status, refused.text
        assert (await journey.track()).json()["delivery"]["trail"] == []
