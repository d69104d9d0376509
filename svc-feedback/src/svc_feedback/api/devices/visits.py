"""Routes of visits: the desk says that somebody has been served."""

from typing import Annotated

from fastapi import Depends, Response

from shared.edge import Now, Work, edge_router
from shared.identity import Caller, role
from shared.problems import documented
from shared.reading import NEVER_KEPT
from svc_feedback.api.devices.views import VisitRequest, VisitView
from svc_feedback.api.tools import Tools
from svc_feedback.domain.devices.devices import VisitReviewedAlready, VisitUnknown
from svc_feedback.domain.opportunities import Visit
from svc_feedback.use_cases.codes import short_code
from svc_feedback.use_cases.devices import prompting
from svc_feedback.use_cases.tokens import token_of

router = edge_router("reviews", prefix="/api/v1/reviews/visits")
Clerk = Annotated[Caller, Depends(role("window"))]


@router.post("", status_code=201, responses=documented(VisitUnknown, VisitReviewedAlready))
async def ask_for_review(
    work: Work, tools: Tools, caller: Clerk, now: Now, body: VisitRequest, response: Response
) -> VisitView:
    """Entitle whoever was served to one review, and let the window's evaluators ask.

    The desk of an organ without any shows the code and the QR on its own screen.
    """
    visit = Visit(
        body.visit_id, body.window_id, caller.staff_no, caller.organ, caller.region_code,
        body.matter_code, body.matter_name, now, body.case_id, body.case_no,
    )  # fmt: skip
    asked = await prompting.ask_for_review(work, tools, visit)
    opportunity_id = asked.opportunity.opportunity_id
    keys = {}
    if asked.by_the_desk:
        keys = {
            "token": token_of(opportunity_id, tools.secrets),
            "code": short_code(opportunity_id, tools.secrets),
        }
        response.headers["Cache-Control"] = NEVER_KEPT
    return VisitView(
        **keys,
        opportunity_id=opportunity_id,
        visit_id=body.visit_id,
        device_ids=asked.device_ids,
        expires_at=asked.opportunity.expires_at,
    )
