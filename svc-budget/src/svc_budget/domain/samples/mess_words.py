"""Messes of words: labels spread or numbered, headers broken over lines."""

from dataclasses import replace

from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.tables import NOTE, TITLE

NUMERALS = "一二三四五六七八九十"
SHORT = 4
BROKEN = 6


def spread_labels(draft: Draft, draws: Draws) -> Draft:
    """Short labels are spread with spaces (合　　计), deeper rows set in."""
    _ = draws
    for place, spot in draft.places.items():
        label = draft.at(*spot)
        if place.column or not isinstance(label, str) or place.row in {TITLE, NOTE}:
            continue
        depth = len(place.row) - 3 if place.row.isdigit() else 0
        spread = "　　".join(label) if len(label) < SHORT and not depth else label
        draft = draft.with_cell(spot, "　" * depth + spread)
    return draft


def numbered_lines(draft: Draft, draws: Draws) -> Draft:
    """Lines of a summary of two sides carry their numbers: 一、, 二、; totals do not."""
    _ = draws
    count: dict[str, int] = {}
    for place, spot in draft.places.items():
        label = draft.at(*spot)
        line = place.side and not place.column and isinstance(label, str)
        if line and "计" not in place.row:
            number = count[place.side] = count.get(place.side, 0) + 1
            draft = draft.with_cell(spot, f"{_numeral(number)}、{label}")
    return draft


def broken_headers(draft: Draft, draws: Draws) -> Draft:
    """Long headers are broken over two lines."""
    rows = list(map(list, draft.rows))
    for row in range(*draft.header):
        for column, text in enumerate(rows[row]):
            if isinstance(text, str) and len(text) > BROKEN and draws.chance(50, row, column):
                half = len(text) // 2
                rows[row][column] = f"{text[:half]}\n{text[half:]}"
    return replace(draft, rows=tuple(map(tuple, rows)))


def _numeral(number: int) -> str:
    """11 is 十一, 20 二十."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return ten + (NUMERALS[ones - 1] if ones else "")
