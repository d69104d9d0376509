"""The running cases of a matter, which a new version could concern."""

from uuid import UUID

from shared.database import Row, UnitOfWork

RUNNING = """
FROM kase k JOIN matter_version v USING (version_id)
WHERE k.matter_code = $1 AND k.region_code = $2
  AND k.state IN ('draft', 'submitted', 'supplement_requested', 'in_progress', 'decided')
"""
LIST = f"""
SELECT k.case_id, v.number {RUNNING} AND ($3::uuid IS NULL OR k.case_id > $3)
ORDER BY k.case_id LIMIT $4
"""
COUNT = f"SELECT count(*) {RUNNING}"


async def running_cases(
    work: UnitOfWork, code: str, region_code: str, after: UUID | None, limit: int
) -> list[Row]:
    """Cases that are not over, oldest first, with the number of their version (listed)."""
    return await work.fetch(LIST, code, region_code, after, limit)


async def count_running(work: UnitOfWork, code: str, region_code: str) -> int:
    """How many cases of a matter are not over (counted)."""
    return int(await work.fetch_value(COUNT, code, region_code))
