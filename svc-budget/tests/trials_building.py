"""Trials of rules: books made up, written as files, read again, checked, and counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from rules_building import shipped_rules
from samples_building import SEED, shipped_forms

from svc_budget.domain.reconciliation.checking import Report, check
from svc_budget.domain.reconciliation.shelf import Context
from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.faults.planting import Planted, Scene
from svc_budget.domain.samples.faults.registry import TABLE_FAULTS, TEXT_FAULTS
from svc_budget.domain.samples.runs import Made, drafted
from svc_budget.domain.samples.scenes import Studio
from svc_budget.domain.samples.tables import SampleBook
from svc_budget.domain.samples.units import SampleUnit
from svc_budget.domain.templates.templates import Book
from svc_budget.domain.workbooks.books import RecognisedBook
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.recognising import recognise

Form = Callable[[tuple[Draft, ...]], tuple[Grid, ...]]


def as_grids(drafts: tuple[Draft, ...]) -> tuple[Grid, ...]:
    """Without a file: for what stands beside the book in question."""
    return tuple(draft.grid() for draft in drafts)


@dataclass(frozen=True)
class Verdict:
    """What became of one planted fault."""

    planted: Planted
    found: bool  # the rule failed
    at_its_cell: bool  # and named the cell
    unexpected: frozenset[str]  # rules that failed without need
    silent: frozenset[str]  # rules that had to fail too and did not
    where: str  # which book, for the reader of a failure

    @property
    def good(self) -> bool:
        """Whether all of it is as it has to be."""
        return self.found and self.at_its_cell and not self.unexpected and not self.silent


@dataclass
class Trials:
    """Judges books of a studio, in one form of file after another."""

    studio: Studio
    forms: Mapping[str, Form]
    _read: dict[tuple[str, int, Book], RecognisedBook] = field(default_factory=dict)

    def clean(self, unit: SampleUnit, year: int, book: Book, form: str) -> Report:
        """A clean book's report; it should be empty."""
        scene = self.studio.scene(unit, year, book)
        return self._judge(scene, drafted(scene.book, SEED, messy=True), form)

    def planted(
        self, unit: SampleUnit, year: int, book: Book, rule: str, form: str
    ) -> Verdict | None:
        """A fault planted and looked for; None when the book has no room for it."""
        altered = self.studio.planted(unit, year, book, rule)
        if altered is None:
            return None
        drafts = drafted(altered.scene.book, SEED, messy=True)
        report = self._judge(altered.scene, drafts, form)
        made = Made(altered.scene, drafts, (altered.planted,))
        broken = {issue.rule for issue in report.issues}
        named = {
            (cell.sheet, cell.address)
            for issue in report.issues
            if issue.rule == rule
            for cell in issue.cells
        }
        also = set(altered.planted.also)
        return Verdict(
            altered.planted,
            rule in broken,
            not named.isdisjoint(made.where(altered.planted)),
            frozenset(broken - also - {rule}),
            frozenset(also - broken),
            f"{unit.name} {year} {book} as {form}",
        )

    def _judge(self, scene: Scene, drafts: tuple[Draft, ...], form: str) -> Report:
        book = scene.book
        read = self._recognised(book, self.forms[form](drafts))
        return check(read, shipped_rules(), self._context(scene))

    def _recognised(self, book: SampleBook, grids: tuple[Grid, ...]) -> RecognisedBook:
        forms, unit = self.studio.forms, book.unit
        return recognise(grids, forms.templates, book.year, book.book, unit.level, forms.codes)

    def _context(self, scene: Scene) -> Context:
        book, forms = scene.book, self.studio.forms
        return Context(
            book.book,
            book.year,
            forms.templates,
            forms.codes,
            level=book.unit.level,
            unit_name=book.unit.name,
            other_names=tuple(one.name for one in self.studio.units if one is not book.unit),
            previous=self._beside(scene.previous),
            budget=self._beside(scene.budget),
            units={one.unit.name: self._known(one) for one in scene.units},
            upper=self._beside(scene.upper),
        )

    def _beside(self, book: SampleBook | None) -> RecognisedBook | None:
        return None if book is None else self._known(book)

    def _known(self, book: SampleBook) -> RecognisedBook:
        """A clean book beside the one in question, read once."""
        key = (book.unit.code, book.year, book.book)
        if key not in self._read:
            grids = as_grids(drafted(book, SEED, messy=False))
            self._read[key] = self._recognised(book, grids)
        return self._read[key]


def books_with(rule: str) -> Iterator[Book]:
    """The books a fault of a rule can be planted in."""
    yield from (book for book, faults in TABLE_FAULTS.items() if rule in faults)
    if rule in TEXT_FAULTS:
        yield Book.FINAL


@cache
def checked_rules() -> tuple[str, ...]:
    """The rules the service comes with."""
    return tuple(sorted(rule.id for rule in shipped_rules()))


def studio_of(units: tuple[SampleUnit, ...]) -> Studio:
    """A studio of some units by the shipped templates and codes."""
    return Studio(shipped_forms(), units, SEED)


@dataclass
class Tally:
    """What was counted, by rule."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    clean_books: int = 0
    failures: list[str] = field(default_factory=list)

    def count(self, verdict: Verdict) -> None:
        """Take in a verdict."""
        rule = verdict.planted.rule
        self.planted[rule] += 1
        good = verdict.found and verdict.at_its_cell
        (self.found if good else self.missed)[rule] += 1
        self.alarms.update(verdict.unexpected)
        if not verdict.good:
            self.failures.append(
                f"{rule} in {verdict.where}: found {verdict.found}, at its cell "
                f"{verdict.at_its_cell}, without need {sorted(verdict.unexpected)}, "
                f"silent {sorted(verdict.silent)}"
            )

    def count_clean(self, report: Report, where: str) -> None:
        """Take in the report of a clean book."""
        self.clean_books += 1
        for issue in report.issues:
            self.alarms[issue.rule] += 1
            self.failures.append(f"false alarm in {where}: {issue.rule} {issue.message}")

    def told(self) -> str:
        """A line for every rule."""
        lines = ["rule  planted  found  missed  false alarms"]
        lines += [
            f"{rule:<5} {self.planted[rule]:>7} {self.found[rule]:>6} {self.missed[rule]:>7}"
            f" {self.alarms[rule]:>13}"
            for rule in sorted({*self.planted, *self.alarms})
        ]
        lines.append(
            f"all   {self.planted.total():>7} {self.found.total():>6} {self.missed.total():>7}"
            f" {self.alarms.total():>13}   ({self.clean_books} clean books)"
        )
        return "\n".join(lines)
