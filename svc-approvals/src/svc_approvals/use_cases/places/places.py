"""Enter and change places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.approvals import PlaceChanged
from shared.refusals import FieldError, Invalid, NotFound
from svc_approvals.domain.places.places import Place
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.places import places


@dataclass(eq=False)
class PlaceNotFound(NotFound):
    """没有找到这个办事地点。"""

    advice: ClassVar[str] = "请在办事地点列表（/api/v1/places）中选择。"


@dataclass(eq=False)
class PlaceInvalid(Invalid):
    """办事地点的内容不正确。"""


async def place_with_id(work: UnitOfWork, place_id: str) -> tuple[Place, int]:
    """A place and its version; refused with PlaceNotFound."""
    found = await places.with_id(work, place_id)
    if found is None:
        raise PlaceNotFound
    return found


async def enter_place(
    work: UnitOfWork, place: Place, check_version: Callable[[int], None]
) -> tuple[bool, int]:
    """Enter a place or change it; answers whether it is new, and its version.

    One that is not there yet is at version 0. Another region's place is not found.
    """
    await work.lock()
    found = await places.with_id(work, place.place_id)
    if found is not None and found[0].region_code != place.region_code:
        raise PlaceNotFound
    check_version(found[1] if found else 0)
    await _refuse_unknown(work, place)
    if found is not None and found[0] == place:
        return False, found[1]
    return found is None, await _write(work, place)


async def load_places(work: UnitOfWork, wanted: Iterable[Place]) -> int:
    """Enter what is new or differs, leave the rest; answers how many."""
    await work.lock()
    known = await places.everything(work)
    changed = [place for place in wanted if known.get(place.place_id) != place]
    for place in changed:
        await _write(work, place)
    return len(changed)


async def _write(work: UnitOfWork, place: Place) -> int:
    version = await places.put(work, place)
    event = PlaceChanged(
        place_id=place.place_id, kind=place.kind, name=place.name, status=place.status,
        services=place.services,
    )  # fmt: skip
    await work.announce(aggregate_id(place.place_id), event)
    return version


async def _refuse_unknown(work: UnitOfWork, place: Place) -> None:
    errors = [
        FieldError(f"#/services/{i}", "unknown_matter", f"没有“{code}”这个事项。")
        for i, code in enumerate(place.services)
        if await matters.in_force(work, code) is None
    ]
    if not await _stands_right(work, place):
        message = "窗口应当写明所在的大厅，其他地点不写。"
        errors.append(FieldError("#/part_of", "hall_expected", message))
    if errors:
        raise PlaceInvalid(errors=errors)


async def _stands_right(work: UnitOfWork, place: Place) -> bool:
    """A window names a hall that is there; nothing else stands in another place."""
    if place.part_of is None or place.kind != "window":
        return place.part_of is None and place.kind != "window"
    hall = await places.with_id(work, place.part_of)
    return hall is not None and hall[0].kind == "hall"


def aggregate_id(place_id: str) -> UUID:
    """The aggregate id of a place's own journal."""
    return uuid5(NAMESPACE_URL, f"yangguang:place:{place_id}")
