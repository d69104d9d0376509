"""Sum facts, and say in words what was summed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.database import Row, UnitOfWork
from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.facts.choosing import Chosen
from svc_budget.domain.facts.questions import Group, Question, refuse_unsound
from svc_budget.storage.facts import sums
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

MOST_ROWS = 5_000
NEXT_YEAR = 9_999


@dataclass(frozen=True, slots=True)
class Summed:
    """An answer: which snapshot it is of, its rows, and the sum of all of them."""

    snapshot: int
    chosen: Chosen
    rows: Sequence[Row]
    total: int
    cut: bool  # there are more rows than are answered


async def sum_facts(work: UnitOfWork, question: Question, chosen: Chosen) -> Summed:
    """Amounts by group.

    Refused with FactsUnsound, FactsTooBroad or BudgetSnapshotNotFound.
    """
    newest = await sums.newest_snapshot(work)
    snapshot = newest if question.snapshot is None else question.snapshot
    if question.snapshot is not None and not await sums.is_snapshot(work, snapshot):
        raise BudgetSnapshotNotFound
    if snapshot == newest:
        question = replace(question, snapshot=None)
    refuse_unsound(question)
    rows = await sums.sums(work, question, MOST_ROWS + 1)
    shown = rows[:MOST_ROWS]
    total = await _total(work, question, rows)
    return Summed(snapshot, chosen, shown, total, cut=len(rows) > MOST_ROWS)


async def _total(work: UnitOfWork, question: Question, rows: Sequence[Row]) -> int:
    if len(rows) <= MOST_ROWS and Group.COLUMN not in question.group_by:
        return sum(row["amount"] for row in rows if not row["totals"])
    alone = replace(question, group_by=(), rollup=False)
    return sum(row["amount"] for row in await sums.sums(work, alone, 1))


def title_of(row: Row, lists: CodeLists, kind: CodeKind | None, years: Sequence[int]) -> str:
    """What a row's code was called in its year, or in the newest of those asked for."""
    code = row.get("code")
    if kind is None or code is None:
        return ""
    return lists.name_in(kind, code, row.get("year") or max(years, default=NEXT_YEAR))
