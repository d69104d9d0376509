"""Receipts, issues and their reasons, by version."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_budget.domain.reconciliation.issues import Issue
from svc_budget.domain.reconciliation.outcomes import Receipt
from svc_budget.domain.reconciliation.rules import Rule
from svc_budget.domain.submissions.findings import Findings

OF_RECEIPT = (
    "rule", "rule_version", "outcome", "severity", "title", "held", "rounded", "broken", "blank",
    "unread", "note",
)  # fmt: skip
RECEIPT = f"""
INSERT INTO receipt (submission_id, position, {", ".join(OF_RECEIPT)})
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
"""
RECEIPTS = f"""
SELECT position, {", ".join(OF_RECEIPT)} FROM receipt WHERE submission_id = $1 ORDER BY position
"""
OF_ISSUE = (
    "rule", "rule_version", "kind", "severity", "title", "message", "hint", "place", "stated",
    "computed", "difference", "tolerance", "expected", "follows_from", "sides",
)  # fmt: skip
ISSUE = f"""
INSERT INTO issue (submission_id, number, {", ".join(OF_ISSUE)}, reason, reasoned_by)
VALUES ({", ".join(f"${number}" for number in range(1, len(OF_ISSUE) + 5))})
"""
SHOWN = f"SELECT number, {', '.join(OF_ISSUE)}, reason, reasoned_by FROM issue"
ISSUES = f"""
{SHOWN} WHERE submission_id = $1 AND ($2::text IS NULL OR severity = $2)
    AND ($3::text IS NULL OR rule = $3) AND ($4::int IS NULL OR number > $4)
ORDER BY number LIMIT $5
"""
COUNTED = """
SELECT count(*) FROM issue WHERE submission_id = $1 AND ($2::text IS NULL OR severity = $2)
    AND ($3::text IS NULL OR rule = $3)
"""
ONE = f"{SHOWN} WHERE (submission_id, number) = ($1, $2)"
REASON = "UPDATE issue SET reason = $3, reasoned_by = $4 WHERE (submission_id, number) = ($1, $2)"
UNREASONED = """
SELECT number FROM issue WHERE submission_id = $1 AND severity = 'warning' AND reason = ''
ORDER BY number
"""
REASONED = """
SELECT place, message, reason, reasoned_by FROM issue WHERE submission_id = $1 AND reason <> ''
"""
PUBLIC_REASONS = """
SELECT submission_id, rule, title, message, reason FROM issue
WHERE submission_id = ANY ($1::uuid[]) AND reason <> '' ORDER BY submission_id, number
"""
FORGET = (
    "DELETE FROM receipt WHERE submission_id = $1",
    "DELETE FROM issue WHERE submission_id = $1",
)
COPY = (
    f"""
    INSERT INTO receipt (submission_id, position, {", ".join(OF_RECEIPT)})
    SELECT $2, position, {", ".join(OF_RECEIPT)} FROM receipt WHERE submission_id = $1
    """,
    f"""
    INSERT INTO issue (submission_id, number, {", ".join(OF_ISSUE)}, reason, reasoned_by)
    SELECT $2, number, {", ".join(OF_ISSUE)}, reason, reasoned_by FROM issue
    WHERE submission_id = $1
    """,
)


async def replace(work: UnitOfWork, submission_id: UUID, found: Findings) -> None:
    """Keep what was found now; a warning told before in the same words keeps its reason."""
    reasons = {
        (row["place"], row["message"]): (row["reason"], row["reasoned_by"])
        for row in await work.fetch(REASONED, submission_id)
    }
    await forget(work, submission_id)
    receipts = [
        (submission_id, position, *_receipt(one, found.rules[one.rule]))
        for position, one in enumerate(found.report.receipts)
    ]
    await work.write_many(RECEIPT, receipts)
    issues = [
        (submission_id, number, *_issue(one), *reasons.get((one.place, one.message), ("", "")))
        for number, one in enumerate(found.report.issues, 1)
    ]
    await work.write_many(ISSUE, issues)


def _receipt(one: Receipt, rule: Rule) -> tuple[Any, ...]:
    return (
        one.rule, one.version, one.outcome, rule.severity, rule.title, one.held, one.rounded,
        one.broken, one.blank, list(one.unread), one.note,
    )  # fmt: skip


def _issue(one: Issue) -> tuple[Any, ...]:
    return (
        one.rule, one.version, one.kind, one.severity, one.title, one.message, one.hint, one.place,
        one.stated, one.computed, one.difference, one.tolerance, one.expected,
        list(one.follows_from), _sides(one),
    )  # fmt: skip


def _sides(one: Issue) -> dict[str, Any]:
    return {
        "left": [asdict(cell) for cell in one.left],
        "right": [asdict(cell) for cell in one.right],
        "sign": one.sign,
        "suspect": asdict(one.suspect) if one.suspect else None,
    }


async def forget(work: UnitOfWork, submission_id: UUID) -> None:
    """Nothing was found yet."""
    for statement in FORGET:
        await work.write(statement, submission_id)


async def copy(work: UnitOfWork, source: UUID, target: UUID) -> None:
    """Give a version what was found in another, reasons and all, instead of its own."""
    await forget(work, target)
    for statement in COPY:
        await work.write(statement, source, target)


async def receipts(work: UnitOfWork, submission_id: UUID) -> list[Row]:
    """One of every rule, in their order (some hundred rows)."""
    return await work.fetch(RECEIPTS, submission_id)


async def issues(
    work: UnitOfWork,
    submission_id: UUID,
    only: tuple[str | None, str | None],  # severity, rule
    after: int | None,
    limit: int,
) -> list[Row]:
    """Issues in the order of their numbers (a page)."""
    return await work.fetch(ISSUES, submission_id, *only, after, limit)


async def counted(
    work: UnitOfWork, submission_id: UUID, only: tuple[str | None, str | None]
) -> int:
    """How many there are (an index range)."""
    return int(await work.fetch_value(COUNTED, submission_id, *only))


async def issue(work: UnitOfWork, submission_id: UUID, number: int) -> Row | None:
    """One issue (one row by key)."""
    return await work.fetch_row(ONE, submission_id, number)


async def give_reason(
    work: UnitOfWork, submission_id: UUID, number: int, reason: str, by: str
) -> None:
    """Keep why a warning is no fault."""
    await work.write(REASON, submission_id, number, reason, by)


async def unreasoned(work: UnitOfWork, submission_id: UUID) -> list[int]:
    """The numbers of the warnings without a reason (an index range)."""
    return [row["number"] for row in await work.fetch(UNREASONED, submission_id)]


async def public_reasons(work: UnitOfWork, submission_ids: list[UUID]) -> list[Row]:
    """What was said of warnings, of some versions (some dozens of rows)."""
    return await work.fetch(PUBLIC_REASONS, submission_ids)
