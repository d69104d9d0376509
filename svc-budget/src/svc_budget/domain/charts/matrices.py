"""The matrix of openness: units against items, each cell how far the item is fulfilled."""

from collections.abc import Mapping, Sequence
from typing import Any

from svc_budget.domain.charts.charts import (
    Chart,
    ChartKind,
    NothingToDraw,
    framed,
    scrolled,
    scrolled_note,
)
from svc_budget.domain.openness.scores import ItemResult, ItemState, Score

LEVELS = (
    (0, "#D55E00", "未公开"), (1, "#F0C05A", "不完整"), (2, "#56A3C9", "已公开"),
    (3, "#009E73", "完整公开"), (4, "#DDDDDD", "未到期、涉密或不计分"),
)  # fmt: skip
STATES: Mapping[ItemState, int] = {
    ItemState.MISSING: 0, ItemState.NOT_DUE: 4, ItemState.CLASSIFIED: 4,
}  # fmt: skip
HALF = 2
TOP, BOTTOM = 240, 70


def matrix_chart(title: str, scored: Sequence[tuple[str, Score]]) -> Chart:
    """One row for each unit, one column for each item. Refused with NothingToDraw."""
    if not scored:
        raise NothingToDraw
    items = [one.item.title for one in scored[0][1].items]
    names = [name for name, _ in scored]
    data = [
        [column, row, level_of(one)]
        for row, (_, score) in enumerate(scored)
        for column, one in enumerate(score.items)
    ]
    pieces = [{"value": level, "color": colour, "label": word} for level, colour, word in LEVELS]
    option = framed(
        title, "", tooltip={"trigger": "item"},
        grid={"top": TOP, "left": 200, "right": 32, "bottom": BOTTOM},
        dataZoom=scrolled(len(names), "filter"),
        xAxis={"type": "category", "data": items, "position": "top", "splitArea": {"show": True},
               "axisLabel": {"rotate": 55, "interval": 0, "overflow": "truncate", "width": 210}},
        yAxis={"type": "category", "data": names, "inverse": True,
               "axisLabel": {"interval": 0, "overflow": "truncate", "width": 184}},
        visualMap={"type": "piecewise", "pieces": pieces, "orient": "horizontal",
                   "left": "center", "bottom": 8},
        series=[_series(data)],
    )  # fmt: skip
    words = {level: word for level, _, word in LEVELS}
    rows = [
        (name, *(words[level_of(one)] for one in score.items), _hundredths(score))
        for name, score in scored
    ]
    columns = ("单位", *items, "得分")
    notes = scrolled_note(len(names))
    return Chart(ChartKind.MATRIX, title, "", option, columns, rows, notes)


def level_of(one: ItemResult) -> int:
    """0 missing, 1 less than half of the points, 2 more, 3 all of them, 4 it does not count."""
    if one.state in STATES:
        return STATES[one.state]
    if not one.out_of:
        return 4
    if one.points == one.out_of:
        return 3
    return 2 if HALF * one.points >= one.out_of else 1


def _series(data: Sequence[Any]) -> dict[str, Any]:
    return {
        "type": "heatmap", "data": data,
        "itemStyle": {"borderColor": "#fff", "borderWidth": 1},
    }  # fmt: skip


def _hundredths(score: Score) -> str:
    found = score.hundredths
    return "" if found is None else f"{found // 100}.{found % 100:02d}"
