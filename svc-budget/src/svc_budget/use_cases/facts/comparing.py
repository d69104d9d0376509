"""Compare years and books."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.database import UnitOfWork
from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.facts.choosing import Chosen
from svc_budget.domain.facts.comparing import Compared, side_by_side
from svc_budget.domain.facts.questions import Question
from svc_budget.use_cases.facts.summing import sum_facts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns side by side, each with its sum."""

    snapshot: int
    columns: Sequence[Chosen]
    totals: Sequence[int]
    rows: Sequence[Compared]


async def compare(
    work: UnitOfWork, asked: Sequence[tuple[int, Chosen, Question]], lists: CodeLists
) -> Comparison:
    """A row for each code of any of the columns, each a year with its question.

    Refused as `sum_facts` refuses.
    """
    found = [(year, await sum_facts(work, question, chosen)) for year, chosen, question in asked]
    columns = [(year, {row["code"]: row["amount"] for row in one.rows}) for year, one in found]
    kind = next((one.panel.code_kind for _, one, _ in asked if one.panel.code_kind), None)
    return Comparison(
        snapshot=max(one.snapshot for _, one in found),
        columns=[chosen for _, chosen, _ in asked],
        totals=[one.total for _, one in found],
        rows=side_by_side(columns, kind or CodeKind.FUNCTION, lists),
    )
