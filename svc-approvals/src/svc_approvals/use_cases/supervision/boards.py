"""What supervisors see of their region: nodes by urgency, cases, and one case's whole record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.cases.clocks import Clock
from svc_approvals.domain.cases.lights import light
from svc_approvals.domain.cases.reasons import CaseNotFound
from svc_approvals.domain.cases.timeline import sentence
from svc_approvals.storage import directory
from svc_approvals.storage.cases import tracking as tracking_rows
from svc_approvals.storage.supervision import boards
from svc_approvals.storage.supervision.boards import After, CaseFilters, NodeFilters
from svc_approvals.use_cases.cases.tracking import track
from svc_approvals.use_cases.office import Office


async def organ_named(work: UnitOfWork, filters: NodeFilters, code: str | None) -> NodeFilters:
    """The filters with an organ by its code; one nobody knows has no nodes."""
    if code is None:
        return filters
    known = (await directory.organs(work)).get(code)
    return replace(filters, organ_id=known.organ_id if known else UUID(int=0))


async def list_nodes(
    work: UnitOfWork,
    office: Office,
    region_code: str,
    filters: NodeFilters,
    after: After,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of the board; ``used_percent`` is the share of the promised limit that is over."""
    clock = await office.clock(work)
    rows = await boards.nodes(work, region_code, filters, after, limit)
    return [{**dict(row), **_limits(row, work.now, clock)} for row in rows]


async def list_cases(
    work: UnitOfWork,
    office: Office,
    region_code: str,
    filters: CaseFilters,
    after: After,
    limit: int,
) -> list[dict[str, Any]]:
    """A page of cases with the light of each."""
    clock = await office.clock(work)
    rows = await boards.cases(work, region_code, filters, after, limit)
    return [
        {
            **dict(row),
            **_limits(row, row["decided_at"] or work.now, clock),
            "light": _light(row, work.now, clock),
        }
        for row in rows
    ]


def _limits(row: Row, now: datetime, clock: Clock) -> dict[str, Any]:
    start, due = row["clock_from"], row["promised_due"]
    if start is None or due is None:
        return {"used_percent": None, "remaining_working_days": None}
    own = clock.within(row["hours"])
    whole, used = max(1, own.left(start, due)), own.left(start, now)
    left = own.calendar.remaining_working_days(now, due)
    return {"used_percent": round(100 * used / whole), "remaining_working_days": left}


def _light(row: Row, now: datetime, clock: Clock) -> str | None:
    start, due = row["clock_from"], row["promised_due"]
    if start is None or due is None:
        return None
    return light(start, due, row["decided_at"] or now, clock.within(row["hours"]))


async def whole_case(
    work: UnitOfWork, office: Office, region_code: str, case_id: UUID
) -> dict[str, Any]:
    """A case of the region with everything that is recorded of it; refused with CaseNotFound."""
    case_no = await boards.case_no_of(work, case_id, region_code)
    head = await tracking_rows.head_of(work, case_no) if case_no else None
    if head is None:
        raise CaseNotFound
    shown = await track(work, office, head)
    names = {node["key"]: node["name"] for node in shown["nodes"]}
    record = await boards.record_of(work, case_id)
    return {**shown, "case_id": case_id, "record": _record(record, head, names)}


def _record(rows: Sequence[Row], head: Row, names: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "sequence": row["sequence"],
            "at": row["at"],
            "fact": row["subject"].split(".")[2],
            "text": sentence(row["subject"], row["data"], names),
            "by": _by(row, head),
            "handler": row["name"],
            "handler_no": row["data"].get("staff_no") or None,
            "data": {key: value for key, value in row["data"].items() if key != "case_id"},
        }
        for row in rows
    ]


def _by(row: Row, head: Row) -> str:
    """Who: the applicant, somebody of staff, or nobody but the clock."""
    if row["actor"].startswith("system:"):
        return "system"
    return "applicant" if row["actor"] == str(head["applicant_id"]) else "staff"
