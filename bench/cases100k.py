"""100,000 cases with their histories: queues, tracking, boards and statistics at the service.

The district of the demo: its organs and officials, every matter of the demo, the
calendar of the State Council's notices. ``svc-approvals generate`` makes the
cases; then a real process is asked over HTTP, one call after the other, so a
figure is what one person waits at the service. The bar is approvals.md 8.6.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import chinese_calendar
import httpx2
from complete_over_http import badge
from figures import Figure, percentile
from grounds import Grounds, connected

from shared import told_calendar
from shared.database import Pool, open_pool, unit_of_work
from shared.identity import Caller
from shared.yaml_files import yaml_in
from svc_approvals.storage import directory
from svc_approvals.storage.directory import Official, Organ
from svc_approvals.use_cases.catalogue.matters import publish_matter
from svc_approvals.use_cases.certificates.loading import load_types
from svc_approvals.worker import demo_matters
from yangguang_local.house import YANGGUANG

CASES = 100_000
CALLS = 60
WARM_UP = 5
MOST_MS = 50
SINCE = "2024-12-13"
REGION = "431202"
ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "svc-approvals" / "demo"
DIRECTORY = ROOT / "gateway" / "demo" / "directory.yaml"
STATISTICS = f"supervision/statistics?from={SINCE}&limit=500&by="

RUNNING = """
SELECT case_no, applicant_id FROM kase WHERE state = 'in_progress' ORDER BY case_id LIMIT 1
"""
CLOSED = """
SELECT case_no, applicant_id FROM kase WHERE result = 'approved' ORDER BY case_id LIMIT 1
"""
BUSIEST = """
SELECT organ_id, max(handler_no) AS staff_no FROM node
WHERE state = 'active' AND role = 'approver' GROUP BY organ_id ORDER BY count(*) DESC LIMIT 1
"""


@dataclass(frozen=True)
class Asked:
    """A read that somebody waits for."""

    key: str
    what: str
    caller: str
    path: str


READS = (
    Asked("window_queue", "the window's queue", "window", "desk/cases?count=true"),
    Asked("tasks_organ", "tasks of an organ", "approver", "tasks?limit=50"),
    Asked("tasks_mine", "one's own tasks", "approver", "tasks?mine=true"),
    Asked("tasks_overdue", "overdue tasks", "approver", "tasks?overdue=true"),
    Asked("track", "tracking a running case", "owner", "track/{running}"),
    Asked("track_closed", "tracking a closed case", "old owner", "track/{closed}"),
    Asked("board_nodes", "board of nodes with lights", "supervisor", "supervision/nodes?limit=50"),
    Asked("board_yellow", "the same, yellow", "supervisor", "supervision/nodes?light=yellow"),
    Asked("board_cases", "board of cases", "supervisor", "supervision/cases?limit=50"),
    Asked("statistics_organ", "statistics by organ", "supervisor", f"{STATISTICS}organ"),
    Asked("statistics_matter", "statistics by matter", "supervisor", f"{STATISTICS}matter"),
    Asked("statistics_node", "statistics by node", "supervisor", f"{STATISTICS}node"),
    Asked("statistics_month", "statistics by month", "supervisor", f"{STATISTICS}month"),
    Asked("export", "export, first bytes", "supervisor", f"supervision/export?from={SINCE}"),
)


async def measure(grounds: Grounds) -> list[Figure]:
    """How long generating took, and what each read takes."""
    await grounds.make_databases("approvals")
    dsn = grounds.databases.superuser_dsn("approvals")
    async with connected(dsn) as pool:
        await _furnish(dsn)
        began = time.perf_counter()
        await asyncio.to_thread(_generate, grounds)
        took = time.perf_counter() - began
        await pool.execute("VACUUM ANALYZE")
        numbers = await _numbers(pool)
    generated = Figure(
        "cases100k_generate", f"generate {CASES:,} cases with their histories", "s",
        [took], "(none)", None,
    )  # fmt: skip
    async with grounds.serving("approvals"), _client(grounds) as client:
        reads = [await _figure(grounds, client, asked, numbers) for asked in READS]
    return [generated, *reads]


def _client(grounds: Grounds) -> httpx2.AsyncClient:
    base = f"http://127.0.0.1:{grounds.port('approvals')}/api/v1/"
    return httpx2.AsyncClient(base_url=base, timeout=30)


async def _figure(
    grounds: Grounds, client: httpx2.AsyncClient, asked: Asked, numbers: dict[str, str]
) -> Figure:
    path = asked.path.format(**numbers)
    caller = _callers(numbers)[asked.caller]

    async def read() -> float:
        token = {"Authorization": f"Bearer {badge(grounds, caller, 'svc-approvals')}"}
        began = time.perf_counter()
        async with client.stream("GET", path, headers=token) as answer:
            answer.raise_for_status()
            async for _ in answer.aiter_raw():
                if asked.key == "export":
                    break
            return (time.perf_counter() - began) * 1000

    times = await _times(read)
    p95 = percentile(times, 95)
    return Figure(
        f"cases100k_{asked.key}", f"100,000 cases: {asked.what}, median", "ms", times,
        f"<= {MOST_MS} ms", median(times) <= MOST_MS, notes=f"p95 {p95:.1f} ms",
    )  # fmt: skip


async def _times(read: Callable[[], Awaitable[float]]) -> list[float]:
    for _ in range(WARM_UP):
        await read()
    return [await read() for _ in range(CALLS)]


def _callers(numbers: dict[str, str]) -> dict[str, Caller]:
    """Whoever asks; the approver is of the organ with the most to do."""
    return {
        "owner": Caller(numbers["running_owner"], "person", roles=frozenset({"citizen"})),
        "old owner": Caller(numbers["closed_owner"], "person", roles=frozenset({"citizen"})),
        "window": _officer("window", _id("organ", "xzsp"), "HC-XZSP-001"),
        "supervisor": _officer("supervisor", _id("organ", "xzsp"), "HC-XZSP-005"),
        "approver": _officer("approver", UUID(numbers["organ"]), numbers["staff_no"]),
    }


def _officer(role: str, organ_id: UUID, staff_no: str) -> Caller:
    return Caller(
        str(_id("account", staff_no)), "staff", "某*", frozenset({role}), organ_id, REGION, staff_no
    )


async def _numbers(pool: Pool) -> dict[str, str]:
    """A running and a closed case, and the organ that has the most to do."""
    running, closed, busiest = [await pool.fetchrow(sql) for sql in (RUNNING, CLOSED, BUSIEST)]
    if running is None or closed is None or busiest is None:
        raise RuntimeError("nothing is under way")
    return {
        "running": running["case_no"], "running_owner": str(running["applicant_id"]),
        "closed": closed["case_no"], "closed_owner": str(closed["applicant_id"]),
        "organ": str(busiest["organ_id"]), "staff_no": busiest["staff_no"],
    }  # fmt: skip


def _generate(grounds: Grounds) -> None:
    module = YANGGUANG.member("approvals").module
    command = [sys.executable, "-m", module, "generate", "--cases", str(CASES), "--seed", "1"]
    environment = grounds.environment("approvals", "load")
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - ours


async def _furnish(dsn: str) -> None:
    """The demo's directory as the gateway tells it, the calendar, and the demo's matters."""
    pool = await open_pool(dsn, size=1, application="bench")
    told = yaml_in(DIRECTORY)
    async with unit_of_work(pool, datetime.now(UTC), actor="system:bench") as work:
        for organ in told["organs"]:
            phone = organ.get("office_phone", "")
            one = Organ(_id("organ", organ["code"]), organ["code"], organ["name"], phone, REGION)
            await directory.put_organ(work, one)
        for account in told["accounts"]:
            if account["kind"] == "staff":
                await directory.put_official(work, _official(account))
        await told_calendar.put_days(work, _days(told["calendar"]["published"]))
        kinds = yaml_in(DEMO / "certificate-types.yaml")
        await load_types(work, kinds)
        for definition in demo_matters(DEMO):
            await publish_matter(work, definition)
    await pool.close()


def _official(account: dict[str, Any]) -> Official:
    number = account["staff_no"]
    organ_id = _id("organ", account["organ"])
    phone = account.get("office_phone", "")
    return Official(number, _id("staff", number), account["name"], organ_id, phone, active=True)


def _days(years: Iterable[int]) -> list[told_calendar.Day]:
    days = (
        date(year, 1, 1) + timedelta(days=n)
        for year in years
        for n in range(366 if year % 4 == 0 else 365)
    )
    return [(day, chinese_calendar.is_workday(day), "", False) for day in days]


def _id(kind: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:{kind}:{name}")
