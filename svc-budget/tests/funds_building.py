"""Builders of funds, of their allocations, and of the fund of the acceptance list."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from budget_building import id_of
from hypothesis import strategies as st

from shared.yaml_files import yaml_in
from svc_budget.domain.allocations.allocations import Allocation
from svc_budget.domain.allocations.edges import Edge
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind
from svc_budget.domain.funds.disclosures import Disclosure, DisclosureKind, DueRule, Stated
from svc_budget.domain.funds.funds import Category, Fund
from svc_budget.domain.funds.reading import read_due_rules
from svc_budget.settings import HERE

PROVINCE, CITY, COUNTY = (NodeKey(NodeKind.REGION, code) for code in ("430000", "431200", "431202"))
OTHER_CITY = NodeKey(NodeKind.REGION, "431300")
UNIT = NodeKey(NodeKind.UNIT, "nyj")
PROJECT = NodeKey(NodeKind.PROJECT, "P-2026-001")
FIRM, COOPERATIVE = (
    NodeKey(NodeKind.RECIPIENT, code) for code in ("91431202MA4L0001XX", "93431202MA4L0002XX")
)
YEAR = 2026


def a_fund(name: str = "现代农业发展专项", **known: Any) -> Fund:
    """A special fund of the province."""
    said: dict[str, Any] = {
        "fund_id": id_of("fund", name), "category": Category.SPECIAL_FUND, "class_name": "农林水",
        "region_code": "430000", "unit_code": None, "organ_name": "湖南省农业农村厅",
        "purpose": "支持现代农业发展", "established_on": date(2020, 1, 1), "first_year": 2020,
        "last_year": None, "entered_at": datetime(2026, 1, 1, tzinfo=UTC),
    }  # fmt: skip
    return Fund(name=name, **(said | known))


def a_disclosure(kind: str = "call", year: int | None = YEAR, **known: Any) -> Disclosure:
    """Something disclosed of a fund."""
    said: dict[str, Any] = {
        "disclosure_id": id_of("disclosure", kind, str(year)), "fund_id": id_of("fund"),
        "stated": Stated.PUBLISHED, "reference": "湘财农〔2026〕1号",
        "published_on": date(2026, 3, 1),
    }  # fmt: skip
    return Disclosure(kind=DisclosureKind(kind), year=year, **(said | known))


def due_rules() -> Mapping[DisclosureKind, DueRule]:
    """The shipped ones."""
    return read_due_rules(yaml_in(HERE / "law/fund_disclosures.yaml"))


def an_allocation(source: NodeKey | None, target: NodeKey, **known: Any) -> Allocation:
    """An allocation of a thousand yuan."""
    said: dict[str, Any] = {
        "allocation_id": id_of("allocation", str(source), str(target)),
        "fund_id": id_of("fund"), "year": YEAR, "amount": 100_000,
        "document": "湘财农指〔2026〕12号", "allocated_on": date(2026, 3, 1),
    }  # fmt: skip
    return Allocation(source=source, target=target, **(said | known))


def four_levels() -> Sequence[Edge]:
    """The fund of the acceptance list, in fen: one in transit, over-allocated, unallocated.

    The province got 1,000 and passed 600 + 300 on: 100 are not allocated. The city got 600 and
    gave 650. The other city acknowledged 250 of 300. The county's unit has one project with
    more than its share, and of the project's two recipients one was paid too much.
    """
    return (
        Edge(None, PROVINCE, 1000),
        Edge(PROVINCE, CITY, 600, 600),
        Edge(PROVINCE, OTHER_CITY, 300, 250),
        Edge(CITY, CITY, 250),
        Edge(CITY, COUNTY, 400, 400),
        Edge(COUNTY, UNIT, 400, 400),
        Edge(UNIT, UNIT, 300),
        Edge(UNIT, PROJECT, 310, paid=200),
        Edge(PROJECT, FIRM, 200, paid=200, edge_id="firm"),
        Edge(PROJECT, COOPERATIVE, 100, paid=101, edge_id="cooperative"),
    )


def _regions(count: int) -> list[NodeKey]:
    return [NodeKey(NodeKind.REGION, f"{number:06d}") for number in range(count)]


@st.composite
def sound_trees(draw: st.DrawFn) -> list[Edge]:
    """Random trees in which nobody gives or acknowledges more than there is."""
    regions = _regions(draw(st.integers(1, 12)))
    has = {regions[0]: draw(st.integers(0, 10**13))}
    edges = [Edge(None, regions[0], has[regions[0]])]
    for number, region in enumerate(regions[1:], 1):
        giver = regions[draw(st.integers(0, number - 1))]
        amount = draw(st.integers(0, has[giver]))
        received = draw(st.none() | st.integers(0, amount))
        has[giver] -= amount
        has[region] = received or 0
        edges.append(Edge(giver, region, amount, received))
    for region in regions:
        own = draw(st.none() | st.integers(0, has[region]))
        if own is not None:
            edges.append(Edge(region, region, own))
        for number in range(draw(st.integers(0, 2))):
            left = has[region] if own is None else own
            amount = draw(st.integers(0, left))
            project = NodeKey(NodeKind.PROJECT, f"{region.id}-{number}")
            edges.append(Edge(region, project, amount, paid=draw(st.integers(0, amount))))
            own = None if own is None else own - amount
            has[region] -= amount
    return edges


@st.composite
def any_edges(draw: st.DrawFn) -> list[Edge]:
    """Random allocations without circles, sound or not."""
    regions = _regions(draw(st.integers(2, 8)))
    edges = []
    for _ in range(draw(st.integers(1, 25))):
        number = draw(st.integers(1, len(regions) - 1))
        giver = draw(st.none() | st.sampled_from(regions[:number]))
        target = draw(
            st.sampled_from([
                regions[number], giver or regions[0],
                NodeKey(NodeKind.PROJECT, str(draw(st.integers(0, 5)))),
            ])
        )  # fmt: skip
        if giver is None and not target.is_holder:
            continue
        amounts = st.integers(0, 1000)
        received = draw(st.none() | amounts)
        edges.append(Edge(giver, target, draw(amounts), received, draw(amounts)))
    return edges
