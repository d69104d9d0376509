"""Sheets become a book: which table each is, its rows, what is missing, what nobody knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from svc_budget.domain.codes.codes import CodeLists
from svc_budget.domain.money.money import Unit
from svc_budget.domain.templates.templates import Book, TableTemplate, TemplateSet
from svc_budget.domain.workbooks.books import Cell, Paragraph, RecognisedBook, Side, Table
from svc_budget.domain.workbooks.grids import Grid, Value
from svc_budget.domain.workbooks.headers import Header
from svc_budget.domain.workbooks.layouts import Layout, best_layout, lay
from svc_budget.domain.workbooks.named_codes import NamedCodes
from svc_budget.domain.workbooks.narrative import is_cover, is_empty, paragraphs_of
from svc_budget.domain.workbooks.patterns import pattern_of
from svc_budget.domain.workbooks.rows import Body, read_body
from svc_budget.domain.workbooks.sentences import is_around, is_blank, sentence_in
from svc_budget.domain.workbooks.signs import signs_of
from svc_budget.domain.workbooks.titles import Titles, first_text, is_continued
from svc_budget.domain.workbooks.units import quantum_shown, unit_noted
from svc_budget.domain.workbooks.upright import Upright, read_upright, stand_up
from svc_budget.domain.workbooks.wording import plain

GOOD: Final = 0.5  # of a table's columns, when its title names it
TOP: Final = 4  # rows of a sheet its title is in
FEW: Final = 8  # rows of a sheet that holds a title and a sentence only


@dataclass
class _Found:
    """A table while its sheets are read."""

    template: TableTemplate
    sheet: str
    unit: Unit
    body: Body = field(default_factory=Body)
    title: Cell | None = None
    layout: Layout | None = None

    def table(self) -> Table:
        sides = tuple(
            Side(panel.key, tuple(self.body.sides.get(panel.key, ())))
            for panel in self.template.panels
        )
        quantum = quantum_shown(self.body.shown, self.unit)
        sentences = tuple(self.body.sentences)
        return Table(self.template, self.sheet, self.unit, quantum, sides, sentences, self.title)


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of a sheet that hold one table: the title's row, its layout, the row after the last."""

    template: TableTemplate
    start: int
    end: int
    title: Cell | None
    layout: Layout | None
    upright: Upright | None = None

    @property
    def top(self) -> int:
        """The first row of its header, or of what stands in place of one."""
        if self.layout is not None:
            return self.layout.header.top
        return self.upright.top if self.upright is not None else self.end


def recognise(
    grids: Sequence[Grid],
    templates: TemplateSet,
    year: int,
    book: Book,
    level: str = "",
    codes: CodeLists | None = None,
) -> RecognisedBook:
    """All that is found in the sheets of a workbook.

    With `codes`, rows of codes that print only names get the codes of those names.
    """
    reading = _Reading(templates.of_book(book, year, level), NamedCodes(codes, year))
    for grid in grids:
        reading.read(grid)
    signs = signs_of(grids)
    return RecognisedBook(
        {code: found.table() for code, found in reading.found.items()},
        tuple(reading.unknown),
        tuple(
            one.code for one in reading.templates if one.required and one.code not in reading.found
        ),
        tuple(reading.narrative),
        signs.unit_name,
        signs.years,
        signs.book,
    )


