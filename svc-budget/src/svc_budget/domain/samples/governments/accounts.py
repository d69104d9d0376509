"""The smaller budgets of a government: funds, state capital, social insurance."""

from collections.abc import Mapping

from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.samples.governments.government import Government
from svc_budget.domain.samples.governments.public_money import Account, Insurance, Levels
from svc_budget.domain.samples.governments.weights import (
    CAPITAL_INCOME,
    CAPITAL_SPENDING,
    FUND_INCOME,
    FUND_SPENDING,
    INSURANCE,
)


def funds_of(of: Government) -> Account:
    """政府性基金: land mostly; what is spent closes the balance at each level."""
    opening, closing = of.ends(10, 40, "funds")
    debt = of.debt("special")
    transfers = of.to_regions(of.part(20, 60, "fund down"), "fund down")
    down = sum(transfers.values())
    received, moved = of.part(5, 15, "fund received"), of.part(2, 9, "fund moved")
    below = of.part(300, 400, "fund below") if of.regions else 0
    income = Levels(of.part(300, 450, "fund income"), below)
    inflows = {
        "上级补助收入": Levels(received, down),
        "上年结余收入": Levels(opening),
        of.borrows_by: Levels(debt.issued),
    }
    outflows = {
        "补助下级支出": Levels(down),
        "调出资金": Levels(moved),
        "债务还本支出": Levels(debt.repaid),
        "结转下年支出": Levels(closing),
    }
    spent = _closing(income, inflows, outflows)
    return Account(
        of.levels(CodeKind.INCOME, FUND_INCOME, income, "fund income"),
        of.levels(CodeKind.FUNCTION, FUND_SPENDING, spent, "fund spending"),
        inflows,
        outflows,
        transfers,
    )


def capital_of(of: Government) -> Account:
    """国有资本经营: what enterprises of the State pay in; nothing before there are codes for it."""
    if not of.split(CodeKind.FUNCTION, CAPITAL_SPENDING, 1, "capital codes"):
        return Account({}, {}, {}, {})
    opening, closing = of.ends(1, 4, "capital")
    transfers = of.to_regions(of.part(1, 3, "capital down"), "capital down")
    income = Levels(of.part(20, 40, "capital income"))
    inflows = {
        "上级补助收入": Levels(of.part(1, 2, "capital received")),
        "上年结余收入": Levels(opening),
    }
    outflows = {
        "补助下级支出": Levels(sum(transfers.values())),
        "调出资金": Levels(of.part(5, 9, "capital moved")),
        "结转下年支出": Levels(closing),
    }
    spent = _closing(income, inflows, outflows)
    return Account(
        of.levels(CodeKind.INCOME, CAPITAL_INCOME, income, "capital income"),
        of.levels(CodeKind.FUNCTION, CAPITAL_SPENDING, Levels(spent.own), "capital spending"),
        inflows,
        outflows,
        transfers,
    )


def _closing(
    income: Levels, inflows: Mapping[str, Levels], outflows: Mapping[str, Levels]
) -> Levels:
    """What is left to be spent when all else is known."""
    own = income.own + sum(one.own for one in inflows.values())
    below = income.below + sum(one.below for one in inflows.values())
    return Levels(
        own - sum(one.own for one in outflows.values()),
        below - sum(one.below for one in outflows.values()),
    )


def insurance_of(of: Government) -> Mapping[str, Insurance]:
    """社会保险基金, by the code of its income."""
    made = {}
    for code in of.split(CodeKind.INCOME, INSURANCE, 1_000_000, "insurance"):
        weight = INSURANCE[code]
        spent = of.part(6 * weight, 9 * weight, code)
        opening, closing = of.ends(8 * weight, 8 * weight + weight, code)
        made[code] = Insurance(opening, spent + closing - opening, spent)
    return made
