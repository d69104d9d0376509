"""HTML saved as .xls: each table is a sheet, the words before it stand above its rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any, Final

from lxml import etree, html

from svc_budget.adapters.workbooks.plain_sheets import PlainSheet, plain_sheet
from svc_budget.domain.workbooks.files import (
    MOST_CELLS,
    MOST_SHEETS,
    NotAWorkbook,
    TooManyCells,
    TooManySheets,
    WorkbookCorrupt,
)

Spot = tuple[int, int]
WIDEST: Final = 500  # columns or rows a cell may span
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SHEET_NAMES = re.compile(r"<x:Name>([^<]{1,60})</x:Name>")
_BLOCKS: Final = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "div", "li", "caption"))
_GB: Final = frozenset(("gb2312", "gbk", "gb18030", "x-gbk"))


@dataclass
class _Sheet:
    rows: list[list[Any]] = field(default_factory=list)
    merged: list[list[int]] = field(default_factory=list)


def read(path: Path) -> list[PlainSheet]:
    """Its tables. Refused with NotAWorkbook without any, TooManySheets or TooManyCells."""
    text = _decoded(path.read_bytes())
    try:
        tree = html.document_fromstring(
            text, html.HTMLParser(no_network=True, remove_comments=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError) as fault:
        raise WorkbookCorrupt from fault
    sheets = list(_sheets(tree))
    if not sheets:
        raise NotAWorkbook
    names = _SHEET_NAMES.findall(text)
    if len(names) != len(sheets):
        names = [f"表{number}" for number in range(1, len(sheets) + 1)]
    return [
        plain_sheet(name, one.rows, one.merged) for name, one in zip(names, sheets, strict=True)
    ]


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    named = _CHARSET.search(content[:4096])
    charset = named.group(1).decode("ascii").lower() if named else ""
    if charset in _GB:
        return content.decode("gb18030", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _sheets(tree: html.HtmlElement) -> Iterator[_Sheet]:
    """The tables in order; tables that only hold others are no sheets of their own."""
    above: list[str] = []
    last: _Sheet | None = None
    count = cells = 0
    for one in tree.iter():
        if one.tag == "table" and one.find(".//table") is None:
            last = _Sheet([[text] for text in above])
            above = []
            cells += _fill(last, one, MOST_CELLS - cells)
            count += 1
            if count > MOST_SHEETS:
                raise TooManySheets
            yield last
        elif one.tag in _BLOCKS and _is_text(one):
            text = _text(one)
            if text:
                above.append(text)
    if last is not None:
        last.rows.extend([text] for text in above)


def _is_text(one: html.HtmlElement) -> bool:
    """Whether it is a paragraph outside every table, and not a block of blocks."""
    if next(one.iterancestors("table"), None) is not None:
        return False
    return not any(child.tag in _BLOCKS or child.tag == "table" for child in one.iterdescendants())


def _fill(sheet: _Sheet, table: html.HtmlElement, most: int) -> int:
    """Put the cells of a table where they stand; how many there are."""
    caption = table.find("caption")
    if caption is not None and _text(caption):
        sheet.rows.append([_text(caption)])
    taken: set[Spot] = set()
    rows = list(table.iter("tr"))
    top = len(sheet.rows)
    cells = 0
    for number, row in enumerate(rows):
        line: list[Any] = []
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            wide = _span(cell, "colspan")
            high = min(_span(cell, "rowspan"), len(rows) - number)
            cells += wide * high
            if cells > most:
                raise TooManyCells
            if wide * high > 1:
                taken |= set(product(range(number, number + high), range(column, column + wide)))
                first = top + number
                sheet.merged.append([first, column, first + high - 1, column + wide - 1])
            line.extend([None] * (column + 1 - len(line)))
            line[column] = _value(cell)
            column += wide
        sheet.rows.append(line)
    return cells


def _span(cell: html.HtmlElement, name: str) -> int:
    text = str(cell.get(name) or "1").strip()
    return min(int(text), WIDEST) if text.isdigit() and int(text) else 1


def _value(cell: html.HtmlElement) -> str | float | None:
    """What a cell says; Excel keeps the number itself in x:num and shows it rounded."""
    kept = cell.get("x:num")
    if kept:
        try:
            return float(kept)
        except ValueError:
            pass
    return _text(cell) or None


def _text(one: html.HtmlElement) -> str:
    for line in one.iter("br"):
        line.tail = f"\n{line.tail or ''}"
    lines = (" ".join(part.split()) for part in str(one.text_content()).split("\n"))
    return "\n".join(part for part in lines if part)
