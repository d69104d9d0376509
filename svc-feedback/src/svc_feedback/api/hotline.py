"""Reviews of the hotline, taken over by the hotline's editors."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.moments import Moment
from shared.problems import documented
from svc_feedback.api.reading import CODE, Words
from svc_feedback.api.reviews import LevelNumber
from svc_feedback.api.texts import up_to
from svc_feedback.api.tools import Tools
from svc_feedback.domain.hotline import HotlineReview
from svc_feedback.domain.levels import Level
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.use_cases import importing

router = edge_router("reviews", prefix="/api/v1/reviews")
Importer = Annotated[Caller, Depends(role("editor", "supervisor"))]
MOST_AT_ONCE = 200


class TicketRequest(BaseModel):
    """What the hotline noted of one ticket: the caller's own choice."""

    model_config = ConfigDict(extra="forbid")

    ticket_no: Annotated[str, StringConstraints(pattern=CODE)] = Field(examples=["12345-202601-7"])
    matter_code: Annotated[str, StringConstraints(pattern=CODE)] = Field(examples=["HC-YJS-0001"])
    matter_name: Annotated[str, up_to(120)] = Field(examples=["我要开理发店"])
    organ_id: UUID
    level: LevelNumber
    text: Words = ""
    answered_at: Moment

    def review(self) -> HotlineReview:
        """As the domain takes it."""
        return HotlineReview(
            self.ticket_no, self.matter_code, self.matter_name, self.organ_id, Level(self.level),
            self.text or None, self.answered_at,
        )  # fmt: skip


class HotlineRequest(BaseModel):
    """Tickets of a district's hotline."""

    model_config = ConfigDict(extra="forbid")

    tickets: list[TicketRequest] = Field(min_length=1, max_length=MOST_AT_ONCE)


class ImportedView(BaseModel):
    """What became of them."""

    model_config = ConfigDict(from_attributes=True)

    taken: int = Field(description="新导入的条数")
    known: int = Field(description="此前已导入的条数")


@router.post("/imports", status_code=201, responses=documented(AddresseeUnknown))
async def import_hotline_reviews(
    work: Work, tools: Tools, caller: Importer, body: HotlineRequest
) -> ImportedView:
    """Take over what the hotline was told; the same ticket again is known, and kept once."""
    tickets = [ticket.review() for ticket in body.tickets]
    done = await importing.import_hotline_reviews(work, tools, caller, tickets)
    return ImportedView.model_validate(done)
