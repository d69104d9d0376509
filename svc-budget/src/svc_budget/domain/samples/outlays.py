"""What a unit plans to spend in a year, and what it then spends."""

from collections.abc import Iterator
from dataclasses import replace

from svc_budget.domain.samples import profiles
from svc_budget.domain.samples.circumstances import Circumstances
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.money_flows import Fund, Outlay

WAGE = 9_000_000  # fen a year and head, in the prices of 2011
PUBLIC = (1_800_000, 3_500_000)
PROJECT = (200_000, 2_500_000)
FUND = (900_000, 6_000_000)
CAPITAL = (100_000, 500_000)
OWN = (300_000, 900_000)


def planned(of: Circumstances) -> tuple[Outlay, ...]:
    """The budget's outlays, in the order of funds and codes."""
    made = (*_general(of), *_funds(of), *_own(of))
    return tuple(sorted(made, key=lambda one: (one.fund, one.code)))


def spent(of: Circumstances, plan: tuple[Outlay, ...]) -> tuple[Outlay, ...]:
    """What came of a plan, with what was added in the year."""
    done = [_carried_out(one, of.draws.under("spent", one.fund, one.code)) for one in plan]
    done += [
        Outlay(code, Fund.GENERAL, project=_a_head(of, PROJECT, "added", code) // 4)
        for code in _added(of)
    ]
    return tuple(sorted((_beside(of, one) for one in done), key=lambda one: (one.fund, one.code)))


def _added(of: Circumstances) -> tuple[str, ...]:
    """Items no budget had at the beginning of the year; never the one with the balances."""
    return tuple(code for code in of.items[1:] if of.draws.chance(12, "unplanned", code))


def _general(of: Circumstances) -> Iterator[Outlay]:
    works = of.unit.is_institution
    retired = profiles.RETIRED_INSTITUTION if works else profiles.RETIRED_OFFICE
    medical = profiles.MEDICAL_INSTITUTION if works else profiles.MEDICAL_OFFICE
    weights = {of.office: 78, profiles.PENSION: 9, profiles.ANNUITY: 4, retired: 3}
    weights |= {of.first(*medical): 5, profiles.HOUSING: 8}
    held = {code: weight for code, weight in weights.items() if code and of.holds(code)}
    draws = of.draws.under("general")
    wages = draws.about(of.priced(WAGE), 950, 1050, "wages")
    personnel = draws.split(wages, held, "wages")
    public = draws.split(_a_head(of, PUBLIC, "public"), {of.office: 96, retired: 4}, "public")
    projects = {code: _a_head(of, PROJECT, "project", code) for code in of.items}
    for added in _added(of):
        del projects[added]
    for code in sorted({*personnel, *public, *projects}):
        yield Outlay(
            code,
            Fund.GENERAL,
            personnel.get(code, 0),
            public.get(code, 0),
            projects.get(code, 0),
        )


def _funds(of: Circumstances) -> Iterator[Outlay]:
    for code in of.fund_codes:
        yield Outlay(code, Fund.GOVERNMENT_FUND, project=_a_head(of, FUND, "fund", code))
    if of.state_capital:
        amount = _a_head(of, CAPITAL, "capital")
        yield Outlay(of.state_capital, Fund.STATE_CAPITAL, project=amount)


def _own(of: Circumstances) -> Iterator[Outlay]:
    if not of.has_own:
        return
    project = {of.main: _a_head(of, OWN, "own")}
    basic = {of.office: _a_head(of, OWN, "own basic")} if of.unit.is_institution else {}
    for code in sorted({*project, *basic}):
        wages = of.draws.part(basic.get(code, 0), 500, 800, "own wages")
        yield Outlay(code, Fund.OWN, wages, basic.get(code, 0) - wages, project.get(code, 0))


def _a_head(of: Circumstances, span: tuple[int, int], *what: object) -> int:
    """An amount a head the unit is used to, a little other every year."""
    usual = of.priced(of.of_unit.between(*span, *what))
    return of.draws.about(usual, 900, 1100, *what)


def _carried_out(plan: Outlay, draws: Draws) -> Outlay:
    if draws.chance(10, "as planned"):
        return plan
    return replace(
        plan,
        personnel=draws.about(plan.personnel, 960, 1040, "personnel"),
        public=draws.about(plan.public, 860, 1000, "public"),
        project=draws.about(plan.project, 800, 1020, "project"),
    )


def _beside(of: Circumstances, one: Outlay) -> Outlay:
    """What an institution's own money also goes to, which no budget table shows apart."""
    if one.fund is not Fund.OWN or one.code != of.main or not of.unit.is_institution:
        return one
    draws = of.draws.under("beside")

    def amount(kind: str, often: int) -> int:
        here = of.of_unit.chance(often, kind)
        return draws.about(one.project, 30, 120, kind) if here else 0

    return replace(
        one,
        trading=amount("trading", 35),
        upward=amount("upward", 12),
        subsidies=amount("subsidies", 12),
    )
