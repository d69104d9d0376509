"""A rule of reconciliation: what has to hold between the cells of a book, as its file says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from svc_budget.domain.reconciliation.tolerances import Tolerance
from svc_budget.domain.templates.templates import Book

if TYPE_CHECKING:
    from svc_budget.domain.reconciliation.findings import Finding
    from svc_budget.domain.reconciliation.shelf import Shelf


class Kind(StrEnum):
    """What sort of statement a rule is."""

    SUM = "sum"  # a total is the sum of its parts
    ROW = "row"  # columns of one row add up
    HIERARCHY = "hierarchy"  # 类 = Σ款, 款 = Σ项
    EQUAL = "equal"  # one amount stands in two places
    AT_MOST = "at_most"  # a part is not more than the whole
    EXISTS = "exists"  # something has to stand there
    CONTINUITY = "continuity"  # this year's opening is last year's closing
    TIMELINESS = "timeliness"  # in time
    TEXT = "text"  # the narrative agrees with the tables


class Severity(StrEnum):
    """What a broken rule means for the submission."""

    ERROR = "error"  # blocks publishing
    WARNING = "warning"  # needs a typed reason, which is published
    INFO = "info"


class Check(Protocol):
    """One statement of a rule, ready to be examined."""

    def examine(self, shelf: "Shelf") -> "Iterator[Finding]":
        """What was found, one finding for every place the statement speaks of."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `tables` are the codes it speaks of; a rule of no year before or after its own."""

    id: str
    version: int
    title: str
    books: tuple[Book, ...]
    tables: tuple[str, ...]
    kind: Kind
    checks: tuple[Check, ...]
    severity: Severity = Severity.ERROR
    tolerance: Tolerance = Tolerance.ROUNDING
    hint: str = ""
    depends_on: tuple[str, ...] = ()
    source: str = ""
    first_year: int | None = None
    last_year: int | None = None
    levels: tuple[str, ...] = ()

    def holds_in(self, year: int) -> bool:
        """Whether books of that year are checked by it."""
        return (self.first_year or year) <= year <= (self.last_year or year)
