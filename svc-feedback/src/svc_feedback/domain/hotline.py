"""Reviews taken by the 12345 hotline: imported, counted apart, never active ones of ours."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from svc_feedback.domain.levels import Level
from svc_feedback.domain.opportunities import FIRST_VISIT, Opportunity

HOTLINE = "hotline"


@dataclass(frozen=True, slots=True)
class HotlineReview:
    """What the hotline noted of one ticket."""

    ticket_no: str
    matter_code: str
    matter_name: str
    organ_id: UUID
    level: Level
    text: str | None
    answered_at: datetime

    def opportunity(self, region_code: str, now: datetime) -> Opportunity:
        """The one opportunity of a ticket, used and over when it comes to us."""
        ticket_id = ticket(region_code, self.ticket_no)
        return Opportunity(
            uuid5(ticket_id, "opportunity"), None, self.ticket_no, HOTLINE, FIRST_VISIT,
            self.matter_code, self.matter_name, (self.organ_id,), None, self.answered_at, now, now,
            ticket_id, region_code=region_code,
        )  # fmt: skip


def ticket(region_code: str, ticket_no: str) -> UUID:
    """A ticket's id: the same however often it is imported."""
    return uuid5(NAMESPACE_URL, f"yangguang:hotline:{region_code}:{ticket_no}")
