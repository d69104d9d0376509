"""Enter, change and read columns; tell those that are not kept up."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.documents import ColumnChanged, ColumnOverdue
from shared.identity import Caller
from shared.refusals import FieldError
from shared.work_calendar import WorkCalendar
from shared.working import Bench
from svc_documents.domain.columns.columns import (
    Column,
    ColumnLight,
    ColumnNotFound,
    ColumnUnsound,
    complaint_about,
)
from svc_documents.storage.columns import columns
from svc_documents.storage.columns.columns import Kept
from svc_documents.storage.days import today_of
from svc_documents.use_cases.office import Office

LOOK_EVERY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A column as it stands today."""

    kept: Kept
    light: ColumnLight
    due_on: date | None
    children: tuple["Shown", ...] = ()


async def show_tree(work: UnitOfWork, office: Office) -> list[Shown]:
    """The whole directory, each column with its light."""
    every = await columns.everything(work)
    calendar, today = await office.calendar(work), today_of(work)

    def below(parent: str | None) -> tuple[Shown, ...]:
        return tuple(
            _shown(one, today, calendar, below(one.column.column_id))
            for one in every if one.column.parent == parent
        )  # fmt: skip

    return list(below(None))


async def show_column(work: UnitOfWork, office: Office, column_id: str) -> tuple[Shown, list[Kept]]:
    """A column, and those above it from the top down. Refused with ColumnNotFound."""
    every = {one.column.column_id: one for one in await columns.everything(work)}
    if column_id not in every:
        raise ColumnNotFound
    calendar, today = await office.calendar(work), today_of(work)
    children = tuple(
        _shown(one, today, calendar) for one in every.values() if one.column.parent == column_id
    )
    above, at = [], every[column_id].column.parent
    while at is not None:
        above.append(every[at])
        at = every[at].column.parent
    return _shown(every[column_id], today, calendar, children), above[::-1]


async def list_overdue_columns(work: UnitOfWork, office: Office, caller: Caller) -> list[Shown]:
    """Red columns of the caller's region, of the own organ alone for who supervises nothing."""
    calendar, today = await office.calendar(work), today_of(work)
    shown = [
        _shown(one, today, calendar)
        for one in await columns.everything(work) if may_see(caller, one.column)
    ]  # fmt: skip
    return [one for one in shown if one.light is ColumnLight.RED]


def may_see(caller: Caller, column: Column) -> bool:
    """Supervisors and administrators see their region, others the columns of their organ."""
    if column.region_code != caller.region_code:
        return False
    return bool(caller.roles & {"supervisor", "admin"}) or column.organ_id == caller.organ_id


async def own_column(work: UnitOfWork, caller: Caller, column_id: str) -> Kept:
    """A column of the caller's organ, or of the region for an administrator.

    Refused with ColumnNotFound.
    """
    kept = await columns.with_id(work, column_id)
    if kept is None or not may_see(caller, kept.column):
        raise ColumnNotFound
    return kept


async def enter_column(
    work: UnitOfWork, caller: Caller, column: Column, check_version: Callable[[int], None]
) -> tuple[bool, int]:
    """Enter a column or change it; answers whether it is new, and its version.

    One that is not there yet is at version 0. Refused with ColumnNotFound when it is another
    organ's, with ColumnUnsound, or as `check_version` refuses.
    """
    parents = await columns.lock_tree(work)
    found = await columns.with_id(work, column.column_id)
    if found is not None and not may_see(caller, found.column):
        raise ColumnNotFound
    check_version(found.version if found else 0)
    _refuse_unsound(column, parents)
    return found is None, await _write(work, column, today_of(work))


async def load_columns(work: UnitOfWork, wanted: Iterable[Column], began_on: date) -> int:
    """Enter what is new or differs, parents first, as of a day; answers how many."""
    known = {one.column.column_id: one.column for one in await columns.everything(work)}
    changed = [one for one in wanted if known.get(one.column_id) != one]
    for one in changed:
        await _write(work, one, began_on)
    return len(changed)


async def tell_overdue_columns(tools: Bench, office: Office) -> None:
    """Tell once of each column whose period has gone by."""
    while True:
        async with tools.unit_of_work() as work:
            await tell_overdue(work, await office.calendar(work))
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def tell_overdue(work: UnitOfWork, calendar: WorkCalendar) -> int:
    """Tell what turned red and was not told of yet; answers how many."""
    told = 0
    for one in await columns.with_period(work):
        due = one.column.due_on(one.updated_on, calendar)
        if due is None or due >= today_of(work) or one.told_overdue == due:
            continue
        event = ColumnOverdue(
            column_id=one.column.column_id, name=one.column.name, organ_id=one.column.organ_id,
            due_on=due,
        )  # fmt: skip
        await work.announce(aggregate_id(one.column.column_id), event)
        await columns.note_told(work, one.column.column_id, due)
        told += 1
    return told


def _refuse_unsound(column: Column, parents: Mapping[str, str | None]) -> None:
    others = {one: parent for one, parent in parents.items() if one != column.column_id}
    complaint = complaint_about(column, others)
    if complaint is not None:
        raise ColumnUnsound(errors=[FieldError("#/parent", *complaint)])


async def _write(work: UnitOfWork, column: Column, began_on: date) -> int:
    version = await columns.put(work, column, began_on)
    event = ColumnChanged(
        column_id=column.column_id, name=column.name, parent=column.parent,
        organ_id=column.organ_id,
    )  # fmt: skip
    await work.announce(aggregate_id(column.column_id), event)
    return version


def _shown(
    one: Kept, today: date, calendar: WorkCalendar, children: tuple[Shown, ...] = ()
) -> Shown:
    column = one.column
    light = column.light(one.updated_on, today, calendar)
    return Shown(one, light, column.due_on(one.updated_on, calendar), children)


def aggregate_id(column_id: str) -> UUID:
    """The aggregate id of a column's own journal."""
    return uuid5(NAMESPACE_URL, f"yangguang:column:{column_id}")
