"""The statements that write a case, each in one round trip.

Rows go as VALUES, which cost PostgreSQL half of what the same rows as JSON do. Most commands
change few columns, so a statement is made for what changed: of the case only its version or
every column, of its nodes what a day's work touches or also what is rare. More finely cut there
would be more texts than a connection keeps prepared.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count

RECORDED = 6
HEAD = [
    "state", "result", "submitted_at", "received_at", "acceptance_due", "accepted_at",
    "deemed_accepted", "promised_due", "statutory_due", "provisional", "decided_at", "closed_at",
    "deferrals_open", "supplement_round", "supplement_items", "reason", "delivery", "claimed_by",
    "claimed_at", "clock_from", "epoch", "paused_at", "promised_left", "statutory_left",
    "extended_days", "suspended_at", "supplement_due", "unforeseen",
]  # fmt: skip
NODE_FIXED = {
    "node_id": "uuid", "key": "text", "name": "text", "kind": "text", "organ_id": "uuid",
    "role": "text", "after": "text[]", "needed": "smallint", "counts_skipped": "boolean",
    "applicable": "boolean", "promised_days": "integer", "statutory_days": "integer",
    "on_refuse": "text", "products": "text[]", "hours": "text", "resets": "boolean",
    "automatic": "boolean",
}  # fmt: skip
NODE_USUAL = {
    "state": "text", "handler_no": "text", "arrived_at": "timestamptz",
    "claimed_at": "timestamptz", "finished_at": "timestamptz", "promised_due": "timestamptz",
    "statutory_due": "timestamptz", "provisional": "boolean", "epoch": "integer",
    "opinion": "text", "feedback": "text", "clock_from": "timestamptz",
}  # fmt: skip
NODE_RARE = {
    "held_by": "text[]", "paused_at": "timestamptz", "promised_left": "integer",
    "statutory_left": "integer", "extended_days": "integer", "extension_asked": "integer",
    "extension_by": "text", "urged": "integer", "supplement_round": "integer",
    "named": "text[]", "wanted": "text[]", "delegated_by": "text", "signing": "text",
    "threshold": "integer", "ruling": "text", "rule_inputs": "jsonb",
}  # fmt: skip
NODE_MUTABLE = {**NODE_USUAL, **NODE_RARE}
NODE_ADDED = {"position": "smallint", **NODE_FIXED, **NODE_MUTABLE}
TIMER = {
    "kind": "text", "key": "text", "epoch": "integer", "percent": "smallint",
    "due_at": "timestamptz",
}  # fmt: skip


@cache
def saving(*, head: bool, nodes: int, rare: bool, new: int, timers: int) -> str:
    """The statement that saves a case with so many changed nodes, new nodes and timers.

    Parameters: what ``record_events`` takes (the id first, the moment fourth), the version
    read, the case's columns if they are written, then those of each node and each timer.
    """
    free = count(RECORDED + 2)
    columns = [f", {name} = ${next(free)}" for name in [*HEAD, "window_due"] if head]
    return f"""
WITH head AS (
    UPDATE kase SET version = version + 1, updated_at = $4{"".join(columns)}
    WHERE case_id = $1 AND version = ${RECORDED + 1} RETURNING case_id
){_nodes_written(nodes, NODE_MUTABLE if rare else NODE_USUAL, free)}{_nodes_added(new, free)}{
        _timers_written(timers, free)
    }
SELECT record_events($1, $2, $3, $4, $5, $6) FROM head
"""


@cache
def adding(columns: Sequence[str], *, nodes: int, timers: int) -> str:
    """The statement that adds a case with so many nodes and timers.

    Parameters: what ``record_events`` takes, the case's columns, then each node's and timer's.
    """
    free = count(RECORDED + 1)
    values = ", ".join(f"${next(free)}" for _ in columns)
    return f"""
WITH head AS (
    INSERT INTO kase (created_at, updated_at, {", ".join(columns)})
    VALUES ($4, $4, {values}) RETURNING case_id
){_nodes_added(nodes, free)}{_timers_written(timers, free)}
SELECT record_events($1, $2, $3, $4, $5, $6) FROM head
"""


def _nodes_written(number: int, columns: Mapping[str, str], free: Iterator[int]) -> str:
    if not number:
        return ""
    return f""", nodes AS (
    UPDATE node n SET {", ".join(f"{name} = c.{name}" for name in columns)}
    FROM head, (VALUES {_values(number, {"key": "text", **columns}, free)})
        AS c(key, {", ".join(columns)})
    WHERE n.case_id = head.case_id AND n.key = c.key
)"""


def _nodes_added(number: int, free: Iterator[int]) -> str:
    if not number:
        return ""
    return f""", added AS (
    INSERT INTO node (case_id, {", ".join(NODE_ADDED)})
    SELECT head.case_id, n.* FROM head, (VALUES {_values(number, NODE_ADDED, free)}) n
)"""


def _timers_written(number: int, free: Iterator[int]) -> str:
    if not number:
        return ""
    return f""", rung AS (
    INSERT INTO timer (case_id, {", ".join(TIMER)})
    SELECT head.case_id, t.* FROM head, (VALUES {_values(number, TIMER, free)}) t
    ON CONFLICT (case_id, kind, key) DO UPDATE SET epoch = EXCLUDED.epoch,
        percent = EXCLUDED.percent, due_at = EXCLUDED.due_at
)"""


def _values(number: int, columns: Mapping[str, str], free: Iterator[int]) -> str:
    rows = (", ".join(f"${next(free)}::{kind}" for kind in columns.values()) for _ in range(number))
    return ", ".join(f"({row})" for row in rows)
