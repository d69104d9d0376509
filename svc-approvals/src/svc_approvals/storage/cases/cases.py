"""Cases as rows: read whole, decided in Python, written in one statement.

``load`` costs one indexed read (a case and its nodes). ``save`` is one
statement in one round trip: it takes the next version under the row's lock,
compares it with the one that was read, writes the changed nodes and timers,
and records the facts. When somebody was faster nothing is written, and the
edge runs the command again, this time holding the lock from the first read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from itertools import chain, count
from operator import attrgetter
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events import Event
from shared.events.approvals import CASE_EVENTS
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.facts import Fact
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.reasons import CaseNotFound, NodeNotFound
from svc_approvals.domain.cases.states import CaseState, Hold, NodeState, Result
from svc_approvals.domain.cases.window_queue import window_due
from svc_approvals.storage.cases import signers
from svc_approvals.storage.cases.timers import Timer

HEAD = [f.name for f in fields(Case) if f.name not in {"nodes", "facts", "changed"}]
NODE = [f.name for f in fields(Node) if f.name != "signers"]
MUTABLE = [
    "state", "result", "submitted_at", "received_at", "acceptance_due", "accepted_at",
    "deemed_accepted", "promised_due", "statutory_due", "provisional", "decided_at", "closed_at",
    "deferrals_open", "supplement_round", "supplement_items", "reason", "delivery", "claimed_by",
    "claimed_at", "clock_from",
    "epoch", "paused_at", "promised_left", "statutory_left", "extended_days", "suspended_at",
    "supplement_due", "unforeseen",
]  # fmt: skip
NODE_MUTABLE = {
    "state": "text", "handler_no": "text", "arrived_at": "timestamptz",
    "claimed_at": "timestamptz", "finished_at": "timestamptz", "promised_due": "timestamptz",
    "statutory_due": "timestamptz", "provisional": "boolean", "epoch": "integer",
    "opinion": "text", "feedback": "text", "clock_from": "timestamptz", "held_by": "text[]",
    "paused_at": "timestamptz", "promised_left": "integer", "statutory_left": "integer",
    "extended_days": "integer", "extension_asked": "integer", "extension_by": "text",
    "urged": "integer", "supplement_round": "integer", "named": "text[]", "wanted": "text[]",
    "delegated_by": "text", "signing": "text", "threshold": "integer", "ruling": "text",
    "rule_inputs": "jsonb",
}  # fmt: skip
TIMER = {
    "kind": "text", "key": "text", "epoch": "integer", "percent": "smallint",
    "due_at": "timestamptz",
}  # fmt: skip
FIRST_FREE = 9

_COLUMNS = ", ".join(
    [*(f"k.{name}" for name in HEAD), *(f"n.{name} AS n_{name}" for name in NODE)],
)
LOAD = f"""
SELECT {_COLUMNS} FROM kase k LEFT JOIN node n USING (case_id)
WHERE k.case_id = $1 AND ($2::uuid IS NULL OR k.applicant_id = $2)
  AND ($3::text IS NULL
       OR (k.region_code = $3 AND (k.state <> 'draft' OR k.channel = 'window')))
ORDER BY n.position
"""
APPLICANT_MASKED = "SELECT applicant_masked FROM kase WHERE case_id = $1"
LOCK = "SELECT FROM kase WHERE case_id = $1 FOR UPDATE"
CASE_OF_NODE = "SELECT case_id, key FROM node WHERE node_id = $1 AND organ_id = $2"
CASE_OF_NODE_IN_REGION = """
SELECT n.case_id, n.key FROM node n JOIN kase k USING (case_id)
WHERE n.node_id = $1 AND k.region_code = $2
"""
# The case stands on the row of the node that was asked for only: the others need not repeat it.
LOAD_BY_NODE = f"""
SELECT {_COLUMNS}
FROM node asked JOIN node n USING (case_id)
    LEFT JOIN kase k ON k.case_id = n.case_id AND n.node_id = asked.node_id
WHERE asked.node_id = $1 AND asked.organ_id = $2 ORDER BY n.position
"""
INSERT = f"""
INSERT INTO kase ({", ".join(HEAD)}, applicant_masked, region_code, created_at, updated_at)
VALUES ({", ".join(f"${i}" for i in range(1, len(HEAD) + 5))})
"""
INSERT_NODE = f"""
INSERT INTO node (case_id, position, {", ".join(NODE)})
VALUES ({", ".join(f"${i}" for i in range(1, len(NODE) + 3))})
"""
DROP_SIGNERS = "DELETE FROM signer WHERE case_id = $1"
DROP_NODES = "DELETE FROM node WHERE case_id = $1"


@cache
def saving(nodes: int, timers: int) -> str:
    """The statement that saves a case with so many changed nodes and timers.

    Parameters: id, version read, what ``record_events`` takes, the case's columns,
    then each node's and each timer's. Rows as VALUES cost PostgreSQL half of what
    the same rows as JSON do.
    """
    free = count(FIRST_FREE)
    return f"""
