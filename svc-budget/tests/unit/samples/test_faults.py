from collections.abc import Iterator

import pytest
from samples_building import SEED, shipped_forms

from svc_budget.domain.samples.faults.registry import TABLE_FAULTS, TEXT_FAULTS, known_rules
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.runs import Made, drafted
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.units import sample_units
from svc_budget.domain.templates.templates import Book

UNITS = (*sample_units(48), *sample_units(4, "湖南省", "省"))
STUDIO = Studio(shipped_forms(), UNITS, SEED)


def books_of(rule: str) -> Iterator[Book]:
    yield from (book for book, faults in TABLE_FAULTS.items() if rule in faults)
    if rule in TEXT_FAULTS:
        yield Book.FINAL


def planted_in(rule: str, book: Book) -> Made | None:
    """The first unit with room for the fault."""
    department = book in {Book.BUDGET, Book.FINAL}
    for unit in STUDIO.units if department else GOVERNMENTS:
        altered = STUDIO.planted(unit, 2025, book, rule)
        if altered is not None:
            drafts = drafted(altered.scene.book, SEED, messy=True)
            return Made(altered.scene, drafts, (altered.planted,))
    return None


@pytest.mark.parametrize("rule", known_rules())
def test_some_unit_has_room_for_every_fault_and_it_has_a_cell_to_be_found_at(rule: str) -> None:
    for book in books_of(rule):
        made = planted_in(rule, book)
        assert made is not None
        (planted,) = made.planted
        assert planted.rule == rule
        assert made.where(planted)


def test_a_fault_changes_the_book_and_nothing_else_changes_with_it() -> None:
    unit = STUDIO.units[2]
    clean = STUDIO.scene(unit, 2025, Book.FINAL).book
    altered = STUDIO.planted(unit, 2025, Book.FINAL, "F24")
    assert altered is not None
    changed = {
        code for code, table in altered.scene.book.tables.items() if table != clean.tables[code]
    }
    assert changed == {"T6"}
    assert altered.scene.book.narrative == clean.narrative
