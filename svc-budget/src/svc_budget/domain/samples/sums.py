"""Totals as formulas over the cells they add, with the value they last had."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from svc_budget.domain.samples.drafts import Draft, Spot
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.workbooks.grids import address

CLASS = 3  # digits of a class


def formulas(draft: Draft, draws: Draws) -> Draft:
    """Totals of tables by codes are formulas; the printed value stays as it was."""
    _ = draws
    return replace(draft, formulas={**draft.formulas, **dict(_totals(draft))})


def _totals(draft: Draft) -> Iterator[tuple[Spot, str]]:
    for place, spot in draft.places.items():
        if place.row != "合计" or not isinstance(draft.at(*spot), Decimal):
            continue
        classes = [
            address(*at)
            for other, at in draft.places.items()
            if other.column == place.column
            and other.side == place.side
            and len(other.row) == CLASS
            and other.row.isdigit()
        ]
        if classes:
            yield spot, f"={'+'.join(classes)}"
