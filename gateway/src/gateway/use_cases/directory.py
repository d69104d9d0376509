"""Enter organs and officials in the directory, or change them."""

from gateway.domain.organs import Official, Organ
from gateway.storage import organs
from shared.database import UnitOfWork
from shared.events.identity import OrganChanged, StaffChanged


async def enter_organ(work: UnitOfWork, organ: Organ) -> None:
    """Enter an organ and tell everybody, unless nothing differs."""
    if await organs.save_organ(work, organ):
        told = OrganChanged(
            organ_id=organ.id,
            code=organ.code,
            name=organ.name,
            aliases=organ.aliases,
            region_code=organ.region_code,
            kind=organ.kind,
            issuing_rights=organ.issuing_rights,
            office_phone=organ.office_phone,
            office_hours=organ.office_hours,
        )
        await work.announce(organ.id, told)


async def enter_official(work: UnitOfWork, official: Official) -> None:
    """Enter an official and tell everybody, unless nothing differs."""
    if await organs.save_official(work, official):
        told = StaffChanged(
            staff_id=official.id,
            staff_no=official.staff_no,
            name=official.name,
            organ_id=official.organ_id,
            office_phone=official.office_phone,
            account_id=official.account_id,
            roles=official.roles,
            active=official.active,
        )
        await work.announce(official.id, told)
