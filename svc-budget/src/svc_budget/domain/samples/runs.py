"""Many books in a row: clean or messy, some with a fault planted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.faults.planting import Planted, Scene
from svc_budget.domain.samples.layout import lay_out
from svc_budget.domain.samples.messes import messed, messy_style
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.samples.tables import Place, SampleBook
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import BOOK_NAMES, Book

BOOKS = (Book.BUDGET, Book.FINAL)
GOVERNMENT_BOOKS = (Book.GOVERNMENT_BUDGET, Book.GOVERNMENT_FINAL)
GOVERNMENTS_SINCE = 2018  # the classes of 2018, and tables to publish them in


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted. Each of the rules is planted in the first book that has room for it."""

    units: Sequence[SampleUnit]
    years: Sequence[int]
    seed: int = 1
    governments: Sequence[SampleUnit] = ()
    messy: bool = False
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A book laid out, with what was planted in it."""

    scene: Scene
    drafts: tuple[Draft, ...]
    planted: tuple[Planted, ...] = ()

    @property
    def book(self) -> SampleBook:
        """The book."""
        return self.scene.book

    @property
    def title(self) -> str:
        """What its file is called."""
        book = self.book
        return f"{book.unit.code} {book.unit.name}{book.year}年{BOOK_NAMES[book.book]}"

    def where(self, planted: Planted) -> tuple[tuple[str, str], ...]:
        """Sheet and cell of each place a fault may be found at."""
        return tuple(cell for place in planted.places for cell in self.cells(place))

    def cells(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Where a place came to stand; nothing when its row is not printed."""
        return tuple(
            (draft.name, draft.address_of(place)) for draft in self.drafts if place in draft.places
        )


def made(forms: Forms, order: Order) -> Iterator[Made]:
    """The books in the order of years and units."""
    studio = Studio(forms, order.units, order.seed)
    waiting = list(order.rules)
    for year in order.years:
        for units, books in ((order.units, BOOKS), (_governments(order, year), GOVERNMENT_BOOKS)):
            for unit, book in product(units, books):
                scene, planted = _scene(studio, unit, year, book, waiting)
                yield Made(scene, drafted(scene.book, order.seed, messy=order.messy), planted)


def _governments(order: Order, year: int) -> Sequence[SampleUnit]:
    return order.governments if year >= GOVERNMENTS_SINCE else ()


def drafted(book: SampleBook, seed: int, *, messy: bool) -> tuple[Draft, ...]:
    """The sheets of a book, in the forms of an office of some habits when messy."""
    if not messy:
        return lay_out(book, Style())
    draws = Draws(seed, "mess", book.unit.code, book.year, book.book)
    return messed(lay_out(book, messy_style(draws, book.tables)), draws)


def _scene(
    studio: Studio, unit: SampleUnit, year: int, book: Book, waiting: list[str]
) -> tuple[Scene, tuple[Planted, ...]]:
    for rule in waiting:
        altered = studio.planted(unit, year, book, rule)
        if altered is not None:
            waiting.remove(rule)
            return altered.scene, (altered.planted,)
    return studio.scene(unit, year, book), ()
