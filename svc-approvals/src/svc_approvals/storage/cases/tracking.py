"""What anybody may see of a case: read from the rows the commands write, so never behind them."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

HEAD = """
SELECT k.case_id, k.case_no, k.matter_code, k.matter_name, k.applicant_id, k.applicant_masked,
       k.state, k.result, k.version, k.submitted_at, k.acceptance_due, k.accepted_at,
       k.deemed_accepted, k.promised_due, k.statutory_due, k.provisional, k.decided_at,
       k.closed_at, k.delivery, k.reason, k.deferrals_open, k.paused_at, k.suspended_at,
       k.supplement_due, k.version_id, k.clock_from, k.hours, k.promised_left, k.statutory_left
FROM kase k WHERE k.case_no = $1 AND k.state <> 'draft'
"""
NODES = """
SELECT n.key, n.name, n.kind, n.state, n.arrived_at, n.claimed_at, n.finished_at, n.promised_due,
       n.statutory_due, n.provisional, n.feedback, n.clock_from, n.hours, n.held_by, n.paused_at,
       n.promised_left, n.extended_days, n.after, n.needed, n.applicable, n.promised_days,
       o.name AS organ, o.phone AS organ_phone,
       s.name AS handler, s.staff_no AS handler_no, s.office_phone AS handler_phone
FROM node n LEFT JOIN organ o USING (organ_id) LEFT JOIN staff s ON s.staff_no = n.handler_no
WHERE n.case_id = $1 ORDER BY n.position
"""
EVENTS = "SELECT sequence, subject, at, data FROM journal WHERE aggregate_id = $1 ORDER BY sequence"
DEFERRALS = """
SELECT code, deferred_until FROM material WHERE case_id = $1 AND state = 'deferred' ORDER BY code
"""
VERSION = "SELECT version FROM kase WHERE case_id = $1"


async def head_of(work: UnitOfWork, case_no: str) -> Row | None:
    """The case behind a number (one indexed read)."""
    return await work.fetch_row(HEAD, case_no)


async def nodes_of(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Its nodes with organ and handler, in the order of the process."""
    return await work.fetch(NODES, case_id)


async def events_of(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Everything recorded of it."""
    return await work.fetch(EVENTS, case_id)


async def deferrals_of(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """The deferred materials that have not come yet."""
    return await work.fetch(DEFERRALS, case_id)
