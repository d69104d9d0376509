"""Statistics of a region: what ended, from the tallies; what is under way, from its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar, Literal

from shared.database import UnitOfWork
from shared.office_hours import china_time, moment_of
from shared.refusals import Invalid
from svc_approvals.domain.supervision.periods import whole
from svc_approvals.domain.supervision.tallies import By, Slice, Tally, merged
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.supervision import counting, tallies, under_way
from svc_approvals.storage.supervision.names import versions_of
from svc_approvals.use_cases.catalogue.matters import published_matter

Grouped = Literal["all", "organ", "matter", "node", "month", "channel"]
CHANNELS = {
    "web": "网上", "mini_program": "小程序", "window": "窗口", "kiosk": "自助终端",
    "form": "离线表单",
}  # fmt: skip


@dataclass(eq=False)
class SpanBackwards(Invalid):
    """统计区间的起止日期颠倒。"""

    advice: ClassVar[str] = "请让 from 不晚于 to。"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: from one day to another, both included, for whom."""

    region_code: str
    first: date
    last: date
    by: Grouped
    matter: str | None = None


@dataclass(slots=True)
class Line:
    """The figures of one organ, matter, node, month or channel."""

    member: str
    name: str
    tally: Tally
    open: int = 0
    overdue: int = 0


async def statistics(work: UnitOfWork, asked: Question) -> tuple[list[Line], int]:
    """The lines, the biggest first (months in order), and how many closed cases are not in yet.

    Refused with SpanBackwards.
    """
    if asked.first > asked.last:
        raise SpanBackwards
    lines = await _ended(work, asked)
    await _add_open(work, asked, lines)
    names = await _names(work, asked.by, set(lines))
    for line in lines.values():
        line.name = names(line.member)
    waiting = await counting.count_waiting(work)
    return sorted(lines.values(), key=_order(asked.by)), waiting


async def _ended(work: UnitOfWork, asked: Question) -> dict[str, Line]:
    by: By = "all" if asked.by == "month" else asked.by
    today = china_time(work.now).date()
    most: Literal["month", "year"] = "month" if asked.by == "month" else "year"
    periods = whole(asked.first, asked.last, today, most=most)
    slices = await tallies.of_region(work, asked.region_code, by, periods, _prefix(asked))
    grouped = merged(slices, _month if asked.by == "month" else _member)
    return {name: Line(name, "", tally) for name, tally in grouped.items()}


def _prefix(asked: Question) -> str | None:
    if asked.matter is None:
        return None
    return f"{asked.matter}/" if asked.by == "node" else asked.matter


def _month(one: Slice) -> str:
    return f"{one.first_day:%Y-%m}"


def _member(one: Slice) -> str:
    return one.member


async def _add_open(work: UnitOfWork, asked: Question, lines: dict[str, Line]) -> None:
    span = (_midnight(asked.first), _midnight(asked.last + timedelta(days=1)))
    prefix = _prefix(asked) or ""
    for row in await under_way.count_open(work, asked.region_code, asked.by, span):
        member = row["member"]
        if not member.startswith(prefix):
            continue
        line = lines.setdefault(member, Line(member, "", Tally()))
        line.tally.submitted += row["submitted"]
        line.tally.accepted += row["accepted"]
        line.open, line.overdue = row["open"], row["overdue"]


def _midnight(day: date) -> datetime:
    return moment_of(day, 0)


def _order(by: Grouped) -> Callable[[Line], tuple[int, str]]:
    if by == "month":
        return lambda line: (0, line.member)
    return lambda line: (-(line.tally.closed + line.open), line.member)


async def _names(work: UnitOfWork, by: Grouped, members: set[str]) -> Callable[[str], str]:
    match by:
        case "organ":
            organs = {
                str(one.organ_id): one.name for one in (await directory.organs(work)).values()
            }
            return lambda member: organs.get(member, member)
        case "matter" | "node":
            titles = await _matter_names(work, {member.split("/")[0] for member in members})
            return lambda member: titles.get(member, member)
        case "channel":
            return lambda member: CHANNELS.get(member, member)
        case _:
            return lambda member: member


async def _matter_names(work: UnitOfWork, codes: set[str]) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for version_id in await versions_of(work, codes):
        matter = (await matters.version(work, version_id)).matter
        names[matter.code] = matter.name
        for node in matter.nodes:
            names[f"{matter.code}/{node.key}"] = f"{matter.name}：{node.name}"
    return names


async def of_matter(work: UnitOfWork, code: str) -> tuple[date, Tally]:
    """A matter since the begin of last year; refused with MatterNotFound."""
    await published_matter(work, code)
    since = date(china_time(work.now).year - 1, 1, 1)
    slices = await tallies.of_years(work, "matter", since, code)
    return since, merged((one for one in slices if one.member == code), _member).get(code, Tally())


async def of_everything(work: UnitOfWork) -> tuple[date, Tally]:
    """All matters of all regions since the begin of last year."""
    since = date(china_time(work.now).year - 1, 1, 1)
    slices = await tallies.of_years(work, "all", since, "")
    tallied = merged(slices, lambda _: "all")
    return since, tallied.get("all", Tally())
