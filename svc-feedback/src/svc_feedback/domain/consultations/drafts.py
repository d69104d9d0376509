"""What a consultation says: its draft by passages, who is invited, and how long people have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shared.refusals import FieldError
from svc_feedback.domain.consultations.kinds import ConsultationKind, OpinionGroup
from svc_feedback.domain.consultations.reasons import ConsultationUnsound

MAJOR_DAYS = 30
SHORTEST_REASON = 10
NEEDED_FOR_ENTERPRISES = {OpinionGroup.ENTERPRISE, OpinionGroup.ASSOCIATION}


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of the draft; opinions name its number."""

    number: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A group that is asked by name (an association, a law firm), perhaps by its account."""

    group: OpinionGroup
    name: str
    account_id: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """All that an organ says when it asks; ``closes_on`` is the last day people may speak."""

    title: str
    kind: ConsultationKind
    explanation: str
    passages: tuple[Passage, ...]
    invitations: tuple[Invitation, ...]
    opens_on: date
    closes_on: date
    short_reason: str = ""

    @property
    def days(self) -> int:
        """How many days people have; the day it opens is not counted (民法典 art. 201)."""
        return (self.closes_on - self.opens_on).days

    def has(self, passage: int | None) -> bool:
        """Whether there is such a passage; None is the whole draft."""
        return passage is None or any(one.number == passage for one in self.passages)

    def check(self, today: date) -> None:
        """Refused with ConsultationUnsound, which says everything that is missing."""
        errors = list(self._errors(today))
        if errors:
            raise ConsultationUnsound(errors=errors)

    def _errors(self, today: date) -> Iterator[FieldError]:
        if not self.passages:
            yield FieldError("#/passages", "passages_missing", "请分条写出征求意见稿。")
        if self.opens_on < today:
            yield FieldError("#/opens_on", "in_the_past", "开始日期不能早于今天。")
        yield from self._wrong_period(self.closes_on)
        invited = {one.group for one in self.invitations}
        if self.kind is ConsultationKind.ENTERPRISE_POLICY and not invited & NEEDED_FOR_ENTERPRISES:
            message = "涉企政策应当邀请企业或者行业协会商会参与，请至少邀请一家。"
            yield FieldError("#/invitations", "nobody_invited", message)

    def _wrong_period(self, closes_on: date) -> Iterator[FieldError]:
        if closes_on <= self.opens_on:
            yield FieldError("#/closes_on", "before_it_opens", "结束日期应当晚于开始日期。")
        short = self.kind.is_major and self.days < MAJOR_DAYS
        if short and len(self.short_reason) < SHORTEST_REASON:
            message = (
                f"重大决策和涉企政策征求意见一般不少于{MAJOR_DAYS}日；"
                "确需缩短的，请写明理由，理由会一并公布。"
            )
            yield FieldError("#/short_reason", "too_short_without_reason", message)
