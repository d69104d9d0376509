"""Routes of editors: begin a policy, change and check its draft, publish, close."""

from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from shared.edge import Work, edge_router
from shared.ids import new_id
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, IfMatch, etag
from shared.refusals import PreconditionMissing, Stale
from svc_policy_match.api.policies.draft_views import (
    CheckView,
    DraftLineView,
    DraftView,
    SimulationView,
    check_view,
    draft_view,
)
from svc_policy_match.api.policies.policies import get_policy
from svc_policy_match.api.policies.requests import (
    CloseRequest,
    PolicyRequest,
    PublishRequest,
    SaidRequest,
)
from svc_policy_match.api.policies.views import PolicyWholeView
from svc_policy_match.api.tools import Editor, Tools
from svc_policy_match.domain.policies.policies import (
    CodeTaken,
    NoDraft,
    Policy,
    PolicyClosed,
    PolicyNotFound,
    PolicyNotReady,
    PolicyUnsound,
    State,
)
from svc_policy_match.storage.policies import drafts, policies
from svc_policy_match.storage.policies import versions as kept_versions
from svc_policy_match.use_cases.policies import drafting, publishing, simulating

router = edge_router("policy-drafts", prefix="/api/v1/policies")
CREATED = 201
KEY = ("edited_at", "policy_id")


@router.post("", status_code=CREATED, responses=documented(PolicyUnsound, CodeTaken))
async def draft_policy(
    work: Work, office: Tools, caller: Editor, body: PolicyRequest, response: Response
) -> DraftView:
    """Begin a policy of your organ; nobody outside sees it before it is published."""
    policy = Policy(new_id(), body.code, caller.organ_id, body.region_code, State.DRAFT, 0)
    draft = await drafting.draft_policy(work, office, caller, policy, body.said())
    response.headers["ETag"] = etag(draft.version)
    return draft_view(policy, draft)


@router.get("/drafts", response_model=Page[DraftLineView], dependencies=[Fields])
async def list_policy_drafts(
    work: Work, caller: Editor, page: Paging, request: Request, response: Response
) -> Any:
    """The drafts of your organ, the latest edited first."""
    after = page.after_of(datetime.fromisoformat, UUID)
    rows = await drafts.listed(work, caller.organ, caller.region_code, after, page.fetch)
    listed = page_of([dict(row) for row in rows], page, KEY)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{policy_id}/draft", dependencies=[Fields], responses=documented(PolicyNotFound, NoDraft)
)
async def get_policy_draft(
    work: Work, caller: Editor, policy_id: UUID, response: Response
) -> DraftView:
    """The draft of a policy."""
    policy, draft = await drafting.draft_of(work, caller, policy_id)
    response.headers["ETag"] = etag(draft.version)
    return draft_view(policy, draft)


@router.put(
    "/{policy_id}/draft",
    responses=documented(PolicyNotFound, PolicyClosed, PolicyUnsound, Stale, PreconditionMissing),
)
async def save_policy_draft(
    work: Work,
    office: Tools,
    caller: Editor,
    policy_id: UUID,
    body: SaidRequest,
    if_match: IfMatch,
    response: Response,
) -> DraftView:
    """Change the draft, or begin the next version of a published policy (first: `"0"`)."""
    draft = await drafting.save_draft(work, office, caller, policy_id, body.said(), if_match)
    response.headers["ETag"] = etag(draft.version)
    policy, _ = await drafting.draft_of(work, caller, policy_id)
    return draft_view(policy, draft)


@router.post("/{policy_id}/draft/check", responses=documented(PolicyNotFound, NoDraft))
async def check_policy_draft(
    work: Work, office: Tools, caller: Editor, policy_id: UUID
) -> CheckView:
    """Contradictions, conditions that say nothing, tiers that overlap, test profiles."""
    policy, draft = await drafting.draft_of(work, caller, policy_id)
    return check_view(drafting.check_draft(work, office, policy, draft))


@router.post("/{policy_id}/draft/simulate", responses=documented(PolicyNotFound, NoDraft))
async def simulate_policy_draft(
    work: Work, office: Tools, caller: Editor, policy_id: UUID
) -> SimulationView:
    """Who would match if it were published, by region, trade and size, without names."""
    found = await simulating.simulate(work, office, caller, policy_id)
    return SimulationView.model_validate(found)


@router.post(
    "/{policy_id}/publish",
    responses=documented(
        PolicyNotFound, PolicyClosed, NoDraft, PolicyNotReady, Stale, PreconditionMissing
    ),
)
async def publish_policy(
    work: Work,
    office: Tools,
    caller: Editor,
    policy_id: UUID,
    body: PublishRequest,
    if_match: IfMatch,
) -> PolicyWholeView:
    """The draft holds from now on; `If-Match` is that of the draft."""
    await publishing.publish_policy(work, office, caller, policy_id, body.note, if_match)
    return await get_policy(work, caller, policy_id)


@router.post("/{policy_id}/close", responses=documented(PolicyNotFound, PolicyClosed))
async def close_policy(
    work: Work, caller: Editor, policy_id: UUID, body: CloseRequest
) -> PolicyWholeView:
    """The policy takes no applications any more."""
    policy = await policies.with_id(work, policy_id)
    version = policy and await kept_versions.one(work, policy_id, policy.version)
    title = version.said.title if version else ""
    await publishing.close_policy(work, caller, policy_id, title, body.reason)
    return await get_policy(work, caller, policy_id)
