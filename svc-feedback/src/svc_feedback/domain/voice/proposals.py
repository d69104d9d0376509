"""A proposal because of a theme: made by one person, accepted or declined by another, once."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from svc_feedback.domain.voice.reasons import ProposalDecidedAlready, ProposalDecidedByProposer

Kind = Literal["guide_improvement", "information_push"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What should change; ``made_by`` is empty for those made before it was noted."""

    proposal_id: UUID
    theme_id: UUID
    label: str
    kind: Kind
    matter_code: str | None
    region_code: str
    text: str
    made_at: datetime
    made_by: str = ""
    accepted: bool | None = None
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""

    def decided(self, staff_no: str, now: datetime, reason: str, *, accepted: bool) -> "Proposal":
        """The same, accepted or declined.

        Refused with ProposalDecidedAlready or ProposalDecidedByProposer.
        """
        if self.accepted is not None:
            raise ProposalDecidedAlready
        if staff_no == self.made_by:
            raise ProposalDecidedByProposer
        return replace(self, accepted=accepted, reason=reason, decided_at=now, decided_by=staff_no)
