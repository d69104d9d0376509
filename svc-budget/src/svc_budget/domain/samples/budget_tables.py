"""The figures of the nine tables of a budget (部门预算), B1 to B9."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from svc_budget.domain.samples.economics import is_personnel
from svc_budget.domain.samples.final_tables import three_public_columns
from svc_budget.domain.samples.money_flows import FISCAL, Fund, Outlay, Side, YearFigures
from svc_budget.domain.samples.tables import Figures

GRANTS = {
    Fund.GENERAL: "一般公共预算资金",
    Fund.GOVERNMENT_FUND: "政府性基金",
    Fund.STATE_CAPITAL: "国有资本经营预算",
}
OWN_LINES = ("事业收入", "事业单位经营收入", "其他收入", "上年结转")
ByCode = Mapping[str, dict[str, int]]


def budget_figures(of: YearFigures) -> Mapping[str, Figures]:
    """All nine, by code."""
    side = of.budget
    return {
        "B1": _summary(side),
        "B2": {"": _income(side)},
        "B3": {"": _by_kind(side.outlays)},
        "B4": _fiscal(side),
        "B5": {"": _by_kind(side.of(Fund.GENERAL))},
        "B6": {"": _by_kind(side.of(Fund.GOVERNMENT_FUND))},
        "B7": {"": _by_kind(side.of(Fund.STATE_CAPITAL))},
        "B8": {"": _economic(side.economic)},
        "B9": {"": {"数额": _three_public(side)}},
    }


def _summary(side: Side) -> Figures:
    income = {"财政拨款收入": side.spent(*FISCAL)}
    income |= {line: side.spent(fund) for fund, line in GRANTS.items()}
    income |= {line: side.own(line) for line in OWN_LINES}
    income["收入总计"] = side.spent(*FISCAL) + sum(side.own(line) for line in OWN_LINES)
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in side.outlays:
        for key in (one.code[:3], "支出总计"):
            rows[key]["合计"] += one.total
            rows[key]["人员经费"] += one.personnel
            rows[key]["公用经费"] += one.public
            rows[key]["项目支出"] += one.project
    return {"收入": {key: {"预算数": amount} for key, amount in income.items()}, "支出": rows}


def _income(side: Side) -> ByCode:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in side.of(*FISCAL):
        rows[one.code]["财政拨款收入"] += one.total
    for code, sources in side.own_income.items():
        for source, amount in sources.items():
            rows[code][source] += amount
    columns = ("财政拨款收入", *OWN_LINES)
    return {
        code: {"合计": sum(row.values())} | {column: row.get(column, 0) for column in columns}
        for code, row in sorted(rows.items())
    }


def _by_kind(outlays: Iterable[Outlay]) -> ByCode:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in outlays:
        rows[one.code]["合计"] += one.total
        rows[one.code]["基本支出"] += one.basic
        rows[one.code]["项目支出"] += one.project
    return dict(sorted(rows.items()))


def _fiscal(side: Side) -> Figures:
    income = {line: side.spent(fund) for fund, line in GRANTS.items()}
    income["收入总计"] = side.spent(*FISCAL)
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in side.of(*FISCAL):
        for key in (one.code[:3], "支出总计"):
            rows[key]["合计"] += one.total
            rows[key][one.fund.value] += one.total
    return {"收入": {key: {"预算数": amount} for key, amount in income.items()}, "支出": rows}


def _economic(economic: Mapping[str, int]) -> ByCode:
    return {
        code: {
            "合计": amount,
            "人员经费": amount if is_personnel(code) else 0,
            "公用经费": 0 if is_personnel(code) else amount,
        }
        for code, amount in economic.items()
    }


def _three_public(side: Side) -> dict[str, int]:
    return three_public_columns(side.three_public) | {"机关运行经费": side.running_cost}
