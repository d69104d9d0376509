"""Publish the list of powers, and look into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from uuid import NAMESPACE_URL, uuid5

from shared.database import UnitOfWork
from shared.events.approvals import PowerListPublished
from shared.refusals import FieldError, Invalid, NotFound
from svc_approvals.domain.power_items.power_items import PowerItem
from svc_approvals.storage import directory
from svc_approvals.storage.power_items import power_items

POWER_LIST = uuid5(NAMESPACE_URL, "yangguang:power-list")


@dataclass(eq=False)
class PowerItemNotFound(NotFound):
    """没有找到这个权责事项。"""

    advice: ClassVar[str] = "请在权责清单（/api/v1/power-items）中选择。"


@dataclass(eq=False)
class SubjectOrganUnknown(Invalid):
    """没有这个部门。"""

    advice: ClassVar[str] = "请核对部门代码，可在 /api/v1/organs 查询。"


async def power_item(work: UnitOfWork, code: str) -> PowerItem:
    """One item; refused with PowerItemNotFound."""
    found = await power_items.with_code(work, code)
    if found is None:
        raise PowerItemNotFound
    return found


async def known_organ(work: UnitOfWork, code: str) -> None:
    """Refused with SubjectOrganUnknown when the directory has told no such organ."""
    if code not in await directory.organs(work):
        message = f"通讯录里没有代码为“{code}”的部门。"
        raise SubjectOrganUnknown(errors=[FieldError("query:organ", "unknown_organ", message)])


async def publish_power_list(work: UnitOfWork, items: Iterable[PowerItem]) -> int:
    """Make this the list; answers how many items are new, changed or gone."""
    await work.lock()
    known, wanted = await power_items.everything(work), {one.code: one for one in items}
    changed = [one for code, one in wanted.items() if known.get(code) != one]
    removed = sorted(known.keys() - wanted.keys())
    if not changed and not removed:
        return 0
    await power_items.put(work, changed)
    await power_items.drop(work, removed)
    event = PowerListPublished(
        items=len(wanted), changed=tuple(one.code for one in changed), removed=tuple(removed)
    )
    await work.announce(POWER_LIST, event)
    return len(changed) + len(removed)
