"""Routes of livelihood projects (民生实事): who has logged in may review what is done."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.problems import documented
from shared.reading import NEVER_KEPT
from svc_feedback.api.opportunities import OwnOpportunityView, own_view
from svc_feedback.api.tools import Tools
from svc_feedback.domain.opportunities import AlreadyReviewed
from svc_feedback.domain.projects import DoneProjectNotFound
from svc_feedback.use_cases import projects

router = edge_router("reviews", prefix="/api/v1/reviews/projects")
Citizen = Annotated[Caller, Depends(role("citizen", "enterprise"))]


@router.post(
    "/{project_id}",
    status_code=201,
    responses=documented(DoneProjectNotFound, AlreadyReviewed),
)
async def ask_to_review_project(
    work: Work, tools: Tools, caller: Citizen, project_id: UUID, response: Response
) -> OwnOpportunityView:
    """Your one review of a project that is done: the token to review with (POST /reviews).

    Asking again answers the same. What others say is read under the project's id as matter.
    """
    opportunity = await projects.ask_to_review(work, tools, caller.subject_id, project_id)
    response.headers["Cache-Control"] = NEVER_KEPT
    return OwnOpportunityView.model_validate(own_view(opportunity, tools.secrets))
