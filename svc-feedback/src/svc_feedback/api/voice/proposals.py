"""Routes of proposals: made because of a theme, decided on by a supervisor of the place."""

from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.edge import Work, edge_router
from shared.events.feedback import ProposalKind
from shared.identity import Caller, role
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging
from shared.problems import documented
from shared.reading import Fields
from svc_feedback.api.reading import CODE
from svc_feedback.api.texts import up_to
from svc_feedback.api.voice.listed import listed_page
from svc_feedback.domain.voice import reasons
from svc_feedback.use_cases.voice import proposing

router = edge_router("voice", prefix="/api/v1/voice")
Analyst = Annotated[Caller, Depends(role("editor", "supervisor"))]
Overseer = Annotated[Caller, Depends(role("supervisor"))]
LONGEST_PROPOSAL, LONGEST_REASON = 1000, 500


class ProposalRequest(BaseModel):
    """What should change because of a theme."""

    model_config = ConfigDict(extra="forbid")

    kind: ProposalKind
    matter_code: Annotated[str, StringConstraints(pattern=CODE)] | None = None
    text: Annotated[str, up_to(LONGEST_PROPOSAL)] = Field(
        examples=["在办事指南中写明现场核查的预约方式。"]
    )


class ProposalDecisionRequest(BaseModel):
    """Whether it is accepted, and why."""

    model_config = ConfigDict(extra="forbid")

    accepted: bool = Field(description="true：采纳；false：不采纳")
    reason: Annotated[str, up_to(LONGEST_REASON, 4)] = Field(
        examples=["已与主管部门商定，下月起在办事指南中写明。"]
    )


class ProposalView(BaseModel):
    """A proposal with the theme it comes from, and how it was decided."""

    proposal_id: UUID
    theme_id: UUID
    label: str
    kind: ProposalKind
    matter_code: str | None
    region_code: str
    text: str
    made_at: Moment
    accepted: bool | None = Field(description="采纳为 true，不采纳为 false，未决定为空")
    reason: str = Field(description="采纳或者不采纳的理由")
    decided_at: Moment | None


@router.post(
    "/themes/{theme_id}/proposals",
    status_code=201,
    responses=documented(
        reasons.ThemeNotFound, reasons.ProposalWithoutMatter, reasons.ProposalWithoutRegion
    ),
)
async def make_proposal(
    work: Work, caller: Analyst, theme_id: UUID, body: ProposalRequest
) -> ProposalView:
    """Propose a better guide of a matter, or information to be pushed; it is told to its owner."""
    wish = proposing.Wish(**body.model_dump())
    made = await proposing.make_proposal(work, caller, theme_id, wish)
    return ProposalView.model_validate(made, from_attributes=True)


@router.get(
    "/proposals", dependencies=[Fields], response_model=Page[ProposalView],
    responses=documented(CursorInvalid),
)  # fmt: skip
async def list_proposals(
    request: Request,
    response: Response,
    work: Work,
    caller: Analyst,
    page: Paging,
    state: Literal["open", "decided"] | None = None,
) -> dict[str, Any]:
    """What was proposed at your place, the newest first."""
    decided = None if state is None else state == "decided"
    listed = await proposing.list_proposals(work, caller, page, decided=decided)
    return listed_page(request, response, page, listed, ("proposal_id",))


@router.post(
    "/proposals/{proposal_id}/decide",
    responses=documented(
        reasons.ProposalNotFound, reasons.ProposalDecidedAlready, reasons.ProposalDecidedByProposer
    ),
)
async def decide_proposal(
    work: Work, caller: Overseer, proposal_id: UUID, body: ProposalDecisionRequest
) -> ProposalView:
    """Accept or decline a proposal of your place, once, and say why; never one of your own."""
    decided = await proposing.decide_proposal(
        work, caller, proposal_id, body.reason, accepted=body.accepted
    )
    return ProposalView.model_validate(decided, from_attributes=True)
