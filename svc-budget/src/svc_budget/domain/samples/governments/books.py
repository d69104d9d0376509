"""A government's figures as the tables of its budget and of its final account."""

from collections.abc import Iterable, Mapping

from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.governments.monthly import monthly
from svc_budget.domain.samples.governments.public_money import (
    Debt,
    GovernmentYear,
    Levels,
    Parts,
)
from svc_budget.domain.samples.tables import Amount, Figures

Row = dict[str, Amount]
Rows = dict[str, Row]
PLANNED, SPENT = "预算数", "决算数"
WITH_BUDGET = (1, 2, 7, 8)  # tables of a final account that show the budget beside
INSURANCE_SPENDING = "209"  # 10201 is received, 20901 spent


def budget_figures(of: GovernmentYear) -> Mapping[str, Figures]:
    """The tables of a budget, by code."""
    return {f"GB{number}": {"": rows} for number, rows in _tables(of, PLANNED).items()}


def final_figures(of: GovernmentYear, budget: GovernmentYear) -> Mapping[str, Figures]:
    """The tables of a final account, with what the budget had beside."""
    tables = _tables(of, SPENT)
    planned = _tables(budget, PLANNED)
    for number in WITH_BUDGET:
        tables[number] = _beside(tables[number], planned[number])
    tables |= {20: monthly(of), 21: _funds_passed_on(of), 22: _received(of)}
    return {f"GF{number}": {"": rows} for number, rows in tables.items()}


def _beside(rows: Rows, planned: Rows) -> Rows:
    """Rows with the budget's amounts in a column of their own."""
    return {
        key: {PLANNED: planned.get(key, {}).get(PLANNED), **rows.get(key, {})}
        for key in {**rows, **planned}
    }


def _tables(of: GovernmentYear, column: str) -> dict[int, Rows]:
    return {
        1: _income(of, column),
        2: _spending(of, column),
        3: _own_spending(of, column),
        4: {code: {column: amount} for code, amount in of.basic.items()},
        5: _transfers(of),
        6: _debt(of.general_debt, column),
        7: _account(of.funds.income, of.funds.inflows, "收入", column, of),
        8: _account(of.funds.spending, of.funds.outflows, "支出", column, of),
        9: _by_code(of.funds.spending, column),
        10: _to_regions(of.funds.transfers, column),
        11: _debt(of.special_debt, column),
        12: _account(of.capital.income, of.capital.inflows, "收入", column, None),
        13: _account(of.capital.spending, of.capital.outflows, "支出", column, None),
        14: _by_code(of.capital.spending, column),
        15: _to_regions(of.capital.transfers, column),
        16: {code: {column: one.income} for code, one in of.insurance.items()},
        17: {
            f"{INSURANCE_SPENDING}{code[3:]}": {column: one.spending}
            for code, one in of.insurance.items()
        },
        18: _by_project(of),
        19: _debts_of_regions(of),
    }


def _levels(amount: Levels, column: str, of: GovernmentYear) -> Row:
    if not of.regions:
        return {column: amount.own}
    return {column: amount.whole, "本级": amount.own, "下级": amount.below}


def _added(amounts: Iterable[Levels]) -> Levels:
    all_of_them = tuple(amounts)
    return Levels(sum(one.own for one in all_of_them), sum(one.below for one in all_of_them))


def _income(of: GovernmentYear, column: str) -> Rows:
    rows = {code: _levels(one, column, of) for code, one in of.income.items()}
    own = _added(of.income.values())
    rows["本年收入合计"] = _levels(own, column, of)
    rows |= {key: _levels(one, column, of) for key, one in of.inflows.items()}
    rows["收入总计"] = _levels(_added((own, *of.inflows.values())), column, of)
    return rows


def _spending(of: GovernmentYear, column: str) -> Rows:
    groups: dict[str, Levels] = {}
    for code, one in of.spending.items():
        groups[code[:5]] = _added((groups.get(code[:5], Levels()), one))
    if of.reserve:
        groups["227"] = Levels(of.reserve)
    rows = {code: _levels(one, column, of) for code, one in groups.items()}
    spent = _added(groups.values())
    rows["本年支出合计"] = _levels(spent, column, of)
    rows |= {key: _levels(one, column, of) for key, one in of.outflows.items()}
    rows["支出总计"] = _levels(_added((spent, *of.outflows.values())), column, of)
    return rows


