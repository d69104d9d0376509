"""What a unit has to publish for a year, and what is looked at in each: data, with a version.

Points and shares are this platform's own: the Ministry's checks (地方预决算公开度排行榜) name
completeness, depth, timeliness, manner and truth, but publish no weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from svc_budget.domain.templates.templates import Book


class Check(StrEnum):
    """What is looked at in an item."""

    PUBLISHED = "published"
    IN_TIME = "in_time"
    DEEP = "deep"
    SOUND = "sound"  # no rule of severity error failed
    MACHINE_READABLE = "machine_readable"
    EXPLAINED = "explained"


CHECK_NAMES = {
    Check.PUBLISHED: "已公开",
    Check.IN_TIME: "公开及时",
    Check.DEEP: "细化到位",
    Check.SOUND: "勾稽无误",
    Check.MACHINE_READABLE: "可机读",
    Check.EXPLAINED: "说明完整",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to publish: a book, a table of it, or an explanation in it."""

    key: str
    title: str
    book: Book
    points: int
    checks: Mapping[Check, int]  # each with its share
    table: str = ""
    digits: int = 0  # how deep its codes have to go: 7 for 项, 5 for 款
    words: tuple[str, ...] = ()  # any of these in the narrative: 机关运行经费


@dataclass(frozen=True, slots=True)
class Formula:
    """All items of a version, and what lateness leaves of a check."""

    version: str
    items: tuple[Item, ...]
    late_steps: tuple[tuple[int, int], ...]  # days late at most -> percent left, ascending

    def left_when_late(self, days: int) -> int:
        """Percent of the check that is left for something so many days late."""
        if days <= 0:
            return 100
        return next((left for most, left in self.late_steps if days <= most), 0)


def read_formula(kept: Mapping[str, Any]) -> Formula:
    """The formula of the file; ValueError names the item that is not in order."""
    items = tuple(_item(one) for one in kept["items"])
    keys = [one.key for one in items]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"items named twice: {', '.join(twice)}")
    steps = tuple(sorted((int(most), int(left)) for most, left in kept["late_steps"]))
    return Formula(str(kept["version"]), items, steps)


def _item(kept: Mapping[str, Any]) -> Item:
    try:
        known = dict(kept)
        checks = {Check(name): int(share) for name, share in known.pop("checks").items()}
        item = Item(
            book=Book(known.pop("book")), checks=checks, words=tuple(known.pop("words", ())),
            **known,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"item {kept.get('key', '?')}: {fault}") from fault
    if item.points < 1 or Check.PUBLISHED not in item.checks:
        raise ValueError(f"item {item.key}: needs points, and the check published")
    return item
