"""The versions of a matter, and what changed between them."""

from typing import Any

from shared.database import UnitOfWork
from svc_approvals.domain.catalogue.differences import Difference, differences
from svc_approvals.domain.catalogue.reasons import VersionNotFound
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.catalogue.matters import PublishedMatter
from svc_approvals.use_cases.catalogue.matters import MatterNotFound


async def list_versions(
    work: UnitOfWork, code: str, before: int | None, limit: int
) -> list[dict[str, Any]]:
    """Versions, newest first, each with its state; refused with MatterNotFound."""
    if await matters.head(work, code) is None:
        raise MatterNotFound
    current = await matters.in_force(work, code)
    number = current.published.number if current else 0
    rows = await matters.list_versions(work, code, before, limit)
    return [dict(row) | {"state": _state(row, number, work)} for row in rows]


def _state(row: Any, in_force: int, work: UnitOfWork) -> str:
    if row["effective_at"] > work.now:
        return "scheduled"
    return "in_force" if row["number"] == in_force else "past"


async def get_version(work: UnitOfWork, code: str, number: int) -> PublishedMatter:
    """A version by its number; refused with VersionNotFound."""
    found = await matters.numbered(work, code, number)
    if found is None:
        raise VersionNotFound
    return found


async def compare_versions(
    work: UnitOfWork, code: str, older: int, newer: int
) -> list[Difference]:  # fmt: skip
    """What changed from one version to another; refused with VersionNotFound."""
    before = to_dict((await get_version(work, code, older)).matter)
    after = to_dict((await get_version(work, code, newer)).matter)
    return differences(before, after)
