"""A province's budgets at full size: workbooks in, sums out, and the sums counted again.

99 units and 15 years of workbooks go from upload to publication by the use cases of two
processes; then a real service is asked over HTTP, one call after the other. The bars are those of
platform.md 7 and contracts.md 8.
"""

from collections.abc import Sequence
from statistics import median

import httpx2
from budget_asking import Answer, ask, differing, exported
from budget_books import Size
from budget_filled import Filled, filled, home_of, size_wanted
from budget_questions import at_random, named
from budget_workbook import largest, upload_times
from figures import Figure, percentile
from grounds import Grounds

MOST_UPLOAD_SECONDS = 1
MOST_MINUTES = 20
MOST_NAMED_MS = 50
MOST_MS = 500
CALLS = 20
RANDOM = 400
UPLOADS = 20
LISTED = 5


async def measure() -> list[Figure]:
    """Fill when nothing is filled yet, then ask."""
    size = size_wanted()
    async with filled(size) as (ground, found), ground.serving("budget"):
        base = f"http://127.0.0.1:{ground.port('budget')}/api/v1/"
        async with httpx2.AsyncClient(base_url=base, timeout=60) as client:
            asked = await _asked(ground, client, size, found)
            uploaded = await _uploaded(ground, client, size, found)
    return [uploaded, _filling(size, found), *asked]


async def _uploaded(
    ground: Grounds, client: httpx2.AsyncClient, size: Size, found: Filled
) -> Figure:
    books = largest(home_of(size) / "books", size, UPLOADS)
    taken = await upload_times(ground, client, books)
    return Figure(
        "budget_workbook", "budget, one unit's workbook read, checked, stored", "s", taken,
        f"<= {MOST_UPLOAD_SECONDS} s", max(taken) <= MOST_UPLOAD_SECONDS,
        notes=f"the {UPLOADS} largest of the newest year over HTTP, one after the other, the bar "
        f"for the slowest; while filling, milliseconds a workbook: {_steps(found)}",
    )  # fmt: skip


def _steps(found: Filled) -> str:
    return ", ".join(f"{name} {median(taken) * 1000:.0f}" for name, taken in found.steps.items())


def _filling(size: Size, found: Filled) -> Figure:
    sizes = found.sizes
    each = size.unit_years / found.seconds
    return Figure(
        "budget_filling", f"budget, {size.units} units x {len(size.years)} years published", "min",
        [found.seconds / 60], f"<= {MOST_MINUTES} min", found.seconds <= MOST_MINUTES * 60,
        notes=f"{size.unit_years:,} unit-years, a budget and a final account each "
        f"({sizes['books']:,} files), from upload to publication in two processes: "
        f"{each:.1f} unit-years/s; {sizes['cells']:,} cells with amounts, {sizes['facts']:,} "
        f"facts; the database has {sizes['bytes'] / 2**20:,.0f} MiB, "
        f"{sizes['bytes'] / sizes['cells']:.0f} bytes a cell, of it facts with their indexes "
        f"{sizes['fact_bytes'] / 2**20:,.0f} MiB, sheets {sizes['sheet_bytes'] / 2**20:,.0f}, "
        f"receipts {sizes['receipt_bytes'] / 2**20:,.0f}; others used {found.busy:.0%}",
    )  # fmt: skip


async def _asked(
    ground: Grounds, client: httpx2.AsyncClient, size: Size, found: Filled
) -> list[Figure]:
    snapshot = found.sizes["books"] * 2 // 3
    known = await ask(ground, client, named(size, snapshot), CALLS)
    drawn = await ask(ground, client, at_random(size, snapshot, RANDOM), 1)
    if failed := [one for one in known if one.status != httpx2.codes.OK]:
        raise RuntimeError(f"{failed[0].asked}: {failed[0].body}")
    unclear = [one for one in drawn if one.status != httpx2.codes.OK and not one.refused]
    answered = [one for one in drawn if one.status == httpx2.codes.OK]
    every = [ms for one in answered for ms in one.taken]
    slowest = max(known, key=lambda one: one.ms)
    file, rows = await exported(ground)
    answers, sums, wrong = await differing(file, rows, size, [*known, *answered])
    return [
        Figure(
            "budget_named", f"budget, {len(known)} named public queries, the slowest", "ms",
            [one.ms for one in known], f"<= {MOST_NAMED_MS} ms", slowest.ms <= MOST_NAMED_MS,
            notes=f"median of {CALLS} calls each, the bar for the slowest: {_worst(known)}",
        ),
        Figure(
            "budget_random", f"budget, {RANDOM} other combinations at random", "ms", every,
            f"<= {MOST_MS} ms or refused", max(every) <= MOST_MS and not unclear,
            notes=f"{len(answered)} answered, {len(drawn) - len(answered)} refused with advice; "
            f"p95 {percentile(every, 95):.0f} ms; the bar for the slowest: {_worst(answered)}",
        ),
        Figure(
            "budget_sums", "budget, sums that differ from DuckDB's over the download", "sums",
            [len(wrong)], "0", not wrong and sums > 0,
            notes=f"{answers} answers with {sums:,} sums compared to the fen, over {rows:,} rows "
            f"of CSV{'; ' if wrong else ''}{'; '.join(wrong[:LISTED])}",
        ),
    ]  # fmt: skip


def _worst(answers: Sequence[Answer]) -> str:
    worst = sorted(answers, key=lambda one: -one.ms)[:LISTED]
    return "; ".join(f"{one.ms:.0f} ms {_name(one)}" for one in worst)


def _name(one: Answer) -> str:
    said = "&".join(f"{key}={value}" for key, value in one.asked.parameters)
    return said if one.asked.name.startswith("random") else one.asked.name
