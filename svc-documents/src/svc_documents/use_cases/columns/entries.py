"""Publish and change what stands in columns, and see that it happens in time."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.documents import EntryChanged
from shared.events.documents import EntryPublished as PublishedFact
from shared.identity import Caller
from shared.pages import PageRequest
from shared.refusals import FieldError
from svc_documents.domain.columns.columns import Column, ColumnNotFound
from svc_documents.domain.columns.entries import (
    Entry,
    EntryNotFound,
    EntryUnsound,
    missing_fields,
)
from svc_documents.storage.columns import columns, entries
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents
from svc_documents.use_cases.columns.columns import aggregate_id, own_column
from svc_documents.use_cases.office import Office


async def list_entries(
    work: UnitOfWork, column_id: str, page: PageRequest
) -> tuple[list[Row], int | None]:
    """What a column has published, the newest first. Refused with ColumnNotFound."""
    if await columns.with_id(work, column_id) is None:
        raise ColumnNotFound
    published, entry_id = page.after_of(date.fromisoformat, UUID)
    rows = await entries.listed(work, column_id, (published, entry_id), page.fetch)
    return rows, await entries.counted(work, column_id) if page.count else None


async def show_entry(work: UnitOfWork, column_id: str, entry_id: UUID) -> tuple[Entry, list[Row]]:
    """A published entry, and what it said before. Refused with EntryNotFound."""
    found = await entries.with_id(work, column_id, entry_id)
    if found is None or found.published_on is None:
        raise EntryNotFound
    return found, await entries.former(work, entry_id)


async def enter_entry(
    work: UnitOfWork, office: Office, caller: Caller, entry: Entry, *, publish: bool
) -> Entry:
    """Note something that was formed, and publish it at once if asked to.

    Refused with ColumnNotFound when the column is not the caller's organ's, with EntryUnsound.
    """
    column = (await own_column(work, caller, entry.column_id)).column
    await _refuse_unsound(work, column, entry)
    if publish:
        entry.publish(today_of(work), await office.calendar(work))
    await entries.add(work, entry)
    await _tell_published(work, entry)
    return entry


async def publish_entry(
    work: UnitOfWork, office: Office, caller: Caller, column_id: str, entry_id: UUID
) -> Entry:
    """Publish what was formed; refused with ColumnNotFound, EntryNotFound, EntryPublished."""
    await own_column(work, caller, column_id)
    entry = await _locked(work, column_id, entry_id)
    entry.publish(today_of(work), await office.calendar(work))
    await entries.save(work, entry)
    await _tell_published(work, entry)
    return entry


async def change_entry(
    work: UnitOfWork, office: Office, caller: Caller, changed: Entry, reason: str
) -> Entry:
    """Publish a change (更正) of what is published; the former words stay readable.

    ``changed.changed_on`` says when what it tells of became another.
    Refused with ColumnNotFound, EntryNotFound, EntryUnsound.
    """
    column = (await own_column(work, caller, changed.column_id)).column
    entry = await _locked(work, changed.column_id, changed.entry_id)
    if entry.published_on is None or changed.changed_on is None:
        raise EntryNotFound
    await _refuse_unsound(work, column, changed)
    await entries.keep_former(work, entry.entry_id, reason)
    after = replace(
        entry, title=changed.title, text=changed.text, url=changed.url, fields=changed.fields
    )
    after.change(changed.changed_on, today_of(work), await office.calendar(work))
    await entries.save(work, after)
    await columns.note_update(work, entry.column_id, today_of(work))
    event = EntryChanged(
        column_id=entry.column_id, entry_id=entry.entry_id, title=after.title, reason=reason
    )
    await work.announce(aggregate_id(entry.column_id), event)
    return after


async def list_waiting(work: UnitOfWork, caller: Caller, page: PageRequest) -> list[Row]:
    """What is formed and not published yet, the oldest first, as the caller may see it."""
    whole = bool(caller.roles & {"supervisor", "admin"})
    formed, entry_id = page.after_of(date.fromisoformat, UUID)
    organ_id = None if whole else caller.organ
    return await entries.waiting(work, caller.region_code, organ_id, (formed, entry_id), page.fetch)


async def load_entries(work: UnitOfWork, office: Office, wanted: Iterable[Entry]) -> int:
    """Enter published entries that are not there yet; answers how many."""
    calendar, new = await office.calendar(work), 0
    for one in wanted:
        if await entries.with_id(work, one.column_id, one.entry_id) is not None:
            continue
        day, one.published_on = one.published_on or one.formed_on, None
        one.publish(day, calendar)
        await entries.add(work, one)
        await _tell_published(work, one)
        new += 1
    return new


async def _locked(work: UnitOfWork, column_id: str, entry_id: UUID) -> Entry:
    entry = await entries.locked(work, column_id, entry_id)
    if entry is None:
        raise EntryNotFound
    return entry


async def _tell_published(work: UnitOfWork, entry: Entry) -> None:
    if entry.published_on is None:
        return
    await columns.note_update(work, entry.column_id, entry.published_on)
    event = PublishedFact(
        column_id=entry.column_id, entry_id=entry.entry_id, title=entry.title,
        formed_on=entry.formed_on, late=entry.late,
    )  # fmt: skip
    await work.announce(aggregate_id(entry.column_id), event)


async def _refuse_unsound(work: UnitOfWork, column: Column, entry: Entry) -> None:
    errors = [
        FieldError(f"#/fields/{name}", code, message)
        for name, code, message in missing_fields(column.kind, entry.fields)
    ]
    errors += _not_yet(work, {"formed_on": entry.formed_on, "changed_on": entry.changed_on})
    if entry.document_id is not None:
        document = await documents.with_id(work, entry.document_id)
        if document is None or not document.is_public:
            errors.append(FieldError("#/document_id", "unknown", "文件库中没有这份文件。"))
    elif not entry.text and not entry.url:
        errors.append(FieldError("#/text", "missing", "请填写正文、链接或文件之一。"))
    if errors:
        raise EntryUnsound(errors=errors)


def _not_yet(work: UnitOfWork, days: Mapping[str, date | None]) -> list[FieldError]:
    today = today_of(work)
    return [
        FieldError(f"#/{name}", "in_the_future", "日期不能晚于今天。")
        for name, day in days.items() if day is not None and day > today
    ]  # fmt: skip
