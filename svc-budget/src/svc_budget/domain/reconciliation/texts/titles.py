"""Years in titles, and whose book it says it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import Finding, Mark, State
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.reconciliation.texts.passages import LONG, PLAIN

YEAR = re.compile(r"(?P<year>20\d\d)\s*年")
TITLE = re.compile(r"部门|单位|政府|预算|决算|说明|报告")


@dataclass(frozen=True, slots=True)
class Titles:
    """Every title has the book's year, and the book the unit's name."""

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """A finding for every title with a year, and one for the name."""
        for mark in _titles(shelf):
            found = YEAR.search(mark.text.translate(PLAIN))
            if found is None:
                continue
            if int(found["year"]) == shelf.context.year:
                yield Finding(State.HELD)
                continue
            remark = (
                f"「{mark.sheet}」标题“{mark.text}”的年度是 {found['year']} 年，本书是"
                f" {shelf.context.year} 年的"
            )
            yield Finding(State.BROKEN, sign="文", remark=remark, marks=(mark,))
        yield from _name(shelf)


def _titles(shelf: Shelf) -> Iterator[Mark]:
    for table in shelf.own.book.tables.values():
        if table.title_cell is not None:
            at, title = table.title_cell, table.template.title
            yield Mark(at.sheet, at.row, at.column, at.raw, table.code, title, "标题")
    for one in shelf.passages:
        plain = one.text.strip()
        ends = plain.endswith(("。", "；", "："))
        if len(plain) < LONG and not ends and TITLE.search(plain):
            yield one.mark("标题")


def _name(shelf: Shelf) -> Iterator[Finding]:
    said, wanted = _plain(shelf.own.book.unit_name), _plain(shelf.context.unit_name)
    if not (said and wanted):
        return
    if said in wanted or wanted in said:
        yield Finding(State.HELD)
        return
    sheet = next((one.sheet for one in shelf.own.book.tables.values()), "")
    remark = f"工作簿写的单位是“{shelf.own.book.unit_name}”，本单位是“{shelf.context.unit_name}”"
    mark = Mark(sheet, 0, 0, shelf.own.book.unit_name, key="单位")
    yield Finding(State.BROKEN, sign="文", remark=remark, marks=(mark,))


def _plain(name: str) -> str:
    return re.sub(r"[\s（）()]", "", name)
