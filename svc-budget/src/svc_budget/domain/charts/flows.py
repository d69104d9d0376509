"""The Sankey of a fund: who gave whom, what is left, what has not arrived."""

from collections.abc import Callable, Mapping
from typing import Any

from svc_budget.domain.allocations.flows import SINKS, Flow, FlowNode
from svc_budget.domain.charts.charts import (
    COLOURS,
    Chart,
    ChartKind,
    NothingToDraw,
    drawn,
    exactly,
    framed,
    scale_of,
    written,
)
from svc_budget.domain.money.money import Unit

SINK_COLOUR = "#BBBBBB"
# In pixels: what labels have in a window of ordinary width, beside and between the columns.
WINDOW, LAST, COLUMN = 960, 180, 28


def flow_chart(title: str, flow: Flow, name_of: Callable[[FlowNode], str]) -> Chart:
    """The picture. Refused with NothingToDraw."""
    links = sorted(
        (one for one in flow.links.values() if one.value > 0),
        key=lambda one: (one.source, one.target),
    )
    if not links:
        raise NothingToDraw
    unit = scale_of(one.value for one in flow.nodes.values())
    used = {key for one in links for key in (one.source, one.target)}
    nodes = sorted(
        (one for one in flow.nodes.values() if one.key in used),
        key=lambda one: (one.level, -one.value, one.key),
    )
    within = _room(max(one.level for one in nodes))
    series = {
        "type": "sankey", "top": 70, "bottom": 24, "left": 16, "right": 190, "nodeGap": 10,
        "nodeAlign": "left", "layoutIterations": 0, "emphasis": {"focus": "adjacency"},
        "lineStyle": {"color": "source", "opacity": 0.35},
        "labelLayout": {"hideOverlap": True},
        "label": {"position": "right", "overflow": "break", "lineHeight": 15},
        "data": [_node(one, name_of(one), unit, within) for one in nodes],
        "links": [
            {"source": one.source, "target": one.target, "value": drawn(one.value, unit)}
            for one in links
        ],
    }  # fmt: skip
    option = framed(title, unit.value, tooltip={"trigger": "item"}, series=[series])
    names = {one.key: name_of(one) for one in nodes}
    rows = [
        (names[one.source], names[one.target], exactly(one.value), exactly(one.allocated),
         exactly(one.paid))
        for one in links
    ]  # fmt: skip
    columns = ("从", "到", "金额（元）", "分配（元）", "支付（元）")
    return Chart(ChartKind.SANKEY, title, unit.value, option, columns, rows)


def _room(last: int) -> Mapping[int, int]:
    """The width of a label at each level, so that it ends before the next column."""
    between = (WINDOW - LAST) // max(last, 1) - COLUMN
    return {**dict.fromkeys(range(last), between), last: LAST}


def _node(one: FlowNode, name: str, unit: Unit, within: Mapping[int, int]) -> dict[str, Any]:
    """ECharts joins links to nodes by their names, so the key is the name, and a label is shown."""
    label = {"formatter": f"{name}\n{written(one.value, unit)}", "width": within[one.level]}
    node: dict[str, Any] = {"name": one.key, "depth": one.level, "label": label}
    colour = SINK_COLOUR if one.key in SINKS else COLOURS[one.level % len(COLOURS)]
    node["itemStyle"] = {"color": colour}
    return node
