"""What somebody follows: a theme, a place, a grid of a district, an event of life."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from shared.refusals import Conflict, FieldError, Invalid, NotFound

MOST = 50
GRID_PARTS = 3


@dataclass(eq=False)
class SubscriptionUnsound(Invalid):
    """关注的内容填写有误。"""


@dataclass(eq=False)
class SubscriptionNotFound(NotFound):
    """没有这项关注。"""

    advice = "请刷新关注列表。"


@dataclass(eq=False)
class TooManySubscriptions(Conflict):
    """关注的内容太多。"""

    advice = "最多关注50项，请先取消不再需要的。"


class Follows(StrEnum):
    """The kinds of things that can be followed."""

    THEME = "theme"
    REGION = "region"
    GRID = "grid"  # 区-街道-网格: 431202-003-0012
    LIFE_EVENT = "life_event"


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """An event of life (a new resident, a first job), and the themes that are for it."""

    code: str
    title: str
    themes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Subscription:
    """One thing an account follows."""

    subscription_id: UUID
    account_id: UUID
    kind: Follows
    value: str


def read_life_events(kept: Sequence[Mapping[str, Any]]) -> Mapping[str, LifeEvent]:
    """Events by code; ValueError names one that is not in order."""
    found = {}
    for one in kept:
        if not one.get("themes"):
            raise ValueError(f"life event {one.get('code', '?')} has no themes")
        found[str(one["code"])] = LifeEvent(
            str(one["code"]), str(one["title"]), tuple(map(str, one["themes"]))
        )
    return found


def check(
    kind: Follows, value: str, regions: Mapping[str, str], events: Mapping[str, LifeEvent]
) -> None:
    """Refused with SubscriptionUnsound where there is no such thing."""
    message = {
        Follows.REGION: "没有这个地区，请使用属性目录中“所在地区”的代码。",
        Follows.GRID: "网格写作 区代码-街道-网格，如 431202-003-0012。",
        Follows.LIFE_EVENT: f"生活事件应为：{'、'.join(events)}。",
        Follows.THEME: "请填写政策主题。",
    }[kind]
    parts = value.split("-")
    sound = {
        Follows.REGION: value in regions,
        Follows.GRID: len(parts) <= GRID_PARTS and parts[0] in regions and all(parts),
        Follows.LIFE_EVENT: value in events,
        Follows.THEME: bool(value.strip()),
    }[kind]
    if not sound:
        raise SubscriptionUnsound(errors=[FieldError("#/value", "unknown_value", message)])
