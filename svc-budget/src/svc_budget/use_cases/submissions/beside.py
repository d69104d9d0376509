"""The published books a workbook is compared with."""

from shared.database import UnitOfWork
from svc_budget.domain.templates.templates import Book, TemplateSet
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.storage.submissions import submissions
from svc_budget.storage.units import units
from svc_budget.use_cases.submissions.examining import Asked, Neighbours
from svc_budget.use_cases.submissions.kept_books import book_of

LEVELS = ("省", "市", "县")
DIGITS = (2, 4, 6)  # of a region's code that say which province, city, county
BUDGETS = {Book.FINAL: Book.BUDGET, Book.GOVERNMENT_FINAL: Book.GOVERNMENT_BUDGET}
FINALS = {budget: final for final, budget in BUDGETS.items()}


async def neighbours(work: UnitOfWork, templates: TemplateSet, asked: Asked) -> Neighbours:
    """What is published of the year before, of the budget, of those above and below.

    Reads some dozens of tables at most, a department's units included.
    """
    unit, year, book = asked.unit, asked.year, asked.book
    final, budget = FINALS.get(book, book), BUDGETS.get(book)
    return Neighbours(
        previous=await _published(work, templates, unit, year - 1, final),
        budget=await _published(work, templates, unit, year, budget) if budget else None,
        units=await _all(work, templates, await _below(work, unit), asked),
        upper=await _above(work, templates, asked),
        lower=await _all(work, templates, await _lower(work, unit), asked),
        other_names=await units.other_names(work, unit),
    )


async def _published(
    work: UnitOfWork, templates: TemplateSet, unit: Unit, year: int, book: Book
) -> RecognisedBook | None:
    found = await submissions.current(work, unit.code, year, book)
    return None if found is None else await book_of(work, templates, found, unit)


async def _all(
    work: UnitOfWork, templates: TemplateSet, of: list[Unit], asked: Asked
) -> dict[str, RecognisedBook]:
    known = {unit.code: unit for unit in of}
    found = await submissions.current_of(work, list(known), asked.year, asked.book)
    return {
        known[one.unit_code].name: await book_of(work, templates, one, known[one.unit_code])
        for one in found
    }


async def _below(work: UnitOfWork, unit: Unit) -> list[Unit]:
    return await units.below(work, unit.code) if unit.kind is UnitKind.DEPARTMENT else []


async def _lower(work: UnitOfWork, unit: Unit) -> list[Unit]:
    place = LEVELS.index(unit.level)
    if unit.kind is not UnitKind.GOVERNMENT or place + 1 == len(LEVELS):
        return []
    return await units.governments(work, LEVELS[place + 1], unit.region_code[: DIGITS[place]])


async def _above(work: UnitOfWork, templates: TemplateSet, asked: Asked) -> RecognisedBook | None:
    unit, place = asked.unit, LEVELS.index(asked.unit.level)
    if unit.kind is not UnitKind.GOVERNMENT or place == 0:
        return None
    within = unit.region_code[: DIGITS[place - 1]]
    for upper in await units.governments(work, LEVELS[place - 1], within):
        return await _published(work, templates, upper, asked.year, Book.GOVERNMENT_FINAL)
    return None
