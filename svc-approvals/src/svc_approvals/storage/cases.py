"""Cases as rows: read whole, decided in Python, written in one statement.

``load`` costs one indexed read (a case and its nodes). ``save`` is one
statement in one round trip: it takes the next version under the row's lock,
compares it with the one that was read, writes the changed nodes and timers,
and records the facts. When somebody was faster nothing is written, and the
edge runs the command again, this time holding the lock from the first read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events import Event
from shared.events.approvals import CASE_EVENTS
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import CaseNotFound, NodeNotFound
from svc_approvals.domain.cases.states import CaseState, NodeState, Result
from svc_approvals.storage.timers import Timer

HEAD = [f.name for f in fields(Case) if f.name not in {"nodes", "facts", "changed"}]
NODE = [f.name for f in fields(Node)]
MUTABLE = [
    "state", "result", "submitted_at", "acceptance_due", "accepted_at", "deemed_accepted",
    "promised_due", "statutory_due", "provisional", "decided_at", "closed_at", "deferrals_open",
    "supplement_round", "supplement_items", "reason", "delivery",
]  # fmt: skip
NODE_MUTABLE = {
    "state": "text", "handler_no": "text", "arrived_at": "timestamptz",
    "claimed_at": "timestamptz", "finished_at": "timestamptz", "promised_due": "timestamptz",
    "statutory_due": "timestamptz", "provisional": "boolean", "epoch": "integer",
    "opinion": "text", "feedback": "text",
}  # fmt: skip

_COLUMNS = ", ".join(
    [*(f"k.{name}" for name in HEAD), *(f"n.{name} AS n_{name}" for name in NODE)],
)
LOAD = f"""
SELECT {_COLUMNS} FROM kase k LEFT JOIN node n USING (case_id)
WHERE k.case_id = $1 AND ($2::uuid IS NULL OR k.applicant_id = $2)
  AND ($3::text IS NULL OR (k.region_code = $3 AND k.state <> 'draft'))
