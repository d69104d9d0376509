"""100,000 cases: what people wait for stays under 50 ms at the service (approvals.md 8.6).

The full size is `make scale`; here a few hundred cases prove that the same reads answer.
"""

import os
from datetime import date
from statistics import median
from time import perf_counter

import asyncpg
import pytest
from approvals_building import REGION, Approvals, days_of, id_of
from case_building import at
from generating import generated

from shared import audit, told_calendar
from svc_approvals.storage import directory
from svc_approvals.storage.directory import Official, Organ
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.worker import demo_matters, named_by

CASES = int(os.environ.get("GENERATED_CASES", "300"))
CASES_AT_SCALE = int(os.environ.get("GENERATED_CASES_AT_SCALE", "100000"))
CALLS, CALLS_AT_SCALE = 2, 50
MOST_MS = 50
NOW = at("2026-11-25 10:30")
SINCE = date(2024, 12, 13)
STATISTICS = f"/supervision/statistics?from={SINCE}&limit=500&by="
READS = {
    "window queue": ("window1", "/desk/cases?count=true"),
    "tasks of an organ": ("approver-scjg", "/tasks?limit=50"),
    "my tasks": ("approver-scjg", "/tasks?mine=true"),
    "overdue tasks": ("approver-scjg", "/tasks?overdue=true"),
    "board of nodes": ("supervisor", "/supervision/nodes?limit=50"),
    "yellow nodes": ("supervisor", "/supervision/nodes?light=yellow&count=true"),
    "board of cases": ("supervisor", "/supervision/cases?limit=50&count=true"),
    "closed cases": ("supervisor", "/supervision/cases?state=closed&limit=50"),
    "by organ": ("supervisor", f"{STATISTICS}organ"),
    "by matter": ("supervisor", f"{STATISTICS}matter"),
    "by node": ("supervisor", f"{STATISTICS}node"),
    "by month": ("supervisor", f"{STATISTICS}month"),
    "by channel": ("supervisor", f"{STATISTICS}channel"),
}


async def a_district(approvals: Approvals, cases: int) -> None:
    """Every matter of the demo, the departments they name, and so many cases."""
    approvals.set_clock(NOW)
    definitions = demo_matters(approvals.settings.demo_dir)
    organs, officials = named_by(definitions)
    known = sorted(organs)
    async with approvals.work() as work:
        for year in (2024, 2025):
            await told_calendar.put_days(work, days_of(year))
        for code in organs - set(await directory.organs(work)):
            one = Organ(id_of("organ", code), code, code, "0745-1", REGION)
            await directory.put_organ(work, one)
        for place, number in enumerate(sorted(officials)):
            organ_id = id_of("organ", known[place % len(known)])
            official = Official(
                number, id_of("staff", number), "经办人", organ_id, "0745-1", active=True
            )
            await directory.put_official(work, official)
        for definition in definitions:
            await publish_matter(work, definition)
        await work.commit()
    await generated(approvals, cases=cases)


async def waits(approvals: Approvals, calls: int) -> dict[str, float]:
    """The median of each read, in milliseconds; every one must answer."""
    reads = {**READS, **await tracking(approvals)}
    found = {}
    for name, (login, path) in reads.items():
        client, times = approvals.as_(login), []
        for _ in range(calls):
            began = perf_counter()
            answer = await client.get(path)
            times.append((perf_counter() - began) * 1000)
            assert answer.status_code == 200, (name, answer.text)
        found[name] = round(median(times), 1)
    return found


async def tracking(approvals: Approvals) -> dict[str, tuple[str, str]]:
    """The path of a running and of a closed case."""
    found = {}
    for state in ("in_progress", "closed"):
        case_no = await approvals.pool.fetchval(
            "SELECT case_no FROM kase WHERE state = $1 AND submitted_at IS NOT NULL"
            " ORDER BY case_id LIMIT 1",
            state,
        )
        path = f"/track/{case_no}?code={approvals.office.query_code(case_no)}"
        found[f"track {state}"] = ("anonymous", path)
    return found


async def test_every_read_answers_over_generated_cases(approvals: Approvals) -> None:
    await a_district(approvals, CASES)

    assert await waits(approvals, CALLS)


@pytest.mark.scale
async def test_with_a_hundred_thousand_cases_nobody_waits_fifty_milliseconds(
    approvals: Approvals, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_district(approvals, CASES_AT_SCALE)

    found = await waits(approvals, CALLS_AT_SCALE)

    with capsys.disabled():
        print("\n" + "\n".join(f"{ms:8.1f} ms  {name}" for name, ms in found.items()))  # noqa: T201
    assert {name: ms for name, ms in found.items() if ms > MOST_MS} == {}
    connection = await asyncpg.connect(approvals.settings.dsn)
    try:
        assert await audit.first_broken(connection) is None
    finally:
        await connection.close()
