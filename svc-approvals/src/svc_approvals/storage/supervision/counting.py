"""Closed cases that are not counted yet, taken a batch at a time, and their tallies.

Closing a case costs its command one entry in ``ix_kase_uncounted`` and nothing
else: no row that other commands would wait for. A job takes the entries a
moment later, in one transaction with the tallies they change, so a case is
counted once whatever dies in between; replicas pass over one another's cases.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases.states import NodeState, Result
from svc_approvals.domain.supervision.counting import Counted, EndedCase, EndedNode
from svc_approvals.domain.supervision.tallies import COUNTERS

TAKE = """
SELECT k.case_id, k.region_code, k.matter_code, k.channel, k.result, k.submitted_at,
       k.accepted_at, coalesce(k.clock_from, k.accepted_at) AS clock_from, k.hours,
       k.promised_due, k.statutory_due, k.decided_at, k.closed_at,
       k.supplement_round > 0 AS supplemented,
       EXISTS (SELECT FROM material m WHERE m.case_id = k.case_id
               AND m.deferred_until IS NOT NULL) AS deferred
FROM kase k WHERE k.state = 'closed' AND NOT k.counted
ORDER BY k.closed_at LIMIT $1 FOR UPDATE OF k SKIP LOCKED
"""
NODES = """
SELECT case_id, key, organ_id, state, coalesce(clock_from, arrived_at) AS clock_from, hours,
       finished_at, promised_due, statutory_due
FROM node WHERE case_id = ANY($1::uuid[]) AND state IN ('approved', 'refused') ORDER BY case_id
"""
DONE = "UPDATE kase SET counted = true WHERE case_id = ANY($1::uuid[])"
WAITING = "SELECT count(*) FROM kase WHERE state = 'closed' AND NOT counted"
COLUMNS = ["by_what", "period", "first_day", "region_code", "member", *COUNTERS]
ADD = f"""
INSERT INTO tally ({", ".join(COLUMNS)}, minutes, buckets, numbers)
VALUES ({", ".join(f"${n}" for n in range(1, len(COLUMNS) + 4))})
ON CONFLICT (by_what, period, first_day, region_code, member) DO UPDATE SET
    {", ".join(f"{name} = tally.{name} + EXCLUDED.{name}" for name in [*COUNTERS, "minutes"])},
    (buckets, numbers) = (
        SELECT coalesce(array_agg(b ORDER BY b), '{{}}'), coalesce(array_agg(n ORDER BY b), '{{}}')
        FROM (SELECT b, sum(n)::integer AS n FROM (
            SELECT * FROM unnest(tally.buckets, tally.numbers)
            UNION ALL SELECT * FROM unnest(EXCLUDED.buckets, EXCLUDED.numbers)) each (b, n)
            GROUP BY b) summed)
"""


async def take_uncounted(work: UnitOfWork, limit: int) -> list[EndedCase]:
    """Closed cases nobody has counted, the oldest first (locked)."""
    rows = await work.write_rows(TAKE, limit)
    nodes = await work.fetch(NODES, [row["case_id"] for row in rows]) if rows else []
    own = {key: list(some) for key, some in groupby(nodes, itemgetter("case_id"))}
    return [_case(row, own.get(row["case_id"], [])) for row in rows]


async def add_counted(work: UnitOfWork, cases: Sequence[EndedCase], counted: Counted) -> None:
    """Add what they count to the tallies, always in the same order, and mark them counted."""
    rows = [
        (
            member.by, period.kind, period.first_day, member.region_code, member.name,
            *(getattr(tally, name) for name in COUNTERS), tally.durations.minutes,
            list(tally.durations.buckets.keys()), list(tally.durations.buckets.values()),
        )
        for (member, period), tally in counted.items()
    ]  # fmt: skip
    await work.write_many(ADD, sorted(rows, key=itemgetter(0, 1, 2, 3, 4)))
    await work.write(DONE, [case.case_id for case in cases])


async def count_waiting(work: UnitOfWork) -> int:
    """How many closed cases are not in the figures yet (a partial index with next to nothing)."""
    return int(await work.fetch_value(WAITING))


def _case(row: Row, nodes: Sequence[Row]) -> EndedCase:
    case_id: UUID = row["case_id"]
    return EndedCase(
        case_id=case_id,
        region_code=row["region_code"],
        matter_code=row["matter_code"],
        channel=row["channel"],
        result=Result(row["result"]),
        submitted_at=row["submitted_at"],
        clock_from=row["clock_from"],
        promised_due=row["promised_due"],
        statutory_due=row["statutory_due"],
        decided_at=row["decided_at"],
        accepted_at=row["accepted_at"],
        closed_at=row["closed_at"],
        supplemented=row["supplemented"],
        deferred=row["deferred"],
        nodes=[_node(node) for node in nodes],
        hours=row["hours"],
    )


def _node(row: Row) -> EndedNode:
    return EndedNode(
        row["key"], row["organ_id"], NodeState(row["state"]), row["clock_from"],
        row["finished_at"], row["promised_due"], row["statutory_due"], row["hours"],
    )  # fmt: skip
