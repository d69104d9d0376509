"""What may be entered as an allocation, and how it is corrected, acknowledged and paid."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from funds_building import (
    CITY,
    COUNTY,
    FIRM,
    PROJECT,
    PROVINCE,
    UNIT,
    YEAR,
    a_fund,
    an_allocation,
)

from svc_budget.domain.allocations.allocations import (
    Allocation,
    AllocationNotAcknowledged,
    AllocationNotPaid,
    AllocationReasonMissing,
    AllocationsUnsound,
    refuse_unsound,
)
from svc_budget.domain.allocations.nodes import Node, NodeKey, NodeKind
from svc_budget.domain.funds.funds import FundUnsound, sound

TODAY = date(2026, 11, 25)
NODES = {key: Node(key, "某某") for key in (PROVINCE, CITY, COUNTY, UNIT, PROJECT, FIRM)}
DAY = date(2026, 4, 1)


def refused(*made: Allocation, known: Any = ()) -> list[tuple[str, str]]:
    with pytest.raises(AllocationsUnsound) as found:
        refuse_unsound(a_fund(), made, NODES, known, TODAY)
    return [(error.pointer, error.code) for error in found.value.errors]


def test_what_is_sound_is_taken() -> None:
    chain = [None, PROVINCE, CITY, COUNTY, UNIT, PROJECT, FIRM]
    made = [an_allocation(*pair) for pair in pairwise(chain)]  # type: ignore[arg-type]

    refuse_unsound(a_fund(), [*made, an_allocation(UNIT, UNIT)], NODES, (), TODAY)


def test_everything_wrong_is_said_at_once_by_its_place() -> None:
    unknown, person = (NodeKey(NodeKind.RECIPIENT, code) for code in ("x", "431202199003071011"))

    assert refused(
        an_allocation(PROVINCE, CITY, year=2019),
        an_allocation(PROVINCE, CITY, allocated_on=date(2026, 12, 1)),
        an_allocation(UNIT, unknown),
        an_allocation(UNIT, person),
        an_allocation(None, PROJECT),
        an_allocation(FIRM, PROJECT),
        an_allocation(PROJECT, COUNTY),
    ) == [
        ("#/items/0/year", "year_outside"),
        ("#/items/1/allocated_on", "in_future"),
        ("#/items/2/target/name", "unknown_node"),
        ("#/items/3/target/id", "identity_number"),
        ("#/items/4/target/kind", "not_a_holder"),
        ("#/items/5/source/kind", "recipient_gives"),
        ("#/items/6/target/kind", "project_gives"),
    ]


def test_money_does_not_go_round_in_a_circle() -> None:
    known = {(YEAR, (PROVINCE, CITY)), (YEAR, (CITY, COUNTY))}

    assert refused(an_allocation(COUNTY, PROVINCE), known=known) == [
        ("#/items/0/target", "circular")
    ]
    refuse_unsound(a_fund(), [an_allocation(COUNTY, PROVINCE, year=2025)], NODES, known, TODAY)


def test_money_takes_eight_steps_at_most() -> None:
    regions = [NodeKey(NodeKind.REGION, f"{number:06d}") for number in range(9)]
    known = {(YEAR, pair) for pair in pairwise(regions)}

    nodes = NODES | {key: Node(key, "某地") for key in regions}
    with pytest.raises(AllocationsUnsound) as found:
        refuse_unsound(a_fund(), [an_allocation(regions[-1], UNIT)], nodes, known, TODAY)

    assert [error.code for error in found.value.errors] == ["too_deep"]


def test_a_correction_is_a_new_version_with_a_reason() -> None:
    one = an_allocation(PROVINCE, CITY)

    with pytest.raises(AllocationReasonMissing):
        one.corrected(90_000, one.document, DAY, " ")
    corrected = one.corrected(90_000, "湘财农指〔2026〕40号", DAY, "文件有误")

    assert (corrected.amount, corrected.version) == (90_000, 2)


def test_only_a_region_or_unit_below_acknowledges_and_less_than_before_needs_a_reason() -> None:
    one = an_allocation(PROVINCE, CITY).acknowledged(80_000, DAY, "")

    assert one.acknowledged(100_000, DAY, "").received == 100_000
    assert one.acknowledged(70_000, DAY, "重复登记").received == 70_000
    with pytest.raises(AllocationReasonMissing):
        one.acknowledged(70_000, DAY, "")
    for other in (an_allocation(UNIT, PROJECT), an_allocation(None, PROVINCE)):
        with pytest.raises(AllocationNotAcknowledged):
            other.acknowledged(1, DAY, "")


def test_only_what_projects_and_recipients_got_is_paid() -> None:
    one = an_allocation(UNIT, PROJECT).paid_until_now(60_000, DAY, "")

    assert one.paid_until_now(50_000, DAY, "退回").paid == 50_000
    with pytest.raises(AllocationReasonMissing):
        one.paid_until_now(50_000, DAY, "")
    with pytest.raises(AllocationNotPaid):
        an_allocation(PROVINCE, CITY).paid_until_now(1, DAY, "")


@pytest.mark.parametrize(
    ("name", "person", "shown"),
    [
        ("张三丰", True, "张*丰"),
        ("张*丰", True, "张*丰"),
        ("张三丰 431202199003071011", True, "张"),
        ("怀化市某农民专业合作社", False, "怀化市某农民专业合作社"),
        ("某合作社（联系人13812345678）", False, "某合作社（联系人138****5678）"),
    ],
)
def test_a_person_is_never_named_in_full(name: str, person: bool, shown: str) -> None:  # noqa: FBT001
    node = Node(NodeKey(NodeKind.RECIPIENT, "1"), name, natural_person=person)

    assert node.name.startswith(shown)
    assert "19900307" not in node.name


def test_a_fund_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(FundUnsound) as found:
        sound(replace(a_fund(), last_year=2019, established_on=date(2027, 1, 1)), TODAY)

    assert [one.code for one in found.value.errors] == ["years_backwards", "in_future"]
