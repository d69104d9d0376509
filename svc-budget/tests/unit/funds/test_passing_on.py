"""Art. 52: every receipt is passed on within its days, judged on its own."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import permutations

import pytest
from funds_building import CITY, COUNTY, PROVINCE
from hypothesis import given
from hypothesis import strategies as st

from svc_budget.adapters.forms import duties_in
from svc_budget.domain.allocations.balances import Balance
from svc_budget.domain.allocations.nodes import NodeKey
from svc_budget.domain.allocations.passing_on import Movements, PassingOn, passing_on
from svc_budget.domain.allocations.receipts import Given, Receipt, Share, arrivals, shared_out
from svc_budget.domain.clocks.duties import Light
from svc_budget.domain.funds.funds import Category
from svc_budget.settings import HERE

DUTIES = duties_in(HERE / "law")
TODAY = date(2026, 11, 25)
MARCH = date(2026, 3, 1)


def day(number: int) -> date:
    """So many days after the first of March."""
    return MARCH + timedelta(days=number)


def stood(
    received: Iterable[Receipt] = (),
    given: Iterable[Given] = (),
    own: int = 0,
    *,
    budgeted: Iterable[Given] = (),
    approved: Mapping[str, date] | None = None,
    node: NodeKey = CITY,
    today: date = TODAY,
) -> list[PassingOn]:
    """How one region stands, its balance as these movements have it."""
    moved = Movements(tuple(received), tuple(budgeted), tuple(given))
    arrived = sum(one.amount for one in moved.received if one.acknowledged)
    balance = Balance(
        node, arrived=arrived + sum(one.amount for one in moved.budgeted),
        is_origin=not moved.received and not moved.budgeted, stated_own=own or None,
        passed_on=sum(one.amount for one in moved.given),
    )  # fmt: skip
    return list(
        passing_on(
            Category.SPECIAL_FUND, [balance], {node: moved}, approved or {}, DUTIES, today
        )
    )  # fmt: skip


def figures(one: PassingOn) -> tuple[object, ...]:
    """Its light, and what was passed on in time, late, and not."""
    return one.standing.light, one.share.in_time, one.share.late, one.share.left


def test_thirty_days_are_counted_from_the_receipt() -> None:
    (one,) = stood([Receipt(day(10), 100)], [Given(day(40), 100)])
    assert (one.standing.light, one.share.due_on) == (Light.DONE, day(40))
    (late,) = stood([Receipt(day(10), 100)], [Given(day(41), 100)])
    assert (late.standing.light, late.standing.days_late) == (Light.LATE, 1)


def test_what_is_not_passed_on_is_overdue_after_its_last_day() -> None:
    (one,) = stood([Receipt(day(0), 100)], [Given(day(5), 60)], today=day(30))
    assert figures(one) == (Light.YELLOW, 60, 0, 40)
    (one,) = stood([Receipt(day(0), 100)], [Given(day(5), 60)], today=day(32))
    assert figures(one) == (Light.RED, 60, 0, 40)
    assert one.standing.days_late == 2


def test_a_late_small_addition_makes_nothing_else_late() -> None:
    first, small = stood(
        [Receipt(day(0), 1000), Receipt(day(100), 5)], [Given(day(20), 1000), Given(day(150), 5)]
    )
    assert figures(first) == (Light.DONE, 1000, 0, 0)
    assert figures(small) == (Light.LATE, 0, 5, 0)
    assert small.standing.days_late == 20


def test_what_was_passed_on_in_time_stays_in_time_when_an_older_rest_is_overdue() -> None:
    older, newer = stood(
        [Receipt(day(0), 100), Receipt(day(100), 100)], [Given(day(10), 90), Given(day(110), 100)]
    )
    assert figures(older) == (Light.RED, 90, 0, 10)
    assert figures(newer) == (Light.DONE, 100, 0, 0)


def test_what_comes_after_an_overdue_rest_makes_good_for_it() -> None:
    older, newer = stood(
        [Receipt(day(0), 100), Receipt(day(100), 50)],
        [Given(day(10), 90), Given(day(60), 10), Given(day(110), 50)],
    )
    assert figures(older) == (Light.LATE, 90, 10, 0)
    assert figures(newer) == (Light.DONE, 50, 0, 0)


def test_what_is_kept_is_of_the_oldest_and_has_no_day() -> None:
    (newer,) = stood(
        [Receipt(day(0), 100), Receipt(day(100), 100)], [Given(day(120), 100)], own=100
    )
    assert (newer.share.receipt.on, *figures(newer)) == (day(100), Light.DONE, 100, 0, 0)


def test_what_is_passed_on_before_it_came_is_in_time() -> None:
    (one,) = stood([Receipt(day(10), 100)], [Given(day(3), 100)])
    assert figures(one) == (Light.DONE, 100, 0, 0)


def test_an_over_allocated_region_is_not_done_and_says_by_how_much() -> None:
    (one,) = stood([Receipt(day(0), 60_000)], [Given(day(9), 40_000)], own=25_000)
    assert (one.standing.light, one.excess) == (Light.OVER, 5_000)
    assert "超出收到的资金50.00元" in one.message
    (late,) = stood([Receipt(day(0), 60_000)], [Given(day(90), 65_000)])
    assert late.standing.light is Light.LATE
    assert "超出收到的资金50.00元" in late.message


def test_what_nobody_acknowledged_counts_from_its_document_as_far_as_it_was_passed_on() -> None:
    (one,) = stood([Receipt(day(0), 100, acknowledged=False)], [Given(day(31), 40)])
    assert figures(one) == (Light.LATE, 0, 40, 0)
    assert "还没有确认收到" in one.message
    assert stood([Receipt(day(0), 100, acknowledged=False)]) == []


def test_where_money_begins_days_are_counted_from_the_approval() -> None:
    approved = {PROVINCE.id: day(0)}
    first, added = stood(
        budgeted=[Given(day(30), 1000), Given(day(200), 5)],
        given=[Given(day(60), 1000), Given(day(220), 5)], approved=approved, node=PROVINCE,
    )  # fmt: skip
    assert (first.share.due_on, *figures(first)) == (day(60), Light.DONE, 1000, 0, 0)
    assert (added.share.due_on, *figures(added)) == (day(260), Light.DONE, 5, 0, 0)


def test_of_a_budget_nobody_told_what_went_in_time_stays_in_time() -> None:
    first, rest = stood(
        given=[Given(day(60), 1000), Given(day(70), 5)], approved={PROVINCE.id: day(0)},
        node=PROVINCE,
    )  # fmt: skip
    assert figures(first) == (Light.DONE, 1000, 0, 0)
    assert figures(rest) == (Light.LATE, 0, 5, 0)


def test_without_an_approval_nothing_is_late() -> None:
    (one,) = stood(budgeted=[Given(day(0), 10)], given=[Given(day(300), 4)], node=PROVINCE)
    assert figures(one) == (Light.WAITING, 4, 0, 6)
    assert "批准日期还没有登记" in one.message


def test_a_region_that_keeps_all_for_itself_passes_nothing_on() -> None:
    assert stood([Receipt(day(0), 100)], own=100, node=COUNTY) == []


def test_what_arrives_little_by_little_is_several_receipts() -> None:
    assert arrivals([Given(day(5), 100), Given(day(50), 130)]) == [
        Receipt(day(5), 100), Receipt(day(50), 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ([(5, 600_000), (6, 60_000)], [(6, 60_000)]),
        ([(5, 100), (15, 100)], [(15, 100)]),
        ([(5, 100), (6, 50), (9, 80)], [(6, 50), (9, 30)]),
        ([(5, 100), (6, 0)], []),
    ],
)
def test_what_is_said_again_takes_the_place_of_what_was_said(
    said: list[tuple[int, int]], found: list[tuple[int, int]]
) -> None:
    told = arrivals([Given(day(on), amount) for on, amount in said])
    assert told == [Receipt(day(on), amount) for on, amount in found]


SMALL = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 50)), max_size=4)


@given(SMALL, st.integers(0, 60), SMALL)
def test_every_fen_is_kept_passed_on_or_left_whatever_the_order(
    received: list[tuple[int, int]], own: int, passed: list[tuple[int, int]]
) -> None:
    def shares() -> list[Share]:
        return [Share(Receipt(day(on), amount), DUTIES["pass-on"]) for on, amount in received]

    gone = [Given(day(on), amount) for on, amount in passed]
    found = shared_out(shares(), own, gone)
    came, went = sum(one[1] for one in received), sum(one.amount for one in gone)
    owed = max(0, came - own)
    assert sum(one.in_time + one.late + one.left for one in found) == owed
    assert sum(one.in_time + one.late for one in found) == min(owed, went)
    times = {
        tuple((one.in_time, one.late) for one in shared_out(shares(), own, order))
        for order in permutations(gone)
        if len({one.on for one in gone}) == len(gone)
    }
    assert len(times) <= 1
