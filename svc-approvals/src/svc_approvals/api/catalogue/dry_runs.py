"""Route of the dry run: which running cases could move to a new version."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from svc_approvals.api.catalogue.draft_views import ProblemView
from svc_approvals.api.tools import Editor, Tools
from svc_approvals.domain.cases.states import IN_CHINESE
from svc_approvals.domain.catalogue.reasons import DraftNotFound, VersionNotFound
from svc_approvals.storage.catalogue import running_cases
from svc_approvals.use_cases.catalogue import dry_runs
from svc_approvals.use_cases.catalogue.dry_runs import TriedCase
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, MatterNotSound

router = edge_router("matters", prefix="/api/v1/matters")


class TriedCaseView(BaseModel):
    """A running case, and what keeps it from the new version."""

    case_id: UUID
    case_no: str
    state: str = Field(examples=["in_progress"])
    state_name: str = Field(examples=["办理中"])
    number: int = Field(description="办件现在所用的版本")
    movable: bool = Field(description="可以改用新版本")
    obstacles: list[ProblemView]


@router.post(
    "/{code}/draft/dry-run",
    response_model=Page[TriedCaseView],
    responses=documented(MatterNotFound, DraftNotFound, VersionNotFound, MatterNotSound),
)
async def try_matter_draft(
    work: Work,
    tools: Tools,
    caller: Editor,
    code: str,
    page: Paging,
    request: Request,
    response: Response,
    number: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="试这个版本，不填则试草稿")
    ] = None,
) -> dict[str, Any]:
    """Try the draft, or a version, on every running case; nothing is changed."""
    (after,) = page.after_of(UUID)
    matter = await dry_runs.tried_matter(work, caller, code, number)
    tried = await dry_runs.try_cases(work, tools, caller, matter, after, page.fetch)
    total = (
        await running_cases.count_running(work, code, caller.region_code) if page.count else None
    )
    listed = page_of([_view(one) for one in tried], page, ("case_id",), total)
    link_next(request, response, listed)
    return listed


def _view(tried: TriedCase) -> dict[str, Any]:
    case = tried.case
    return {
        "case_id": case.case_id,
        "case_no": case.case_no,
        "state": case.state,
        "state_name": IN_CHINESE[case.state],
        "number": tried.number,
        "movable": not tried.obstacles,
        "obstacles": tried.obstacles,
    }
