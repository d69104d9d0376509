"""Say at which window an evaluator stands, and list the evaluators of a region."""

from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import DeviceBound
from shared.identity import Caller
from shared.pages import PageRequest
from svc_feedback.domain.devices.devices import (
    Device,
    NotThisDevice,
    ReviewDeviceNotFound,
    prompt_id,
)
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.storage import directory
from svc_feedback.storage.devices import devices


async def bind_device(
    work: UnitOfWork, caller: Caller, device_id: str, window_id: str, organ_id: UUID
) -> Row:
    """Bind an evaluator to a window of an organ of the caller's region.

    Refused with AddresseeUnknown for other organs, with ReviewDeviceNotFound when the
    device stands in another region.
    """
    organ = await directory.organ(work, organ_id)
    if organ is None or organ.region_code != caller.region_code:
        raise AddresseeUnknown.at()
    before = await devices.by_id(work, device_id)
    if before is not None and before.region_code != caller.region_code:
        raise ReviewDeviceNotFound
    device = Device(device_id, window_id, organ_id, organ.region_code)
    row = await devices.put(work, device)
    told = DeviceBound(
        device_id=device_id, window_id=window_id, organ_id=organ_id,
        region_code=organ.region_code,
    )  # fmt: skip
    await work.announce(prompt_id(device_id), told)
    return row


async def list_devices(
    work: UnitOfWork, caller: Caller, page: PageRequest
) -> tuple[list[Row], int | None]:
    """The evaluators of the caller's region, by id, and their number if asked for."""
    (after,) = page.after_of(str)
    rows = await devices.of_region(work, caller.region_code, after, page.fetch)
    if not page.count:
        return rows, None
    return rows, await devices.count_of_region(work, caller.region_code)


async def own_device(work: UnitOfWork, caller: Caller, device_id: str) -> Device:
    """The calling device. Refused with NotThisDevice or ReviewDeviceNotFound."""
    if caller.kind != "device" or caller.device_id != device_id:
        raise NotThisDevice
    device = await devices.by_id(work, device_id)
    if device is None:
        raise ReviewDeviceNotFound
    return device
