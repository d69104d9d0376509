"""Lists of cases and tasks; each confined to an owner, an organ or a region by its query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork

OWN = """
applicant_id = $1 AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR result = $3)
  AND ($4::text IS NULL OR matter_code = $4) AND ($5::timestamptz IS NULL OR created_at >= $5)
  AND ($6::timestamptz IS NULL OR created_at < $6)
"""
MINE = f"""
SELECT case_id, case_no, matter_code, matter_name, state, result, created_at, submitted_at,
       promised_due, closed_at
FROM kase WHERE {OWN} AND ($7::uuid IS NULL OR case_id < $7)
ORDER BY case_id DESC LIMIT $8
"""
COUNT_MINE = f"SELECT count(*) FROM kase WHERE {OWN}"
TASK_COLUMNS = """
n.node_id, n.key, n.name, n.kind, n.state, n.handler_no, n.delegated_by, n.signing, n.held_by,
n.urged, n.extension_asked, n.arrived_at, n.claimed_at, n.paused_at, n.promised_due,
n.statutory_due, k.case_id, k.case_no, k.matter_code, k.matter_name, k.applicant_masked
"""
FITTING = """
n.organ_id = $1 AND n.role = ANY($2::text[])
  AND ($3::text IS NULL OR n.handler_no = $3 OR EXISTS (SELECT FROM signer s
       WHERE s.case_id = n.case_id AND s.key = n.key AND s.staff_no = $3 AND s.outcome = ''))
"""
TASKS = f"""
SELECT {TASK_COLUMNS} FROM node n JOIN kase k USING (case_id)
WHERE n.state = 'active' AND {FITTING} AND (NOT $4 OR n.promised_due < $5)
  AND ($6::timestamptz IS NULL OR n.promised_due < $6)
  AND ($7::timestamptz IS NULL OR (n.promised_due, n.node_id) > ($7, $8))
ORDER BY n.promised_due, n.node_id LIMIT $9
"""
RESTING = f"""
SELECT {TASK_COLUMNS} FROM node n JOIN kase k USING (case_id)
WHERE n.state = 'paused' AND {FITTING}
  AND ($4::timestamptz IS NULL OR (n.paused_at, n.node_id) > ($4, $5))
ORDER BY n.paused_at, n.node_id LIMIT $6
"""
COUNT_TASKS = f"""
SELECT count(*) FROM node n
WHERE n.state = 'active' AND {FITTING} AND (NOT $4 OR n.promised_due < $5)
  AND ($6::timestamptz IS NULL OR n.promised_due < $6)
"""
COUNT_RESTING = f"SELECT count(*) FROM node n WHERE n.state = 'paused' AND {FITTING}"
TASK = """
SELECT n.*, k.case_no, k.matter_code, k.matter_name, k.applicant_masked, k.version_id
FROM node n JOIN kase k USING (case_id)
WHERE n.node_id = $1 AND n.organ_id = $2 AND n.role = ANY($3::text[])
"""


class AskedCases(NamedTuple):
    """Which of a person's own cases: in this state, with this result, of this matter and time."""

    applicant_id: UUID
    state: str | None = None
    result: str | None = None
    matter: str | None = None
    begun_from: datetime | None = None
    begun_before: datetime | None = None


async def cases_of(
    work: UnitOfWork, asked: AskedCases, after: UUID | None, limit: int
) -> Sequence[Row]:
    """A person's own cases, newest first (listed)."""
    return await work.fetch(MINE, *asked, after, limit)


@dataclass(frozen=True, slots=True)
class AskedTasks:
    """Which nodes: of this organ and these roles; of one officer; overdue, due; or resting."""

    organ_id: UUID
    roles: Sequence[str]
    staff_no: str | None
    overdue: bool = False
    resting: bool = False
    due_before: datetime | None = None

    @property
    def whose(self) -> tuple[Any, ...]:
        """The parameters every query begins with."""
        return (self.organ_id, list(self.roles), self.staff_no)


async def tasks_of(
    work: UnitOfWork, asked: AskedTasks, after: Sequence[Any], limit: int
) -> Sequence[Row]:
    """Active nodes, the most urgent first, or resting ones, the longest first (listed)."""
    if asked.resting:
        return await work.fetch(RESTING, *asked.whose, *after, limit)
    return await work.fetch(TASKS, *asked.whose, *_due(work, asked), *after, limit)


def _due(work: UnitOfWork, asked: AskedTasks) -> tuple[Any, ...]:
    return asked.overdue, work.now, asked.due_before


async def task(work: UnitOfWork, node_id: UUID, organ_id: UUID, roles: Sequence[str]) -> Row | None:
    """One node of an organ, for those whose role handles it."""
    return await work.fetch_row(TASK, node_id, organ_id, list(roles))


async def count_cases_of(work: UnitOfWork, asked: AskedCases) -> int:
    """How many cases a person has (counted)."""
    return int(await work.fetch_value(COUNT_MINE, *asked))


async def count_tasks(work: UnitOfWork, asked: AskedTasks) -> int:
    """How many of them there are (counted)."""
    if asked.resting:
        return int(await work.fetch_value(COUNT_RESTING, *asked.whose))
    return int(await work.fetch_value(COUNT_TASKS, *asked.whose, *_due(work, asked)))
