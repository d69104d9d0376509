"""The figures of the nine tables of a final account (部门决算), T1 to T9."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from svc_budget.domain.samples.economics import is_personnel
from svc_budget.domain.samples.money_flows import (
    FISCAL,
    Fund,
    Outlay,
    Side,
    ThreePublic,
    YearFigures,
)
from svc_budget.domain.samples.tables import Figures

OWN_LINES = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
GRANTS = {
    Fund.GENERAL: "一般公共预算财政拨款",
    Fund.GOVERNMENT_FUND: "政府性基金预算财政拨款",
    Fund.STATE_CAPITAL: "国有资本经营预算财政拨款",
}
OPENINGS = {
    Fund.GENERAL: "年初一般公共预算结转",
    Fund.GOVERNMENT_FUND: "年初政府性基金结转",
    Fund.STATE_CAPITAL: "年初国有资本经营结转",
}
ByCode = Mapping[str, dict[str, int]]


def final_figures(of: YearFigures) -> Mapping[str, Figures]:
    """All nine, by code."""
    side = of.final
    return {
        "T1": _summary(side),
        "T2": {"": _income(side)},
        "T3": {"": _spending(side.outlays)},
        "T4": _fiscal(side),
        "T5": {"": _by_kind(side.of(Fund.GENERAL))},
        "T6": {"": _economic(side.economic)},
        "T7": {"": {"数额": _three_public(of)}},
        "T8": {"": _balance(side, Fund.GOVERNMENT_FUND)},
        "T9": {"": _balance(side, Fund.STATE_CAPITAL)},
    }


def _summary(side: Side) -> Figures:
    income = {f"{GRANTS[fund]}收入": side.received(fund) for fund in FISCAL}
    income |= {source: side.own(source) for source in OWN_LINES}
    received, opening = sum(income.values()), side.opening(*Fund)
    income |= {
        "本年收入合计": received,
        "使用非财政拨款结余": side.surplus_used,
        "年初结转和结余": opening,
        "收入总计": received + side.surplus_used + opening,
    }
    spent, closing = side.spent(*Fund), side.closing(*Fund)
    ends = {"本年支出合计": spent, "结余分配": side.distributed, "年末结转和结余": closing}
    ends["支出总计"] = spent + side.distributed + closing
    return {
        "收入": {key: {"决算数": amount} for key, amount in income.items()},
        "支出": {key: {"决算数": amount} for key, amount in ends.items()}
        | {key: {"决算数": amount} for key, amount in _classes(side.outlays).items()},
    }


def _classes(outlays: Iterable[Outlay]) -> dict[str, int]:
    """Spending by class (类)."""
    classes: dict[str, int] = defaultdict(int)
    for one in outlays:
        classes[one.code[:3]] += one.total
    return dict(classes)


def _income(side: Side) -> ByCode:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in side.of(*FISCAL):
        rows[one.code]["财政拨款收入"] += one.total
    for balance in side.balances:
        if balance.fund in FISCAL:
            rows[balance.code]["财政拨款收入"] += balance.closing - balance.opening
    for code, sources in side.own_income.items():
        for source, amount in sources.items():
            rows[code][source] += amount
    columns = ("财政拨款收入", *OWN_LINES)
    return {
        code: {"合计": sum(row.values())} | {column: row.get(column, 0) for column in columns}
        for code, row in sorted(rows.items())
        if any(row.values())
    }


def _spending(outlays: Iterable[Outlay]) -> ByCode:
    rows: dict[str, dict[str, int]] = {}
    for one in outlays:
        row = rows.setdefault(one.code, defaultdict(int))
        row["合计"] += one.total
        row["基本支出"] += one.basic
        row["项目支出"] += one.project
        row["上缴上级支出"] += one.upward
        row["经营支出"] += one.trading
        row["对附属单位补助支出"] += one.subsidies
    return dict(sorted(rows.items()))


def _by_kind(outlays: Iterable[Outlay]) -> ByCode:
    return {
        one.code: {"合计": one.total, "基本支出": one.basic, "项目支出": one.project}
        for one in outlays
    }


def _fiscal(side: Side) -> Figures:
    income = {GRANTS[fund]: side.received(fund) for fund in FISCAL}
    income["本年收入合计"] = received = sum(income.values())
    income["年初财政拨款结转和结余"] = opening = side.opening(*FISCAL)
    income |= {OPENINGS[fund]: side.opening(fund) for fund in FISCAL}
    income["收入总计"] = received + opening
    columns = {fund: _classes(side.of(fund)) for fund in FISCAL}
    rows = {
        code: _by_fund({fund: columns[fund].get(code, 0) for fund in FISCAL})
        for code in sorted({code for column in columns.values() for code in column})
    }
    ends = {fund: (side.spent(fund), side.closing(fund)) for fund in FISCAL}
    rows["本年支出合计"] = _by_fund({fund: spent for fund, (spent, _) in ends.items()})
    rows["年末结转和结余"] = _by_fund({fund: closing for fund, (_, closing) in ends.items()})
    rows["支出总计"] = _by_fund({fund: sum(both) for fund, both in ends.items()})
    return {"收入": {key: {"金额": amount} for key, amount in income.items()}, "支出": rows}


def _by_fund(amounts: Mapping[Fund, int]) -> dict[str, int]:
    return {"合计": sum(amounts.values())} | {fund.value: one for fund, one in amounts.items()}


def _economic(economic: Mapping[str, int]) -> ByCode:
    personnel = sum(amount for code, amount in economic.items() if is_personnel(code))
    whole = sum(economic.values())
    rows = {code: {"决算数": amount} for code, amount in economic.items()}
    rows["人员经费合计"] = {"决算数": personnel}
    rows["公用经费合计"] = {"决算数": whole - personnel}
    return rows


def _three_public(of: YearFigures) -> dict[str, int]:
    return {
        f"{stage}.{kind}": amount
        for stage, side in (("预算数", of.budget), ("决算数", of.final))
        for kind, amount in three_public_columns(side.three_public).items()
    }


def three_public_columns(of: ThreePublic) -> dict[str, int]:
    """The six columns both books have."""
    return {
        "合计": of.total,
        "因公出国（境）费": of.abroad,
        "公务用车小计": of.vehicles,
        "公务用车购置费": of.purchase,
        "公务用车运行费": of.running,
        "公务接待费": of.reception,
    }


def _balance(side: Side, fund: Fund) -> ByCode:
    rows: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in side.of(fund):
        rows[one.code]["基本支出"] += one.basic
        rows[one.code]["项目支出"] += one.project
    for balance in side.balances:
        if balance.fund is fund:
            rows[balance.code]["年初结转和结余"] += balance.opening
            rows[balance.code]["年末结转和结余"] += balance.closing
    made = {}
    for code, row in sorted(rows.items()):
        spent = row["基本支出"] + row["项目支出"]
        opening, closing = row["年初结转和结余"], row["年末结转和结余"]
        made[code] = {
            "年初结转和结余": opening,
            "本年收入": spent + closing - opening,
            "本年支出": spent,
            "基本支出": row["基本支出"],
            "项目支出": row["项目支出"],
            "年末结转和结余": closing,
        }
    return made
