"""A budget unit: what books it publishes, and by what names a workbook may call it."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from shared.refusals import NotFound
from svc_budget.domain.templates.templates import Book


class UnitNotFound(NotFound):
    """没有找到这个预算单位。"""

    advice = (
        "请从预算单位列表（/api/v1/budget/units）中选择；办理时请使用本单位或本地区财政部门的账号。"
    )


class UnitKind(StrEnum):
    """What a unit is; a unit below a department is contained in the department's book."""

    DEPARTMENT = "department"  # 一级预算单位
    UNIT = "unit"  # 所属单位
    GOVERNMENT = "government"  # 一级政府


UNIT_KIND_NAMES = {
    UnitKind.DEPARTMENT: "部门",
    UnitKind.UNIT: "所属单位",
    UnitKind.GOVERNMENT: "政府",
}
OF_GOVERNMENTS = (Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL)
OF_DEPARTMENTS = (Book.BUDGET, Book.FINAL)


@dataclass(frozen=True, slots=True)
class Unit:
    """A budget unit; years are budget years, both ends included, None is open."""

    code: str
    name: str
    kind: UnitKind
    organ_id: UUID | None
    region_code: str
    level: str  # 省, 市, 县
    parent_code: str | None = None
    first_year: int | None = None
    last_year: int | None = None

    @property
    def books(self) -> tuple[Book, ...]:
        """The books it publishes every year."""
        return OF_GOVERNMENTS if self.kind is UnitKind.GOVERNMENT else OF_DEPARTMENTS

    @property
    def in_totals(self) -> bool:
        """Whether its books are summed over units: others are contained in their department's."""
        return self.kind is not UnitKind.UNIT

    def holds_in(self, year: int) -> bool:
        """Whether it is a budget unit in that year."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    def is_called(self, name: str) -> bool:
        """Whether a name on a cover may be this unit's: with or without the place before it.

        A government's book is made by its finance department and often names only the place.
        """
        own, other = _plain(self.name), _plain(name)
        if self.kind is UnitKind.GOVERNMENT:
            own, other = _PLACE.sub("", own), _PLACE.sub("", other)
        return not other or own.endswith(other) or other.endswith(own)


_PLACE = re.compile(r"(人民政府|财政[厅局])(本级)?$|(?<=.)本级$")


def _plain(name: str) -> str:
    return re.sub(r"[\s()（）〔〕【】]+", "", unicodedata.normalize("NFKC", name))
