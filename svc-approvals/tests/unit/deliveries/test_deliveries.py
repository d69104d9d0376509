"""A parcel's news in any order tells the same: forwards only, and the end is the end."""

from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID, uuid4

import pytest
from case_building import MONDAY
from catalogue_building import FILLED_IN, barber_shop

from svc_approvals.domain.deliveries.couriers import CourierEvent, recipient_of
from svc_approvals.domain.deliveries.deliveries import Delivery, Kind
from svc_approvals.domain.deliveries.reasons import (
    DeliveryFinished,
    DeliveryNotReturned,
    DeliveryUnderWay,
)
from svc_approvals.domain.deliveries.states import DeliveryState

ORDER = uuid4()
HOUR = timedelta(hours=1)


def a_parcel(**changes: Any) -> Delivery:
    given: dict[str, Any] = {"order_id": ORDER, "kind": Kind.COURIER} | changes
    return Delivery(uuid4(), uuid4(), state=DeliveryState.WAITING, state_at=MONDAY, **given)


def news(state: str, hours: float) -> CourierEvent:
    return CourierEvent(f"{state}-{hours}", DeliveryState(state), MONDAY + hours * HOUR)


def after(*told: CourierEvent, order: UUID = ORDER) -> DeliveryState:
    parcel = a_parcel()
    for one in told:
        parcel.take(one, order)
    return parcel.state


WAY = [news("handed_over", 1), news("in_transit", 2), news("out_for_delivery", 30)]


def test_whatever_order_the_news_comes_in_the_parcel_is_where_it_is() -> None:
    for told in permutations(WAY):
        assert after(*told) is DeliveryState.OUT_FOR_DELIVERY
    for told in permutations([*WAY, news("delivered", 31)]):
        assert after(*told) is DeliveryState.DELIVERED


def test_at_the_same_moment_the_one_further_on_counts() -> None:
    for told in permutations([news("handed_over", 1), news("in_transit", 1)]):
        assert after(*told) is DeliveryState.IN_TRANSIT


def test_after_delivery_nothing_more_happens() -> None:
    assert after(news("delivered", 1), news("returned", 5)) is DeliveryState.DELIVERED


def test_a_returned_parcel_may_go_out_again() -> None:
    assert after(news("returned", 5), news("in_transit", 6)) is DeliveryState.IN_TRANSIT
    assert after(news("returned", 5), news("in_transit", 4)) is DeliveryState.RETURNED


def test_news_of_an_earlier_order_changes_nothing() -> None:
    assert after(*WAY, order=uuid4()) is DeliveryState.WAITING


def test_the_same_state_later_moves_only_the_time() -> None:
    parcel = a_parcel()
    assert parcel.take(news("in_transit", 1), ORDER)
    assert not parcel.take(news("in_transit", 3), ORDER)
    assert parcel.state_at == MONDAY + 3 * HOUR


def test_what_is_on_its_way_is_not_at_the_window() -> None:
    parcel = a_parcel()
    parcel.take(news("in_transit", 1), ORDER)

    with pytest.raises(DeliveryUnderWay):
        parcel.pick_up(MONDAY)

    parcel.take(news("returned", 2), ORDER)
    parcel.pick_up(MONDAY + 3 * HOUR)
    assert parcel.state is DeliveryState.PICKED_UP
    with pytest.raises(DeliveryFinished):
        parcel.pick_up(MONDAY)
    with pytest.raises(DeliveryFinished):
        parcel.arrived(MONDAY)


def test_only_what_came_back_or_could_not_be_ordered_is_sent_anew() -> None:
    for wrong in (a_parcel(), a_parcel(kind=Kind.PICKUP, fault="x")):
        with pytest.raises(DeliveryNotReturned):
            wrong.resend(uuid4(), MONDAY)

    for parcel in (a_parcel(fault="status 500"), a_parcel()):
        if not parcel.fault:
            parcel.take(news("returned", 2), ORDER)
        again = uuid4()
        parcel.resend(again, MONDAY + 3 * HOUR)
        assert (parcel.state, parcel.order_id, parcel.fault) == ("waiting", again, "")


def test_the_form_says_to_whom_and_where() -> None:
    fields = list(barber_shop().form.fields())

    there = recipient_of(fields, FILLED_IN)
    elsewhere = recipient_of(fields, FILLED_IN | {"delivery_address": "鹤城区湖天大道2号"})

    assert there is not None
    assert (there.name, there.phone) == ("张三", "13807451234")
    assert there.address == "怀化市鹤城区迎丰中路1号"
    assert elsewhere is not None
    assert elsewhere.address == "鹤城区湖天大道2号"
    assert recipient_of(fields, {}) is None
