"""Closed cases and their nodes for export, a page at a time in the order they were closed.

Each page is a read of its own through ``ix_kase_closed``: an export of any
length holds neither a connection nor a snapshot while the client reads.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.database import Row, UnitOfWork

PAGE = 1000
CASES = """
SELECT case_id, closed_at, case_no, matter_code, matter_name, applicant_masked, channel, result,
       submitted_at, accepted_at, hours,
       coalesce(clock_from, accepted_at) AS clock_from, promised_due, statutory_due,
       decided_at, decided_at AS finished_at, supplement_round
FROM kase WHERE region_code = $1 AND state = 'closed' AND submitted_at IS NOT NULL
  AND (closed_at, case_id) > ($2, $3) AND closed_at < $4 ORDER BY closed_at, case_id LIMIT $5
"""
NODES = """
SELECT k.case_id, k.closed_at, k.case_no, k.matter_code, k.matter_name, n.key, n.name,
       o.name AS organ, n.handler_no, n.state, n.arrived_at, n.hours,
       coalesce(n.clock_from, n.arrived_at) AS clock_from,
       n.claimed_at, n.finished_at, n.promised_due, n.statutory_due
FROM (SELECT case_id, closed_at, case_no, matter_code, matter_name FROM kase
      WHERE region_code = $1 AND state = 'closed' AND submitted_at IS NOT NULL
        AND (closed_at, case_id) > ($2, $3) AND closed_at < $4
      ORDER BY closed_at, case_id LIMIT $5) k
JOIN node n USING (case_id) LEFT JOIN organ o USING (organ_id)
WHERE n.state IN ('approved', 'refused') ORDER BY k.closed_at, k.case_id, n.position
"""
LAST = """
SELECT closed_at, case_id FROM (SELECT closed_at, case_id FROM kase
    WHERE region_code = $1 AND state = 'closed' AND submitted_at IS NOT NULL
      AND (closed_at, case_id) > ($2, $3) AND closed_at < $4
    ORDER BY closed_at, case_id LIMIT $5) page ORDER BY closed_at DESC, case_id DESC LIMIT 1
"""
QUERIES = {"cases": CASES, "nodes": NODES}
Place = tuple[datetime, UUID]
FIRST = UUID(int=0)


async def page_of_closed(
    work: UnitOfWork, what: str, region_code: str, after: Place, before: datetime
) -> tuple[Sequence[Row], Place | None]:
    """The rows of the next thousand cases, and the place behind them; None: there are no more."""
    asked = (region_code, *after, before, PAGE)
    last = await work.fetch_row(LAST, *asked)
    if last is None:
        return [], None
    return await work.fetch(QUERIES[what], *asked), (last["closed_at"], last["case_id"])
