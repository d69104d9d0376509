"""What made-up cases are made from: the matters in force and who works where."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

IN_FORCE = """
SELECT DISTINCT ON (code) code, version_id FROM matter_version WHERE effective_at <= $1
ORDER BY code, effective_at DESC, number DESC
"""
STAFF = "SELECT staff_no, staff_id, organ_id FROM staff WHERE active ORDER BY staff_no"


async def versions_in_force(work: UnitOfWork) -> Sequence[UUID]:
    """The version of every published matter, in order of its code."""
    return [row["version_id"] for row in await work.fetch(IN_FORCE, work.now)]


async def staff(work: UnitOfWork) -> Sequence[Row]:
    """Everybody who works in an organ."""
    return await work.fetch(STAFF)
