"""What a workbook says it is: whose, of which year, budget or final account."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.grids import Grid, Value
from svc_budget.domain.workbooks.wording import plain

TOP: Final = 6  # rows of a sheet that say what it is
LONGEST: Final = 60
_NAMED_UNIT = re.compile(
    r"(?:(?:编制|填报|填制|预算|公开)?(?:单位|部门)(?:\(单位\)|\(部门\))?(?:名称)?|编报单位):"
    r"([^:]*[\u4e00-\u9fff]{2,}[^:]*?)(?:金额单位:.*)?"
)
_TITLED_UNIT = re.compile(r"^([\u4e00-\u9fff()]{4,40}?)(?:20\d\d|二[〇零○O]..)年")
_AFTER_YEAR = re.compile(
    r"^(?:20\d\d)年(?:度)?([\u4e00-\u9fff()]{3,40}?)(?:部门|单位)?(?:预算|决算)(?:公开)?(?:报告|表|说明)?$"
)
_YEAR = re.compile(r"(20[0-4]\d)(?=年|部门)|(二[〇零○O][〇零○O一二三四五六七八九]{2})(?=年)")
_DIGITS = {"〇": 0, "零": 0, "○": 0, "O": 0} | {
    word: n for n, word in enumerate("一二三四五六七八九", 1)
}
_MONEY = re.compile(r"(?:人民币)?(?:亿元|万元|千元|元)")
_OF_GOVERNMENT = re.compile(r"政府预算(?!支出经济|经济)|政府决算|财政总[预决]算|政府收支[预决]算")
OF_GOVERNMENTS: Final = {
    Book.BUDGET: Book.GOVERNMENT_BUDGET,
    Book.FINAL: Book.GOVERNMENT_FINAL,
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What titles, covers and notes of a workbook say, the most frequent first."""

    unit_name: str = ""
    years: tuple[int, ...] = ()
    book: Book | None = None


def signs_of(grids: Iterable[Grid]) -> Signs:
    """The signs of all sheets together."""
    units: Counter[str] = Counter()
    years: Counter[int] = Counter()
    books: Counter[Book] = Counter()
    for grid in grids:
        for text in _tops(grid):
            units.update(_units_in(text))
            years.update(years_in(text))
            if book := _book_in(text):
                books[book] += 1
    return Signs(
        next((name for name, _ in units.most_common(1)), ""),
        tuple(year for year, _ in years.most_common()),
        _most_named(books),
    )


def _most_named(books: Counter[Book]) -> Book | None:
    """The kind named most; that it is a government's only the cover says."""
    if not books:
        return None
    found = books.most_common(1)[0][0]
    return OF_GOVERNMENTS.get(found, found) if set(books) & set(OF_GOVERNMENTS.values()) else found


def years_in(text: str) -> Iterator[int]:
    """The years a text names: 2024年度, 二〇二四年."""
    for found in _YEAR.finditer(plain(text)):
        if found.group(1):
            yield int(found.group(1))
        else:
            yield int("".join(str(_DIGITS.get(word, 2)) for word in found.group(2)))


def _tops(grid: Grid) -> Iterator[str]:
    for row in grid.rows[:TOP]:
        told: list[Value] = []
        for cell in row:
            if isinstance(cell, str) and cell not in told and len(cell) < LONGEST and plain(cell):
                told.append(cell)
                yield plain(cell)


def _units_in(text: str) -> Iterator[str]:
    found = _NAMED_UNIT.fullmatch(text)
    if found:
        if not _MONEY.fullmatch(found.group(1)):
            yield found.group(1)
        return
    titled = _TITLED_UNIT.match(text) or _AFTER_YEAR.match(text)
    if titled and _bare_unit(titled.group(1)):
        yield titled.group(1)


def _bare_unit(name: str) -> str:
    """A unit's name without what does not tell units apart."""
    return re.sub(r"\((?:本级|机关|汇总)\)$|本级$|部门$|(?<=.)机关$", "", plain(name))


def _book_in(text: str) -> Book | None:
    final, budget = text.rfind("决算"), text.rfind("预算")
    if max(final, budget) < 0:
        return None
    government = _OF_GOVERNMENT.search(text) is not None
    if "部门" not in text and not government and not text.endswith(("表", "决算", "预算")):
        return None
    if final > budget:
        return Book.GOVERNMENT_FINAL if government else Book.FINAL
    return Book.GOVERNMENT_BUDGET if government else Book.BUDGET
