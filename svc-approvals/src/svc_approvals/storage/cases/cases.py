"""Cases as rows: read whole, decided in Python, written in one statement.

``load`` costs one indexed read (a case and its nodes). ``save`` is one
statement in one round trip: it takes the next version under the row's lock,
compares it with the one that was read, writes the changed nodes and timers,
and records the facts. When somebody was faster nothing is written, and the
edge runs the command again, this time holding the lock from the first read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import chain
from operator import attrgetter
from typing import Any
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
from svc_approvals.storage.cases.statements import (
    HEAD,
    NODE_ADDED,
    NODE_MUTABLE,
    NODE_RARE,
    NODE_USUAL,
    TIMER,
    adding,
    saving,
)
from svc_approvals.storage.cases.timers import Timer

CASE = [f.name for f in fields(Case) if f.name not in {"nodes", "facts", "changed"}]
NODE = [f.name for f in fields(Node) if f.name != "signers"]
BEGUN = (*CASE, "window_due", "applicant_masked", "region_code")

_COLUMNS = ", ".join(
    [*(f"k.{name}" for name in CASE), *(f"n.{name} AS n_{name}" for name in NODE)],
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
DROP_SIGNERS = "DELETE FROM signer WHERE case_id = $1"
DROP_NODES = "DELETE FROM node WHERE case_id = $1"


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database has of a case, so that only what differs is written."""

    head: tuple[object, ...]
    rare: Mapping[str, tuple[object, ...]]


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
    return await _read(work, _case(rows, rows[0]))


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
    return await _read(work, _case(rows, asked)), asked["n_key"]


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


async def _read(work: UnitOfWork, case: Case) -> Case:
    _remember(work, case)
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


async def add(
    work: UnitOfWork,
    case: Case,
    applicant_masked: str,
    region_code: str,
    timers: Sequence[Timer] = (),
) -> None:
    """Insert a new case, with whatever nodes it has, and record its first facts."""
    await work.write(
        adding(BEGUN, nodes=len(case.nodes), timers=len(timers)),
        *_recorded(work, case),
        *_case_columns(case),
        window_due(case),
        applicant_masked,
        region_code,
        *chain.from_iterable(_positioned(case, case.nodes)),
        *chain.from_iterable(map(_timer, timers)),
    )
    _remember(work, case)


async def drop_nodes(work: UnitOfWork, case: Case) -> None:
    """Forget the nodes of a case that went back to the window; the journal keeps their story."""
    await work.write(DROP_SIGNERS, case.case_id)
    await work.write(DROP_NODES, case.case_id)
    work.read[case.case_id] = replace(work.read[case.case_id], rare={})


def save(work: UnitOfWork, case: Case, timers: Sequence[Timer] = ()) -> None:
    """Name the one statement that writes this case at the end of the work that read it."""
    stored: Stored = work.read.pop(case.case_id)
    new = [key for key in case.nodes if key not in stored.rare]
    changed = [case.nodes[key] for key in case.changed if key in stored.rare]
    head = _head(case) != stored.head
    rare = any(_rare(node) != stored.rare[node.key] for node in changed)
    work.finish_with(
        saving(head=head, nodes=len(changed), rare=rare, new=len(new), timers=len(timers)),
        *_recorded(work, case),
        case.version,
        *((*_head(case), window_due(case)) if head else ()),
        *chain.from_iterable(map(_written if rare else _usual, changed)),
        *chain.from_iterable(_positioned(case, new)),
        *chain.from_iterable(map(_timer, timers)),
    )


def _recorded(work: UnitOfWork, case: Case) -> Sequence[Any]:
    return work.record_arguments(case.case_id, *announced(case.case_id, case.facts))


def _positioned(case: Case, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    position = {key: number for number, key in enumerate(case.nodes)}
    return ((position[key], *_node_columns(case.nodes[key])) for key in keys)


def _remember(work: UnitOfWork, case: Case) -> None:
    rare = {node.key: _rare(node) for node in case.nodes.values()}
    work.read[case.case_id] = Stored(_head(case), rare)


def announced(case_id: UUID, facts: Iterable[Fact]) -> list[Event]:
    """The facts as the events that are declared for them, name for name."""
    return [
        CASE_EVENTS[type(fact).__name__](
            case_id=case_id, **{f.name: getattr(fact, f.name) for f in fields(fact)},
        )
        for fact in facts
    ]  # fmt: skip


_case_columns = attrgetter(*CASE)
_head = attrgetter(*HEAD)
_node_columns = attrgetter(*[name for name in NODE_ADDED if name != "position"])
_usual = attrgetter("key", *NODE_USUAL)
_rare = attrgetter(*NODE_RARE)
_written = attrgetter("key", *NODE_MUTABLE)
_timer = attrgetter(*TIMER)


def _case(rows: Sequence[Row], head: Row) -> Case:
    case = Case(*head[: len(CASE)])
    case.state = CaseState(case.state)
    case.result = Result(case.result) if case.result else None
    case.supplement_items = tuple(case.supplement_items)
    nodes = [Node(*row[len(CASE) :]) for row in rows if row["n_key"] is not None]
    for node in nodes:
        node.state = NodeState(node.state)
        node.after, node.products = tuple(node.after), tuple(node.products)
        node.held_by = tuple(map(Hold, node.held_by))
        node.named, node.wanted = tuple(node.named), tuple(node.wanted)
    case.nodes = {node.key: node for node in nodes}
    return case
