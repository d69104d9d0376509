"""A month's report before it is published: what has to be in order, what needs a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from shared.refusals import Conflict, FieldError, Forbidden, Invalid, NotFound
from svc_budget.domain.execution.series import Line, doubts
from svc_budget.domain.money.money import Unit, shown


@dataclass(eq=False)
class ExecutionUnsound(Invalid):
    """预算执行情况有误。"""


class ExecutionNotFound(NotFound):
    """没有找到这份预算执行情况。"""

    advice = "请从预算执行情况列表（/api/v1/budget/execution/reports）中选择。"


@dataclass(eq=False)
class CorrectionReasonMissing(Conflict):
    """这个月的预算执行情况已经公开。"""

    advice: ClassVar[str] = "如需更正，请在 correction_reason 中写明更正原因，原因将一并公开。"

    report_id: str


class NotTheFinanceDepartment(Forbidden):
    """只有财政部门可以发布本地区的财政数据。"""

    advice = "请使用本地区财政部门的账号办理。"


@dataclass(frozen=True, slots=True)
class Report:
    """One month: its lines with the reasons of those that fell."""

    year: int
    month: int
    lines: tuple["ReportedLine", ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A line, the year's budget beside it, and why it is less than a month ago."""

    line: Line
    budget: int | None = None
    reason: str = ""


def sound(report: Report, today: date) -> Report:
    """The report with a title. Refused with ExecutionUnsound, everything wrong at once."""
    errors = [*_twice(report.lines)]
    if (report.year, report.month) > (today.year, today.month):
        errors.append(FieldError("#/month", "to_come", "这个月还没有到，不能发布执行情况。"))
    if errors:
        raise ExecutionUnsound(errors=errors)
    through = f"1—{report.month}月" if report.month > 1 else "1月"
    return replace(report, title=report.title or f"{report.year}年{through}财政预算执行情况")


def refuse_unexplained(before: Iterable[Line], report: Report) -> None:
    """A sum that fell needs its reason (H08). Refused with ExecutionUnsound."""
    lines = [one.line for one in report.lines]
    places = {(one.side, one.key): number for number, one in enumerate(lines)}
    missing = [
        (places[one.side, one.key], one)
        for one in doubts(before, lines)
        if not report.lines[places[one.side, one.key]].reason
    ]
    if missing:
        raise ExecutionUnsound(
            errors=[
                FieldError(
                    f"#/lines/{number}/reason", "fell",
                    f"“{one.label}”累计 {shown(one.now, Unit.TEN_THOUSAND)} 万元，少于上月累计"
                    f" {shown(one.before, Unit.TEN_THOUSAND)} 万元；请核对，或写明减少的原因。",
                )
                for number, one in missing
            ]
        )  # fmt: skip


def _twice(lines: Sequence[ReportedLine]) -> Iterable[FieldError]:
    seen: set[tuple[str, str]] = set()
    for number, one in enumerate(lines):
        name = (one.line.side, one.line.key)
        if name in seen:
            text = f"“{one.line.label}”（{one.line.key}）重复。"
            yield FieldError(f"#/lines/{number}/key", "twice", text)
        seen.add(name)
