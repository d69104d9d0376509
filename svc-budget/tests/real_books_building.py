"""Real files for the desk: the sample books of its education office, uploaded as people do."""

from collections.abc import Callable, Sequence
from typing import Any

import httpx2
from budget_building import Budget
from samples_building import SEED, shipped_forms
from submissions_building import NAME, SUBMISSIONS, YEAR, Desk, a_desk

from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.runs import Made, Order, made
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book

EDUCATION_OFFICE = SampleUnit("jyj", NAME, "县")
Write = Callable[[Sequence[Draft]], bytes]


async def a_real_desk(budget: Budget) -> Desk:
    """The district's desk with the examiner the service has."""
    office = budget.app.state.office
    examiner = office.examiner
    desk = await a_desk(budget)
    office.examiner = examiner
    return desk


def some_books(
    *rules: str, year: int = YEAR, unit: SampleUnit = EDUCATION_OFFICE, messy: bool = False
) -> dict[Book, Made]:
    """The books of a unit's year, with faults planted."""
    order = Order((unit,), (year,), SEED, rules=rules, messy=messy)
    return {one.book.book: one for one in made(shipped_forms(), order)}


async def upload(
    desk: Desk, one: Made, write: Write = written, name: str = "决算.xlsx", **known: Any
) -> httpx2.Response:
    """Upload a sample book as it says it is, unless said otherwise."""
    files = {"file": (name, write(one.drafts), "application/octet-stream")}
    data = {"unit": "jyj", "year": str(one.book.year), "book": one.book.book.value} | known
    return await desk.client().post(SUBMISSIONS, data=data, files=files)


async def explained(desk: Desk, one: dict[str, Any]) -> dict[str, Any]:
    """A version whose warnings all have a reason."""
    path = f"{SUBMISSIONS}/{one['submission_id']}"
    warnings = await desk.client().get(f"{path}/issues", params={"severity": "warning"})
    for issue in warnings.json()["items"]:
        await desk.client().put(
            f"{path}/reasons/{issue['number']}", json={"reason": "按实际情况列示"},
            headers={"If-Match": "*"},
        )  # fmt: skip
    return one
