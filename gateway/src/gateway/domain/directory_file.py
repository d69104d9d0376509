"""The directory as a file: what a new house is given to begin with."""

from dataclasses import dataclass, field
from typing import Any

from gateway.domain.accounts import KINDS, ROLES, Account, Kind, account_id_of
from gateway.domain.organs import Official, Organ, Region, official_id_of, organ_id_of
from shared.masking import mask_name
from shared.office_hours import OfficeHours, OfficeHoursUnusable


class DirectoryUnusable(ValueError):
    """The file names something it does not define, or what nobody knows or can read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One account of the file, with what is kept encrypted or apart."""

    account: Account
    name: str
    phone: str = ""
    email: str = ""
    wechat: bool = False
    place: str = ""
    subject: str | None = None  # of an outside issuer; empty: of none; None: as it is
    disabled: bool | None = None  # None: as it is
    official: Official | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """The whole file, read and checked."""

    regions: tuple[Region, ...]
    organs: tuple[Organ, ...]
    entries: tuple[Entry, ...]
    published_years: tuple[int, ...] = field(default=())
    provisional_years: tuple[int, ...] = field(default=())


def directory_of(document: dict[str, Any]) -> Directory:
    """Read the file's content. Raises DirectoryUnusable."""
    here = document["region"]
    organs = tuple(_organ(entry, here) for entry in document["organs"])
    known = {organ.code for organ in organs}
    years = document.get("calendar", {})
    return Directory(
        tuple(
            Region(entry["code"], entry["name"], entry["level"], entry.get("parent"))
            for entry in document["regions"]
        ),
        organs,
        tuple(_entry(entry, here, known) for entry in document["accounts"]),
        tuple(years.get("published", ())),
        tuple(years.get("provisional", ())),
    )


def _organ(entry: dict[str, Any], region_code: str) -> Organ:
    return Organ(
        id=organ_id_of(entry["code"]),
        code=entry["code"],
        name=entry["name"],
        aliases=tuple(entry["aliases"]),
        region_code=entry.get("region", region_code),
        kind=entry["kind"],
        issuing_rights=tuple(entry["issuing_rights"]),
        office_phone=entry["office_phone"],
        office_hours=_hours(entry),
    )


def _hours(entry: dict[str, Any]) -> str:
    written = entry.get("office_hours", "")
    if not written:
        return ""
    try:
        return str(OfficeHours.parse(written))
    except OfficeHoursUnusable as fault:
        raise DirectoryUnusable(f"{entry['code']}: office hours {written!r}") from fault


def _entry(entry: dict[str, Any], region_code: str, known_organs: set[str]) -> Entry:
    login, kind, roles = entry["login"], entry["kind"], tuple(entry["roles"])
    if kind not in KINDS or not set(roles) <= set(ROLES):
        raise DirectoryUnusable(f"{login}: unknown kind or role")
    if kind == "staff" and entry.get("organ") not in known_organs:
        raise DirectoryUnusable(f"{login}: unknown organ")
    return Entry(
        account=_account(entry, kind, roles, region_code),
        name=entry["name"],
        phone=entry.get("phone", ""),
        email=entry.get("email", ""),
        wechat=entry.get("wechat", False),
        place=entry.get("place", ""),
        subject=entry.get("subject"),
        disabled=entry.get("disabled"),
        official=_official(entry, roles) if kind == "staff" else None,
    )


def _account(
    entry: dict[str, Any], kind: Kind, roles: tuple[str, ...], region_code: str
) -> Account:
    shown = mask_name(entry["name"]) if kind == "person" else entry["name"]
    return Account(
        id=account_id_of(entry["login"]),
        login=entry["login"],
        kind=kind,
        roles=roles,
        name_masked=shown,
        region_code=region_code,
        organ_id=organ_id_of(entry["organ"]) if kind == "staff" else None,
    )


def _official(entry: dict[str, Any], roles: tuple[str, ...]) -> Official:
    return Official(
        id=official_id_of(entry["staff_no"]),
        staff_no=entry["staff_no"],
        name=entry["name"],
        organ_id=organ_id_of(entry["organ"]),
        office_phone=entry["office_phone"],
        account_id=account_id_of(entry["login"]),
        roles=roles,
    )
