"""Every fault by the book it is planted in and the rule that must find it."""

from collections.abc import Mapping

from svc_budget.domain.samples.faults import (
    basic_faults,
    budget_faults,
    detail_faults,
    final_faults,
    fiscal_faults,
    government_faults,
    text_faults,
)
from svc_budget.domain.samples.faults.planting import TableFault, TextFault
from svc_budget.domain.templates.templates import Book

TABLE_FAULTS: Mapping[Book, Mapping[str, TableFault]] = {
    Book.FINAL: {**final_faults.FAULTS, **fiscal_faults.FAULTS, **basic_faults.FAULTS},
    Book.BUDGET: {**budget_faults.FAULTS, **detail_faults.FAULTS},
    Book.GOVERNMENT_BUDGET: government_faults.BUDGET_FAULTS,
    Book.GOVERNMENT_FINAL: government_faults.FINAL_FAULTS,
}
TEXT_FAULTS: Mapping[str, TextFault] = text_faults.FAULTS


def known_rules() -> tuple[str, ...]:
    """All rules a fault can be planted for."""
    tables = {rule for faults in TABLE_FAULTS.values() for rule in faults}
    return tuple(sorted(tables | set(TEXT_FAULTS)))