class _Reading:
    """The state of reading one workbook."""

    def __init__(self, templates: tuple[TableTemplate, ...], codes: NamedCodes) -> None:
        self.templates = templates
        self.found: dict[str, _Found] = {}
        self.unknown: list[str] = []
        self.narrative: list[Paragraph] = []
        self._titles = Titles(templates)
        self._codes = codes
        self._last: _Found | None = None

    def read(self, grid: Grid) -> None:
        """Take in one sheet."""
        if is_empty(grid):
            return
        grid = _trimmed(grid)
        blocks = list(self._blocks(grid)) or list(self._untitled(grid))
        known = [self._take(grid, block) for block in blocks]
        if not known and not self._goes_on(grid):
            self._other(grid)
        elif known and not any(known):
            self.unknown.append(grid.name)

    def _blocks(self, grid: Grid) -> Iterator[_Block]:
        """The tables whose titles stand on the sheet."""
        hits = self._titles.hits(grid)
        kept: list[_Block] = []
        for place, (row, column, template) in enumerate(hits):
            if kept and kept[-1].template is template:
                continue  # the title again, on the next page
            nexts = (one for one, _, other in hits[place + 1 :] if other is not template)
            end = next(nexts, len(grid.rows))
            layout = self._layout(grid, template, row + 1, end)
            title = Cell(grid.name, row, column, str(grid.rows[row][column]).strip())
            block = _Block(template, row, end, title, layout)
            if layout is None:
                block = replace(block, upright=self._upright(grid, template, row + 1, end))
            if layout or block.upright or self._is_told_empty(grid, hits):
                kept.append(block)
        for place, block in enumerate(kept):
            end = kept[place + 1].start if place + 1 < len(kept) else len(grid.rows)
            yield replace(block, end=end)

    @staticmethod
    def _layout(grid: Grid, template: TableTemplate, start: int, end: int) -> Layout | None:
        layout = lay(grid, pattern_of(template), start, end)
        return layout if layout is not None and layout.fit >= GOOD else None

    @staticmethod
    def _upright(grid: Grid, template: TableTemplate, start: int, end: int) -> Upright | None:
        found = stand_up(grid, pattern_of(template), start, end)
        return found if found is not None and found.fit >= GOOD else None

    @staticmethod
    def _is_told_empty(grid: Grid, hits: Sequence[object]) -> bool:
        """Whether a sheet has only a title and a sentence: 本单位没有此项收支，故本表无数据."""
        told = [row for row in grid.rows if not is_blank(row)]
        return len(hits) == 1 and len(told) <= FEW and any(map(sentence_in, told))

    def _untitled(self, grid: Grid) -> Iterator[_Block]:
        """The table whose title only the sheet's name has, or whose header no other has."""
        template = self._titles.named_by(grid.name)
        if template is not None:
            layout = self._layout(grid, template, 0, len(grid.rows))
            if layout is not None:
                yield _Block(template, 0, len(grid.rows), None, layout)
            return
        if any(self._looks_titled(row) for row in grid.rows[:TOP]):
            return  # the title of a table this book does not have
        free = [one for one in self.templates if one.code not in self.found]
        layout = best_layout(grid, [pattern_of(one) for one in free])
        if layout is not None:
            yield _Block(layout.pattern.template, 0, len(grid.rows), None, layout)

    def _looks_titled(self, row: tuple[Value, ...]) -> bool:
        _, text = first_text(row)
        return plain(text).endswith("表") and not is_around(row, self._titles)

    def _take(self, grid: Grid, block: _Block) -> bool:
        """Read a block; whether it was a table nobody had before, or the rest of one."""
        fresh = self._read(grid, block)
        before = self.found.get(block.template.code)
        if before is None:
            self.found[block.template.code] = self._last = fresh
            return True
        titled = "" if block.title is None else block.title.raw
        if not is_continued(titled, grid.name) and _overlap(before.body, fresh.body):
            return False
        _join(before.body, fresh.body)
        self._last = before
        return True

    def _read(self, grid: Grid, block: _Block) -> _Found:
        bottom = block.layout.header.bottom if block.layout else block.top
        noted = unit_noted(grid.rows[block.start : bottom]) or unit_noted(grid.rows[: block.start])
        unit = noted or Unit(block.template.unit)
        before = self.found.get(block.template.code)
        if before is not None and noted is None:
            unit = before.unit
        fresh = _Found(block.template, grid.name, unit, Body(), block.title, block.layout)
        taken = before.body.taken if before is not None else {}
        fresh.body.taken = {key: list(lines) for key, lines in taken.items()}
        last = block.end if block.upright else block.top
        for line in grid.rows[block.start : last]:
            note = "" if is_blank(line) or is_around(line, self._titles) else sentence_in(line)
            if note:
                fresh.body.sentences.append(note)
        if block.upright is not None:
            side = block.template.panels[0].key
            row = read_upright(grid, block.upright, unit, fresh.body.shown)
            fresh.body.sides[side] = [row]
        if block.layout is not None:
            read_body(grid, block.layout, block.end, unit, self._titles, self._codes, fresh.body)
        return fresh

    def _goes_on(self, grid: Grid) -> bool:
        """A sheet without title and header that says it continues the one before it."""
        last = self._last
        if last is None or last.layout is None or not self._says_so(grid, last.sheet):
            return False
        header = Header(0, 0, last.layout.header.heads, last.layout.header.seen)
        layout = replace(last.layout, header=header)
        read_body(grid, layout, len(grid.rows), last.unit, self._titles, self._codes, last.body)
        return True

    @staticmethod
    def _says_so(grid: Grid, before: str) -> bool:
        tops = [first_text(row)[1] for row in grid.rows[:3]]
        return is_continued(grid.name, *tops) or (
            grid.name != before and grid.name.startswith(before)
        )

    def _other(self, grid: Grid) -> None:
        paragraphs = () if is_cover(grid) else paragraphs_of(grid)
        if paragraphs:
            self.narrative.extend(paragraphs)
        elif not is_cover(grid):
            self.unknown.append(grid.name)


def _overlap(one: Body, other: Body) -> bool:
    """Whether two readings have a row of the same code or line in common."""
    keys = {(side, row.key) for side, rows in one.sides.items() for row in rows if not row.total}
    return any(
        (side, row.key) in keys for side, rows in other.sides.items() for row in rows
    ) or not any(other.sides.values())


def _join(one: Body, other: Body) -> None:
    for side, rows in other.sides.items():
        one.sides.setdefault(side, []).extend(rows)
    one.shown.extend(other.shown)
    one.sentences.extend(other.sentences)
    one.taken = other.taken


def _trimmed(grid: Grid) -> Grid:
    """Without the blank rows after the last: sheets are often a thousand rows too long."""
    end = len(grid.rows)
    while end and is_blank(grid.rows[end - 1]):
        end -= 1
    return grid if end == len(grid.rows) else replace(grid, rows=grid.rows[:end])
