"""What policies rest on."""

from typing import ClassVar

from shared.events.event import Event


class PolicyBasisCited(Event):
    """A policy rests on a document, named as the policy names it."""

    subject: ClassVar[str] = "policies.basis.cited.v1"

    citer: str
    reference: str


class PolicyBasisReleased(Event):
    """A policy no longer rests on a document it had cited."""

    subject: ClassVar[str] = "policies.basis.released.v1"

    citer: str
    reference: str
