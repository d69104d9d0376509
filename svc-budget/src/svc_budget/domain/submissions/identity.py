"""Whether a workbook is the one it was uploaded as."""

from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Invalid
from svc_budget.domain.templates.templates import BOOK_NAMES, Book
from svc_budget.domain.units.units import Unit
from svc_budget.domain.workbooks.books import RecognisedBook

FINALS = frozenset((Book.FINAL, Book.GOVERNMENT_FINAL))


@dataclass(eq=False)
class WorkbookOfAnotherUnit(Invalid):
    """这不是该单位的工作簿。"""

    advice: ClassVar[str] = (
        "文件写的是“{found}”，而您选择的是“{unit_name}”。请选择对应的单位或换一个文件。"
    )

    found: str
    unit_name: str


@dataclass(eq=False)
class WorkbookOfAnotherYear(Invalid):
    """这不是该年度的工作簿。"""

    advice: ClassVar[str] = (
        "文件各表标题写的是 {found} 年，而您选择的是 {year} 年。请选择对应的年度或换一个文件。"
    )

    found: int
    year: int


@dataclass(eq=False)
class WorkbookOfAnotherKind(Invalid):
    """这份工作簿的种类不对。"""

    advice: ClassVar[str] = "文件写的是{found}，而您选择的是{book_name}。请重新选择或换一个文件。"

    found: str
    book_name: str


@dataclass(eq=False)
class NoTableRecognised(Invalid):
    """没有识别出任何一张表。"""

    advice: ClassVar[str] = (
        "在工作表 {sheets} 中没有找到{book_name}的表格。请确认上传的是{book_name}，"
        "并保留表名和表头。"
    )

    book_name: str
    sheets: str


@dataclass(eq=False)
class BookNotOfThisUnit(Invalid):
    """该单位不公开这种预决算。"""

    advice: ClassVar[str] = "“{unit_name}”在 {year} 年应公开：{books}。"

    unit_name: str
    year: int
    books: str


def refuse_other_book(unit: Unit, year: int, book: Book) -> None:
    """Refused with BookNotOfThisUnit: governments and departments have books of their own."""
    held = unit.books if unit.holds_in(year) else ()
    if book not in held:
        names = "、".join(BOOK_NAMES[one] for one in held) or "无"
        raise BookNotOfThisUnit(unit.name, year, names)


def refuse_other_workbook(found: RecognisedBook, unit: Unit, year: int, book: Book) -> None:
    """Refused with WorkbookOfAnotherKind, NoTableRecognised, WorkbookOfAnotherUnit or ...Year.

    The titles of a government's tables say budget or final account, not whose.
    """
    named = found.book_named
    if named is not None and (named in FINALS) is not (book in FINALS):
        raise WorkbookOfAnotherKind(BOOK_NAMES[named], BOOK_NAMES[book])
    if not found.tables:
        sheets = "、".join(found.unknown_sheets[:10]) or "（空）"
        raise NoTableRecognised(BOOK_NAMES[book], sheets)
    if not unit.is_called(found.unit_name):
        raise WorkbookOfAnotherUnit(found.unit_name, unit.name)
    if found.years_named and found.years_named[0] != year:
        raise WorkbookOfAnotherYear(found.years_named[0], year)
