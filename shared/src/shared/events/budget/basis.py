"""What funds rest on."""

from typing import ClassVar

from shared.events.event import Event


class BudgetBasisCited(Event):
    """A fund is managed by a document, named as its disclosure names it."""

    subject: ClassVar[str] = "budget.basis.cited.v1"

    citer: str
    reference: str


class BudgetBasisReleased(Event):
    """A fund is no longer managed by a document it had cited."""

    subject: ClassVar[str] = "budget.basis.released.v1"

    citer: str
    reference: str