WITH head AS (
    UPDATE kase SET version = version + 1, updated_at = $6,
        {", ".join(f"{name} = ${next(free)}" for name in [*MUTABLE, "window_due"])}
    WHERE case_id = $1 AND version = $2 RETURNING case_id
), nodes AS (
    {_nodes_written(nodes, free)}
), rung AS (
    {_timers_written(timers, free)}
)
SELECT record_events($3, $4, $5, $6, $7, $8) FROM head
"""


def _nodes_written(number: int, free: Iterator[int]) -> str:
    if not number:
        return "SELECT"
    return f"""UPDATE node n SET {", ".join(f"{name} = c.{name}" for name in NODE_MUTABLE)}
    FROM head, (VALUES {_values(number, {"key": "text", **NODE_MUTABLE}, free)})
        AS c(key, {", ".join(NODE_MUTABLE)})
    WHERE n.case_id = head.case_id AND n.key = c.key"""


def _timers_written(number: int, free: Iterator[int]) -> str:
    if not number:
        return "SELECT"
    return f"""INSERT INTO timer (case_id, {", ".join(TIMER)})
    SELECT head.case_id, t.* FROM head, (VALUES {_values(number, TIMER, free)}) t
    ON CONFLICT (case_id, kind, key) DO UPDATE SET epoch = EXCLUDED.epoch,
        percent = EXCLUDED.percent, due_at = EXCLUDED.due_at"""


def _values(number: int, columns: Mapping[str, str], free: Iterator[int]) -> str:
    rows = (", ".join(f"${next(free)}::{kind}" for kind in columns.values()) for _ in range(number))
    return ", ".join(f"({row})" for row in rows)


async def load(
    work: UnitOfWork,
    case_id: UUID,
    *,
    applicant_id: UUID | None = None,
    region_code: str | None = None,
) -> Case:
    """The case of this applicant or region, locked when the work says so.

    Refused with CaseNotFound, also for other people's and other regions' cases. A region sees
    a draft only when it was begun at its window.
    """
    await _lock(work, case_id)
    rows = await work.fetch(LOAD, case_id, applicant_id, region_code)
    if not rows:
        raise CaseNotFound
    return await _with_signers(work, _case(rows, rows[0]))


async def load_by_node(work: UnitOfWork, node_id: UUID, organ_id: UUID) -> tuple[Case, str]:
    """The case of an organ's node and the node's key; refused with NodeNotFound."""
    if work.locks:
        row = await work.fetch_row(CASE_OF_NODE, node_id, organ_id)
        if row is not None:
            await _lock(work, row["case_id"])
    rows = await work.fetch(LOAD_BY_NODE, node_id, organ_id)
    if not rows:
        raise NodeNotFound
    asked = next(row for row in rows if row["case_id"] is not None)
    return await _with_signers(work, _case(rows, asked)), asked["n_key"]


async def load_by_node_in_region(
    work: UnitOfWork, node_id: UUID, region_code: str
) -> tuple[Case, str]:
    """The case of a node of this region and the node's key; refused with NodeNotFound."""
    row = await work.fetch_row(CASE_OF_NODE_IN_REGION, node_id, region_code)
    if row is None:
        raise NodeNotFound
    case = await load(work, row["case_id"])
    if row["key"] not in case.nodes:
        raise NodeNotFound
    return case, row["key"]


async def _with_signers(work: UnitOfWork, case: Case) -> Case:
    if any(node.signing != "one" for node in case.nodes.values()):
        await signers.read_into(work, case)
    return case


async def applicant_masked(work: UnitOfWork, case_id: UUID) -> str:
    """The applicant's name as anybody may see it."""
    return str(await work.fetch_value(APPLICANT_MASKED, case_id))


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
    await signers.keep(work, case, case.nodes.values())
    case.changed.clear()


async def drop_nodes(work: UnitOfWork, case: Case) -> None:
    """Forget the nodes of a case that went back to the window; the journal keeps their story."""
    await work.write(DROP_SIGNERS, case.case_id)
    await work.write(DROP_NODES, case.case_id)


def save(work: UnitOfWork, case: Case, timers: Sequence[Timer] = ()) -> None:
    """Name the one statement that writes this case at the end of the work."""
    recorded = work.record_arguments(case.case_id, *announced(case.case_id, case.facts))
    work.finish_with(
        saving(len(case.changed), len(timers)),
        case.case_id,
        case.version,
        *recorded,
        *_mutable(case),
        window_due(case),
        *chain.from_iterable(_node_mutable(case.nodes[key]) for key in case.changed),
        *chain.from_iterable(map(_timer, timers)),
    )


def announced(case_id: UUID, facts: Iterable[Fact]) -> list[Event]:
    """The facts as the events that are declared for them, name for name."""
    return [
        CASE_EVENTS[type(fact).__name__](
            case_id=case_id, **{f.name: getattr(fact, f.name) for f in fields(fact)},
        )
        for fact in facts
    ]  # fmt: skip


_mutable = attrgetter(*MUTABLE)
_node_mutable = attrgetter("key", *NODE_MUTABLE)
_timer = attrgetter(*TIMER)


def _case(rows: Sequence[Row], head: Row) -> Case:
    case = Case(*head[: len(HEAD)])
    case.state = CaseState(case.state)
    case.result = Result(case.result) if case.result else None
    case.supplement_items = tuple(case.supplement_items)
    nodes = [Node(*row[len(HEAD) :]) for row in rows if row["n_key"] is not None]
    for node in nodes:
        node.state = NodeState(node.state)
        node.after, node.products = tuple(node.after), tuple(node.products)
        node.held_by = tuple(map(Hold, node.held_by))
        node.named, node.wanted = tuple(node.named), tuple(node.wanted)
    case.nodes = {node.key: node for node in nodes}
    return case
