"""The effect of a cited document (效力状态), and what it means for what rests on it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

EFFECTS = {
    "not_yet": "尚未生效",
    "valid": "有效",
    "amended": "已修改，有效",
    "suspended": "部分停止执行",
    "lapsed": "已失效",
    "repealed": "已废止",
    "replaced": "已被替代",
}
NOT_CHECKED = "尚未核对"
DEAD = frozenset({"not_yet", "lapsed", "repealed", "replaced"})


@dataclass(frozen=True, slots=True)
class DocumentEffect:
    """The effect of a cited document, since when, and what took its place."""

    reference: str
    effect: str
    document_id: UUID | None = None
    title: str = ""
    since: date | None = None
    replaced_by: str = ""

    @property
    def is_dead(self) -> bool:
        """Whether nothing may rest on it."""
        return self.effect in DEAD

    @property
    def name(self) -> str:
        """The effect as people read it."""
        return EFFECTS.get(self.effect, self.effect)

    def in_words(self) -> str:
        """“湘政价[2015]719号”自2026年3月1日起已废止，现由国令第800号替代."""
        since = self.since and f"自{self.since.year}年{self.since.month}月{self.since.day}日起"
        place = f"，现由{self.replaced_by}替代" if self.replaced_by else ""
        return f"“{self.reference}”{since or ''}{self.name}{place}"
