"""Routes of the basis guard: whose basis is dead, and a new one in one step."""

from typing import Annotated, Any

from fastapi import Depends, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import Caller, role
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import PreconditionMissing, Stale
from svc_approvals.api.catalogue.basis_views import DeadBasisView, RebaseRequest
from svc_approvals.api.catalogue.matter_views import PublishedView
from svc_approvals.api.catalogue.matters import published_view
from svc_approvals.api.catalogue.preconditions import Seen
from svc_approvals.api.tools import EDITORS, Editor
from svc_approvals.domain.catalogue.effects import EFFECTS
from svc_approvals.storage.catalogue import matter_citations
from svc_approvals.storage.catalogue.matter_citations import DeadBasisFilters
from svc_approvals.use_cases.catalogue import rebasing
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, MatterNotSound, may_edit
from svc_approvals.use_cases.catalogue.rebasing import BasisNotCited

router = edge_router("matters", prefix="/api/v1/matters")
supervision_router = edge_router("supervision", prefix="/api/v1/supervision")
Owner = Annotated[Caller, Depends(role(*EDITORS, "supervisor"))]
Text = Query(max_length=63, pattern=r"^[^\x00]*$")


@supervision_router.get("/basis", response_model=Page[DeadBasisView], dependencies=[Fields])
async def list_dead_basis(
    work: Work,
    caller: Owner,
    page: Paging,
    request: Request,
    response: Response,
    organ: Annotated[str | None, Text] = None,
    matter: Annotated[str | None, Text] = None,
) -> dict[str, Any]:
    """What matters of the region, and their fees, rest on that is dead (依据失效清单)."""
    wanted = DeadBasisFilters(caller.region_code, organ, matter)
    after = page.after_of(str, int)
    rows = await matter_citations.list_dead(work, wanted, after, page.fetch)
    total = await matter_citations.count_dead(work, wanted) if page.count else None
    shown = [dict(row) | {"effect_name": EFFECTS[row["effect"]]} for row in rows]
    listed = page_of(shown, page, ("matter_code", "position"), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/{code}/rebase",
    responses=documented(MatterNotFound, MatterNotSound, BasisNotCited, PreconditionMissing, Stale),
)
async def rebase_matter(
    work: Work, caller: Editor, code: str, request: RebaseRequest, seen: Seen
) -> PublishedView:
    """Put other documents in place of those a matter rests on: a new version, at once."""
    await work.lock()
    seen.check(await may_edit(work, caller, code))
    wanted = [one.wanted() for one in request.replacements]
    return published_view(await rebasing.rebase_matter(work, caller, code, wanted))
