"""Enter and change places of the resource map."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.documents import ResourcePlaceChanged
from shared.refusals import FieldError, Invalid, NotFound
from svc_documents.domain.resource_map.places import PlaceKind, ResourcePlace
from svc_documents.storage.resource_map import places


@dataclass(eq=False)
class ResourcePlaceNotFound(NotFound):
    """资源地图上没有这个地点。"""

    advice: ClassVar[str] = "请在资源地图（/api/v1/resource-map）中选择。"


@dataclass(eq=False)
class ResourceKindUnknown(Invalid):
    """没有这种资源类别。"""


async def place_with_id(work: UnitOfWork, place_id: str) -> tuple[ResourcePlace, int]:
    """A place and its version; refused with ResourcePlaceNotFound."""
    found = await places.with_id(work, place_id)
    if found is None:
        raise ResourcePlaceNotFound
    return found


async def enter_place(
    work: UnitOfWork, place: ResourcePlace, check_version: Callable[[int], None]
) -> tuple[bool, int]:
    """Enter a place or change it; answers whether it is new, and its version.

    One that is not there yet is at version 0. Another region's place is not found.
    Refused with ResourcePlaceNotFound, ResourceKindUnknown, or as `check_version` refuses.
    """
    await work.lock()
    found = await places.with_id(work, place.place_id, locked=True)
    if found is not None and found[0].region_code != place.region_code:
        raise ResourcePlaceNotFound
    check_version(found[1] if found else 0)
    await _refuse_unknown_kind(work, place.kind)
    if found is not None and found[0] == place:
        return False, found[1]
    return found is None, await _write(work, place)


async def load_places(
    work: UnitOfWork, kinds: Iterable[PlaceKind], wanted: Iterable[ResourcePlace]
) -> int:
    """Keep the kinds; enter what is new or differs, leave the rest; answers how many."""
    await places.put_kinds(work, kinds)
    known = await places.everything(work)
    changed = [place for place in wanted if known.get(place.place_id) != place]
    for place in changed:
        await _write(work, place)
    return len(changed)


async def _write(work: UnitOfWork, place: ResourcePlace) -> int:
    version = await places.put(work, place)
    event = ResourcePlaceChanged(
        place_id=place.place_id, kind=place.kind, name=place.name, status=place.status
    )
    await work.announce(aggregate_id(place.place_id), event)
    return version


async def _refuse_unknown_kind(work: UnitOfWork, kind: str) -> None:
    if not await places.kind_is_known(work, kind):
        message = f"没有“{kind}”这种类别，可用的见 /api/v1/resource-map/kinds。"
        raise ResourceKindUnknown(errors=[FieldError("#/kind", "unknown_kind", message)])


def aggregate_id(place_id: str) -> UUID:
    """The aggregate id of a place's own journal."""
    return uuid5(NAMESPACE_URL, f"yangguang:resource-place:{place_id}")
