"""What is under way in a region, counted: it stands in no tally yet.

Both read partial indexes of what is open (``ix_kase_open``, ``ix_node_at_work``),
so the cost follows the open cases, not the ended ones.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from shared.database import Row, UnitOfWork
from svc_approvals.domain.supervision.tallies import By

MONTH = "to_char(k.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM')"
CASES: Mapping[str, str] = {
    "all": "''", "matter": "k.matter_code", "channel": "k.channel", "month": MONTH,
}  # fmt: skip
NODES: Mapping[str, str] = {"organ": "n.organ_id::text", "node": "k.matter_code || '/' || n.key"}
OPEN_CASES = """
SELECT {member} AS member,
       count(*) FILTER (WHERE k.submitted_at >= $2 AND k.submitted_at < $3) AS submitted,
       count(*) FILTER (WHERE k.accepted_at >= $2 AND k.accepted_at < $3) AS accepted,
       count(*) AS open,
       count(*) FILTER (WHERE k.promised_due < $4 AND k.decided_at IS NULL) AS overdue
FROM kase k WHERE k.region_code = $1 AND k.state NOT IN ('draft', 'closed') GROUP BY 1
"""
OPEN_NODES = """
WITH k AS MATERIALIZED (
    SELECT case_id, matter_code FROM kase
    WHERE region_code = $1 AND state NOT IN ('draft', 'closed')
), n AS MATERIALIZED (
    SELECT case_id, key, organ_id, promised_due FROM node WHERE state = 'active'
)
SELECT {member} AS member, 0 AS submitted, 0 AS accepted, count(*) AS open,
       count(*) FILTER (WHERE n.promised_due < $2) AS overdue
FROM n JOIN k USING (case_id) GROUP BY 1
"""


async def count_open(
    work: UnitOfWork, region_code: str, by: By | str, span: tuple[datetime, datetime]
) -> Sequence[Row]:
    """Open cases, or nodes at work by organ or node, each member's (counted)."""
    if by in NODES:
        return await work.fetch(OPEN_NODES.format(member=NODES[by]), region_code, work.now)
    return await work.fetch(OPEN_CASES.format(member=CASES[by]), region_code, *span, work.now)