ORDER BY n.position
"""
LOCK = "SELECT FROM kase WHERE case_id = $1 FOR UPDATE"
CASE_OF_NODE = "SELECT case_id, key FROM node WHERE node_id = $1 AND organ_id = $2"
LOAD_BY_NODE = f"""
SELECT {_COLUMNS}, asked.key AS asked_key
FROM node asked JOIN kase k USING (case_id) JOIN node n ON n.case_id = k.case_id
WHERE asked.node_id = $1 AND asked.organ_id = $2 ORDER BY n.position
"""
SAVE = f"""
WITH head AS (
    UPDATE kase SET version = version + 1, updated_at = $8,
        {", ".join(f"{name} = ${i}" for i, name in enumerate(MUTABLE, start=11))}
    WHERE case_id = $1 AND version = $2 RETURNING case_id
), nodes AS (
    UPDATE node n SET {", ".join(f"{name} = c.{name}" for name in NODE_MUTABLE)}
    FROM head, jsonb_to_recordset($3::jsonb)
        AS c(key text, {", ".join(f"{name} {kind}" for name, kind in NODE_MUTABLE.items())})
    WHERE n.case_id = head.case_id AND n.key = c.key RETURNING n.key
), rung AS (
    INSERT INTO timer (case_id, kind, key, epoch, percent, due_at)
    SELECT head.case_id, t.kind, t.key, t.epoch, t.percent, t.due_at
    FROM head, jsonb_to_recordset($4::jsonb)
        AS t(kind text, key text, epoch integer, percent smallint, due_at timestamptz)
    ON CONFLICT (case_id, kind, key) DO UPDATE SET epoch = EXCLUDED.epoch,
        percent = EXCLUDED.percent, due_at = EXCLUDED.due_at
)
SELECT record_events($5, $6, $7, $8, $9, $10) FROM head
"""
INSERT = f"""
INSERT INTO kase ({", ".join(HEAD)}, applicant_masked, region_code, created_at, updated_at)
VALUES ({", ".join(f"${i}" for i in range(1, len(HEAD) + 5))})
"""
INSERT_NODE = f"""
INSERT INTO node (case_id, position, {", ".join(NODE)})
VALUES ({", ".join(f"${i}" for i in range(1, len(NODE) + 3))})
"""


async def load(
    work: UnitOfWork,
    case_id: UUID,
    *,
    applicant_id: UUID | None = None,
    region_code: str | None = None,
) -> Case:
    """The case of this applicant or region, locked when the work says so.

    Refused with CaseNotFound, also for other people's and other regions' cases.
    """
    await _lock(work, case_id)
    rows = await work.fetch(LOAD, case_id, applicant_id, region_code)
    if not rows:
        raise CaseNotFound
    return _case(rows)


async def load_by_node(work: UnitOfWork, node_id: UUID, organ_id: UUID) -> tuple[Case, str]:
    """The case of an organ's node and the node's key; refused with NodeNotFound."""
    if work.locks:
        row = await work.fetch_row(CASE_OF_NODE, node_id, organ_id)
        if row is not None:
            await _lock(work, row["case_id"])
    rows = await work.fetch(LOAD_BY_NODE, node_id, organ_id)
    if not rows:
        raise NodeNotFound
    return _case(rows), rows[0]["asked_key"]


async def _lock(work: UnitOfWork, case_id: UUID) -> None:
    if work.locks:
        await work.lock()
        await work.fetch(LOCK, case_id)


async def add(work: UnitOfWork, case: Case, applicant_masked: str, region_code: str) -> None:
    """Insert a new draft and record its first facts."""
    head = [getattr(case, name) for name in HEAD]
    await work.write(INSERT, *head, applicant_masked, region_code, work.now, work.now)
    await work.announce(case.case_id, *announced(case.case_id, case.facts))


async def add_nodes(work: UnitOfWork, case: Case) -> None:
    """Insert the nodes of a case that was just accepted, as far as they have come."""
    rows = [
        (case.case_id, position, *(getattr(node, name) for name in NODE))
        for position, node in enumerate(case.nodes.values())
    ]
    await work.write_many(INSERT_NODE, rows)
    case.changed.clear()


def save(work: UnitOfWork, case: Case, timers: Sequence[Timer] = ()) -> None:
    """Name the one statement that writes this case at the end of the work."""
    recorded = work.record_arguments(case.case_id, *announced(case.case_id, case.facts))
    work.finish_with(
        SAVE,
        case.case_id,
        case.version,
        [_changed(case.nodes[key]) for key in case.changed],
        [asdict(timer) for timer in timers],
        *recorded,
        *(getattr(case, name) for name in MUTABLE),
    )


def announced(case_id: UUID, facts: Iterable[Fact]) -> list[Event]:
    """The facts as the events that are declared for them, name for name."""
    return [
        CASE_EVENTS[type(fact).__name__](
            case_id=case_id, **{f.name: getattr(fact, f.name) for f in fields(fact)},
        )
        for fact in facts
    ]  # fmt: skip


def _changed(node: Node) -> dict[str, Any]:
    return {"key": node.key, **{name: getattr(node, name) for name in NODE_MUTABLE}}


def _case(rows: Sequence[Row]) -> Case:
    first = rows[0]
    case = Case(**{name: first[name] for name in HEAD})
    case.state = CaseState(case.state)
    case.result = Result(case.result) if case.result else None
    case.supplement_items = tuple(case.supplement_items)
    case.nodes = {row["n_key"]: _node(row) for row in rows if row["n_key"] is not None}
    return case


def _node(row: Row) -> Node:
    node = Node(**{name: row[f"n_{name}"] for name in NODE})
    node.state = NodeState(node.state)
    node.after, node.products = tuple(node.after), tuple(node.products)
    return node
