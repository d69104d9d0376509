"""Enter what periods are counted from; show how every book stands; tell what is overdue."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shared.database import UnitOfWork
from shared.events.budget import DisclosureOverdue, DutyBegan
from shared.ids import new_id
from shared.office_hours import china_time
from shared.refusals import NotFound
from shared.working import Bench
from svc_budget.domain.clocks.duties import Anchor, Duty, Light, Standing, standing
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.storage.openness import anchors, evidence
from svc_budget.storage.openness.anchors import Began
from svc_budget.storage.units import units

LOOK_EVERY_SECONDS = 300.0
MOST_UNITS = 10_000
STAGES = {
    Book.BUDGET: "budget", Book.GOVERNMENT_BUDGET: "budget",
    Book.FINAL: "final", Book.GOVERNMENT_FINAL: "final",
}  # fmt: skip
DUTY_OF = {UnitKind.GOVERNMENT: "government-disclosure"}
USUAL_DUTY = "department-disclosure"


class PeriodNotFound(NotFound):
    """没有这个期限的起点。"""

    advice = "批准（approval）按地区填写，批复（reply）按预算单位填写，请核对编码。"


@dataclass(frozen=True, slots=True)
class BookStanding:
    """A book of a unit, its duty, and how it stands."""

    unit: Unit
    book: Book
    duty: Duty
    began_on: date | None
    published_at: datetime | None
    standing: Standing


async def begin_period(
    work: UnitOfWork, region: str, began: Began, check_version: Callable[[int], None]
) -> int:
    """Enter an approval of the region, or a reply to one of its units; answers its version.

    Refused with PeriodNotFound, or as `check_version` refuses.
    """
    await _refuse_foreign(work, region, began)
    kept = await anchors.locked(work, began.anchor, began.about, began.year, began.stage)
    version = kept.version if kept else 0
    check_version(version)
    aggregate = kept.anchor_id if kept else new_id()
    await anchors.put(
        work,
        Began(aggregate, began.anchor, began.about, began.year, began.stage, began.began_on,
              began.reference, version + 1),
    )  # fmt: skip
    told = DutyBegan(
        anchor=began.anchor.value, about=began.about, year=began.year, stage=began.stage,
        began_on=began.began_on,
    )  # fmt: skip
    await work.announce(aggregate, told)
    return version + 1


async def _refuse_foreign(work: UnitOfWork, region: str, began: Began) -> None:
    if began.anchor is Anchor.APPROVAL:
        if began.about != region:
            raise PeriodNotFound
        return
    unit = await units.with_code(work, began.about)
    if unit is None or unit.region_code != region:
        raise PeriodNotFound


async def standings(
    work: UnitOfWork, duties: Mapping[str, Duty], some: Sequence[Unit], year: int
) -> list[BookStanding]:
    """How every book of a year of some units stands today."""
    held = [one for one in some if one.holds_in(year)]
    about = [*(one.code for one in held), *{one.region_code for one in held}]
    began = await anchors.of_year(work, year, about)
    first = {
        (row["unit_code"], row["book"]): row["first_published_at"]
        for row in await evidence.first_published(work, year, [one.code for one in held])
    }
    today = china_time(work.now).date()
    return [
        _standing(unit, book, duties, began, first.get((unit.code, book.value)), today)
        for unit in held for book in unit.books
    ]  # fmt: skip


def _standing(
    unit: Unit,
    book: Book,
    duties: Mapping[str, Duty],
    began: Mapping[tuple[Anchor, str, str], date],
    published_at: datetime | None,
    today: date,
) -> BookStanding:
    duty = duties[DUTY_OF.get(unit.kind, USUAL_DUTY)]
    about = unit.region_code if duty.anchor is Anchor.APPROVAL else unit.code
    began_on = began.get((duty.anchor, about, STAGES[book]))
    done_on = None if published_at is None else china_time(published_at).date()
    return BookStanding(
        unit, book, duty, began_on, published_at, standing(duty, began_on, done_on, today)
    )


async def of_region(work: UnitOfWork, region: str) -> list[Unit]:
    """Every unit of a region (some hundred rows)."""
    wanted = (region, None, None, None)
    return [units.unit_of(row) for row in await units.listed(work, wanted, None, MOST_UNITS)]


async def everywhere(work: UnitOfWork) -> list[Unit]:
    """Every unit there is (some hundred rows)."""
    wanted = (None, None, None, None)
    return [units.unit_of(row) for row in await units.listed(work, wanted, None, MOST_UNITS)]


async def tell_overdue(work: UnitOfWork, duties: Mapping[str, Duty]) -> int:
    """Tell of every book that is not public after its last day, once; answers how many."""
    year = china_time(work.now).year
    some, told = await everywhere(work), 0
    for one in (year - 1, year):
        for found in await standings(work, duties, some, one):
            told += await _tell(work, found, one)
    return told


async def _tell(work: UnitOfWork, found: BookStanding, year: int) -> bool:
    due, unit = found.standing.due_on, found.unit
    if found.standing.light is not Light.RED or due is None:
        return False
    if not await anchors.note_told(work, unit.code, year, found.book.value, due):
        return False
    event = DisclosureOverdue(
        unit_code=unit.code, region_code=unit.region_code, year=year, book=found.book.value,
        due_on=due, article=found.duty.article,
    )  # fmt: skip
    await work.announce(new_id(), event)
    return True


async def keep_telling_overdue(tools: Bench, duties: Mapping[str, Duty]) -> None:
    """A job: look every five minutes."""
    while True:
        async with tools.unit_of_work() as work:
            await tell_overdue(work, duties)
        await asyncio.sleep(LOOK_EVERY_SECONDS)
