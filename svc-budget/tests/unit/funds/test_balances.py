"""Balances to the fen, and what does not add up."""

from funds_building import (
    CITY,
    COOPERATIVE,
    COUNTY,
    FIRM,
    OTHER_CITY,
    PROJECT,
    PROVINCE,
    UNIT,
    any_edges,
    four_levels,
    sound_trees,
)
from hypothesis import given

from svc_budget.domain.allocations.balances import balances
from svc_budget.domain.allocations.breaks import BreakKind, breaks, sentence
from svc_budget.domain.allocations.edges import Bundle, Edge


def test_four_levels_balance_to_the_fen() -> None:
    found = balances(four_levels())

    def figures(node: object) -> tuple[object, ...]:
        one = found[node]  # type: ignore[index]
        return one.received, one.own, one.passed_on, one.unallocated, one.in_transit

    assert figures(PROVINCE) == (1000, 0, 900, 100, 50)
    assert figures(CITY) == (600, 250, 400, -50, 0)
    assert figures(OTHER_CITY) == (250, 0, 0, 250, 0)
    assert figures(COUNTY) == (400, 0, 400, 0, 0)
    assert figures(UNIT) == (400, 300, 0, 100, 0)
    assert (found[UNIT].granted, found[UNIT].own_rest, found[UNIT].paid) == (310, -10, 200)
    assert (found[PROJECT].own, found[PROJECT].granted, found[PROJECT].own_rest) == (310, 300, 10)
    assert (found[FIRM].received, found[COOPERATIVE].received) == (200, 100)


def test_every_break_is_an_issue_and_nothing_else_is() -> None:
    edges = four_levels()

    found = breaks(balances(edges).values(), edges)

    assert [(one.kind, one.node, one.limit, one.actual) for one in found] == [
        (BreakKind.OVER_ALLOCATED, CITY, 600, 650),
        (BreakKind.PROJECTS_EXCEED_OWN, UNIT, 300, 310),
        (BreakKind.PAID_MORE, COOPERATIVE, 100, 101),
    ]


def test_an_issue_says_in_words_who_gave_how_much_too_much() -> None:
    edges = [Edge(PROVINCE, CITY, 100_000, 100_050)]
    (found,) = breaks(balances(edges).values(), edges)
    names = {PROVINCE: "湖南省", CITY: "怀化市"}

    said = sentence(found, 2026, names.__getitem__)

    assert found.kind is BreakKind.RECEIVED_MORE
    assert said == "湖南省2026年度向怀化市下达1,000.00元，怀化市确认收到1,000.50元，多出0.50元。"


def test_where_the_money_begins_nothing_is_asked_for() -> None:
    edges = [Edge(PROVINCE, CITY, 100, 100)]

    found = balances(edges)[PROVINCE]

    assert (found.received, found.unallocated, found.is_origin) == (None, None, True)
    assert breaks(balances(edges).values(), edges) == []


def test_what_is_not_acknowledged_has_not_arrived() -> None:
    found = balances([Edge(PROVINCE, CITY, 100)])

    assert (found[CITY].allocated, found[CITY].received) == (100, 0)
    assert found[PROVINCE].in_transit == 100


def test_recipients_that_are_not_told_one_by_one_count_as_well() -> None:
    found = balances([Edge(None, COUNTY, 100)], [Bundle(COUNTY, 40, 90, 30)])[COUNTY]

    assert (found.own, found.granted, found.paid, found.unallocated) == (90, 90, 30, 10)


@given(edges=sound_trees())
def test_no_fen_is_lost_and_nothing_breaks_where_nobody_gives_more_than_there_is(
    edges: list[Edge],
) -> None:
    found = balances(edges)
    holders = [one for one in found.values() if one.node.is_holder]
    comes = sum(edge.amount for edge in edges if edge.source is None)

    rests = sum(one.own + (one.unallocated or 0) + one.in_transit for one in holders)

    assert rests == comes
    assert breaks(found.values(), edges) == []


@given(edges=any_edges())
def test_a_balance_always_adds_up_and_every_excess_is_one_issue(edges: list[Edge]) -> None:
    found = balances(edges)
    holders = [one for one in found.values() if one.node.is_holder and not one.is_origin]
    issues = breaks(found.values(), edges)

    assert all(one.received == one.own + one.passed_on + (one.unallocated or 0) for one in holders)
    assert all(one.difference > 0 for one in issues)
    over = {one.node for one in issues if one.kind is BreakKind.OVER_ALLOCATED}
    assert over == {one.node for one in holders if (one.unallocated or 0) < 0}
    paid = [one for one in issues if one.kind is BreakKind.PAID_MORE]
    assert len(paid) == sum(edge.paid > edge.amount for edge in edges)
