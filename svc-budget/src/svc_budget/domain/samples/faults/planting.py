"""A planted fault: a clean scene changed so that one rule must fail, and where it must say so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from svc_budget.domain.codes.codes import CodeKind, parent_of
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.passages import Story
from svc_budget.domain.samples.tables import Passage, Place, SampleBook, SampleTable

TEN_THOUSAND = 1_000_000  # fen
SUMMED = "F35"
WHOLES = (  # what a department is compared by with its units
    ("T1", "收入", "收入总计", "决算数"),
    ("T1", "支出", "支出总计", "决算数"),
    ("T2", "", "合计", "合计"),
    ("T3", "", "合计", "合计"),
    ("T5", "", "合计", "合计"),
)
# By how much an amount is off: little, but beyond what rounding explains, or a lot.
STEPS = (650_000, 3_450_000, 88_010_000, 345_670_000)
ROOM = 3 * TEN_THOUSAND  # what has to be there to be cut in half
MUCH = 100 * TEN_THOUSAND


@dataclass(frozen=True, slots=True)
class Scene:
    """A book, and the books it is checked against as far as there are any.

    `story` is what the narrative of a department's book is told from; a government's is told
    from the book alone.
    """

    book: SampleBook
    story: Story | None = None
    previous: SampleBook | None = None  # the final account of the year before
    budget: SampleBook | None = None  # of the same year
    units: tuple[SampleBook, ...] = ()  # of a department
    upper: SampleBook | None = None  # of the government above
    lower: tuple[SampleBook, ...] = ()  # of the governments below

    def with_book(self, book: SampleBook) -> "Scene":
        """The same about another book."""
        return replace(self, book=book)


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: the rule, where it must be found (at any of the places), what was done.

    `also` are the rules that cannot but fail too, with the reason.
    """

    rule: str
    places: tuple[Place, ...]
    what: str
    also: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Altered:
    """What a fault made of a scene. A fault that found no room for itself makes nothing."""

    scene: Scene
    planted: Planted


TableFault = Callable[[Scene], "Altered | None"]  # before the narrative is written
TextFault = Callable[[Scene], "Altered | None"]  # after


class Edit:
    """A book being changed, amount by amount."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.book = scene, scene.book
        self.draws = Draws("fault", scene.book.unit.code, scene.book.year)

    @property
    def step(self) -> int:
        """By how much amounts are off in this book."""
        return self.draws.one_of(STEPS, "step")

    def table(self, code: str) -> SampleTable:
        """A table as it is by now; KeyError when the book has none such."""
        return self.book.tables[code]

    def value(self, code: str, side: str, row: str, column: str) -> int:
        """An amount as it is by now."""
        return self.table(code).value(side, row, column)

    def put(self, code: str, side: str, row: str, column: str, amount: int) -> None:
        """Write an amount."""
        self.book = self.book.with_table(self.table(code).changed(side, row, column, amount))

    def add(self, code: str, side: str, row: str, columns: Iterable[str], amount: int) -> None:
        """Add to the amounts of some columns of a row."""
        for column in columns:
            before = self.value(code, side, row, column)
            self.put(code, side, row, column, before + amount)

    def drop(self, code: str, side: str, row: str) -> None:
        """Leave a row out."""
        table = self.table(code)
        kept = tuple(one for one in table.sides[side] if one.key != row)
        self.book = self.book.with_table(replace(table, sides={**table.sides, side: kept}))

    def add_up(self, code: str, item: str, columns: Iterable[str], amount: int) -> list[str]:
        """Add to an item, the codes above it and the total; the keys of the rows changed."""
        kind = next(panel.code_kind for panel in self.table(code).template.panels)
        keys, at = [], item
        while at:
            keys.append(at)
            at = parent_of(kind or CodeKind.FUNCTION, at) or ""
        keys.append("合计")
        for key in keys:
            self.add(code, "", key, columns, amount)
        return keys

    def done(
        self, rule: str, what: str, *places: Place, also: Mapping[str, str] | None = None
    ) -> Altered:
        """The scene with the changed book, and what was planted."""
        known = {**(also or {}), **({} if rule == SUMMED else self._not_summed())}
        planted = Planted(rule, places, what, known)
        return Altered(self.scene.with_book(self.book), planted)

    def _not_summed(self) -> Mapping[str, str]:
        """A department's total that changed is not its units' together any more."""
        changed = any(
            self.scene.book.tables[code].value(*cell) != self.value(code, *cell)
            for code, *cell in WHOLES
            if code in self.book.tables
        )
        return {SUMMED: "所属单位的合计未变"} if self.scene.units and changed else {}


def leaves(table: SampleTable, digits: int) -> list[str]:
    """The deepest codes of a table."""
    return [row.code for row in table.sides[""] if len(row.code) == digits]


def reworded(scene: Scene, key: str, old: str, new: str) -> Scene | None:
    """A passage with other words; None when it has not the old ones."""
    book = scene.book
    if not any(one.key == key and old in one.text for one in book.narrative):
        return None
    passages = tuple(
        Passage(one.key, one.text.replace(old, new, 1)) if one.key == key else one
        for one in book.narrative
    )
    return scene.with_book(replace(book, narrative=passages))
