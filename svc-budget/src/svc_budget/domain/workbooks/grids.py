"""A sheet as a reader of files hands it over: values in rows, ranges that are merged."""

from dataclasses import dataclass
from datetime import date, datetime, time

Value = str | int | float | bool | date | datetime | time | None
Range = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Row 0, column 0 is A1; rows may be of different lengths."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    merged: tuple[Range, ...] = ()


def address(row: int, column: int) -> str:
    """The name of a cell in a spreadsheet: (0, 0) is A1, (9, 27) is AB10."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
