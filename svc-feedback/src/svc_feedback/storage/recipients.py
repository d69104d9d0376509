"""Whom among the staff a message reaches: those in office who have an account."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.staff_numbers import spelled

REACHED = """
SELECT s.account_id, s.staff_no FROM staff s JOIN organ o USING (organ_id)
WHERE s.active AND s.account_id IS NOT NULL
"""
OF_NUMBER = f"{REACHED} AND s.spelled = $1 AND s.organ_id = $2"
OF_ORGAN = f"{REACHED} AND s.organ_id = $1 AND s.roles && $2::text[] ORDER BY s.staff_no"
OF_REGION = f"{REACHED} AND o.region_code = $1 AND s.roles && $2::text[] ORDER BY s.staff_no"


ANYBODY = "SELECT EXISTS (SELECT FROM staff WHERE account_id IS NOT NULL)"


class Recipient(NamedTuple):
    """One of the staff a message can be sent to."""

    account_id: UUID
    staff_no: str


async def anybody(work: UnitOfWork) -> bool:
    """Whether the directory has told any account of the staff at all (the staff, read once)."""
    return bool(await work.fetch_value(ANYBODY))


async def of_number(work: UnitOfWork, staff_no: str, organ_id: UUID) -> list[Recipient]:
    """An organ's official, however the number is written (one indexed read)."""
    return [Recipient(*row) for row in await work.fetch(OF_NUMBER, spelled(staff_no), organ_id)]


async def of_organ(work: UnitOfWork, organ_id: UUID, roles: Sequence[str]) -> list[Recipient]:
    """An organ's officials who have one of these roles (the staff, read once)."""
    return [Recipient(*row) for row in await work.fetch(OF_ORGAN, organ_id, roles)]


async def of_region(work: UnitOfWork, region_code: str, roles: Sequence[str]) -> list[Recipient]:
    """A region's officials who have one of these roles (the staff, read once)."""
    return [Recipient(*row) for row in await work.fetch(OF_REGION, region_code, roles)]
