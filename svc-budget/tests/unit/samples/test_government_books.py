"""The balances of governments' books, asserted directly on the exact figures."""

import pytest
from samples_building import SEED, shipped_forms

from svc_budget.domain.samples.governments.drawing import government_of
from svc_budget.domain.samples.governments.public_money import GovernmentYear
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.tables import SampleTable
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book

BUDGET, FINAL = Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL
YEARS = (2018, 2021, 2025)
CASES = [(unit, year, book) for unit in GOVERNMENTS for year in YEARS for book in (BUDGET, FINAL)]


def figures(unit: SampleUnit, year: int, book: Book = FINAL) -> GovernmentYear:
    return government_of(unit, year, book, shipped_forms().codes, SEED)


def tables(unit: SampleUnit, year: int, book: Book) -> dict[str, SampleTable]:
    made = shipped_forms().government_book(unit, year, book, SEED).tables
    return {code[2:]: table for code, table in made.items()}


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0].name}-{case[1]}-{case[2]}")
def case(request: pytest.FixtureRequest) -> tuple[SampleUnit, int, Book]:
    of: tuple[SampleUnit, int, Book] = request.param
    return of


def test_every_budget_of_a_government_balances(case: tuple[SampleUnit, int, Book]) -> None:
    made = tables(*case)
    column = "预算数" if case[2] is BUDGET else "决算数"
    columns = [column, "本级", "下级"] if case[0].level != "县" else [column]
    for income, spending in (("1", "2"), ("7", "8"), ("12", "13")):
        for each in columns[:1] if income == "12" else columns:
            came = made[income].value("", "收入总计", each)
            assert came == made[spending].value("", "支出总计", each) > 0
            rows = {r.key: r for r in made[income].sides[""] if not r.code}
            parts = [r.values.get(each) or 0 for key, r in rows.items() if key != "收入总计"]
            assert came == sum(int(part) for part in parts)
    own = made["2"].value("", "本年支出合计", "本级" if case[0].level != "县" else column)
    assert made["3"].value("", "合计", column) == own


def test_nothing_is_negative(case: tuple[SampleUnit, int, Book]) -> None:
    negative = [
        (code, row.key, column, value)
        for code, table in tables(*case).items()
        for row in table.sides[""]
        for column, value in row.values.items()
        if isinstance(value, int) and value < 0
    ]
    assert negative == []


@pytest.mark.parametrize("unit", GOVERNMENTS, ids=lambda unit: unit.name)
def test_debt_and_what_is_left_carry_over_and_stay_within_the_limit(unit: SampleUnit) -> None:
    for year in YEARS:
        before, now = figures(unit, year - 1), figures(unit, year)
        for earlier, later in (
            (before.general_debt, now.general_debt),
            (before.special_debt, now.special_debt),
        ):
            assert earlier.closing == later.opening
            assert later.closing == later.opening + later.issued - later.repaid
            assert later.closing <= later.limit
            assert later.issued > 0
        left = before.outflows["结转下年支出"].own
        assert left == now.inflows["上年结余收入"].own
        for code, fund in before.insurance.items():
            assert fund.closing == now.insurance[code].opening


def test_transfers_by_region_and_by_project_come_to_what_is_passed_down() -> None:
    for unit in GOVERNMENTS[:2]:
        of, made = figures(unit, 2025), tables(unit, 2025, FINAL)
        assert of.outflows["补助下级支出"].own == made["5"].value("", "合计", "合计")
        assert made["18"].value("", "合计", "金额") == made["5"].value("", "合计", "专项转移支付")


def test_a_city_received_what_the_province_says_it_sent() -> None:
    province, city, _ = GOVERNMENTS
    sent = {
        row.label: row.values["金额"]
        for row in tables(province, 2025, FINAL)["18"].sides[""]
        if row.values.get("地区") == city.name
    }
    received = tables(city, 2025, FINAL)["22"].sides[""]
    assert {row.key: row.values["金额"] for row in received if not row.total} == sent


def test_the_reserve_is_one_to_three_in_a_hundred() -> None:
    for unit in GOVERNMENTS:
        made = tables(unit, 2025, BUDGET)
        reserve = made["3"].value("", "227", "预算数")
        assert 1 <= 100 * reserve / made["3"].value("", "合计", "预算数") <= 3


def test_months_come_to_the_year() -> None:
    made = tables(GOVERNMENTS[0], 2025, FINAL)
    assert made["20"].value("", "12月", "收入累计") == made["1"].value("", "本年收入合计", "决算数")


def test_a_fund_goes_where_it_is_said_to_go() -> None:
    for row in tables(GOVERNMENTS[0], 2025, FINAL)["21"].sides[""]:
        of = {key: int(value or 0) for key, value in row.values.items()}
        assert of["收到"] == of["本级安排"] + of["转拨下级"] + of["待分配"]
        assert of["下级收到"] <= of["转拨下级"]
        assert of["实际支付"] <= of["项目合计"] <= of["本级安排"]
