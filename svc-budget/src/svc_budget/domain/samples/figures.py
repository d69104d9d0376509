"""All figures of a unit's year, and of a department from its units'."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples.circumstances import Circumstances
from svc_budget.domain.samples.money_flows import (
    Balance,
    Fund,
    Outlay,
    Procurement,
    Project,
    Side,
    ThreePublic,
    YearFigures,
)
from svc_budget.domain.samples.sides import budget_of, final_of
from svc_budget.domain.samples.units import SampleUnit

KINDS = ("运行维护", "业务保障", "专项工作", "能力建设")
WITHOUT_TARGET = 5_000_000  # fen; smaller projects need no published target


def figures_of(unit: SampleUnit, year: int, codes: CodeLists, seed: int) -> YearFigures:
    """The budget first, then what came of it."""
    of = Circumstances(unit, year, codes, seed)
    budget = budget_of(of)
    return YearFigures(unit, year, final_of(of, budget), budget, tuple(_projects(of, budget)))


def _projects(of: Circumstances, budget: Side) -> Iterator[Project]:
    """The projects behind each item's project spending: together they are it exactly."""
    for one in budget.outlays:
        if not one.project:
            continue
        draws = of.draws.under("projects", one.fund, one.code)
        name = of.codes.name_in(CodeKind.FUNCTION, one.code, of.year)
        count = draws.between(1, 3, "count")
        parts = draws.split(one.project, dict.fromkeys(KINDS[:count], 1))
        for kind, amount in parts.items():
            whole = f"{name}{kind}项目" if one.fund is not Fund.OWN else f"{name}{kind}（自有资金）"
            yield Project(whole, one.code, one.fund, amount, amount >= WITHOUT_TARGET, of.unit.code)


def department_of(unit: SampleUnit, of: Sequence[YearFigures]) -> YearFigures:
    """The figures of a department: its units' added up; nothing between them is eliminated."""
    return YearFigures(
        unit,
        of[0].year,
        _side([one.final for one in of]),
        _side([one.budget for one in of]),
        tuple(project for one in of for project in one.projects),
    )


def _side(of: Sequence[Side]) -> Side:
    return Side(
        tuple(_outlays(outlay for side in of for outlay in side.outlays)),
        tuple(_balances(balance for side in of for balance in side.balances)),
        _own_income(of),
        _amounts(side.economic for side in of),
        ThreePublic(**_fields(side.three_public for side in of)),
        sum(side.running_cost for side in of),
        Procurement(**_fields(side.procurement for side in of)),
        sum(side.surplus_used for side in of),
        sum(side.distributed for side in of),
    )


def _amounts(of: Iterable[Mapping[str, int]]) -> dict[str, int]:
    added: dict[str, int] = {}
    for one in of:
        for key, amount in one.items():
            added[key] = added.get(key, 0) + amount
    return dict(sorted(added.items()))


def _fields(of: Iterable[object]) -> dict[str, int]:
    return _amounts({field.name: getattr(one, field.name) for field in fields(one)} for one in of)  # type: ignore[arg-type]


def _outlays(of: Iterable[Outlay]) -> Iterator[Outlay]:
    kinds = ("personnel", "public", "project", "upward", "trading", "subsidies")
    added: dict[tuple[Fund, str], dict[str, int]] = {}
    for one in of:
        kept = added.setdefault((one.fund, one.code), dict.fromkeys(kinds, 0))
        for kind in kinds:
            kept[kind] += getattr(one, kind)
    return (Outlay(code, fund, **kept) for (fund, code), kept in sorted(added.items()))


def _balances(of: Iterable[Balance]) -> Iterator[Balance]:
    added: dict[tuple[Fund, str], tuple[int, int]] = {}
    for one in of:
        opening, closing = added.get((one.fund, one.code), (0, 0))
        added[one.fund, one.code] = (opening + one.opening, closing + one.closing)
    return (Balance(fund, code, *ends) for (fund, code), ends in sorted(added.items()))


def _own_income(of: Sequence[Side]) -> dict[str, dict[str, int]]:
    codes = sorted({code for side in of for code in side.own_income})
    return {code: _amounts(side.own_income.get(code, {}) for side in of) for code in codes}
