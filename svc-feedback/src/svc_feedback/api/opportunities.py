"""Opportunities: what a person may review."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Request, Response
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, LoggedIn
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import Unauthenticated
from svc_feedback.api.reading import Secrecy
from svc_feedback.api.tags import LevelView, levels_of
from svc_feedback.domain.opportunities import AlreadyReviewed, Opportunity, OpportunityNotFound
from svc_feedback.domain.tags import TagsNotLoaded
from svc_feedback.use_cases import opportunities
from svc_feedback.use_cases.codes import short_code
from svc_feedback.use_cases.tags import current_tags
from svc_feedback.use_cases.tokens import token_of

router = edge_router("reviews", prefix="/api/v1/reviews/opportunities")


class OpportunityView(BaseModel):
    """A closed case, a visit or a finished project that may be reviewed once."""

    case_no: str = Field(examples=["43120220260105000017"], description="不是办件的为空")
    matter_code: str = Field(examples=["HC-YJS-0001"])
    matter_name: str = Field(examples=["我要开理发店"])
    closed_at: Moment
    expires_at: Moment


class OwnOpportunityView(OpportunityView):
    """The same with the token to review with."""

    opportunity_id: UUID
    token: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015"])
    code: str = Field(examples=["7K3M9Q2T"], description="评价码，可在任意终端输入")


class AskedOpportunityView(OpportunityView):
    """The same with the levels to choose from; none is chosen beforehand."""

    levels: list[LevelView]
    tag_version: int


@router.get("", dependencies=[Fields], responses=documented(Unauthenticated, CursorInvalid))
async def list_own_opportunities(
    request: Request,
    response: Response,
    work: Work,
    caller: LoggedIn,
    page: Paging,
    secrecy: Secrecy,
) -> Page[OwnOpportunityView]:
    """What still waits for your own review, newest first."""
    own, total = await opportunities.list_own_opportunities(work, caller.subject_id, page)
    rows = [own_view(one, secrecy) for one in own]
    found = page_of(rows, page, ("opportunity_id",), total)
    link_next(request, response, found)
    return Page[OwnOpportunityView].model_validate(found)


@router.get(
    "/{token}",
    dependencies=[Fields],
    responses=documented(OpportunityNotFound, AlreadyReviewed, TagsNotLoaded),
)
async def show_opportunity(
    work: Work,
    caller: AnyCaller,
    token: Annotated[str, Path(description="评价链接中的令牌")],
) -> AskedOpportunityView:
    """What a token lets you review, and the levels to choose from."""
    opportunity = await opportunities.show_opportunity(work, caller, token)
    offered = await current_tags(work)
    return AskedOpportunityView.model_validate(
        _plain(opportunity) | {"levels": levels_of(offered), "tag_version": offered.version}
    )


def own_view(opportunity: Opportunity, secrecy: Secrecy) -> dict[str, object]:
    """An opportunity as its owner sees it, with its keys."""
    return _plain(opportunity) | _key(opportunity, secrecy)


def _plain(opportunity: Opportunity) -> dict[str, object]:
    return {name: getattr(opportunity, name) for name in OpportunityView.model_fields}


def _key(opportunity: Opportunity, secrecy: Secrecy) -> dict[str, object]:
    opportunity_id = opportunity.opportunity_id
    return {
        "opportunity_id": opportunity_id,
        "token": token_of(opportunity_id, secrecy),
        "code": short_code(opportunity_id, secrecy),
    }
