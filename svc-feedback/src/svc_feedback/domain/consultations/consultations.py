"""A consultation, from its draft to the result that is published."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.refusals import FieldError
from svc_feedback.domain.consultations.drafts import Said
from svc_feedback.domain.consultations.kinds import ConsultationState
from svc_feedback.domain.consultations.reasons import (
    ConsultationNotOpen,
    ConsultationStepNotAllowed,
    ConsultationUnsound,
    OpinionsUndisposed,
    PassageUnknown,
)

SPOKEN = {ConsultationState.SCHEDULED, ConsultationState.OPEN}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: in words, and how many opinions were adopted, by group too.

    A group has the opinions of those invited or recognised; those who only say that they belong
    to one count for the public, and stand beside it as claimed.
    """

    summary: str
    published_on: date
    opinions: int
    by_disposition: Mapping[str, int]
    by_group: Mapping[str, int]
    by_claimed_group: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Consultation:
    """One consultation; ``organ_id`` is who asks, None for opinions on a policy of the region."""

    consultation_id: UUID
    organ_id: UUID | None
    region_code: str
    said: Said
    state: ConsultationState = ConsultationState.DRAFT
    version: int = 1
    policy_id: UUID | None = None
    result: Result | None = None
    extension_reason: str = ""

    def change(self, said: Said) -> None:
        """Another draft; once it is published nobody changes what people speak about."""
        self._require(ConsultationState.DRAFT)
        self.said, self.version = said, self.version + 1

    def announce(self, today: date) -> None:
        """Show it to everybody; it opens on its day. Refused with ConsultationUnsound."""
        self._require(ConsultationState.DRAFT)
        self.said.check(today)
        self.state, self.version = ConsultationState.SCHEDULED, self.version + 1

    def begin(self, today: date) -> bool:
        """Open when the day has come; answers whether it did."""
        begins = self.state is ConsultationState.SCHEDULED and today >= self.said.opens_on
        if begins:
            self.state = ConsultationState.OPEN
        return begins

    def end(self, today: date) -> bool:
        """Close when the last day is over; answers whether it did."""
        ends = self.state is ConsultationState.OPEN and today > self.said.closes_on
        if ends:
            self.state = ConsultationState.CLOSED
        return ends

    def extend(self, closes_on: date, reason: str) -> None:
        """Give people more time, never less."""
        self._require(*SPOKEN)
        if closes_on <= self.said.closes_on:
            message = f"新的结束日期应当晚于 {self.said.closes_on}。"
            raise ConsultationUnsound(errors=[FieldError("#/closes_on", "not_longer", message)])
        self.said = replace(self.said, closes_on=closes_on)
        self.extension_reason, self.version = reason, self.version + 1

    def hear(self, passage: int | None, today: date) -> None:
        """Whether an opinion is taken today; refused with ConsultationNotOpen, PassageUnknown."""
        said = self.said
        if self.state not in SPOKEN or not said.opens_on <= today <= said.closes_on:
            raise ConsultationNotOpen(said.opens_on, said.closes_on)
        if not said.has(passage):
            message = "没有这个条款，请从征集稿中选择。"
            raise PassageUnknown(errors=[FieldError("#/passage", "unknown_passage", message)])

    def dispose(self) -> None:
        """Whether it may be said what becomes of opinions: once it is open, until the result."""
        self._require(ConsultationState.OPEN, ConsultationState.CLOSED)

    def publish(self, result: Result, undisposed: int) -> None:
        """Publish what came of it; every opinion needs its disposition first."""
        self._require(ConsultationState.CLOSED)
        if undisposed:
            raise OpinionsUndisposed(undisposed)
        self.result = result
        self.state, self.version = ConsultationState.PUBLISHED, self.version + 1

    @property
    def is_shown(self) -> bool:
        """Whether everybody may see it."""
        return self.state is not ConsultationState.DRAFT

    def _require(self, *states: ConsultationState) -> None:
        if self.state not in states:
            raise ConsultationStepNotAllowed(self.state, self.state.label)
