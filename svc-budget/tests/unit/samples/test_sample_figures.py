from itertools import pairwise

import pytest
from samples_building import SEED, shipped_forms

from svc_budget.domain.samples.figures import department_of
from svc_budget.domain.samples.money_flows import FISCAL, Fund, Side
from svc_budget.domain.samples.units import SampleUnit, sample_units

YEARS = range(2011, 2026)
UNITS = sample_units(99)


def balances(side: Side) -> dict[Fund, tuple[int, int]]:
    return {fund: (side.opening(fund), side.closing(fund)) for fund in Fund}


@pytest.mark.parametrize("unit", UNITS[::7], ids=lambda unit: unit.name)
def test_every_year_begins_with_what_the_year_before_left(unit: SampleUnit) -> None:
    years = [balances(shipped_forms().figures(unit, year, SEED).final) for year in YEARS]

    for before, after in pairwise(years):
        assert {fund: ends[1] for fund, ends in before.items()} == {
            fund: ends[0] for fund, ends in after.items()
        }


@pytest.mark.parametrize("unit", UNITS[::5], ids=lambda unit: unit.name)
def test_nothing_is_negative_and_own_money_balances_to_the_fen(unit: SampleUnit) -> None:
    for year in YEARS:
        side = shipped_forms().figures(unit, year, SEED).final
        own = sum(sum(row.values()) for row in side.own_income.values())

        assert all(amount >= 0 for row in side.own_income.values() for amount in row.values())
        assert all(side.received(fund) >= 0 for fund in FISCAL)
        assert all(amount >= 0 for amount in side.economic.values())
        assert own + side.surplus_used + side.opening(Fund.OWN) == (
            side.spent(Fund.OWN) + side.distributed + side.closing(Fund.OWN)
        )


def test_what_the_basic_budget_shows_of_restricted_spending_is_inside_the_whole() -> None:
    inside = {"30212": "abroad", "31013": "purchase", "30231": "running", "30217": "reception"}
    for unit in UNITS:
        figures = shipped_forms().figures(unit, 2024, SEED)
        for side in (figures.final, figures.budget):
            for code, kind in inside.items():
                assert side.economic.get(code, 0) <= getattr(side.three_public, kind)


def test_a_departments_figures_are_its_units_added_up() -> None:
    department, *units = UNITS[:4]
    of = [shipped_forms().figures(unit, 2025, SEED) for unit in units]
    whole = department_of(department, of)

    for fund in Fund:
        assert whole.final.spent(fund) == sum(one.final.spent(fund) for one in of)
        assert whole.final.closing(fund) == sum(one.final.closing(fund) for one in of)
    assert whole.budget.three_public.total == sum(one.budget.three_public.total for one in of)
    assert whole.unit == department


def test_the_same_seed_makes_the_same_figures_and_another_seed_others() -> None:
    first, again, other = (shipped_forms().figures(UNITS[0], 2025, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_projects_are_the_project_spending_of_the_budget_exactly() -> None:
    for unit in UNITS[::3]:
        figures = shipped_forms().figures(unit, 2025, SEED)
        planned = sum(one.project for one in figures.budget.outlays)
        assert sum(one.amount for one in figures.projects) == planned


def test_units_spend_more_over_the_years() -> None:
    spent = [shipped_forms().figures(UNITS[0], year, SEED).final.spent(*Fund) for year in YEARS]
    assert spent[-1] > spent[0] * 14 // 10
