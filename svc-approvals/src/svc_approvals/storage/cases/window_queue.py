"""The window's queue: cases of a region that wait for a clerk, the most urgent first.

Each question is a statement of its own, so that each walks the index made for it:
20 rows cost 20 index entries, whatever else the region has (listed).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from shared.database import Row, UnitOfWork

FILTERS = {
    "state": "state = ${}",
    "matter": "matter_code = ${}",
    "matters": "matter_code = ANY(${})",
    "claimed_by": "claimed_by = ${}",
}
COLUMNS = """
SELECT case_id, case_no, matter_code, matter_name, applicant_masked, state, channel, submitted_at,
       received_at, accepted_at, acceptance_due, promised_due, decided_at, supplement_round,
       deferrals_open, claimed_by, claimed_at, window_due
"""
LED_BY = "SELECT code FROM matter WHERE lead_organ = $1"
COUNTS = """
SELECT state, count(*) AS total, count(*) FILTER (WHERE claimed_by = '') AS unclaimed,
       count(*) FILTER (WHERE claimed_by = $2) AS mine,
       count(*) FILTER (WHERE window_due < $3) AS overdue
FROM kase WHERE region_code = $1 AND window_due IS NOT NULL GROUP BY state
"""


@dataclass(frozen=True, slots=True)
class WindowFilter:
    """Which cases of the window are asked for; ``claimed_by`` empty text means nobody's.

    ``matters`` are those an organ leads: named one by one, so that the planner knows how rare
    they are.
    """

    state: str | None = None
    matter: str | None = None
    matters: tuple[str, ...] | None = None
    claimed_by: str | None = None

    @property
    def given(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name) is not None)

    @property
    def values(self) -> list[Any]:
        """Their values, in the same order."""
        return [getattr(self, name) for name in self.given]


@cache
def _chosen(given: tuple[str, ...]) -> str:
    asked = [FILTERS[name].format(number) for number, name in enumerate(given, 2)]
    return " AND ".join(["region_code = $1", "window_due IS NOT NULL", *asked])


async def matters_led_by(work: UnitOfWork, organ: str) -> tuple[str, ...]:
    """The codes of the matters an organ leads."""
    return tuple(row["code"] for row in await work.fetch(LED_BY, organ))


async def waiting(
    work: UnitOfWork, region_code: str, asked: WindowFilter, after: Sequence[Any], limit: int
) -> Sequence[Row]:
    """The cases that wait at the window (listed)."""
    if asked.matters == ():
        return []
    free = len(asked.given) + 2
    beyond = f" AND (window_due, case_id) > (${free + 1}, ${free + 2})" if after[0] else ""
    sql = (
        f"{COLUMNS} FROM kase WHERE {_chosen(asked.given)}{beyond}"
        f" ORDER BY window_due, case_id LIMIT ${free}"
    )
    return await work.fetch(sql, region_code, *asked.values, limit, *(after if beyond else ()))


async def count_waiting(work: UnitOfWork, region_code: str, asked: WindowFilter) -> int:
    """How many there are (counted)."""
    sql = f"SELECT count(*) FROM kase WHERE {_chosen(asked.given)}"
    return int(await work.fetch_value(sql, region_code, *asked.values))


async def counts(work: UnitOfWork, region_code: str, staff_no: str) -> Sequence[Row]:
    """The queue in figures, per state (counted)."""
    return await work.fetch(COUNTS, region_code, staff_no, work.now)
