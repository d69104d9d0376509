"""What is asked of facts: which of them are summed, by what, and what would count money twice.

A table's columns contain one another (合计 = 基本支出 + 项目支出) and so do its tables. A sum is
therefore always over one table of one side, over its leaves, and over one column unless it is
grouped by columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

from shared.refusals import FieldError, Invalid

MOST_GROUPS = 3


class Group(StrEnum):
    """What sums can be taken by."""

    YEAR = "year"
    UNIT = "unit"
    REGION = "region"
    CODE = "code"
    LINE = "line"
    COLUMN = "column"
    FUND_TYPE = "fund_type"
    STAGE = "stage"
    EXPENDITURE = "expenditure"


class Level(IntEnum):
    """How many digits of a code are told apart."""

    CLASS = 3  # 类
    SUBCLASS = 5  # 款
    ITEM = 7  # 项


@dataclass(eq=False)
class FactsUnsound(Invalid):
    """汇总的条件不正确。"""


@dataclass(eq=False)
class FactsTooBroad(Invalid):
    """汇总的范围太大。"""

    advice: ClassVar[str] = (
        "按单位和科目同时汇总，或查看以前的快照时，请用 year 指定一个年度，或用 unit 指定一个单位。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A sum over facts; None is not narrowed at all."""

    book: str
    table: str
    side: str
    column: str
    group_by: tuple[Group, ...] = ()
    level: int = 3  # digits of a code when grouped by codes
    rollup: bool = False
    region: str | None = None
    unit: str | None = None
    years: tuple[int, ...] = ()
    code_prefix: str | None = None
    snapshot: int | None = None  # None is the newest

    @property
    def by_code(self) -> bool:
        """Whether single rows matter: what they stand for, or which they are."""
        return self.code_prefix is not None or bool({Group.CODE, Group.LINE} & set(self.group_by))

    @property
    def by_unit(self) -> bool:
        """Whether units are told apart."""
        return self.unit is not None or Group.UNIT in self.group_by

    @property
    def of_facts(self) -> bool:
        """Whether kept sums do not tell enough, so that single facts are summed."""
        return self.snapshot is not None or (self.by_code and self.by_unit)


def refuse_unsound(question: Question) -> None:
    """Refused with FactsUnsound (everything wrong at once), or FactsTooBroad."""
    errors = [*_complaints(question)]
    if errors:
        raise FactsUnsound(errors=errors)
    if question.of_facts and question.unit is None and len(question.years) != 1:
        raise FactsTooBroad


def _complaints(question: Question) -> Iterator[FieldError]:
    groups = question.group_by
    if len(groups) > MOST_GROUPS:
        yield FieldError("query:group_by", "too_many", f"最多按 {MOST_GROUPS} 项汇总。")
    if len(set(groups)) < len(groups):
        yield FieldError("query:group_by", "given_twice", "同一项只能写一次。")
    if {Group.CODE, Group.LINE} <= set(groups):
        yield FieldError("query:group_by", "same_rows", "code 和 line 说的是同一行，请选其一。")
    if question.rollup and not groups:
        yield FieldError("query:rollup", "no_groups", "逐级小计需要先用 group_by 指定汇总的项。")
