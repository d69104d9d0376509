"""What is published of a unit, in a snapshot: the newest publication number or an older one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.refusals import NotFound
from svc_budget.domain.submissions.submissions import Submission
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import Unit, UnitNotFound
from svc_budget.storage.submissions import findings, listing, publications, sheets
from svc_budget.storage.units import units


class BudgetSnapshotNotFound(NotFound):
    """没有这个公开序号。"""

    advice = "公开序号（snapshot）从 0 开始，不大于最新的公开序号。"


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit's year as a snapshot shows it."""

    unit: Unit
    year: int
    snapshot: int
    versions: Mapping[Book, Submission]
    tables: Mapping[UUID, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that is or was published, with what was said of its warnings."""

    submission: Submission
    reasons: Sequence[Row]


async def show_unit(work: UnitOfWork, code: str) -> tuple[Unit, list[int]]:
    """A unit and the years something was published of. Refused with UnitNotFound."""
    unit = await units.with_code(work, code)
    if unit is None:
        raise UnitNotFound
    return unit, await listing.years(work, code)


async def show_unit_year(
    work: UnitOfWork, code: str, year: int, snapshot: int | None = None
) -> UnitYear:
    """What is public of a unit's year. Refused with UnitNotFound or BudgetSnapshotNotFound."""
    unit, _ = await show_unit(work, code)
    number = await present(work, snapshot)
    found = await listing.visible(work, code, year, number)
    tables: dict[UUID, list[Row]] = {one.submission_id: [] for one in found}
    for row in await sheets.of_versions(work, list(tables)):
        tables[row["submission_id"]].append(row)
    return UnitYear(unit, year, number, {one.book: one for one in found}, tables)


async def show_versions(work: UnitOfWork, code: str, year: int, book: Book) -> list[Version]:
    """Every published version of a book, the newest first. Refused with UnitNotFound."""
    await show_unit(work, code)
    found = await listing.published_versions(work, code, year, book)
    reasons: dict[UUID, list[Row]] = {one.submission_id: [] for one in found}
    for row in await findings.public_reasons(work, list(reasons)):
        reasons[row["submission_id"]].append(row)
    return [Version(one, reasons[one.submission_id]) for one in found]


async def present(work: UnitOfWork, asked: int | None) -> int:
    """The snapshot meant: the newest unless named. Refused with BudgetSnapshotNotFound."""
    newest = await publications.newest(work)
    if asked is not None and not 0 <= asked <= newest:
        raise BudgetSnapshotNotFound
    return newest if asked is None else asked
