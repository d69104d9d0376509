"""Organs, their regions and their officials: the directory."""

from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.refusals import NotFound


class OrganUnknown(NotFound):
    """没有这个部门。"""

    advice = "请核对部门代码，可在 /api/v1/organs 查询。"


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division (GB/T 2260); level 1 province, 2 city, 3 county."""

    code: str
    name: str
    level: int
    parent_code: str | None = None


@dataclass(frozen=True, slots=True)
class Organ:
    """A public body; the aliases are how documents and people call it.

    ``office_hours`` as `08:30-12:00,14:00-17:30`; empty: the usual ones.
    """

    id: UUID
    code: str
    name: str
    aliases: tuple[str, ...]
    region_code: str
    kind: str
    issuing_rights: tuple[str, ...]
    office_phone: str
    office_hours: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """A member of an organ's staff, as the public may know them."""

    id: UUID
    staff_no: str
    name: str
    organ_id: UUID
    office_phone: str
    account_id: UUID | None
    roles: tuple[str, ...]
    active: bool = True


def organ_id_of(code: str) -> UUID:
    """The id of an organ of the directory file, the same in every copy of the house."""
    return uuid5(NAMESPACE_URL, f"yangguang:organ:{code}")


def official_id_of(staff_no: str) -> UUID:
    """The id of an official of the directory file."""
    return uuid5(NAMESPACE_URL, f"yangguang:staff:{staff_no}")
