"""The effect of a cited document (效力状态), and whether anything may rest on it."""

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

    def is_news_after(self, before: "DocumentEffect | None") -> bool:
        """Dead since now, dead for another reason, or something is in its place since now."""
        if not self.is_dead:
            return False
        if before is None or before.effect != self.effect:
            return True
        return bool(self.replaced_by) and not before.replaced_by

    def flag(self, what: str) -> str:
        """本资金的管理办法“…”自2026年3月1日起已废止，现由…替代。"""
        day = self.since
        since = f"自{day.year}年{day.month}月{day.day}日起" if day else ""
        place = f"，现由{self.replaced_by}替代" if self.replaced_by else ""
        return f"{what}“{self.reference}”{since}{self.name}{place}。"
