"""Made-up cases as rows, thousands at a time by COPY.

The columns are those of ``storage.cases.cases``. The journal is chained by the
same ``event_hash`` that ``record_events`` uses, one sequence number of all cases
at a time, so `check --audit` holds over it. The outbox stays empty: nobody is
told of what was made up. Costs about 1 ms a case, nearly all of it the journal.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import asyncpg
import orjson

from shared.database import Connection
from svc_approvals.domain.cases.states import MaterialState
from svc_approvals.domain.cases.window_queue import window_due
from svc_approvals.domain.histories.stories import Story
from svc_approvals.storage.cases.cases import CASE, NODE, announced
from svc_approvals.storage.cases.timers import Timer

CASE_COLUMNS = [
    *CASE, "applicant_masked", "region_code", "created_at", "updated_at", "window_due",
]  # fmt: skip
NODE_COLUMNS = ["case_id", "position", *NODE]
MATERIAL_COLUMNS = [
    "case_id", "code", "state", "file_name", "media_type", "size", "stored_at", "deferred_until",
    "deferred_days", "updated_at",
]  # fmt: skip
FORM_COLUMNS = ["case_id", "answers", "form", "personal"]
SUPPLEMENT_COLUMNS = [
    "case_id", "round", "items", "supervisor_reason", "requested_by", "requested_at",
]  # fmt: skip
TIMER_COLUMNS = ["case_id", "kind", "key", "epoch", "percent", "due_at"]
FACT_COLUMNS = ["aggregate_id", "sequence", "event_id", "subject", "at", "actor", "data"]
FACTS = """
CREATE TEMP TABLE made_up_fact (aggregate_id uuid, sequence bigint, event_id uuid, subject text,
    at timestamptz, actor text, data jsonb, PRIMARY KEY (sequence, aggregate_id)) ON COMMIT DROP
"""
CHAIN = """
INSERT INTO journal (aggregate_id, sequence, event_id, subject, at, actor, data, traceparent, hash)
SELECT f.aggregate_id, f.sequence, f.event_id, f.subject, f.at, f.actor, f.data, '',
    event_hash(coalesce(j.hash, ''), f.aggregate_id, f.sequence, f.subject, f.at, f.actor, f.data)
FROM made_up_fact f
LEFT JOIN journal j ON j.aggregate_id = f.aggregate_id AND j.sequence = f.sequence - 1
WHERE f.sequence = $1
"""
LONGEST = "SELECT max(sequence) FROM made_up_fact"
HEADS = """
INSERT INTO journal_head (aggregate_id, noun, sequence, hash)
SELECT DISTINCT ON (aggregate_id) aggregate_id, 'approvals.case', sequence, hash
FROM journal WHERE aggregate_id = ANY($1::uuid[]) ORDER BY aggregate_id, sequence DESC
"""
TABLES = (
    "kase",
    "node",
    "material",
    "case_form",
    "supplement",
    "timer",
    "journal",
    "journal_head",
    "tally",
)

Filled = tuple[dict[str, Any], dict[str, Any], str | None]


async def open_connection(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """A connection whose COPY takes jsonb as text."""
    return await asyncpg.connect(dsn, server_settings={"application_name": "histories"})


async def write(
    connection: Connection,
    stories: Sequence[Story],
    region_codes: Sequence[str],
    filled: Sequence[Filled],
    timers: Sequence[Sequence[Timer]],
) -> None:
    """Write these cases whole, in one transaction."""
    pairs = list(zip(stories, region_codes, strict=True))
    async with connection.transaction():
        await _copy(connection, "kase", CASE_COLUMNS, (_case(*pair) for pair in pairs))
        await _copy(connection, "node", NODE_COLUMNS, _nodes(stories))
        await _copy(connection, "material", MATERIAL_COLUMNS, _materials(stories))
        forms = (
            (s.case.case_id, _json(f[0]), _json(f[1]), f[2])
            for s, f in zip(stories, filled, strict=True)
        )
        await _copy(connection, "case_form", FORM_COLUMNS, forms)
        await _copy(connection, "supplement", SUPPLEMENT_COLUMNS, _supplements(stories))
        rows = (
            (s.case.case_id, t.kind, t.key, t.epoch, t.percent, t.due_at)
            for s, own in zip(stories, timers, strict=True)
            for t in own
        )
        await _copy(connection, "timer", TIMER_COLUMNS, rows)
        await _record(connection, stories)


async def analyze(owner_dsn: str) -> None:
    """Let the planner know what has come; tables of another owner are passed over."""
    connection = await asyncpg.connect(owner_dsn)
    try:
        await connection.execute(f"ANALYZE {', '.join(TABLES)}")
    finally:
        await connection.close()


async def _record(connection: Connection, stories: Sequence[Story]) -> None:
    await connection.execute(FACTS)
    await _copy(connection, "made_up_fact", FACT_COLUMNS, _facts(stories))
    longest = await connection.fetchval(LONGEST)
    for sequence in range(1, (longest or 0) + 1):
        await connection.execute(CHAIN, sequence)
    await connection.execute(HEADS, [story.case.case_id for story in stories])


async def _copy(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    await connection.copy_records_to_table(table, columns=list(columns), records=rows)


def _case(story: Story, region_code: str) -> tuple[Any, ...]:
    head = (_value(getattr(story.case, name)) for name in CASE)
    due = window_due(story.case)
    return (*head, story.masked, region_code, story.begun_at, story.updated_at, due)


def _nodes(stories: Sequence[Story]) -> Iterable[tuple[Any, ...]]:
    for story in stories:
        for position, node in enumerate(story.case.nodes.values()):
            values = (_value(getattr(node, name)) for name in NODE)
            yield (story.case.case_id, position, *values)


def _materials(stories: Sequence[Story]) -> Iterable[tuple[Any, ...]]:
    """No file lies behind a made-up material, so none can be asked for."""
    for story in stories:
        for one in story.materials:
            if one.state is not MaterialState.MISSING:
                yield (
                    story.case.case_id, one.code, one.state, "", "", 0, "", one.deferred_until,
                    one.deferred_days, story.updated_at,
                )  # fmt: skip


def _supplements(stories: Sequence[Story]) -> Iterable[tuple[Any, ...]]:
    for story in stories:
        for one in story.asked:
            items = _json(dict(one.items))
            yield (story.case.case_id, one.round, items, "", one.staff_no, one.at)


def _facts(stories: Sequence[Story]) -> Iterable[tuple[Any, ...]]:
    for story in stories:
        case_id = story.case.case_id
        for sequence, told in enumerate(story.told, start=1):
            (event,) = announced(case_id, [told.fact])
            data = event.model_dump_json()
            yield (case_id, sequence, told.event_id, event.subject, told.at, told.actor, data)


def _value(value: Any) -> Any:
    return _json(value) if isinstance(value, dict) else value


def _json(value: Any) -> str:
    return orjson.dumps(value, default=str).decode()
