"""The header of a table on a sheet: which rows it has, and the path of words over each column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from svc_budget.domain.workbooks.grids import Grid, Range, Value
from svc_budget.domain.workbooks.patterns import CODE_PARTS, SERIAL_WORDS, Path, Pattern
from svc_budget.domain.workbooks.wording import header_word, plain

REACH: Final = 15  # rows under a title within which the header begins
DEEPEST: Final = 8  # rows a header has at most
_COLUMN_NUMBER = re.compile(r"(\d{1,2})(?:=[\d+\-()]+)?|[A-Z](?:=[A-Z+\-()]+)?")


@dataclass(frozen=True, slots=True)
class Head:
    """One column of the sheet: its path of words from the top down, the unit they name."""

    column: int
    path: Path
    unit: str = ""  # 元, 万元, 亿元, %


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands: its first row and the first one after it."""

    top: int
    bottom: int
    heads: tuple[Head, ...]
    seen: frozenset[str]  # every word in it


def find_header(grid: Grid, pattern: Pattern, start: int, end: int) -> Header | None:
    """The header of a table of that pattern between two rows; None when there is none."""
    for top in range(start, min(end, start + REACH)):
        if _begins_header(grid.rows[top], pattern):
            return _header_from(grid, pattern, top, end)
    return None


def _header_from(grid: Grid, pattern: Pattern, top: int, end: int) -> Header:
    rows = [top]
    bottom = top + 1
    while bottom < min(end, top + DEEPEST):
        row = grid.rows[bottom]
        if is_column_numbers(row):
            if any(isinstance(cell, str) and plain(cell) in CODE_PARTS for cell in row):
                rows.append(bottom)
        elif _goes_on(row, pattern) or _is_lone_head(grid, bottom, top, pattern):
            rows.append(bottom)
        else:
            break
        bottom += 1
    filled = _filled(grid, rows)
    heads = tuple(_head(column, cells) for column, cells in enumerate(zip(*filled, strict=True)))
    seen = frozenset(word for row in rows for word in words_of(grid.rows[row]))
    return Header(top, bottom, heads, seen)


def _begins_header(row: Sequence[Value], pattern: Pattern) -> bool:
    words = words_of(row)
    known = sum(word in pattern.words for word in words)
    return known > 1 and 2 * known >= len(words)


def _goes_on(row: Sequence[Value], pattern: Pattern) -> bool:
    """Whether a row under the first is header still; a lone 合计 is a row of the table."""
    words = words_of(row)
    numbers = any(isinstance(cell, int | float) for cell in row)
    return not numbers and len(words) > 1 and _begins_header(row, pattern)


def _is_lone_head(grid: Grid, row: int, top: int, pattern: Pattern) -> bool:
    """Whether the one word of a row is header: what stands beside it is merged down from above."""
    words = words_of(grid.rows[row])
    down = any(first >= top and first < row <= last for first, _, last, _ in grid.merged)
    return len(words) == 1 and words[0] in pattern.words and down


def words_of(row: Sequence[Value]) -> list[str]:
    """The header words of the cells that are not blank; numbers are their own text."""
    return [
        header_word(cell)[0] if isinstance(cell, str) else str(cell)
        for cell in row
        if cell is not None and (not isinstance(cell, str) or plain(cell))
    ]


def is_column_numbers(row: Sequence[Value]) -> bool:
    """Whether a row only counts the columns: 栏次 1 2 3=1+2, or A B C."""
    count, named = 0, False
    for cell in row:
        word = _numeral(cell)
        if not word:
            continue
        if word in SERIAL_WORDS or word in CODE_PARTS:
            named = named or word in SERIAL_WORDS
            continue
        found = _COLUMN_NUMBER.fullmatch(word)
        if found is None:
            return False
        count += 1
        if found.group(1) and int(found.group(1)) != count and not named:
            return False
    return count > 1 or (named and count > 0)


def _numeral(cell: Value) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else plain(str(cell))


def _filled(grid: Grid, rows: Sequence[int]) -> list[list[Value]]:
    """The rows of a header with merged cells filled, as long as the longest."""
    width = max((len(grid.rows[row]) for row in rows), default=0)
    merged = [one for one in grid.merged if one[2] >= rows[0] and one[0] <= rows[-1]]
    width = max([width, *(one[3] + 1 for one in merged if one[1] < width)])
    filled = [_padded(_without_numbers(grid.rows[row]), width) for row in rows]
    covered = set()
    for top, left, bottom, right in merged:
        covered |= _fill(grid, (top, left, bottom, right), rows, filled)
    _spread_over(filled, covered)
    return filled


def _without_numbers(row: Sequence[Value]) -> Sequence[Value]:
    """A row of the header; of one that counts the columns only 类, 款, 项 say something."""
    if not is_column_numbers(row):
        return row
    return [cell if isinstance(cell, str) and plain(cell) in CODE_PARTS else None for cell in row]


def _fill(
    grid: Grid, merged: Range, rows: Sequence[int], filled: list[list[Value]]
) -> set[tuple[int, int]]:
    top, left, bottom, right = merged
    line = grid.rows[top] if top < len(grid.rows) else ()
    value = line[left] if left < len(line) else None
    covered = set()
    for place, row in enumerate(rows):
        if top <= row <= bottom:
            for column in range(left, min(right + 1, len(filled[place]))):
                filled[place][column] = value
                covered.add((place, column))
    return covered


def _spread_over(filled: list[list[Value]], covered: set[tuple[int, int]]) -> None:
    """Where merging was lost: a blank over words belongs to the header at its left."""
    for place in range(len(filled) - 1):
        row = filled[place]
        for column in range(1, len(row)):
            below = [one[column] for one in filled[place + 1 :]]
            beside = [one[column - 1] for one in filled[place + 1 :]]
            bare = _blank(row[column]) and (place, column) not in covered
            if bare and any(map(_told, below)) and any(map(_told, beside)):
                row[column] = row[column - 1]


def _told(cell: Value) -> bool:
    return not _blank(cell) and not isinstance(cell, int | float)


def _blank(cell: Value) -> bool:
    return cell is None or (isinstance(cell, str) and not plain(cell))


def _padded(row: Sequence[Value], width: int) -> list[Value]:
    return [*row, *[None] * (width - len(row))]


def _head(column: int, cells: Sequence[Value]) -> Head:
    path: list[str] = []
    unit = ""
    for cell in cells:
        word, named = header_word(cell) if isinstance(cell, str) else ("", "")
        unit = named or unit
        if word and (not path or path[-1] != word):
            path.append(word)
    return Head(column, tuple(path), unit)
