"""Messes of rows: put in between, repeated, hidden, merged."""

from dataclasses import replace

from svc_budget.domain.samples.drafts import Draft, Written
from svc_budget.domain.samples.draws import Draws

Rows = tuple[tuple[Written, ...], ...]
AT_LEAST = 6  # rows a table has before it is broken over pages


def blank_rows(draft: Draft, draws: Draws) -> Draft:
    """Rows with nothing in them stand between others."""
    top, bottom = draft.body
    for row in range(bottom - 1, top, -1):
        if draws.chance(12, row):
            draft = draft.with_rows(row, ((),))
    return draft


def repeated_headers(draft: Draft, draws: Draws) -> Draft:
    """The header comes again after so many rows, as printed pages have it."""
    return _broken(draft, draws.between(6, 18, "every"), draft.rows[slice(*draft.header)])


def continued(draft: Draft, draws: Draws) -> Draft:
    """The table goes on under its title again: （续表）."""
    title = f"{draft.rows[0][0]}（续表）"
    again = ((title, *draft.rows[0][1:]), *draft.rows[1 : draft.header[1]])
    return _broken(draft, draws.between(9, 24, "every"), again)


def hidden_note(draft: Draft, draws: Draws) -> Draft:
    """A row nobody sees holds a word of the office to itself."""
    _ = draws
    at = draft.body[1]
    hidden = draft.with_rows(at, (("内部备注：数据来源为年终结账表",),))
    hidden = replace(hidden, body=(hidden.body[0], at))
    return replace(hidden, hidden_rows=hidden.hidden_rows | {at})


def merged_totals(draft: Draft, draws: Draws) -> Draft:
    """合计 stands over the columns of codes too, in merged cells."""
    _ = draws
    for place, (row, column) in sorted(draft.places.items()):
        total = not place.column and place.row in {"合计", "总计"} and column
        if total and all(draft.at(row, left) is None for left in range(column)):
            label = draft.at(row, column)
            draft = draft.with_cell((row, column), None).with_cell((row, 0), label)
            draft = replace(
                draft,
                merged=(*draft.merged, (row, 0, row, column)),
                places={**draft.places, place: (row, 0)},
            )
    return draft


def _broken(draft: Draft, every: int, again: Rows) -> Draft:
    top, bottom = draft.body
    for row in range(top + every, bottom - 1, every):
        if bottom - row > 1 and bottom - top > AT_LEAST:
            draft = draft.with_rows(row + (draft.body[1] - bottom), again)
    return draft
