"""What made-up cases are made from: the matters in force and who works where."""

from collections.abc import Sequence
from uuid import UUID

from shared.database import Row, UnitOfWork

IN_FORCE = """
SELECT code, current_version_id AS version_id FROM matter
WHERE current_version_id IS NOT NULL ORDER BY code
"""
STAFF = "SELECT staff_no, staff_id, organ_id FROM staff WHERE active ORDER BY staff_no"


async def versions_in_force(work: UnitOfWork) -> Sequence[UUID]:
    """The version of every published matter, in order of its code."""
    return [row["version_id"] for row in await work.fetch(IN_FORCE)]


async def staff(work: UnitOfWork) -> Sequence[Row]:
    """Everybody who works in an organ."""
    return await work.fetch(STAFF)
