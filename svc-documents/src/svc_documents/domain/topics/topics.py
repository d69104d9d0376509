"""Topics (专题): what belongs together around a meeting, a policy, livelihood or an emergency.

A meeting's topic has four parts, 事项, 图解, 报道视频 and 评论解读; its infographic is due one
working day after the topic is published. What is linked stands apart from the topic's own words,
so adding a part makes no new version of anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.office_hours import china_time
from shared.refusals import Conflict, Invalid, NotFound
from shared.work_calendar import WorkCalendar
from svc_documents.domain.columns.columns import working_days_after

INFOGRAPHIC_DAYS = 1
INTERPRETATION_DAYS = 3  # 国办发〔2016〕80号: together with the document, within three working days


class TopicKind(StrEnum):
    """What a topic is about."""

    MEETING = "meeting"
    POLICY_INTERPRETATION = "policy_interpretation"
    LIVELIHOOD = "livelihood"
    EMERGENCY = "emergency"


class TopicState(StrEnum):
    """Where a topic stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Stage(StrEnum):
    """Of the policy a part belongs to: before it is made, as it is made, afterwards."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class PartKind(StrEnum):
    """What a part is."""

    AGENDA_ITEM = "agenda_item"
    DOCUMENT = "document"
    INFOGRAPHIC = "infographic"
    VIDEO = "video"
    COMMENTARY = "commentary"


class DueLight(StrEnum):
    """Whether what is due is there, still has time, or is late."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(eq=False)
class TopicNotFound(NotFound):
    """没有找到这个专题。"""

    advice: ClassVar[str] = "请在专题列表（/api/v1/topics）中选择。"


@dataclass(eq=False)
class TopicPartNotFound(NotFound):
    """专题中没有这个部分。"""


@dataclass(eq=False)
class TopicStateRefuses(Conflict):
    """专题现在的状态不能这样做。"""

    advice: ClassVar[str] = "专题目前是“{state_name}”：{expected}。"
    state_name: str
    expected: str


@dataclass(eq=False)
class TopicUnsound(Invalid):
    """专题的内容不完整。"""


STATE_NAMES = {
    TopicState.DRAFT: "草稿", TopicState.PUBLISHED: "已发布", TopicState.ARCHIVED: "已归档",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Part:
    """One part; ``published_on`` orders the public timeline."""

    part_id: UUID
    kind: PartKind
    title: str
    stage: Stage = Stage.DURING
    text: str = ""
    url: str = ""
    document_id: UUID | None = None
    alt: str = ""  # what a picture says, for who cannot see it
    file: str = ""
    file_name: str = ""
    media_type: str = ""
    position: int = 0
    published_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Topic:
    """A topic with its parts in order."""

    topic_id: UUID
    kind: TopicKind
    title: str
    summary: str = ""
    held_on: date | None = None  # of a meeting
    organ_id: UUID | None = None
    organ_name: str = ""
    region_code: str = ""
    state: TopicState = TopicState.DRAFT
    published_at: datetime | None = None
    parts: list[Part] = field(default_factory=list)
    version: int = 1

    def publish(self, now: datetime) -> None:
        """Show it to everybody; refused with TopicStateRefuses or TopicUnsound (no part yet)."""
        self._require(TopicState.DRAFT, "只有草稿可以发布")
        if not self.parts:
            raise TopicUnsound
        self.state, self.published_at = TopicState.PUBLISHED, now
        day = china_time(now).date()
        for part in self.parts:
            part.published_on = day

    def archive(self) -> None:
        """Close it; it stays readable. Refused with TopicStateRefuses."""
        self._require(TopicState.PUBLISHED, "只有已发布的专题可以归档")
        self.state = TopicState.ARCHIVED

    def add(self, part: Part, today: date) -> None:
        """Add a part at the end; public at once in a published topic."""
        if self.state is TopicState.ARCHIVED:
            self._require(TopicState.PUBLISHED, "已归档的专题不再增加内容")
        part.position = 1 + max((one.position for one in self.parts), default=0)
        part.published_on = today if self.state is TopicState.PUBLISHED else None
        self.parts.append(part)

    def remove(self, part_id: UUID) -> Part:
        """Take a part away before anybody saw it.

        Refused with TopicPartNotFound or TopicStateRefuses.
        """
        self._require(TopicState.DRAFT, "已公开的内容不能删除")
        part = self.part(part_id)
        self.parts.remove(part)
        return part

    def arrange(self, order: Sequence[UUID]) -> None:
        """Put the parts in another order; refused with TopicUnsound unless each is named once."""
        by_id = {one.part_id: one for one in self.parts}
        if sorted(order) != sorted(by_id):
            raise TopicUnsound
        self.parts = [by_id[part_id] for part_id in order]
        for position, part in enumerate(self.parts, 1):
            part.position = position

    def part(self, part_id: UUID) -> Part:
        """One part; refused with TopicPartNotFound."""
        found = next((one for one in self.parts if one.part_id == part_id), None)
        if found is None:
            raise TopicPartNotFound
        return found

    def infographic_due_on(self, calendar: WorkCalendar) -> date | None:
        """The last day for a meeting's infographic; none for other kinds or before publication."""
        if self.kind is not TopicKind.MEETING or self.published_at is None:
            return None
        day = china_time(self.published_at).date()
        if day < calendar.first:
            return None  # nobody knows the working days of then
        return working_days_after(calendar, day, INFOGRAPHIC_DAYS)

    def infographic_light(self, today: date, calendar: WorkCalendar) -> DueLight | None:
        """Green once the infographic is there in time, red when it is late, or was."""
        due = self.infographic_due_on(calendar)
        if due is None:
            return None
        return due_light(due, _first_day(self.parts), today)

    def _require(self, state: TopicState, expected: str) -> None:
        if self.state is not state:
            raise TopicStateRefuses(STATE_NAMES[self.state], expected)


def due_light(due: date, done: date | None, today: date) -> DueLight:
    """The light of something that was done on a day, or not yet."""
    if (done or today) > due:
        return DueLight.RED
    return DueLight.GREEN if done else DueLight.YELLOW


def interpretation_due_on(published: date, calendar: WorkCalendar) -> date:
    """The last day on which a document is interpreted in time."""
    return working_days_after(calendar, published, INTERPRETATION_DAYS)


def _first_day(parts: Iterable[Part]) -> date | None:
    days = [
        one.published_on for one in parts
        if one.kind is PartKind.INFOGRAPHIC and one.published_on is not None
    ]  # fmt: skip
    return min(days, default=None)
