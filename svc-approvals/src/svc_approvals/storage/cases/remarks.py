"""What was said beside an action (办理记录): reasons, opinions, urging. It stays inside."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.ids import new_id

ADD = """
INSERT INTO remark (remark_id, case_id, key, action, staff_no, text, at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
"""
OF_CASE = """
SELECT key, action, staff_no, text, at FROM remark WHERE case_id = $1 ORDER BY at, remark_id
"""


async def add(
    work: UnitOfWork, case_id: UUID, key: str, action: str, staff_no: str, text: str
) -> None:
    """Keep one remark; nothing said is nothing kept."""
    if text:
        await work.write(ADD, new_id(), case_id, key, action, staff_no, text, work.now)


async def of_case(work: UnitOfWork, case_id: UUID) -> Sequence[Row]:
    """Everything said of a case, in order (one indexed read)."""
    return await work.fetch(OF_CASE, case_id)
