"""Entries of a column, and the clock of disclosure.

政府信息公开条例 (国务院令第711号) art. 26: what is disclosed without being asked for is
published within 20 working days of its formation or change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound
from shared.work_calendar import WorkCalendar
from svc_documents.domain.columns.columns import ColumnKind, working_days_after

DISCLOSURE_DAYS = 20
YELLOW_DAYS = 5
# What law enforcement and credit publish of each decision (双公示), beside title and date.
FIELDS: Mapping[ColumnKind, Mapping[str, str]] = {
    "law_enforcement": {"decision_no": "决定书文号", "party": "当事人", "decision": "处理决定"},
    "credit": {"decision_no": "决定书文号", "party": "相对人", "valid_until": "有效期至"},
    "fund": {"amount": "金额（元）", "recipient": "使用单位"},
    "inspection": {"plan": "抽查计划", "result": "抽查结果"},
    "list": {},
}


class DisclosureLight(StrEnum):
    """How near the end of the 20 working days is; late once it is over."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


@dataclass(eq=False)
class EntryNotFound(NotFound):
    """没有找到这条信息。"""


@dataclass(eq=False)
class EntryUnsound(Invalid):
    """这条信息的内容不完整。"""


@dataclass(eq=False)
class EntryPublished(Conflict):
    """这条信息已经公开。"""

    advice: ClassVar[str] = "已公开的信息不能再次发布；内容变更请用“更正”，原内容会保留。"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One piece of information of a column: formed, then published, perhaps changed later."""

    entry_id: UUID
    column_id: str
    title: str
    formed_on: date
    text: str = ""
    url: str = ""
    document_id: UUID | None = None
    fields: Mapping[str, str]
    published_on: date | None = None
    changed_on: date | None = None  # of the change that is not published yet, or was last
    late: bool = False
    version: int = 1

    def publish(self, today: date, calendar: WorkCalendar) -> None:
        """Disclose it; refused with EntryPublished. Late after the 20th working day."""
        if self.published_on is not None:
            raise EntryPublished
        self.published_on = today
        self.late = today > due_on(self.formed_on, calendar)

    def change(self, changed_on: date, today: date, calendar: WorkCalendar) -> None:
        """Disclose a change of what is published already."""
        self.changed_on = changed_on
        self.late = self.late or today > due_on(changed_on, calendar)
        self.version += 1


def due_on(formed_on: date, calendar: WorkCalendar) -> date:
    """The last day of the 20 working days."""
    return working_days_after(calendar, formed_on, DISCLOSURE_DAYS)


def light_of(formed_on: date, today: date, calendar: WorkCalendar) -> DisclosureLight:
    """The light of what is formed and not yet published."""
    due = due_on(formed_on, calendar)
    if today > due:
        return DisclosureLight.RED
    near = today >= working_days_after(calendar, formed_on, DISCLOSURE_DAYS - YELLOW_DAYS)
    return DisclosureLight.YELLOW if near else DisclosureLight.GREEN


def missing_fields(kind: ColumnKind, fields: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Fields that a column of this kind needs, and ones it does not know: name, code, sentence."""
    needed = FIELDS[kind]
    missing = [
        (name, "missing", f"请填写{words}。") for name, words in needed.items()
        if not fields.get(name, "").strip()
    ]  # fmt: skip
    unknown = [
        (name, "unknown", f"这类栏目没有“{name}”。") for name in fields if name not in needed
    ]
    return [*missing, *unknown]
