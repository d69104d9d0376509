"""What matters rest on."""

from typing import ClassVar

from shared.events.event import Event


class BasisCited(Event):
    """A published matter rests on a document, named as its definition names it."""

    subject: ClassVar[str] = "approvals.basis.cited.v1"

    citer: str
    reference: str


class BasisReleased(Event):
    """A published matter no longer rests on a document it had cited."""

    subject: ClassVar[str] = "approvals.basis.released.v1"

    citer: str
    reference: str
