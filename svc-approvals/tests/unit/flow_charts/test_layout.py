"""Nothing of a chart lies upon anything else, whatever the process."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.domain.flow_charts.charts import Chart, Step
from svc_approvals.domain.flow_charts.layout import BOX, Layout, laid_out


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Any graph without a cycle."""
    steps = [Step("s0", "第一步")]
    for number in range(1, draw(st.integers(1, 14))):
        before = draw(st.sets(st.integers(0, number - 1), max_size=4))
        steps.append(
            Step(f"s{number}", f"第{number}步", tuple(f"s{one}" for one in sorted(before)))
        )
    return Chart("图", "", tuple(steps))


def chain(*keys: str) -> Chart:
    befores: list[tuple[str, ...]] = [(), *((key,) for key in keys)]
    steps = (Step(key, key, before) for key, before in zip(keys, befores, strict=False))
    return Chart("图", "", tuple(steps))


def layers_of(layout: Layout) -> list[list[str]]:
    return [[one.key for one in layer if one.step] for layer in layout.layers]


@given(charts())
def test_boxes_of_one_layer_do_not_overlap_and_lie_on_the_paper(chart: Chart) -> None:
    layout = laid_out(chart)
    for layer in layout.layers:
        for left, right in pairwise(layer):
            assert left.x + left.width / 2 < right.x - right.width / 2
        for one in layer:
            assert one.x - one.width / 2 >= -0.01
            assert one.x + one.width / 2 <= layout.width + 0.01


@given(charts())
def test_every_step_stands_below_all_it_comes_after(chart: Chart) -> None:
    spots = laid_out(chart).spots
    for step in chart.steps:
        assert all(spots[key].layer < spots[step.key].layer for key in step.after)


@given(charts())
def test_every_arrow_goes_from_layer_to_layer(chart: Chart) -> None:
    spots = laid_out(chart).spots
    for one in spots.values():
        assert all(spots[key].layer == one.layer + 1 for key in one.behind)
    assert sum(len(one.before) for one in spots.values() if one.step) == sum(
        len(step.after) for step in chart.steps
    )


def test_a_chain_is_one_straight_line() -> None:
    layout = laid_out(chain("a", "b", "c"))

    assert layers_of(layout) == [["a"], ["b"], ["c"]]
    assert {one.x for one in layout.spots.values()} == {BOX / 2}


def test_parallel_steps_stand_side_by_side_around_what_they_meet_in() -> None:
    steps = (
        Step("a", "a"), Step("b", "b", ("a",)), Step("c", "c", ("a",)), Step("d", "d", ("b", "c")),
    )  # fmt: skip
    layout = laid_out(Chart("图", "", steps))
    spots = layout.spots

    assert layers_of(layout) == [["a"], ["b", "c"], ["d"]]
    assert spots["a"].x == spots["d"].x == (spots["b"].x + spots["c"].x) / 2


def test_a_long_arrow_has_a_lane_of_its_own_beside_the_boxes() -> None:
    steps = (Step("a", "a"), Step("b", "b", ("a",)), Step("c", "c", ("a", "b")))
    layout = laid_out(Chart("图", "", steps))

    assert [len(layer) for layer in layout.layers] == [1, 2, 1]
    assert sorted(one.step is None for one in layout.layers[1]) == [False, True]
