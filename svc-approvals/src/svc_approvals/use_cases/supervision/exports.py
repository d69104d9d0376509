"""Closed cases, or their nodes, as the rows of a sheet."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Literal

from shared.database import Row, UnitOfWork
from shared.office_hours import china_time
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.timeline import RESULTS
from svc_approvals.domain.supervision.counting import day_length, standard_minutes
from svc_approvals.storage.supervision import exports
from svc_approvals.storage.supervision.exports import Place
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.supervision.statistics import CHANNELS

What = Literal["cases", "nodes"]
Cell = str | float | int | None
Read = Callable[[Row, Clock], Cell]
DAYS = 2


def _plain(key: str) -> Read:
    return lambda row, _: row[key]


def _moment(key: str) -> Read:
    return lambda row, _: f"{china_time(row[key]):%Y-%m-%d %H:%M}" if row[key] else None


def _named(key: str, names: Mapping[Any, str]) -> Read:
    return lambda row, _: names.get(row[key], row[key])


def _days(row: Row, clock: Clock) -> Cell:
    start, end = row["clock_from"], row["finished_at"]
    if start is None or end is None:
        return None
    return round(standard_minutes(clock, row["hours"], start, end) / day_length(clock), DAYS)


def _in_time(row: Row, _: Clock) -> Cell:
    if row["finished_at"] is None or row["promised_due"] is None:
        return None
    return "是" if row["finished_at"] <= row["promised_due"] else "否"


LIMITS: Mapping[str, Read] = {
    "承诺时限": _moment("promised_due"),
    "法定时限": _moment("statutory_due"),
    "用时（工作日）": _days,
    "按承诺时限办结": _in_time,
}
SHEETS: Mapping[What, Mapping[str, Read]] = {
    "cases": {
        "办件编号": _plain("case_no"),
        "事项编码": _plain("matter_code"),
        "事项名称": _plain("matter_name"),
        "申请人": _plain("applicant_masked"),
        "渠道": _named("channel", CHANNELS),
        "结果": _named("result", RESULTS),
        "提交时间": _moment("submitted_at"),
        "受理时间": _moment("accepted_at"),
        "决定时间": _moment("decided_at"),
        "办结时间": _moment("closed_at"),
        "补正次数": _plain("supplement_round"),
        **LIMITS,
    },
    "nodes": {
        "办件编号": _plain("case_no"),
        "事项编码": _plain("matter_code"),
        "事项名称": _plain("matter_name"),
        "环节": _plain("name"),
        "部门": _plain("organ"),
        "经办人工号": _plain("handler_no"),
        "决定": _named("state", {"approved": "同意", "refused": "不同意"}),
        "送达时间": _moment("arrived_at"),
        "签收时间": _moment("claimed_at"),
        "决定时间": _moment("finished_at"),
        **LIMITS,
    },
}


async def next_rows(
    work: UnitOfWork, office: Office, what: What, region_code: str, after: Place, before: datetime
) -> tuple[list[list[Cell]], Place | None]:
    """The next rows of the sheet, and the place behind them; None: there are no more."""
    clock = await office.clock(work)
    rows, last = await exports.page_of_closed(work, what, region_code, after, before)
    columns = SHEETS[what].values()
    return [[read(row, clock) for read in columns] for row in rows], last
