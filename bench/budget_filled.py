"""A database with the published books of 99 units and 15 years, filled by the product itself.

Workbooks and database lie in BUDGET_BENCH_DIR (a folder under the temporary one when it is not
said), so that questions can be asked again without filling again: remove the folder to begin
anew. BUDGET_BENCH_SIZE=9:2023-2025 makes a smaller one beside it, 9:2023-2025:wide one whose books
are as wide as a province's (bench/budget_wide.py).
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import machine
import orjson
from budget_books import REGION, THE_ORGAN, Size, units_of
from grounds import Grounds, connected, grounds

from shared.database import open_pool, unit_of_work
from svc_budget.domain.execution.reports import Report, ReportedLine
from svc_budget.domain.execution.series import Line
from svc_budget.storage.units import units
from svc_budget.use_cases.directory import keep_organ
from svc_budget.use_cases.execution.reports import publish_month

WORKERS = 2
HERE = Path(__file__).resolve().parent
CLASSES = ("201", "204", "205", "206", "207", "208", "210", "211", "212", "213", "214", "221")
SIZES = """
SELECT (SELECT count(*) FROM submission WHERE state = 'published') AS books,
    (SELECT count(*) FROM fact) AS facts,
    (SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits
        WHERE inhparent = 'fact'::regclass) AS fact_bytes,
    pg_total_relation_size('sheet') AS sheet_bytes,
    pg_total_relation_size('receipt') AS receipt_bytes,
    pg_total_relation_size('region_total') + pg_total_relation_size('unit_total') AS total_bytes,
    pg_database_size(current_database()) AS bytes
"""
# A row is kept as a list whose sixth part are its cells (domain/workbooks/keeping.py).
CELLS = """
SELECT coalesce(sum(size::bigint), 0)::bigint FROM sheet,
    LATERAL jsonb_path_query(content::jsonb, '$.sides[*].rows[*][5].size()') AS size
WHERE kind = 'table'
"""


@dataclass(frozen=True)
class Filled:
    """What filling took and what there is now."""

    seconds: float
    busy: float
    explained: int
    steps: Mapping[str, list[float]]
    sizes: Mapping[str, int]


def size_wanted() -> Size:
    """All of it, unless BUDGET_BENCH_SIZE says less."""
    said = os.environ.get("BUDGET_BENCH_SIZE", "99:2011-2025")
    count, span, *wide = said.split(":")
    first, _, last = span.partition("-")
    return Size(int(count), int(first), int(last or first), bool(wide))


def home_of(size: Size) -> Path:
    """Where workbooks and database of a size are kept."""
    usual = Path(tempfile.gettempdir()) / "yg-bench-budget"
    folder = Path(os.environ.get("BUDGET_BENCH_DIR") or usual)
    home = folder / f"{size.units}-{size.span}{'-wide' if size.wide else ''}"
    home.mkdir(parents=True, exist_ok=True)
    for one in (folder, home):
        one.chmod(0o711)
    return home


@asynccontextmanager
async def filled(size: Size) -> AsyncIterator[tuple[Grounds, Filled]]:
    """Servers over the filled database, filled first when it is not there."""
    home = home_of(size)
    note = home / "filled.json"
    books = _books(home, size)
    async with grounds(pin=False, kept=home) as ground:
        if not note.exists():
            found = await _fill(ground, books, size)
            note.write_bytes(orjson.dumps(found))
        await ground.make_databases("budget")
        yield ground, Filled(**orjson.loads(note.read_bytes()))


def _books(home: Path, size: Size) -> Path:
    """The workbooks, made by the product's own samples."""
    folder = home / "books"
    if not (home / "books.done").exists():
        subprocess.run([sys.executable, *_maker(folder, size)], check=True, capture_output=True)  # noqa: S603 - ours
        (home / "books.done").touch()
    return folder


def _maker(folder: Path, size: Size) -> list[str]:
    if size.wide:
        years = (str(size.first_year), str(size.last_year))
        return [str(HERE / "budget_wide.py"), str(folder), str(size.units), *years]
    wanted = ["--units", str(size.units), "--years", size.span]
    return ["-m", "svc_budget", "sample", "--out", str(folder), *wanted]


async def _fill(ground: Grounds, books: Path, size: Size) -> Filled:
    async with ground.databases.session() as session:
        await session.execute("DROP DATABASE IF EXISTS budget WITH (FORCE)")
    await ground.make_databases("budget")
    await _furnish(ground, size)
    busy, began = machine.busy(), time.perf_counter()
    told = await asyncio.gather(*(_worker(ground, books, size, part) for part in range(WORKERS)))
    seconds = time.perf_counter() - began
    steps: dict[str, list[float]] = {}
    for one in told:
        for step, taken in one["steps"].items():
            steps.setdefault(step, []).extend(taken)
    await _publish_months(ground, size)
    async with connected(ground.databases.superuser_dsn("budget")) as pool:
        await pool.execute("VACUUM ANALYZE", timeout=600)
        sizes = dict((await pool.fetch(SIZES))[0])
        sizes["cells"] = await pool.fetchval(CELLS, timeout=600)
    return Filled(seconds, busy, sum(one["explained"] for one in told), steps, sizes)


async def _furnish(ground: Grounds, size: Size) -> None:
    """The finance department and the units."""
    pool = await open_pool(ground.dsn("budget"), size=1, application="bench")
    async with unit_of_work(pool, datetime.now(UTC), actor="system:bench") as work:
        await keep_organ(work, THE_ORGAN)
        await units.put(work, units_of(size))
    await pool.close()


async def _worker(ground: Grounds, books: Path, size: Size, part: int) -> dict[str, Any]:
    asked = [str(books), size.units, size.first_year, size.last_year, part, WORKERS]
    asked += ["--wide"] if size.wide else []
    if folder := os.environ.get("BUDGET_BENCH_PROFILES"):
        asked += ["--profile", f"{folder}/worker{part}.prof"]
    command = [sys.executable, str(HERE / "budget_filling.py"), *map(str, asked)]
    process = await asyncio.create_subprocess_exec(
        *command, env=ground.environment("budget", "work"),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    said, complaint = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(complaint.decode()[-3000:])
    told: dict[str, Any] = orjson.loads(said.splitlines()[-1])
    return told


async def _publish_months(ground: Grounds, size: Size) -> None:
    """Every year's execution month by month: twelve classes of expenditure."""
    pool = await open_pool(ground.dsn("budget"), size=1, application="bench")
    async with unit_of_work(pool, datetime.now(UTC), actor="system:bench") as work:
        for year in size.years:
            for month in range(1, 13):
                await publish_month(work, REGION, _month(year, month))
    await pool.close()


def _month(year: int, month: int) -> Report:
    budgets = {code: (year - 2000) * int(code) * 1_000_000 for code in CLASSES}
    return Report(
        year, month,
        tuple(
            ReportedLine(Line("支出", code, f"{code}类", budget * month // 12), budget)
            for code, budget in budgets.items()
        ),
    )  # fmt: skip
