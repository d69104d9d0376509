"""Which versions give matters and nodes their names."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from shared.database import UnitOfWork

IN_FORCE = """
SELECT DISTINCT ON (code) version_id FROM matter_version
WHERE code = ANY($1::text[]) AND effective_at <= $2 ORDER BY code, effective_at DESC, number DESC
"""


async def versions_of(work: UnitOfWork, codes: Iterable[str]) -> Sequence[UUID]:
    """The versions in force of these matters, withdrawn ones too (one indexed read)."""
    return [row["version_id"] for row in await work.fetch(IN_FORCE, list(codes), work.now)]
