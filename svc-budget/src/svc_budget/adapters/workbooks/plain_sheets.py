"""Sheets as they go over the pipe from the process that read them, and grids made of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypedDict

from svc_budget.domain.workbooks.grids import Grid, Value


class PlainSheet(TypedDict):
    """A sheet in values JSON knows."""

    name: str
    rows: list[list[Any]]
    merged: list[list[int]]


def plain_sheet(name: str, rows: list[list[Any]], merged: list[list[int]]) -> PlainSheet:
    """A sheet without the blank cells and rows after the last that say something."""
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return {"name": name, "rows": rows, "merged": merged}


def grid_of(sheet: Mapping[str, Any]) -> Grid:
    """The grid the domain reads."""
    return Grid(
        sheet["name"],
        tuple(tuple(map(_value, row)) for row in sheet["rows"]),
        tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merged"]),
    )


def _value(kept: Any) -> Value:
    if type(kept) is list:
        return _moment(kept)
    value: Value = kept
    return value


def _moment(kept: Sequence[str]) -> date | datetime | time:
    kind, text = kept
    kinds = {"date": date, "datetime": datetime, "time": time}
    moment: date | datetime | time = kinds[kind].fromisoformat(text)  # type: ignore[attr-defined]
    return moment
