"""Builders of books and of what rules find in them, and the steps a version is taken through."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
from budget_building import REGION, Budget, id_of, staff
from samples_building import shipped_forms

from shared.identity import Caller
from svc_budget.domain.money.money import Unit as MoneyUnit
from svc_budget.domain.reconciliation.checking import Report
from svc_budget.domain.reconciliation.issues import Issue, IssueCell
from svc_budget.domain.reconciliation.outcomes import Outcome, Receipt
from svc_budget.domain.reconciliation.rules import Kind, Rule, Severity
from svc_budget.domain.submissions.findings import Findings
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.units.units import Unit, UnitKind
from svc_budget.domain.workbooks.books import Cell, RecognisedBook, Row, Side, Table
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.storage.directory import Organ
from svc_budget.storage.units import units
from svc_budget.use_cases.directory import keep_organ
from svc_budget.use_cases.submissions.examining import Asked, Neighbours

SUBMISSIONS = "/budget/submissions"
YEAR = 2025
NAME = "怀化市鹤城区教育局"
Amounts = Mapping[str, Mapping[str, int | None]]  # by row, by column, in fen
HTML_WORKBOOK = "<html><body><table><tr><td>{}</td></tr></table></body></html>"

FINANCE = staff(organ="czj")
EDUCATION = staff(organ="jyj")
HEALTH = staff(organ="wjj")
SUPERVISOR = staff("supervisor", organ="xzsp")


def a_unit(code: str = "jyj", name: str = NAME, **known: Any) -> Unit:
    """A unit of the district, with the organ of the same code."""
    said: dict[str, Any] = {
        "kind": UnitKind.DEPARTMENT, "organ_id": id_of("organ", code), "region_code": REGION,
        "level": "县",
    }  # fmt: skip
    return Unit(code, name, **(said | known))


def a_table(
    code: str = "T5",
    rows: Amounts | None = None,
    side: str = "",
    sheet: str = "表五",
    year: int = YEAR,
) -> Table:
    """A table of the shipped templates: codes or lines with their amounts, from row 6 on."""
    book = Book.FINAL if code.startswith("T") else Book.BUDGET
    forms = shipped_forms().templates.of_book(book, year)
    template = next(one for one in forms if one.code == code)
    panel = template.panel(side)
    assert panel is not None
    lines = {one.key: one for one in panel.lines}
    made = []
    for number, (key, amounts) in enumerate((rows or {"2050201": {"合计": 100}}).items(), 5):
        cells = {
            column: Cell(
                sheet, number, place, "" if amount is None else f"{amount / 100:.2f}", amount
            )
            for place, (column, amount) in enumerate(amounts.items(), 2)
        }
        line = lines.get(key)
        total = line.total if line else key == "合计"
        label = Cell(sheet, number, 1, key)
        coded = key if key.isdigit() else ""
        made.append(Row(key, key, cells, code=coded, total=total, label_cell=label))
    title = Cell(sheet, 0, 0, template.title)
    return Table(template, sheet, MoneyUnit.YUAN, 1, (Side(side, tuple(made)),), title_cell=title)


def _printed(amount: int | None) -> str:
    return "" if amount is None else f"{amount / 100:.2f}"


def a_book(*tables: Table, **known: Any) -> RecognisedBook:
    """A book with these tables."""
    said: dict[str, Any] = {"unit_name": NAME, "years_named": (YEAR,)}
    made = tables or (a_table(),)
    return RecognisedBook(tables={one.code: one for one in made}, **(said | known))


def a_cell(amount: int, address: str = "C6", book: str = "") -> IssueCell:
    """A cell an issue speaks of."""
    return IssueCell(
        book, "T5", "一般公共预算财政拨款支出决算表", "表五", address, "2050201", "学前教育",
        "合计", amount, f"{amount / 100:.2f}", MoneyUnit.YUAN, 1,
    )  # fmt: skip


def an_issue(severity: str = "warning", rule: str = "F23", **known: Any) -> Issue:
    """An issue of a rule."""
    said: dict[str, Any] = {
        "left": (a_cell(100),), "right": (a_cell(90, "D6"),), "stated": 100, "computed": 90,
        "difference": 10, "tolerance": 0,
        "message": "表五 C6 为 1.00 元，大于 D6 的 0.90 元，相差 0.10 元。",
    }  # fmt: skip
    title = "一般公共预算支出不大于支出"
    kind = Kind.AT_MOST
    return Issue(rule, 1, kind, Severity(severity), title, hint="请核对。", **(said | known))


def some_findings(*issues: Issue) -> Findings:
    """One receipt for every rule with issues, and one that passed."""
    broken = {one.rule: one for one in issues}
    rules = {"F01": _rule("F01", Severity.ERROR)}
    rules |= {one.rule: _rule(one.rule, one.severity) for one in broken.values()}
    passed = Receipt("F01", 1, Outcome.PASS, held=1)
    failed = (Receipt(one, 1, Outcome.FAIL, broken=1) for one in broken)
    return Findings(Report((passed, *failed), issues), rules)


def _rule(rule_id: str, severity: Severity) -> Rule:
    return Rule(rule_id, 1, f"规则{rule_id}", (Book.FINAL,), (), Kind.SUM, (), severity)


@dataclass
class Examined:
    """An examiner that finds what the test says; everything around it is the real thing."""

    book: RecognisedBook = field(default_factory=a_book)
    findings: Findings = field(default_factory=some_findings)
    grids: Sequence[Grid] = (Grid("表五", (("表五",),)), Grid("附注", (("说明", 1.5, None),)))
    gate: asyncio.Event | None = None
    beside: Neighbours | None = None
    asked: Asked | None = None

    async def read(self, path: Path) -> Sequence[Grid]:
        """The sheets, once the gate is open."""
        assert await asyncio.to_thread(path.read_bytes)
        if self.gate is not None:
            await self.gate.wait()
        return self.grids

    def recognise(self, grids: Sequence[Grid], asked: Asked) -> RecognisedBook:
        """The book."""
        assert grids
        self.asked = asked
        return self.book

    def check(self, book: RecognisedBook, asked: Asked, beside: Neighbours) -> Findings:
        """The findings."""
        assert (book, asked) == (self.book, self.asked)
        self.beside = beside
        return self.findings


_numbers = count(1)


@dataclass
class Desk:
    """The service with its directory, its units and an examiner of ours."""

    budget: Budget
    examined: Examined

    def client(self, caller: Caller = EDUCATION, **headers: str) -> httpx2.AsyncClient:
        """A client of a caller's."""
        return self.budget.as_(caller, **headers)

    async def upload(
        self, caller: Caller = EDUCATION, *, content: str = "", unit: str = "jyj",
        headers: dict[str, str] | None = None, **known: Any,
    ) -> httpx2.Response:  # fmt: skip
        """Upload a workbook, another one every time unless its content is given."""
        text = HTML_WORKBOOK.format(content or next(_numbers))
        files = {"file": ("决算.xls", text.encode(), "application/vnd.ms-excel")}
        said = {"unit": unit, "year": str(YEAR), "book": "final"} | known
        client = self.client(caller, **(headers or {}))
        return await client.post(SUBMISSIONS, data=said, files=files)

    async def uploaded(self, caller: Caller = EDUCATION, **known: Any) -> dict[str, Any]:
        """A version that was uploaded."""
        answer = await self.upload(caller, **known)
        assert answer.status_code in {201, 202}, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def post(
        self, submission_id: str, step: str, caller: Caller = FINANCE, **body: Any
    ) -> httpx2.Response:
        """Take a version a step on."""
        path = f"{SUBMISSIONS}/{submission_id}/{step}"
        return await self.client(caller).post(path, json=body or None)

    async def done(
        self, submission_id: str, step: str, caller: Caller = FINANCE, **body: Any
    ) -> dict[str, Any]:
        """The version after a step that was taken."""
        answer = await self.post(submission_id, step, caller, **body)
        assert answer.is_success, answer.text
        shown: dict[str, Any] = answer.json()
        return shown

    async def published(self, book: RecognisedBook | None = None, **known: Any) -> dict[str, Any]:
        """A version that was published."""
        if book is not None:
            self.examined.book = book
        one = await self.uploaded(**known)
        await self.done(one["submission_id"], "approve")
        return await self.done(one["submission_id"], "publish")


ORGANS = (
    ("czj", "怀化市鹤城区财政局"),
    ("jyj", NAME),
    ("wjj", "怀化市鹤城区卫生健康局"),
)


async def a_desk(budget: Budget) -> Desk:
    """The district's finance department, two departments, a unit below one of them."""
    async with budget.bench.unit_of_work(budget.now) as work:
        for code, name in ORGANS:
            await keep_organ(work, Organ(id_of("organ", code), code, name, "", REGION))
        made = [a_unit(code, name) for code, name in ORGANS]
        below = a_unit("jyj-01", f"{NAME}信息中心", kind=UnitKind.UNIT, parent_code="jyj",
                       organ_id=id_of("organ", "jyj"))  # fmt: skip
        await units.put(work, [*made, below])
    examined = Examined()
    budget.app.state.office.examiner = examined
    return Desk(budget, examined)
