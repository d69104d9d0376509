"""Regions by value: coloured on a map the client has, or as bars where it has none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from svc_budget.domain.charts.charts import (
    COLOURS,
    Chart,
    ChartKind,
    NothingToDraw,
    drawn,
    exactly,
    framed,
    scale_of,
    scrolled,
    scrolled_note,
    written,
)
from svc_budget.domain.money.money import Unit

LIGHT, DARK = "#DCEAF5", "#08519C"
TOP = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A region with its amount; `people` where its population of the year is known."""

    code: str
    name: str
    amount: int
    people: int | None = None

    @property
    def per_head(self) -> int | None:
        """Fen for each inhabitant, rounded half up; None where nobody counted them."""
        if not self.people:
            return None
        return (2 * self.amount + self.people) // (2 * self.people)


def map_chart(title: str, region: str, places: Sequence[Place], *, per_head: bool) -> Chart:
    """The map `region` of the client's, joined by regions' codes. Refused with NothingToDraw."""
    known = [(one, one.per_head if per_head else one.amount) for one in places]
    valued = [(one, value) for one, value in known if value is not None]
    if not valued:
        raise NothingToDraw
    unit = scale_of(value for _, value in valued)
    data = [
        {"name": one.code, "label": {"formatter": _label(one, value, unit)},
         "value": drawn(value, unit)}
        for one, value in known
    ]  # fmt: skip
    label = {
        "show": True, "fontSize": 12, "color": "#222", "textBorderColor": "#fff",
        "textBorderWidth": 3, "lineHeight": 17,
    }  # fmt: skip
    series = {
        "type": "map", "map": region, "nameProperty": "code", "data": data, "roam": False,
        "top": TOP, "label": label,
    }  # fmt: skip
    option = framed(title, unit.value, tooltip={"trigger": "item"},
                    visualMap=_colours(valued, unit), series=[series])  # fmt: skip
    return _chart(title, unit, option, known)


def bars_chart(title: str, places: Sequence[Place], *, per_head: bool) -> Chart:
    """The same without a map: the largest on top. Refused with NothingToDraw."""
    known = [(one, one.per_head if per_head else one.amount) for one in places]
    valued = sorted(
        ((one, value) for one, value in known if value is not None),
        key=lambda pair: (-pair[1], pair[0].code),
    )
    if not valued:
        raise NothingToDraw
    unit = scale_of(value for _, value in valued)
    series = {
        "type": "bar", "barMaxWidth": 20, "itemStyle": {"color": COLOURS[0]},
        "label": {"show": True, "position": "right"},
        "data": [
            {"value": drawn(value, unit), "label": {"formatter": written(value, unit)}}
            for _, value in valued
        ],
    }  # fmt: skip
    option = framed(
        title, unit.value, tooltip={"trigger": "item"},
        grid={"top": TOP, "left": 120, "right": 96, "bottom": 30},
        dataZoom=scrolled(len(valued), "none"),
        xAxis={"type": "value"},
        yAxis={"type": "category", "inverse": True, "data": [one.name for one, _ in valued],
               "axisLabel": {"interval": 0, "overflow": "truncate", "width": 104}},
        series=[series],
    )  # fmt: skip
    return _chart(title, unit, option, known, scrolled_note(len(valued)))


def _label(one: Place, value: int | None, unit: Unit) -> str:
    return f"{one.name}\n{'无数据' if value is None else written(value, unit)}"


def _colours(valued: Sequence[tuple[Place, int]], unit: Unit) -> dict[str, Any]:
    values = [drawn(value, unit) or 0.0 for _, value in valued]
    return {
        "type": "continuous", "min": min(0.0, *values), "max": max(values), "left": 16,
        "bottom": 16, "calculable": True, "inRange": {"color": [LIGHT, DARK]},
    }  # fmt: skip


def _chart(
    title: str,
    unit: Unit,
    option: Any,
    known: Sequence[tuple[Place, int | None]],
    said: Sequence[str] = (),
) -> Chart:
    rows = [
        (one.code, one.name, exactly(one.amount), str(one.people or ""), exactly(one.per_head))
        for one, _ in known
    ]
    columns = ("区划代码", "地区", "金额（元）", "常住人口", "人均（元）")
    missing = [one.name for one, value in known if value is None]
    uncounted = (f"没有{'、'.join(missing)}的人口数据，未计算人均。",) if missing else ()
    return Chart(ChartKind.MAP, title, unit.value, option, columns, rows, (*uncounted, *said))
