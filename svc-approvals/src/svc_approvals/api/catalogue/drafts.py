"""Routes of drafts: work on a matter, check it, publish it."""

from typing import Annotated, Any

from fastapi import Body, Request, Response

from shared.edge import Work, edge_router
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, etag
from shared.refusals import PreconditionMissing, Stale
from svc_approvals.api.catalogue.draft_views import (
    CheckView,
    DraftSummary,
    DraftView,
    ProblemView,
    PublishRequest,
    draft_view,
)
from svc_approvals.api.catalogue.matter_views import PublishedView
from svc_approvals.api.catalogue.matters import MatterCode, published_view
from svc_approvals.api.catalogue.preconditions import Seen
from svc_approvals.api.tools import Editor
from svc_approvals.domain.catalogue.reasons import DraftNotFound, EffectiveTimeUnusable
from svc_approvals.storage.catalogue import drafts as storage
from svc_approvals.use_cases.catalogue import drafts
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, MatterNotSound

router = edge_router("matters", prefix="/api/v1/matters")
Definition = Annotated[dict[str, Any], Body(description="事项全文，可以不完整")]


@router.get("/drafts", response_model=Page[DraftSummary], dependencies=[Fields])
async def list_matter_drafts(
    work: Work, caller: Editor, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """The drafts of the editor's region, in order of code."""
    (after,) = page.after_of(str)
    rows = await storage.list_drafts(work, caller.region_code, after, page.fetch)
    total = await storage.count_drafts(work, caller.region_code) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("code",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{code}/draft",
    response_model=DraftView,
    dependencies=[Fields],
    responses=documented(MatterNotFound, DraftNotFound),
)
async def get_matter_draft(work: Work, caller: Editor, code: str, response: Response) -> DraftView:
    """The draft of a matter with everything that is wrong with it."""
    draft = await drafts.get_draft(work, caller, code)
    response.headers["ETag"] = etag(draft.version)
    return draft_view(await drafts.checked(work, draft))


@router.put(
    "/{code}/draft", responses=documented(MatterNotFound, PreconditionMissing, Stale)
)  # fmt: skip
async def save_matter_draft(
    work: Work, caller: Editor, code: MatterCode, definition: Definition, seen: Seen,
    response: Response,
) -> DraftView:  # fmt: skip
    """Save a draft, complete or not, sound or not; its problems are shown."""
    draft = await drafts.existing_draft(work, caller, code)
    seen.check(draft.version if draft else 0)
    checked = await drafts.save_draft(work, caller, code, definition, draft)
    response.headers["ETag"] = etag(checked.draft.version)
    return draft_view(checked)


@router.post("/{code}/check", responses=documented(MatterNotFound, DraftNotFound))
async def check_matter(
    work: Work, caller: Editor, code: str, definition: Definition | None = None
) -> CheckView:
    """Check the draft, or the definition sent along, without saving anything."""
    if definition is None:
        draft = await drafts.get_draft(work, caller, code)
        definition = draft.definition
    problems = await drafts.problems_of(work, caller, code, definition)
    shown = [ProblemView.model_validate(one) for one in problems]
    return CheckView(sound=all(one.severity != "error" for one in shown), problems=shown)


@router.post(
    "/{code}/publish",
    responses=documented(
        MatterNotFound, DraftNotFound, MatterNotSound, EffectiveTimeUnusable, Stale,
    ),
)  # fmt: skip
async def publish_matter_draft(
    work: Work, caller: Editor, code: str, seen: Seen, request: PublishRequest | None = None
) -> PublishedView:
    """Publish the draft as a new version, at once or at its time; running cases keep theirs."""
    draft = await drafts.get_draft(work, caller, code, lock=True)
    seen.compare(draft.version)
    effective_at = request.effective_at if request else None
    return published_view(await drafts.publish_draft(work, caller, draft, effective_at))
