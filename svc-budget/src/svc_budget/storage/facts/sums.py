"""Sums asked of facts: from kept sums wherever these tell enough, else over single facts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from shared.database import Row, UnitOfWork
from svc_budget.domain.facts.questions import Group, Question

NEWEST = "SELECT coalesce(max(number), 0) FROM publication"
KNOWN = "SELECT EXISTS (SELECT FROM publication WHERE number = $1)"
# Each source gives rows ``f`` under the same names.
OF_REGIONS = "region_total f"
OF_UNITS = "unit_total f JOIN budget_unit u ON u.code = f.unit_code"
# Books are found among submissions; only their partitions and their range of a table are read.
OF_FACTS = "submission s JOIN fact f USING (submission_id, year)"
GROUPS = {
    Group.YEAR: "f.year",
    Group.UNIT: "f.unit_code",
    Group.REGION: "{region}",
    Group.CODE: "left(f.code, {level})",
    Group.LINE: "f.row_key",
    Group.COLUMN: "f.column_key",
    Group.FUND_TYPE: "f.fund_type",
    Group.STAGE: "f.stage",
    Group.EXPENDITURE: "f.expenditure",
}
SUM = """
SELECT {shown} sum(f.amount)::bigint AS amount, {marks} AS totals
FROM {source} WHERE {conditions}
{grouped} ORDER BY totals {order} LIMIT {most}
"""


@dataclass(slots=True)
class _Arguments:
    values: list[Any] = field(default_factory=list)

    def put(self, value: Any) -> str:
        self.values.append(value)
        return f"${len(self.values)}"


async def newest_snapshot(work: UnitOfWork) -> int:
    """The number last given to a publication; 0 before the first (one row by key)."""
    return int(await work.fetch_value(NEWEST))


async def is_snapshot(work: UnitOfWork, number: int) -> bool:
    """Whether there has been such a publication (one row by key)."""
    return bool(await work.fetch_value(KNOWN, number))


async def sums(work: UnitOfWork, question: Question, most: int) -> list[Row]:
    """Amounts in fen by group, the largest first; subtotals after them, ``totals`` above 0.

    Reads a range of kept sums; of single facts at most a year's or a unit's.
    """
    to = _Arguments()
    source, region = _source(question)
    groups = [GROUPS[one].format(level=question.level, region=region) for one in question.group_by]
    names = [one.value for one in question.group_by]
    shown = "".join(f'{sql} AS "{name}", ' for sql, name in zip(groups, names, strict=True))
    if question.rollup:
        grouped = f"GROUP BY ROLLUP ({', '.join(groups)})"
        marks = " + ".join(f"grouping({one})" for one in groups)
    else:
        grouped, marks = f"GROUP BY {', '.join(groups)}" if groups else "", "0"
    sql = SUM.format(
        shown=shown, marks=marks, source=source, grouped=grouped, most=most,
        conditions=" AND ".join(_conditions(question, to, region)),
        order=_order(names, by_amount=question.group_by != (Group.YEAR,)),
    )  # fmt: skip
    return [row for row in await work.fetch(sql, *to.values) if row["amount"] is not None]


def _order(names: list[str], *, by_amount: bool) -> str:
    parts = ["amount DESC NULLS LAST"] if by_amount else []
    return "".join(f", {one}" for one in (*parts, *(f'"{name}"' for name in names)))


def _source(question: Question) -> tuple[str, str]:
    if question.of_facts:
        return OF_FACTS, "s.region_code"
    if question.by_unit:
        return OF_UNITS, "u.region_code"
    return OF_REGIONS, "f.region_code"


def _conditions(question: Question, to: _Arguments, region: str) -> Iterator[str]:
    column = None if Group.COLUMN in question.group_by else question.column
    book = "s" if question.of_facts else "f"  # what says of which book a row is
    exactly = {
        f"{book}.book": question.book, "f.table_code": question.table, "f.side": question.side,
        "f.column_key": column, region: question.region, f"{book}.unit_code": question.unit,
    }  # fmt: skip
    yield from (f"{name} = {to.put(one)}" for name, one in exactly.items() if one is not None)
    if question.years:  # in the text, so that only their partitions are planned for
        years = ", ".join(str(int(one)) for one in question.years)
        yield from (f"{one}.year IN ({years})" for one in sorted({book, "f"}))
    if question.code_prefix is not None:
        yield f"f.code LIKE {to.put(question.code_prefix + '%')}"
    if Group.CODE in question.group_by:
        yield "f.code IS NOT NULL"
    yield from _counted_once(question)
    if question.of_facts:
        yield from _visible(question, to)


def _counted_once(question: Question) -> Iterator[str]:
    """Books of units below a department are contained in the department's."""
    if question.of_facts or not question.by_unit:
        yield "f.leaf"
    if question.unit is None and question.of_facts:
        yield "s.in_totals"
    elif question.unit is None and question.by_unit:
        yield "u.kind <> 'unit'"


def _visible(question: Question, to: _Arguments) -> Iterator[str]:
    if question.snapshot is None:
        yield "s.state = 'published'"
        return
    number = to.put(question.snapshot)
    yield f"s.published_as <= {number}::bigint"
    yield f"(s.withdrawn_as IS NULL OR s.withdrawn_as > {number}::bigint)"