def _own_spending(of: GovernmentYear, column: str) -> Rows:
    rows: Rows = {code: {column: one.own} for code, one in of.spending.items()}
    return rows | ({"227": {column: of.reserve}} if of.reserve else {})


def _transfers(of: GovernmentYear) -> Rows:
    rows: Rows = {}
    for region in of.regions:
        rebates, general, special = of.transfers.to(region)
        rows[region] = {
            "合计": rebates + general + special,
            "税收返还": rebates,
            "一般性转移支付": general,
            "专项转移支付": special,
        }
    return rows


def _debt(debt: Debt, column: str) -> Rows:
    lines = {
        "上年末余额": debt.opening,
        "本年限额": debt.limit,
        "本年举借额": debt.issued,
        "本年还本额": debt.repaid,
        "年末余额": debt.closing,
    }
    return {key: {column: amount} for key, amount in lines.items()}


def _by_code(amounts: Mapping[str, Levels], column: str) -> Rows:
    return {code: {column: one.own} for code, one in amounts.items()}


def _account(
    amounts: Mapping[str, Levels],
    flows: Mapping[str, Levels],
    side: str,
    column: str,
    of: GovernmentYear | None,
) -> Rows:
    """A smaller budget's income or spending with its balance; one level when `of` is None."""

    def told(one: Levels) -> Row:
        return {column: one.own} if of is None else _levels(one, column, of)

    own = _added(amounts.values())
    rows: Rows = {code: told(one) for code, one in amounts.items()}
    rows[f"本年{side}合计"] = told(own)
    rows |= {key: told(one) for key, one in flows.items()}
    return rows | {f"{side}总计": told(_added((own, *flows.values())))}


def _to_regions(parts: Parts, column: str) -> Rows:
    return {region: {column: amount} for region, amount in parts.items()}


def _by_project(of: GovernmentYear) -> Rows:
    """Special transfers by region and project; a key is both, its label the project alone."""
    return {
        f"{project}|{region}": {"地区": region, "金额": amount}
        for project, parts in of.transfers.special.items()
        for region, amount in parts.items()
    }


def _debts_of_regions(of: GovernmentYear) -> Rows:
    """Limits and what is owed, by region and at the own level."""
    draws = Draws("debts", of.unit.code, of.year)
    who = ("本级", *of.regions)
    rows: Rows = {name: {} for name in who}
    for kind, debt in (("一般债务", of.general_debt), ("专项债务", of.special_debt)):
        owed = draws.split(debt.closing, dict.fromkeys(who, 10), kind)
        spare = draws.split(debt.limit - debt.closing, dict.fromkeys(who, 10), kind, "spare")
        for name in who:
            rows[name][f"{kind}限额"] = owed[name] + spare[name]
            rows[name][f"{kind}余额"] = owed[name]
    for row in rows.values():
        for what in ("限额", "余额"):
            parts = [row[f"{kind}{what}"] for kind in ("一般债务", "专项债务")]
            row[what] = sum(one for one in parts if isinstance(one, int))
    return rows


def _funds_passed_on(of: GovernmentYear) -> Rows:
    """Special funds: received, arranged here, passed on, not yet allocated, what came of it."""
    draws = Draws("passed on", of.unit.code, of.year)
    rows: Rows = {}
    for project, parts in of.transfers.special.items():
        passed = sum(parts.values())
        own = draws.part(passed, 100, 300, project, "own")
        waiting = draws.part(passed, 0, 60, project, "waiting")
        projects = draws.part(own, 800, 1000, project, "projects")
        rows[project] = {
            "收到": own + passed + waiting,
            "本级安排": own,
            "转拨下级": passed,
            "待分配": waiting,
            "下级收到": draws.part(passed, 950, 1000, project, "arrived"),
            "项目合计": projects,
            "实际支付": draws.part(projects, 700, 1000, project, "paid"),
        }
    return rows


def _received(of: GovernmentYear) -> Rows:
    """Special transfers from the level above, by project."""
    return {project: {"金额": amount} for project, amount in of.received_special.items()}
