"""What the window asked for, each time it did."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases.cases import Case

ADD = """
INSERT INTO supplement (case_id, key, round, items, supervisor_reason, requested_by, requested_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
OF_CASE = """
SELECT key, round, items, requested_at FROM supplement WHERE case_id = $1
ORDER BY requested_at, key
"""


async def add(
    work: UnitOfWork,
    case: Case,
    items: Mapping[str, str],
    supervisor_reason: str,
    staff_no: str,
    key: str = "",
) -> None:
    """Keep one request with the reason of each item; ``key`` names the node that asks."""
    number = case.nodes[key].supplement_round if key else case.supplement_round
    await work.write(
        ADD, case.case_id, key, number, dict(items), supervisor_reason, staff_no, work.now,
    )  # fmt: skip


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Every request with the reasons, in the order they were made."""
    return await work.fetch(OF_CASE, case_id)
