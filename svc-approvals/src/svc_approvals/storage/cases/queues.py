"""Lists of cases and tasks; each confined to an owner, an organ or a region by its query."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork

MINE = """
SELECT case_id, case_no, matter_code, matter_name, state, result, created_at, submitted_at,
       promised_due, closed_at
FROM kase WHERE applicant_id = $1 AND ($2::uuid IS NULL OR case_id < $2)
  AND ($3::text IS NULL OR state = $3)
ORDER BY case_id DESC LIMIT $4
"""
COUNT_MINE = """
SELECT count(*) FROM kase WHERE applicant_id = $1 AND ($2::text IS NULL OR state = $2)
"""
TASKS = """
SELECT n.node_id, n.key, n.name, n.kind, n.state, n.handler_no, n.arrived_at, n.claimed_at,
       n.promised_due, n.statutory_due, k.case_id, k.case_no, k.matter_code, k.matter_name,
       k.applicant_masked
FROM node n JOIN kase k USING (case_id)
WHERE n.organ_id = $1 AND n.state = 'active' AND n.role = ANY($2::text[])
  AND ($3::text IS NULL OR n.handler_no = $3) AND (NOT $4 OR n.promised_due < $5)
  AND ($6::timestamptz IS NULL OR (n.promised_due, n.node_id) > ($6, $7))
ORDER BY n.promised_due, n.node_id LIMIT $8
"""
COUNT_TASKS = """
SELECT count(*) FROM node n
WHERE n.organ_id = $1 AND n.state = 'active' AND n.role = ANY($2::text[])
  AND ($3::text IS NULL OR n.handler_no = $3) AND (NOT $4 OR n.promised_due < $5)
"""
TASK = """
SELECT n.*, k.case_no, k.matter_code, k.matter_name, k.applicant_masked, k.version_id
FROM node n JOIN kase k USING (case_id)
WHERE n.node_id = $1 AND n.organ_id = $2 AND n.role = ANY($3::text[])
"""


async def cases_of(
    work: UnitOfWork,
    applicant_id: UUID,
    state: str | None,
    after: UUID | None,
    limit: int,
) -> Sequence[Row]:
    """A person's own cases, newest first (listed)."""
    return await work.fetch(MINE, applicant_id, after, state, limit)


async def tasks_of(
    work: UnitOfWork,
    organ_id: UUID,
    roles: Sequence[str],
    *,
    handler_no: str | None,
    overdue: bool,
    after: Sequence[Any],
    limit: int,
) -> Sequence[Row]:
    """The active nodes of an organ, the most urgent first (listed)."""
    return await work.fetch(
        TASKS, organ_id, list(roles), handler_no, overdue, work.now, *after, limit,
    )  # fmt: skip


async def task(work: UnitOfWork, node_id: UUID, organ_id: UUID, roles: Sequence[str]) -> Row | None:
    """One node of an organ, for those whose role handles it."""
    return await work.fetch_row(TASK, node_id, organ_id, list(roles))


async def count_cases_of(work: UnitOfWork, applicant_id: UUID, state: str | None) -> int:
    """How many cases a person has (counted)."""
    return int(await work.fetch_value(COUNT_MINE, applicant_id, state))


async def count_tasks(
    work: UnitOfWork, organ_id: UUID, roles: Sequence[str], handler_no: str | None, *, overdue: bool
) -> int:
    """How many active nodes an organ has (counted)."""
    arguments = (organ_id, list(roles), handler_no, overdue, work.now)
    return int(await work.fetch_value(COUNT_TASKS, *arguments))
