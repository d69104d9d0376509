from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from svc_budget.domain.execution.series import Doubt, Line, doubts, points

AMOUNTS = st.integers(-(10**12), 10**15)


def a_line(cumulative: int, key: str = "205") -> Line:
    return Line("支出", key, "教育支出", cumulative)


def test_a_month_is_the_difference_to_the_month_before() -> None:
    january, february = points({1: 300, 2: 700}, budget=4800, last_year={2: 500})

    assert (january.of_month, february.of_month) == (300, 400)
    assert february.percent == Decimal("14.58")
    assert february.pace == Decimal("16.67")
    assert february.year_on_year == Decimal("40.00")


def test_of_a_month_after_a_gap_only_the_sum_is_known() -> None:
    _, march = points({1: 300, 3: 900}, budget=None, last_year={})

    assert march.of_month is None
    assert march.percent is None


def test_from_nothing_there_is_no_growth() -> None:
    (january,) = points({1: 300}, budget=0, last_year={1: 0})

    assert january.year_on_year is None
    assert january.percent is None


@given(sums=st.lists(AMOUNTS, min_size=1, max_size=12))
def test_the_months_of_a_whole_year_add_up_to_its_last_sum(sums: list[int]) -> None:
    found = points(dict(enumerate(sums, 1)), None, {})

    assert sum(one.of_month or 0 for one in found) == sums[-1]


def test_a_sum_smaller_than_a_month_ago_is_doubtful() -> None:
    before = [a_line(700), a_line(50, "206")]

    assert doubts(before, [a_line(690), a_line(50, "206"), a_line(-5, "207")]) == [
        Doubt("支出", "205", "教育支出", 700, 690)
    ]
