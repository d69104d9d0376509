"""Figures of a government's year: transfers and spending first, what is from above closes it."""

from collections.abc import Mapping
from dataclasses import replace

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples.governments.accounts import capital_of, funds_of, insurance_of
from svc_budget.domain.samples.governments.government import Government
from svc_budget.domain.samples.governments.public_money import (
    Debt,
    GovernmentYear,
    Levels,
    Parts,
    Transfers,
)
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.governments.weights import (
    BASIC,
    GENERAL_PROJECTS,
    INCOME,
    SPECIAL_PROJECTS,
    SPENDING,
)
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book

RESERVE = (12, 28)  # thousandths of own spending: the law says 1 to 3 in a hundred
Flows = Mapping[str, Levels]


def government_of(
    unit: SampleUnit, year: int, book: Book, codes: CodeLists, seed: int
) -> GovernmentYear:
    """All figures of a government's year in one of its books."""
    of = Government(unit, year, book, codes, seed)
    own, transfers, debt = of.part(950, 1050, "own"), _transfers(of), of.debt("general")
    reserve = of.draws.part(own, *RESERVE, "reserve") if book is Book.GOVERNMENT_BUDGET else 0
    income = Levels(of.part(320, 420, "income"), of.part(380, 460, "below") if of.regions else 0)
    outflows = _outflows(of, transfers, debt)
    inflows = _inflows(of, own, income, outflows, debt)
    below = income.below + _below(inflows) - _below(outflows)
    spent = Levels(own - reserve, below)
    return GovernmentYear(
        unit,
        year,
        of.regions,
        of.levels(CodeKind.INCOME, INCOME, income, "income"),
        of.levels(CodeKind.FUNCTION, SPENDING, spent, "spending"),
        of.split(CodeKind.GOVERNMENT_ECONOMIC, BASIC, of.part(180, 260, "basic"), "basic"),
        transfers,
        debt,
        of.debt("special"),
        inflows,
        outflows,
        reserve,
        funds_of(of),
        capital_of(of),
        insurance_of(of),
        _received_special(of),
    )


def _below(flows: Flows) -> int:
    return sum(one.below for one in flows.values())


def _own(flows: Flows) -> int:
    return sum(one.own for one in flows.values())


def _outflows(of: Government, transfers: Transfers, debt: Debt) -> Flows:
    below = bool(of.regions)
    repaid = debt.repaid * 6 // 10 if below else 0
    _, left = of.ends(20, 60, "left")
    return {
        "补助下级支出": Levels(sum(transfers.totals)),
        "上解上级支出": Levels(of.part(8, 20, "up"), of.part(5, 12, "up below") if below else 0),
        "债务还本支出": Levels(debt.repaid - repaid, repaid),
        "债务转贷支出": Levels(debt.issued * 7 // 10 if below else 0),
        "安排预算稳定调节基金": Levels(of.part(5, 40, "set aside")),
        "结转下年支出": Levels(left),
    }


def _inflows(of: Government, own: int, income: Levels, outflows: Flows, debt: Debt) -> Flows:
    left, _ = of.ends(20, 60, "left")
    known = {
        "下级上解收入": Levels(outflows["上解上级支出"].below),
        "上年结余收入": Levels(left),
        "调入资金": Levels(of.part(5, 40, "moved")),
        "动用预算稳定调节基金": Levels(of.part(5, 40, "drawn")),
        "债务转贷收入": Levels(0, outflows["债务转贷支出"].own),
    }
    lent = known.pop("债务转贷收入")
    if of.borrows_by == "债务收入":
        known |= {"债务收入": Levels(debt.issued), "债务转贷收入": lent}
    else:
        known["债务转贷收入"] = replace(lent, own=debt.issued)
    received = own + _own(outflows) - income.own - _own(known)
    return {"上级补助收入": Levels(received, outflows["补助下级支出"].own)} | known


def _transfers(of: Government) -> Transfers:
    if not of.regions:
        return Transfers({}, {}, {})

    def by_project(names: tuple[str, ...], amount: int, kind: str) -> Mapping[str, Parts]:
        parts = of.draws.split(amount, dict.fromkeys(names, 10), kind)
        return {name: of.to_regions(part, kind, name) for name, part in parts.items()}

    return Transfers(
        of.to_regions(of.part(60, 90, "rebates"), "rebates"),
        by_project(GENERAL_PROJECTS, of.part(500, 700, "general"), "general"),
        by_project(SPECIAL_PROJECTS, of.part(200, 300, "special"), "special"),
    )


def _received_special(of: Government) -> Parts:
    """What the level above says it passed on to this one, by project."""
    above = next((one for one in GOVERNMENTS if one.code == of.unit.parent), None)
    if above is None:
        return {}
    passed = _transfers(replace(of, unit=above)).special
    return {
        project: parts[of.unit.name] for project, parts in passed.items() if of.unit.name in parts
    }
