"""Lines over years and months, and the stack of “三公”经费."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svc_budget.domain.charts.charts import (
    Chart,
    ChartKind,
    NothingToDraw,
    drawn,
    exactly,
    framed,
    scale_of,
)
from svc_budget.domain.execution.series import Point

GRID = {"top": 110, "left": 84, "right": 30, "bottom": 40}


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its name, and fen at each step of the axis; None where nothing is known."""

    name: str
    amounts: Sequence[int | None]


def lines_chart(title: str, steps: Sequence[str], lines: Sequence[Series]) -> Chart:
    """Amounts over years. Refused with NothingToDraw."""
    unit = scale_of(_known(lines))
    made = [
        {"type": "line", "name": one.name, "symbolSize": 7, "connectNulls": False,
         "data": [drawn(amount, unit) for amount in one.amounts]}
        for one in lines
    ]  # fmt: skip
    return _chart(ChartKind.LINES, title, unit.value, steps, lines, made)


def stack_chart(title: str, steps: Sequence[str], parts: Sequence[Series]) -> Chart:
    """Parts of a whole over years, one on the other. Refused with NothingToDraw."""
    unit = scale_of(sum(one.amounts[n] or 0 for one in parts) for n in range(len(steps)))
    made = [
        {"type": "bar", "name": one.name, "stack": "whole", "barMaxWidth": 56,
         "data": [drawn(amount, unit) for amount in one.amounts]}
        for one in parts
    ]  # fmt: skip
    return _chart(ChartKind.STACK, title, unit.value, steps, parts, made)


def pace_chart(title: str, budget: int | None, points: Sequence[Point]) -> Chart:
    """What was spent from January on, in percent of the budget, against the pace of the year.

    Without a budget there is no percent; then amounts are drawn, and the pace is not.
    """
    if not points:
        raise NothingToDraw
    steps = [f"{one.month}月" for one in points]
    rows = [
        (step, exactly(one.cumulative), str(one.percent or ""), str(one.pace))
        for step, one in zip(steps, points, strict=True)
    ]
    columns = ("月份", "累计（元）", "占预算（%）", "序时进度（%）")
    if budget is None:
        sums = Series("累计", [one.cumulative for one in points])
        found = lines_chart(title, steps, [sums])
        notes = ("没有公布全年预算，不能与序时进度比较。",)
        return Chart(found.kind, title, found.unit, found.option, columns, rows, notes)
    shares = [None if one.percent is None else float(one.percent) for one in points]
    made: list[Mapping[str, Any]] = [
        {"type": "line", "name": "累计占预算", "symbolSize": 7, "data": shares},
        {"type": "line", "name": "序时进度", "symbol": "none", "lineStyle": {"type": "dashed"},
         "data": [float(one.pace) for one in points]},
    ]  # fmt: skip
    option = _framed(title, "%", steps, made)
    return Chart(ChartKind.LINES, title, "%", option, columns, rows)


def _chart(
    kind: ChartKind,
    title: str,
    unit: str,
    steps: Sequence[str],
    lines: Sequence[Series],
    made: Sequence[Mapping[str, Any]],
) -> Chart:
    if not _known(lines):
        raise NothingToDraw
    rows = [(step, *(exactly(one.amounts[n]) for one in lines)) for n, step in enumerate(steps)]
    columns = ("", *(f"{one.name}（元）" for one in lines))
    return Chart(kind, title, unit, _framed(title, unit, steps, made), columns, rows)


def _known(lines: Sequence[Series]) -> list[int]:
    return [amount for one in lines for amount in one.amounts if amount is not None]


def _framed(
    title: str, unit: str, steps: Sequence[str], made: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    return framed(
        title, unit, grid=dict(GRID), tooltip={"trigger": "axis"},
        legend={"top": 74, "type": "scroll"},
        xAxis={"type": "category", "data": list(steps)}, yAxis={"type": "value"},
        series=list(made),
    )  # fmt: skip
