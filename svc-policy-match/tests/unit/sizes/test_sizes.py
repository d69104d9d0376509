"""Sizes at every bound of the rule, and what can be said of them when figures are missing."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policy_files import own_registry, size_rule, small_profit_rule

from svc_policy_match.domain.answers.answers import NONE, Answer, OneOf, Range, Within, exactly
from svc_policy_match.domain.conditions.truth import FALSE, TRUE, UNKNOWN
from svc_policy_match.domain.sizes.rule import LEVELS, UNDEFINED, SizeRow, read_rule
from svc_policy_match.domain.sizes.sizes import size_of

ROWS = [row for row in size_rule().rows if row.bounds]
WAN = 1_000_000  # 10,000 yuan in fen


def row_of(name: str) -> SizeRow:
    """A row by its name."""
    return next(row for row in size_rule().rows if row.name == name)


def place(row: SizeRow) -> Within:
    """An industry of the row."""
    return Within(min(row.paths))


def sizes(answers: dict[str, Answer]) -> set[str]:
    """Possible sizes; all when nothing is known."""
    found = size_of(answers, size_rule())
    return {*LEVELS, UNDEFINED} if found is None else set(found.codes)


BOUNDS = [
    (row.name, key, level, step)
    for row in ROWS
    for key in row.bounds
    for level in range(3)
    for step in (-1, 0, 1)
]


@pytest.mark.parametrize(("name", "key", "level", "step"), BOUNDS)
def test_every_bound_divides_where_the_rule_says(
    name: str, key: str, level: int, step: int
) -> None:
    row = row_of(name)
    others: dict[str, Answer] = {one: exactly(bounds[0]) for one, bounds in row.bounds.items()}
    figure = exactly(row.bounds[key][level] + step)
    expected = LEVELS[level + 1] if step < 0 else LEVELS[level]
    assert sizes({"industry": place(row), **others, key: figure}) == {expected}


def test_the_rule_has_the_bounds_that_were_published() -> None:
    assert row_of("工业").bounds == {
        "staff": (1000, 300, 20), "revenue@-1": (40000 * WAN, 2000 * WAN, 300 * WAN),
    }  # fmt: skip
    assert row_of("仓储业").bounds["staff"] == (200, 100, 20)
    assert row_of("租赁和商务服务业").bounds["assets@-1"] == (120000 * WAN, 8000 * WAN, 100 * WAN)
    assert len(ROWS) == 16


@pytest.mark.parametrize("code", ["J", "66", "P", "83", "84", "S", "53", "704", "T"])
def test_of_industries_the_rule_leaves_out_no_size_is_told(code: str) -> None:
    path = own_registry()["industry"].paths[code]
    tiny: dict[str, Answer] = {
        "industry": Within(path),
        "staff": exactly(1),
        "revenue@-1": exactly(0),
    }
    assert sizes(tiny) == {UNDEFINED}


def test_every_industry_is_of_a_row_or_said_to_be_left_out() -> None:
    paths = own_registry()["industry"].paths.values()
    leaves = [one for one in paths if not any(p != one and p.startswith(one) for p in paths)]
    assert all(len(size_rule().rows_for(one)) == 1 for one in leaves)


def test_one_low_figure_is_micro_whatever_the_others() -> None:
    assert sizes({"industry": Within("C35"), "staff": exactly(19)}) == {"micro"}
    assert sizes({"industry": Within("C"), "staff": exactly(150)}) == {"small", "micro"}
    assert sizes({"industry": Within("C"), "revenue@-1": NONE}) == {"micro"}


def test_a_branch_is_as_open_as_the_rows_below_it() -> None:
    shop = {"staff": exactly(100), "revenue@-1": exactly(6000 * WAN)}
    assert sizes({"industry": Within("F"), **shop}) == {"medium"}
    assert sizes({"industry": Within("F"), **shop, "staff": exactly(45)}) == {"medium", "small"}
    assert UNDEFINED in sizes({"industry": Within("G"), "staff": exactly(1)})
    assert size_of({}, size_rule()) is None


figures = st.integers(min_value=0, max_value=1300)


@given(st.sampled_from([row.name for row in ROWS]), st.lists(figures, min_size=4, max_size=4))
def test_spans_give_exactly_the_sizes_of_the_figures_within(name: str, drawn: list[int]) -> None:
    row = row_of(name)
    spans: dict[str, Answer] = {}
    inside: list[list[tuple[str, Answer]]] = []
    for number, (key, bounds) in enumerate(row.bounds.items()):
        step = 1 if key == "staff" else 100 * WAN
        lo, hi = sorted(one * step for one in drawn[2 * number : 2 * number + 2])
        spans[key] = Range(lo, hi)
        edges = {lo, hi, *(b for b in bounds if lo <= b <= hi)}
        inside.append([(key, exactly(one)) for one in edges])
    industry = {"industry": place(row)}
    told = {size for each in product(*inside) for size in sizes({**industry, **dict(each)})}
    assert sizes({**industry, **spans}) == told


def test_a_rule_with_a_slip_is_refused_by_its_row() -> None:
    slip = {"name": "某业", "codes": ["C"], "X": [20, 300, 1000]}
    with pytest.raises(ValueError, match="bounds of X do not fall"):
        read_rule({"rows": [slip], "not_defined": []}, own_registry())
    with pytest.raises(ValueError, match="size rule, 某业"):
        read_rule({"rows": [slip | {"codes": ["ZZ"]}], "not_defined": []}, own_registry())


LIMITS = {"taxable_income@-1": 300 * WAN, "staff": 300, "assets@-1": 5000 * WAN}


@pytest.mark.parametrize("key", LIMITS)
def test_small_profit_is_up_to_its_bounds_and_no_further(key: str) -> None:
    rule = small_profit_rule()
    most = {one: exactly(limit) for one, limit in LIMITS.items()} | {"restricted_trade": False}
    for step, expected in ((-1, TRUE), (0, TRUE), (1, FALSE)):
        assert rule.of(most | {key: exactly(LIMITS[key] + step)}) is expected
    assert rule.of({one: answer for one, answer in most.items() if one != key}) is UNKNOWN
    assert rule.of(most | {"restricted_trade": True}) is FALSE


def test_small_profit_is_another_thing_than_small() -> None:
    firm: dict[str, Answer] = {
        "industry": Within("C35"), "staff": exactly(250), "revenue@-1": exactly(90_000 * WAN),
        "assets@-1": exactly(4000 * WAN), "taxable_income@-1": exactly(250 * WAN),
        "restricted_trade": False,
    }  # fmt: skip
    assert small_profit_rule().of(firm) is TRUE
    assert size_of(firm, size_rule()) == OneOf(frozenset({"small"}))
