"""What made-up cases are made from: the matters in force and who works where."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

IN_FORCE = """
SELECT DISTINCT ON (m.code) v.version_id FROM matter m JOIN matter_version v USING (code)
WHERE v.effective_at <= $1 AND (m.withdrawn_at IS NULL OR v.published_at > m.withdrawn_at)
ORDER BY m.code, v.effective_at DESC, v.number DESC
"""
STAFF = "SELECT staff_no, staff_id, organ_id FROM staff WHERE active ORDER BY staff_no"


async def versions_in_force(work: UnitOfWork) -> Sequence[UUID]:
    """The version of every published matter, in order of its code."""
    return [row["version_id"] for row in await work.fetch(IN_FORCE, work.now)]


async def staff(work: UnitOfWork) -> Sequence[Row]:
    """Everybody who works in an organ."""
    return await work.fetch(STAFF)
