"""The budget and the final account of a unit's year: outlays, balances, income, what is inside."""

from collections.abc import Mapping

from svc_budget.domain.samples.circumstances import Circumstances
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.economics import spread
from svc_budget.domain.samples.money_flows import (
    Balance,
    Fund,
    Outlay,
    Procurement,
    Side,
    ThreePublic,
)
from svc_budget.domain.samples.outlays import planned, spent

RECEIVED = {"事业收入": 6, "其他收入": 3, "上级补助收入": 2, "经营收入": 2, "附属单位上缴收入": 1}
EXPECTED = {"事业收入": 6, "其他收入": 3, "上年结转": 2, "事业单位经营收入": 1}
OF_OFFICES = {"其他收入", "上级补助收入", "上年结转"}
CARRIED = {  # at most, a head in fen and prices of 2011; below what is spent under that code
    Fund.GENERAL: 110_000,
    Fund.GOVERNMENT_FUND: 300_000,
    Fund.STATE_CAPITAL: 30_000,
    Fund.OWN: 120_000,
}
CAR = 18_000_000
RUNNING_A_CAR = 3_200_000


def budget_of(of: Circumstances) -> Side:
    """What it asked for; a budget carries nothing over but its own money, as a source."""
    outlays = planned(of)
    expected = _restricted(of, _public(outlays))
    draws = of.draws.under("budget")
    income = {one.code: _sources(of, one.total, EXPECTED, draws) for one in _of_own(outlays)}
    return Side(
        outlays,
        (),
        income,
        _economic(of, outlays, expected, draws),
        expected,
        0 if of.unit.is_institution else draws.part(_public(outlays), 700, 1000, "running"),
        _procured(outlays, draws),
    )


def final_of(of: Circumstances, budget: Side) -> Side:
    """What came of it."""
    outlays = spent(of, budget.outlays)
    draws = of.draws.under("final")
    kept = _less(budget.three_public, draws, 600)
    balances = _balances(of, outlays)
    used, distributed = _surplus(of)
    change = used - distributed
    own = sum(one.closing - one.opening for one in balances if one.fund is Fund.OWN)
    income = {
        one.code: _sources(
            of, one.total + (own - change if one.code == of.main else 0), RECEIVED, draws
        )
        for one in _of_own(outlays)
    }
    return Side(
        outlays,
        balances,
        income,
        _economic(of, outlays, kept, draws),
        kept,
        0 if of.unit.is_institution else draws.part(_public(outlays), 700, 1000, "running"),
        _procured(outlays, draws),
        used,
        distributed,
    )


def _of_own(outlays: tuple[Outlay, ...]) -> tuple[Outlay, ...]:
    return tuple(one for one in outlays if one.fund is Fund.OWN)


def _public(outlays: tuple[Outlay, ...]) -> int:
    return sum(one.public for one in outlays if one.fund is Fund.GENERAL)


def _sources(
    of: Circumstances, amount: int, weights: Mapping[str, int], draws: Draws
) -> Mapping[str, int]:
    """An amount of own money by where it came from; organs neither sell nor trade."""
    allowed = {
        source: weight
        for source, weight in weights.items()
        if of.unit.is_institution or source in OF_OFFICES
    }
    return draws.split(amount, allowed, "sources")


def _balances(of: Circumstances, outlays: tuple[Outlay, ...]) -> tuple[Balance, ...]:
    codes: dict[Fund, str] = {Fund.GENERAL: of.main}
    if of.has_own:
        codes[Fund.OWN] = of.main
    for fund in (Fund.GOVERNMENT_FUND, Fund.STATE_CAPITAL):
        codes |= dict(reversed([(fund, one.code) for one in outlays if one.fund is fund]))
    before = Circumstances(of.unit, of.year - 1, of.codes, of.seed)
    return tuple(
        Balance(fund, code, _carried(before, fund), _carried(of, fund))
        for fund, code in codes.items()
    )


def _carried(of: Circumstances, fund: Fund) -> int:
    """What a year leaves for the next; known from the year alone, so that both years say it."""
    empty = fund is Fund.STATE_CAPITAL and not of.state_capital
    if empty or of.draws.chance(15, "carried", fund):
        return 0
    return of.draws.about(of.priced(CARRIED[fund]), 100, 950, "carried", fund)


def _surplus(of: Circumstances) -> tuple[int, int]:
    """使用非财政拨款结余 and 结余分配, which only some institutions have."""
    if not (of.unit.is_institution and of.has_own):
        return 0, 0
    most = of.priced(40_000)
    used = of.draws.about(most, 200, 900, "used") if of.draws.chance(35, "used") else 0
    shared = of.draws.about(most, 200, 900, "shared") if of.draws.chance(25, "shared") else 0
    return used, shared


def _restricted(of: Circumstances, public: int) -> ThreePublic:
    if not of.restricted:
        return ThreePublic()
    draws = of.draws.under("restricted")
    cars = max(1, of.staff // 30)
    return ThreePublic(
        draws.about(public, 5, 15, "abroad") if draws.chance(25, "abroad") else 0,
        draws.about(CAR, 900, 1300, "car") if cars > 1 and draws.chance(15, "car") else 0,
        draws.about(cars * RUNNING_A_CAR, 700, 1100, "running"),
        draws.about(public, 8, 30, "guests"),
    )


def _less(most: ThreePublic, draws: Draws, low: int) -> ThreePublic:
    """So much of each at most, exactly all of it now and then."""
    kinds = ("abroad", "purchase", "running", "reception")
    return ThreePublic(
        **{
            kind: amount
            if draws.chance(20, "whole", kind)
            else draws.part(amount, low, 1000, "less", kind)
            for kind in kinds
            if (amount := getattr(most, kind)) >= 0
        }
    )


def _economic(
    of: Circumstances, outlays: tuple[Outlay, ...], most: ThreePublic, draws: Draws
) -> Mapping[str, int]:
    general = [one for one in outlays if one.fund is Fund.GENERAL]
    personnel = sum(one.personnel for one in general)
    inside = _less(most, draws.under("inside"), 600)
    return spread(personnel, _public(outlays), inside, of.holds_economic, draws)


def _procured(outlays: tuple[Outlay, ...], draws: Draws) -> Procurement:
    whole = sum(one.public + one.project for one in outlays)
    works = draws.about(whole, 20, 90, "works") if draws.chance(40, "works") else 0
    goods = draws.about(whole, 5, 40, "goods")
    services = draws.about(whole, 20, 120, "services")
    return Procurement(
        goods, works, services, draws.part(goods + works + services, 400, 1000, "small firms")
    )
