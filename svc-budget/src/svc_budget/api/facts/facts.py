"""Routes of facts: sums by up to three things, of the newest or a former snapshot."""

from typing import Annotated

from fastapi import Depends, Query

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_budget.api.facts.asked import Asked
from svc_budget.api.facts.fact_views import FactsView, facts_view
from svc_budget.api.tools import Tools
from svc_budget.domain.facts.questions import FactsTooBroad, FactsUnsound, Group, Level
from svc_budget.use_cases.facts.summing import sum_facts
from svc_budget.use_cases.units.published import BudgetSnapshotNotFound

router = edge_router("facts", prefix="/api/v1/budget/facts")
Groups = Annotated[
    list[Group] | None,
    Query(description="汇总的项，可以重复，最多三项", examples=[["year", "code"]]),
]


@router.get(
    "",
    dependencies=[publicly(60), Fields],
    responses=documented(FactsUnsound, FactsTooBroad, BudgetSnapshotNotFound),
)
async def sum_budget_facts(
    work: Work,
    office: Tools,
    _: AnyCaller,
    asked: Annotated[Asked, Depends()],
    group_by: Groups = None,
    level: Annotated[Level, Query(description="按科目汇总到类 3、款 5、项 7 位")] = Level.CLASS,
    *,
    rollup: Annotated[bool, Query(description="是否给出逐级小计")] = False,
) -> FactsView:
    """Amounts of published books, summed over one column of one table by group."""
    chosen = asked.chosen(office.templates)
    question = asked.question(chosen, tuple(group_by or ()), level, rollup=rollup)
    return facts_view(await sum_facts(work, question, chosen), office.codes, asked.years)
