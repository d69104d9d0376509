"""What offices do to the forms: each mess is one change of a sheet, and several may come together.

No mess changes what is said: a reader of the file has to find the same amounts as in a clean one,
wherever they stand by then.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from svc_budget.domain.money.money import Unit
from svc_budget.domain.samples.drafts import Draft, Written
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.mess_rows import (
    blank_rows,
    continued,
    hidden_note,
    merged_totals,
    repeated_headers,
)
from svc_budget.domain.samples.mess_words import broken_headers, numbered_lines, spread_labels
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.samples.sums import formulas

Mess = Callable[[Draft, Draws], Draft]
FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
NILS = ("", "-", "—", "0")


def thousands_as_text(draft: Draft, draws: Draws) -> Draft:
    """Some amounts are text with thousands separators: 1,234.50."""
    return _amounts(draft, draws.under("thousands"), 40, lambda number: f"{number:,}")


def full_width_digits(draft: Draft, draws: Draws) -> Draft:
    """Some amounts were typed with a Chinese keyboard: １２３４．５０."""
    return _amounts(
        draft, draws.under("wide"), 25, lambda number: f"{number}".translate(FULL_WIDTH)
    )


def numbers_for_codes(draft: Draft, draws: Draws) -> Draft:
    """Codes that stand whole in one column are numbers, as a spreadsheet likes to have them."""
    _ = draws
    rows = []
    for number, row in enumerate(draft.rows):
        within = draft.body[0] <= number < draft.body[1]
        first = row[0] if row else None
        whole = within and isinstance(first, str) and first.isdigit() and _is_code(draft)
        rows.append((int(str(first)), *row[1:]) if whole else row)
    return replace(draft, rows=tuple(rows))


def notes_on_cells(draft: Draft, draws: Draws) -> Draft:
    """Comments hang on some cells, for colleagues."""
    spots = [spot for place, spot in draft.places.items() if place.column]
    marked = draws.some_of(spots, min(2, len(spots)), "notes")
    return replace(draft, notes=dict.fromkeys(marked, "待与财务核对"))


MESSES: Mapping[str, Mess] = {
    "thousands_as_text": thousands_as_text,
    "full_width_digits": full_width_digits,
    "numbers_for_codes": numbers_for_codes,
    "spread_labels": spread_labels,
    "numbered_lines": numbered_lines,
    "broken_headers": broken_headers,
    "merged_totals": merged_totals,
    "blank_rows": blank_rows,
    "repeated_headers": repeated_headers,
    "continued": continued,
    "hidden_note": hidden_note,
    "notes_on_cells": notes_on_cells,
    "formulas": formulas,  # last: they name cells by where these stand
}


def messy_style(draws: Draws, tables: Iterable[str]) -> Style:
    """The choices of an office that follows its own habits; some tables in yuan, some not."""
    units = {
        code: draws.one_of((Unit.YUAN, Unit.TEN_THOUSAND), "unit", code)
        for code in tables
        if draws.chance(35, "other unit", code)
    }
    return Style(
        units,
        draws.one_of(NILS, "nil"),
        split_codes=draws.chance(40, "split"),
        totals_last=draws.chance(50, "totals"),
        alias=draws.below(3, "alias"),
        line_numbers=draws.chance(50, "lines"),
        column_numbers=draws.chance(60, "columns"),
    )


def messed(drafts: Iterable[Draft], draws: Draws, only: Iterable[str] = ()) -> tuple[Draft, ...]:
    """The sheets with some messes each, or just those named; sheets nobody knows are added."""
    chosen = frozenset(only)
    made = [_messed(draft, draws.under(draft.name), chosen) for draft in drafts]
    return (*made, *unknown_sheets(draws)) if not chosen else tuple(made)


def unknown_sheets(draws: Draws) -> tuple[Draft, ...]:
    """Sheets a workbook carries along: an empty one, and somebody's own reckoning."""
    kept: tuple[tuple[Written, ...], ...] = (
        ("测算底稿",),
        ("序号", "事项", "测算数"),
        (1, "人员变动", draws.between(1, 99, "own")),
        (2, "物价", draws.between(1, 99, "prices")),
    )
    empty = (Draft("Sheet1", ()),) if draws.chance(50, "empty") else ()
    return (*empty, Draft("底稿", kept)) if draws.chance(70, "own sheet") else empty


def _messed(draft: Draft, draws: Draws, only: frozenset[str]) -> Draft:
    if draft.body == (0, 0):
        return draft  # the cover and the narrative have no amounts
    for name, mess in MESSES.items():
        if name in only or (not only and draws.chance(30, "mess", name)):
            draft = mess(draft, draws.under(name))
    return draft


def _amounts(draft: Draft, draws: Draws, often: int, told: Callable[[Decimal], str]) -> Draft:
    rows = list(map(list, draft.rows))
    for place, (row, column) in draft.places.items():
        value = rows[row][column] if place.column else None
        if isinstance(value, Decimal) and draws.chance(often, place):
            rows[row][column] = told(value)
    return replace(draft, rows=tuple(map(tuple, rows)))


def _is_code(draft: Draft) -> bool:
    """Whether the first column holds whole codes, not the first part of codes in columns."""
    names = {str(draft.at(row, 0)) for row in range(*draft.header)}
    return any("编码" in name for name in names) and "类" not in names
