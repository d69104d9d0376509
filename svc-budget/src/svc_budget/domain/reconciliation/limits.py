"""A check for one of a rule's books, or for some levels of government only."""

from collections.abc import Iterator
from dataclasses import dataclass

from svc_budget.domain.reconciliation.findings import ABSENT, Finding
from svc_budget.domain.reconciliation.rules import Check
from svc_budget.domain.reconciliation.shelf import Shelf
from svc_budget.domain.templates.templates import Book


@dataclass(frozen=True, slots=True)
class Limited:
    """The same check where it is meant; nothing anywhere else."""

    check: Check
    book: Book
    levels: tuple[str, ...] = ()

    def examine(self, shelf: Shelf) -> Iterator[Finding]:
        """What the check finds."""
        context = shelf.context
        elsewhere = bool(self.levels and context.level) and context.level not in self.levels
        if context.book is not self.book or elsewhere:
            yield ABSENT
            return
        yield from self.check.examine(shelf)
