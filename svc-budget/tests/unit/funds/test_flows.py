"""The picture of a fund stays small and its sums stay exact."""

from collections import Counter

from funds_building import COUNTY, PROVINCE, UNIT, any_edges, four_levels, sound_trees
from hypothesis import given
from hypothesis import strategies as st

from svc_budget.domain.allocations.edges import Bundle, Edge, levels
from svc_budget.domain.allocations.flows import BUDGET, SINKS, Flow, flow
from svc_budget.domain.allocations.nodes import NodeKey, NodeKind


def drawn(picture: Flow) -> dict[tuple[str, str], int]:
    return {pair: one.value for pair, one in picture.links.items()}


def test_four_levels_are_drawn_with_what_is_in_transit_unallocated_and_for_own_use() -> None:
    picture = flow(four_levels(), [], top=10)

    assert drawn(picture) == {
        ("budget", "region:430000"): 1000,
        ("region:430000", "region:431200"): 600,
        ("region:430000", "region:431300"): 250,
        ("region:430000", "in_transit"): 50,
        ("region:430000", "unallocated"): 100,
        ("region:431300", "unallocated"): 250,
        ("region:431200", "region:431202"): 400,
        ("region:431200", "own_rest"): 250,
        ("region:431202", "unit:nyj"): 400,
        ("unit:nyj", "project:P-2026-001"): 310,
        ("unit:nyj", "unallocated"): 100,
        ("project:P-2026-001", "recipient:91431202MA4L0001XX"): 200,
        ("project:P-2026-001", "recipient:93431202MA4L0002XX"): 100,
    }
    assert picture.nodes["unallocated"].level == 7
    assert picture.links["region:430000", "region:431300"].allocated == 300


def test_a_county_has_only_what_is_below_it_drawn() -> None:
    picture = flow(four_levels(), [], 10, COUNTY)

    assert [one.level for one in picture.nodes.values() if one.node == COUNTY] == [0]
    assert PROVINCE.text not in picture.nodes
    assert picture.links[UNIT.text, "unallocated"].value == 100


def test_a_county_that_gave_nothing_yet_is_drawn_with_what_it_has() -> None:
    picture = flow([Edge(PROVINCE, COUNTY, 100, 90)], [], 10, COUNTY)

    assert drawn(picture) == {(COUNTY.text, "unallocated"): 90}


def test_a_thousand_recipients_are_drawn_as_the_largest_and_the_others() -> None:
    edges = [Edge(None, COUNTY, 10**6)]
    edges += [
        Edge(COUNTY, NodeKey(NodeKind.RECIPIENT, str(number)), number) for number in range(1000)
    ]

    picture = flow(edges, [Bundle(COUNTY, 5000, 400_000)], top=10)

    assert len(picture.nodes) == 1 + 1 + 10 + 1 + 1
    other = picture.nodes["other:2:recipient"]
    assert other.count == 990 + 5000
    assert other.value == sum(range(990)) + 400_000
    assert picture.links[COUNTY.text, "unallocated"].value == 10**6 - 400_000 - sum(range(1000))


@given(edges=any_edges(), top=st.integers(1, 5))
def test_the_picture_is_bounded_whatever_comes(edges: list[Edge], top: int) -> None:
    picture = flow(edges, [], top)

    at, stuck = levels([(one.source, one.target) for one in edges])
    depth = max(at.values(), default=0) + 1
    named = Counter(one.level for one in picture.nodes.values() if one.node is not None)
    assert not stuck
    assert all(number <= top for number in named.values())
    assert len(picture.nodes) <= depth * (top + len(NodeKind)) + 1 + len(SINKS)


@given(edges=sound_trees(), top=st.integers(1, 5))
def test_what_comes_into_a_node_of_the_picture_goes_out_of_it(edges: list[Edge], top: int) -> None:
    picture = flow(edges, [], top)

    comes: Counter[str] = Counter()
    goes: Counter[str] = Counter()
    for (source, target), value in drawn(picture).items():
        goes[source] += value
        comes[target] += value
    through = [
        key for key, one in picture.nodes.items()
        if one.node is not None and one.node.is_holder and one.level > 0
    ]  # fmt: skip
    budget = sum(edge.amount for edge in edges if edge.source is None)
    assert goes[BUDGET] == budget
    assert all(comes[key] == goes[key] for key in through)
    ends = sum(value for key, value in comes.items() if not goes[key])
    assert ends == budget
