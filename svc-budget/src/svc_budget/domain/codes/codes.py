"""Codes with the years they hold, so that a retired one still has its name in an old year."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class CodeKind(StrEnum):
    """Which classification a code is of."""

    FUNCTION = "function"  # 支出功能分类: 类 3, 款 5, 项 7 digits
    DEPARTMENT_ECONOMIC = "department_economic"  # 部门预算支出经济分类: 301, 30101
    GOVERNMENT_ECONOMIC = "government_economic"  # 政府预算支出经济分类: 501, 50101
    INCOME = "income"  # 收入分类: 101, 10101, 1010101


DEPTHS: Mapping[CodeKind, tuple[int, ...]] = {
    CodeKind.FUNCTION: (3, 5, 7),
    CodeKind.DEPARTMENT_ECONOMIC: (3, 5),
    CodeKind.GOVERNMENT_ECONOMIC: (3, 5),
    CodeKind.INCOME: (3, 5, 7, 9),
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code under one name for a span of budget years, both ends included; None is open."""

    kind: CodeKind
    code: str
    name: str
    first_year: int | None = None
    last_year: int | None = None
    successors: tuple[str, ...] = ()

    def holds_in(self, year: int) -> bool:
        """Whether the budget of that year uses it."""
        return (self.first_year or year) <= year <= (self.last_year or year)


class CodeLists:
    """All codes of all years; several spans of one code are in the order of their years."""

    def __init__(self, codes: Iterable[Code]) -> None:
        ordered = sorted(codes, key=lambda one: (one.kind, one.code, one.first_year or 0))
        self._spans = {
            key: tuple(spans)
            for key, spans in groupby(ordered, key=lambda one: (one.kind, one.code))
        }

    def __iter__(self) -> Iterator[Code]:
        return (one for spans in self._spans.values() for one in spans)

    def in_year(self, kind: CodeKind, code: str, year: int) -> Code | None:
        """The code as that year's list has it."""
        spans = self._spans.get((kind, code), ())
        return next((one for one in spans if one.holds_in(year)), None)

    def known(self, kind: CodeKind, code: str) -> bool:
        """Whether any year's list has it."""
        return (kind, code) in self._spans

    def name_in(self, kind: CodeKind, code: str, year: int) -> str:
        """Its name in that year; of a year before or after its own, the name it last had."""
        spans = self._spans.get((kind, code), ())
        found = self.in_year(kind, code, year) or (spans[-1] if spans else None)
        return "" if found is None else found.name


def parent_of(kind: CodeKind, code: str) -> str | None:
    """The code above it: 20501 for 2050101; None of a class."""
    above = [depth for depth in DEPTHS[kind] if depth < len(code)]
    return code[: above[-1]] if above else None


def is_code(kind: CodeKind, text: str) -> bool:
    """Whether it has the form of such a code."""
    return text.isascii() and text.isdigit() and len(text) in DEPTHS[kind]
