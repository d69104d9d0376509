"""Publish a month, correct it, read the series of a year."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.budget import ExecutionCorrected, ExecutionPublished
from shared.events.event import Event
from shared.ids import new_id
from shared.office_hours import china_time
from svc_budget.domain.execution.reports import (
    CorrectionReasonMissing,
    ExecutionNotFound,
    Report,
    refuse_unexplained,
    sound,
)
from svc_budget.domain.execution.series import Point, Side, points
from svc_budget.storage.execution import reports


@dataclass(frozen=True, slots=True)
class Series:
    """A line over the months of a year."""

    side: Side
    key: str
    label: str
    budget: int | None
    points: list[Point]
    reasons: dict[int, str]  # by month


async def publish_month(
    work: UnitOfWork, region: str, report: Report, correction_reason: str = ""
) -> UUID:
    """Publish a month, or a new version of it with the reason.

    Refused with ExecutionUnsound or CorrectionReasonMissing.
    """
    report = sound(report, china_time(work.now).date())
    former = await reports.lock_month(work, region, report.year, report.month)
    if former is not None and not correction_reason:
        raise CorrectionReasonMissing(str(former["report_id"]))
    await _refuse_falls(work, region, report)
    report_id, version = new_id(), former["version"] + 1 if former else 1
    if former is not None:
        await reports.supersede(work, former["report_id"])
    await reports.add(work, report_id, region, report, version, correction_reason)
    await work.announce(report_id, _fact(report_id, region, report, version, correction_reason))
    return report_id


def _fact(report_id: UUID, region: str, report: Report, version: int, reason: str) -> Event:
    year, month = report.year, report.month
    if version == 1:
        return ExecutionPublished(report_id=report_id, region_code=region, year=year, month=month)
    return ExecutionCorrected(
        report_id=report_id, region_code=region, year=year, month=month, version=version,
        reason=reason,
    )  # fmt: skip


async def _refuse_falls(work: UnitOfWork, region: str, report: Report) -> None:
    if report.month == 1:
        return
    before = await reports.current(work, region, report.year, report.month - 1)
    if before is not None:
        refuse_unexplained(await reports.lines(work, before["report_id"]), report)


async def show_month(work: UnitOfWork, report_id: UUID) -> tuple[Row, list[Row], list[Row]]:
    """A version, its lines, and all versions of its month. Refused with ExecutionNotFound."""
    found = await reports.with_id(work, report_id)
    if found is None:
        raise ExecutionNotFound
    return found, await reports.rows_of(work, report_id), await reports.versions(work, found)


async def show_series(
    work: UnitOfWork, region: str, year: int, side: str | None, key: str | None
) -> list[Series]:
    """Every line of a year with its months, in the order of the newest report."""
    rows = await reports.of_years(work, region, [year - 1, year], side, key)
    sums: dict[tuple[int, Side, str], dict[int, int]] = defaultdict(dict)
    newest: dict[tuple[Side, str], Row] = {}
    reasons: dict[tuple[Side, str], dict[int, str]] = defaultdict(dict)
    for row in rows:
        name = (row["side"], row["key"])
        sums[row["year"], *name][row["month"]] = row["cumulative"]
        if row["year"] == year:
            newest[name] = row
            if row["reason"]:
                reasons[name][row["month"]] = row["reason"]
    ordered = sorted(newest.items(), key=lambda one: (one[1]["side"], one[1]["position"]))
    return [
        Series(
            *name, row["label"], row["budget"],
            points(sums[year, *name], row["budget"], sums.get((year - 1, *name), {})),
            dict(reasons[name]),
        )
        for name, row in ordered
    ]  # fmt: skip
