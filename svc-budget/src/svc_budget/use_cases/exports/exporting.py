"""Ask for a download; make it, version by version, in short reads that see one snapshot."""

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import IO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import orjson

from shared.database import Row, UnitOfWork
from shared.file_types import ZIP
from shared.ids import new_id
from shared.sheets import Cell, Workbook, csv_rows
from shared.uploads import Upload
from svc_budget.domain.exports.columns import COLUMNS, HEADINGS, data_package
from svc_budget.domain.exports.exports import (
    ExportNotFound,
    ExportNotReady,
    ExportState,
    Form,
    Wanted,
    wanted_of,
)
from svc_budget.storage.exports import contents, jobs
from svc_budget.storage.facts import sums
from svc_budget.use_cases.office import Office
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

LOOK_EVERY_SECONDS = 1.0
Begin = Callable[[], AbstractAsyncContextManager[UnitOfWork]]
Sink = Callable[[list[Sequence[Cell]]], None]


async def ask_for_export(work: UnitOfWork, wanted: Wanted, snapshot: int | None) -> Row:
    """A download of the newest or a former snapshot; the one there is, if it was asked for.

    The rows are counted first. Refused with BudgetSnapshotNotFound or ExportTooLarge.
    """
    if snapshot is None:
        wanted = replace(wanted, snapshot=await sums.newest_snapshot(work))
    elif not await sums.is_snapshot(work, snapshot):
        raise BudgetSnapshotNotFound
    rows = await contents.count(work, wanted)
    wanted.refuse_too_large(rows)
    found = await jobs.ask(work, new_id(), wanted, rows)
    if found is None:
        raise ExportNotFound
    return found


async def show_export(work: UnitOfWork, export_id: UUID) -> Row:
    """How far a download is. Refused with ExportNotFound."""
    found = await jobs.with_id(work, export_id)
    if found is None:
        raise ExportNotFound
    return found


async def finished_export(work: UnitOfWork, export_id: UUID) -> Row:
    """A download whose file is there. Refused with ExportNotFound or ExportNotReady."""
    found = await show_export(work, export_id)
    if found["state"] != ExportState.DONE:
        raise ExportNotReady(found["done"], found["rows"])
    return found


async def make_exports(begin: Begin, office: Office) -> None:
    """A job: make what waits, one after the other."""
    while True:
        if not await make_next(begin, office):
            await asyncio.sleep(LOOK_EVERY_SECONDS)


async def make_next(begin: Begin, office: Office) -> bool:
    """Make the download that waits longest; False when none waits.

    When the maker dies its claim ends, and another begins the file anew.
    """
    async with begin() as work:
        job = await jobs.claim(work)
    if job is None:
        return False
    wanted = wanted_of(job["wanted"])
    with tempfile.NamedTemporaryFile(dir=office.files.quarantine, delete=False) as file:
        path = Path(file.name)
        try:
            await _write(begin, job["export_id"], wanted, file)
            file.flush()
            await _keep(begin, office, job["export_id"], path)
        finally:
            await asyncio.to_thread(path.unlink, missing_ok=True)
    return True


async def _write(begin: Begin, export_id: UUID, wanted: Wanted, file: IO[bytes]) -> None:
    async with begin() as work:
        found = await contents.versions(work, wanted)
    done, years = 0, sorted({row["year"] for row in found})
    with _sink(wanted, years, file) as add:
        for version in found:
            async with begin() as work:
                rows = await contents.rows_of(work, version, wanted)
                done += len(rows)
                await jobs.step(work, export_id, done)
            await asyncio.to_thread(add, rows)


async def _keep(begin: Begin, office: Office, export_id: UUID, path: Path) -> None:
    size, digest = await asyncio.to_thread(_measured, path)
    key = await office.files.keep(Upload(path, path.name, ZIP, size, digest), export_id)
    async with begin() as work:
        await jobs.finish(work, export_id, key, size)


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        return path.stat().st_size, file_digest(file, "sha256").hexdigest()


@contextmanager
def _sink(wanted: Wanted, years: list[int], file: IO[bytes]) -> Iterator[Sink]:
    """Where rows go, in the form that is wanted."""
    if wanted.form is Form.CSV:
        file.write(csv_rows([HEADINGS], first=True))
        yield lambda rows: _add(file, rows)
    elif wanted.form is Form.XLSX:
        book = Workbook(file)
        book.add([HEADINGS])
        yield book.add
        book.close()
    else:
        with _package(wanted, years, file) as add:
            yield add


@contextmanager
def _package(wanted: Wanted, years: list[int], file: IO[bytes]) -> Iterator[Sink]:
    with tempfile.TemporaryFile() as facts:
        facts.write(csv_rows([[one.name for one in COLUMNS]]))
        counted = [0]

        def add(rows: list[Sequence[Cell]]) -> None:
            counted[0] += len(rows)
            _add(facts, rows)

        yield add
        facts.seek(0)
        digest = file_digest(facts, "sha256").hexdigest()
        descriptor = data_package(wanted.snapshot, years, counted[0], digest)
        with ZipFile(file, "w", ZIP_DEFLATED) as packed:
            packed.writestr("datapackage.json", orjson.dumps(descriptor))
            facts.seek(0)
            with packed.open("facts.csv", "w", force_zip64=True) as inside:
                while piece := facts.read(1024 * 1024):
                    inside.write(piece)


def _add(file: IO[bytes], rows: list[Sequence[Cell]]) -> None:
    file.write(csv_rows(rows))
