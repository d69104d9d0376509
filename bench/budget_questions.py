"""What the public asks of budgets: twenty named queries, and any other combination at random."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budget_books import REGION, Size

FACTS, COMPARE = "budget/facts", "budget/compare"
GROUPS = (
    "year", "unit", "region", "code", "line", "column", "fund_type", "stage", "expenditure",
)  # fmt: skip
PREFIXES = ("205", "208", "20805", "2010601", "210", "21011", "301", "30201")
Parameters = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: its name, where it goes, what it says."""

    name: str
    path: str
    parameters: Parameters = ()


def _facts(name: str, **said: object) -> Asked:
    return Asked(name, FACTS, tuple(_pairs(said)))


def _pairs(said: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        for one in value if isinstance(value, tuple) else (value,):
            yield key, str(one).lower() if isinstance(one, bool) else str(one)


def named(size: Size, snapshot: int) -> list[Asked]:
    """The twenty; a department of the first, the newest year, a snapshot of some while ago."""
    year, first, unit = size.last_year, size.first_year, size.all_units[0].code
    of_region = (("region_code", REGION), ("year", str(year)))
    sides = (("column", f"final:{first}"), ("column", f"final:{year}"))
    planned = (("column", f"budget:{year}"), ("column", f"final:{year}"), ("unit", unit))
    return [
        _facts("a year's expenditure by class", year=year, group_by="code"),
        _facts("by item", year=year, group_by="code", level=7),
        _facts("by year", group_by="year"),
        _facts("by year and class", group_by=("year", "code")),
        _facts("by year and class with subtotals", group_by=("year", "code"), rollup=True),
        _facts("units of a year", year=year, group_by="unit"),
        _facts("units by class", year=year, group_by=("unit", "code")),
        _facts("a unit's years by class", unit=unit, group_by=("year", "code")),
        _facts("a unit's items", unit=unit, year=year, group_by="code", level=7),
        _facts("education over the years", function=205, group_by="year"),
        _facts("wages over the years", economic=301, group_by="year"),
        _facts("basic and project expenditure", book="budget", group_by=("year", "column")),
        _facts("three public expenses", year=year, table="T7", group_by=("line", "column")),
        _facts("an older snapshot by class", year=first, snapshot=snapshot, group_by="code"),
        Asked("two years side by side", COMPARE, (*sides, ("level", "5"))),
        Asked("a unit's budget beside its final account", COMPARE, planned),
        Asked("a unit", f"budget/units/{unit}"),
        Asked("a unit's year", f"budget/units/{unit}/years/{year}"),
        Asked("a year's execution month by month", "budget/execution", of_region),
        Asked("openness of a region's departments", "budget/openness", of_region),
    ]


def at_random(size: Size, snapshot: int, count: int, seed: int = 1) -> list[Asked]:
    """So many combinations of filters, groups and subtotals, the same for a seed."""
    draw = random.Random(seed)  # noqa: S311 - chance for a measurement
    units = [one.code for one in size.all_units]
    return [
        Asked(f"random {number}", FACTS, tuple(_pairs(_combination(draw, units, size, snapshot))))
        for number in range(count)
    ]


def _combination(
    draw: random.Random, units: Sequence[str], size: Size, snapshot: int
) -> dict[str, object]:
    said: dict[str, object] = {"book": draw.choice(("budget", "final"))}
    groups = tuple(draw.sample(GROUPS, draw.randrange(4)))
    if draw.random() < 0.6:  # noqa: PLR2004 - more often than not
        said["year"] = tuple(draw.sample(size.years, draw.choice((1, 1, 2, len(size.years)))))
    optional: dict[str, object] = {
        "unit": draw.choice(units), "region_code": REGION, "snapshot": snapshot,
        "function": draw.choice(PREFIXES), "direction": draw.choice(("收入", "支出")),
        "fund_type": "一般公共预算", "expenditure": draw.choice(("基本支出", "项目支出")),
    }  # fmt: skip
    said |= {key: value for key, value in optional.items() if draw.random() < 0.25}  # noqa: PLR2004
    if str(said.get("function", "")).startswith("3"):
        said["economic"] = said.pop("function")
    if groups:
        said |= {"group_by": groups, "rollup": draw.random() < 0.5}  # noqa: PLR2004
    return said | {"level": draw.choice((3, 5, 7))}
