"""Tables laid out on sheets as the forms have them: title, unit, headers, rows, notes below."""

from collections.abc import Iterator
from itertools import zip_longest

from svc_budget.domain.samples.drafts import Draft, Written
from svc_budget.domain.samples.headers import Head, code_parts, header_rows, heads_of, shifted
from svc_budget.domain.samples.styles import DECIMALS, Style
from svc_budget.domain.samples.tables import NOTE, TITLE, Place, SampleBook, SampleRow, SampleTable
from svc_budget.domain.templates.templates import BOOK_NAMES, Axis

NAME_LENGTH = 31  # of a sheet, at most
ABOVE = 3  # rows over the header: title, form and year, unit of money


def lay_out(book: SampleBook, style: Style) -> tuple[Draft, ...]:
    """The sheets of a book: cover, tables, narrative."""
    tables = [
        _sheet(table, number, book, style) for number, table in enumerate(book.tables.values(), 1)
    ]
    return (_cover(book), *tables, *_narrative(book))


def _cover(book: SampleBook) -> Draft:
    name = BOOK_NAMES[book.book]
    rows: tuple[tuple[Written, ...], ...] = (
        (f"{book.year}年度{name}公开",),
        (f"{book.unit.name}{book.year}年度{name}",),
        (f"单位名称：{book.unit.name}",),
        (f"单位代码：{book.unit.code}",),
    )
    return Draft("封面", rows, {Place("", "", TITLE): (1, 0)})


def _narrative(book: SampleBook) -> Iterator[Draft]:
    if book.narrative:
        yield Draft(
            "文字说明",
            tuple((one.text,) for one in book.narrative),
            {Place("", "", one.key): (row, 0) for row, one in enumerate(book.narrative)},
        )


def _sheet(table: SampleTable, number: int, book: SampleBook, style: Style) -> Draft:
    template = table.template
    unit = style.unit_of(template)
    heads = heads_of(table.panels, style)
    width = len(heads)
    header, merged = header_rows(heads)
    body = list(_body(table, heads, style))
    title = style.name((table.title, *template.aliases))
    form = _spread(width, "", f"{book.year}年度", f"公开{number:02d}表")
    money = _spread(width, f"编制单位：{book.unit.name}", "", f"金额单位：{unit.value}")
    rows: list[tuple[Written, ...]] = [_spread(width, title), form, money, *map(tuple, header)]
    ranges = [shifted(one, ABOVE) for one in merged]
    if width > 1:
        ranges.insert(0, (0, 0, 0, width - 1))
    places = {Place(template.code, "", TITLE): (0, 0)}
    if style.column_numbers:
        rows.append(tuple(_numbered(heads)))
    top = len(rows)
    for row, (cells, found) in enumerate(body, top):
        rows.append(cells)
        places |= {place: (row, column) for place, column in found.items()}
    for sentence in table.sentences:
        places |= {Place(template.code, "", NOTE): (len(rows), 0)}
        rows.append((sentence,))
    return Draft(
        f"{number:02d} {title}"[:NAME_LENGTH],
        tuple(rows),
        places,
        tuple(ranges),
        header=(ABOVE, top),
        body=(top, top + len(body)),
        decimals=DECIMALS[unit],
    )


def _spread(width: int, left: str, middle: str = "", right: str = "") -> tuple[Written, ...]:
    """A row with something at its beginning, in its middle and at its end."""
    cells: list[Written] = [None] * max(width, 1)
    cells[0] = left or None
    if right and width > 1:
        cells[-1] = right
    elif right:
        cells[0] = f"{left}　{right}"
    if middle and width > 2:  # noqa: PLR2004 - there is a middle
        cells[width // 2] = middle
    return tuple(cells)


def _numbered(heads: list[Head]) -> Iterator[Written]:
    """The row under the headers: 栏次, 1, 2, 3."""
    number = 0
    for place, head in enumerate(heads):
        if head.kind == "amount":
            number += 1
            yield str(number)
        else:
            yield "栏次" if place == 0 or heads[place - 1].panel is not head.panel else None


Line = tuple[tuple[Written, ...], dict[Place, int]]


def _body(table: SampleTable, heads: list[Head], style: Style) -> Iterator[Line]:
    sides = [_ordered(table, panel.key, style) for panel in table.template.panels]
    longest = max(map(len, sides))
    padded = [_padded(rows, longest) for rows in sides]
    for number, across in enumerate(zip_longest(*padded), 1):
        cells: list[Written] = []
        found: dict[Place, int] = {}
        by_panel = dict(zip((panel.key for panel in table.template.panels), across, strict=True))
        for column, head in enumerate(heads):
            row = by_panel[head.panel.key]
            cells.append(_cell(table, head, row, style, number))
            place = None if row is None else _place(table, head, row)
            if place is not None:
                found.setdefault(place, column)
        yield tuple(cells), found


def _place(table: SampleTable, head: Head, row: SampleRow) -> Place | None:
    at = Place(table.template.code, head.panel.key, row.key)
    if head.kind == "amount" and head.column is not None:
        return at._replace(column=head.column.key)
    return at if head.kind == "label" else None


def _ordered(table: SampleTable, side: str, style: Style) -> tuple[SampleRow, ...]:
    """The rows of a side, the total where this office has it."""
    rows = table.sides[side]
    panel = table.template.panel(side)
    if not style.totals_last or panel is None or panel.axis is Axis.LINES:
        return rows
    totals = tuple(row for row in rows if row.total)
    return (*(row for row in rows if not row.total), *totals)


def _padded(rows: tuple[SampleRow, ...], length: int) -> list[SampleRow | None]:
    """A side as long as the other, its last row beside the other's last."""
    return [*rows[:-1], *[None] * (length - len(rows)), *rows[-1:]]


def _cell(
    table: SampleTable, head: Head, row: SampleRow | None, style: Style, number: int
) -> Written:
    if head.kind == "line":
        return str(number)
    if row is None:
        return None
    if head.column is None:
        named = {"label": row.label, "code": row.code, "part": code_parts(row.code)[head.part]}
        return named[head.kind] or None
    value = row.values.get(head.column.key)
    if isinstance(value, int):
        return style.written(value, head.column, style.unit_of(table.template))
    return value
