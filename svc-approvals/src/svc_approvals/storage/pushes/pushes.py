"""Pushes as rows: queued with the node's opening, claimed by whichever worker comes first."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from operator import attrgetter
from typing import Any
from uuid import UUID

from shared.database import Row, StaleAggregate, UnitOfWork
from svc_approvals.domain.pushes.pushes import OPEN, Push, PushState

BATCH = 10
LEASE = timedelta(seconds=60)  # longer than an attempt may take
COLUMNS = [one.name for one in fields(Push)]
MUTABLE = [
    "next_at", "state", "acknowledged_at", "finished_at", "outcome", "product_no", "fault",
    "taken_over_by", "reason",
]  # fmt: skip
OPEN_STATES = sorted(OPEN)

ADD = f"""
INSERT INTO push ({", ".join(COLUMNS)})
VALUES ({", ".join(f"${n + 1}" for n in range(len(COLUMNS)))})
"""
GET = f"SELECT {', '.join(COLUMNS)} FROM push WHERE push_id = $1"
OF_NODE = f"""
SELECT {", ".join(COLUMNS)} FROM push WHERE node_id = $1 ORDER BY push_id DESC LIMIT 1
"""
SAVE = f"""
UPDATE push SET {", ".join(f"{name} = ${n + 2}" for n, name in enumerate(MUTABLE))}
WHERE push_id = $1 AND finished_at IS NULL RETURNING push_id
"""
CANCEL = """
UPDATE push SET state = 'cancelled', next_at = NULL, finished_at = $2
WHERE node_id = ANY($1::uuid[]) AND state = ANY($3::text[])
"""
CLAIM = f"""
WITH due AS MATERIALIZED (
    SELECT push_id FROM push WHERE target = $3 AND next_at <= $1
    ORDER BY next_at LIMIT $4 FOR UPDATE SKIP LOCKED)
UPDATE push p SET next_at = $2, attempts = attempts + 1, state = 'sent' FROM due
WHERE p.push_id = due.push_id RETURNING {", ".join(f"p.{name}" for name in COLUMNS)}
"""
HOLD = """
UPDATE push SET state = 'queued', attempts = 0, queued_at = $2, next_at = $3
WHERE push_id = $1 AND state = 'sent'
"""
TARGETS_DUE = "SELECT DISTINCT target FROM push WHERE next_at <= $1"
LIST = f"""
SELECT {", ".join(f"p.{name}" for name in COLUMNS)}, n.name AS node_name, k.case_no, k.matter_name
FROM push p JOIN node n USING (node_id) JOIN kase k ON k.case_id = p.case_id
WHERE p.organ_id = $1 AND p.role = ANY($2::text[]) AND ($3::text IS NULL OR p.state = $3)
  AND ($4::uuid IS NULL OR p.push_id < $4)
ORDER BY p.push_id DESC LIMIT $5
"""
COUNT = """
SELECT count(*) FROM push
WHERE organ_id = $1 AND role = ANY($2::text[]) AND ($3::text IS NULL OR state = $3)
"""


async def add(work: UnitOfWork, push: Push) -> None:
    """Queue a push."""
    await work.write(ADD, *attrgetter(*COLUMNS)(push))


async def get(work: UnitOfWork, push_id: UUID) -> Push | None:
    """One push (one indexed read)."""
    return _push(await work.fetch_row(GET, push_id))


async def of_node(work: UnitOfWork, node_id: UUID) -> Push | None:
    """The newest push of a node (one indexed read)."""
    return _push(await work.fetch_row(OF_NODE, node_id))


async def save(work: UnitOfWork, push: Push) -> None:
    """Write what changed; stale when somebody has finished it meanwhile."""
    row = await work.write(SAVE, push.push_id, *attrgetter(*MUTABLE)(push))
    if row is None:
        raise StaleAggregate


async def cancel_open(work: UnitOfWork, node_ids: Sequence[UUID]) -> None:
    """End the open pushes of nodes that are over, or were opened anew."""
    await work.write(CANCEL, list(node_ids), work.now, OPEN_STATES)


async def claim_due(work: UnitOfWork, target: str, limit: int = BATCH) -> list[Push]:
    """Due pushes to one system, leased: whoever dies with one lets it be sent again (locked)."""
    rows = await work.write_rows(CLAIM, work.now, work.now + LEASE, target, limit)
    return [_made(row) for row in rows]


async def hold(work: UnitOfWork, push: Push) -> None:
    """Look again in a while; the day in which it must be sent begins then."""
    await work.write(HOLD, push.push_id, work.now, work.now + LEASE)


async def targets_due(work: UnitOfWork) -> list[str]:
    """The systems something is due for (an index scan of what is not sent yet)."""
    return [row["target"] for row in await work.fetch(TARGETS_DUE, work.now)]


async def of_organ(
    work: UnitOfWork,
    organ_id: UUID,
    roles: Sequence[str],
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Row]:
    """An organ's pushes, the newest first (listed)."""
    return await work.fetch(LIST, organ_id, list(roles), state, after, limit)


async def count_of_organ(
    work: UnitOfWork, organ_id: UUID, roles: Sequence[str], state: str | None
) -> int:
    """How many pushes an organ has (counted)."""
    return int(await work.fetch_value(COUNT, organ_id, list(roles), state))


def _push(row: Row | None) -> Push | None:
    return None if row is None else _made(row)


def _made(row: Any) -> Push:
    push = Push(*row)
    push.state = PushState(push.state)
    return push
