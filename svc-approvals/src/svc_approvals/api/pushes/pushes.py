"""Routes of pushed nodes: the departments' systems answer, their officers look on and take over."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Request, Response

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.cases.task_views import NodeView
from svc_approvals.api.pushes.push_views import (
    PushResultRequest,
    PushResultView,
    PushView,
    TakeOverRequest,
)
from svc_approvals.api.signed import signed_body
from svc_approvals.api.tools import Officer, Tools
from svc_approvals.domain.cases.reasons import (
    MaterialUnknown,
    NodeAlreadyDecided,
    NodeClaimedByOther,
    NodeNotActive,
    NodeNotFound,
)
from svc_approvals.domain.pushes.answering import Answer
from svc_approvals.domain.pushes.pushes import Push, PushState
from svc_approvals.domain.pushes.reasons import (
    AnswerRepeatedDifferently,
    MessageTooLarge,
    NodeNotPushed,
    PushAlreadyAnswered,
    PushCancelled,
    PushTakenOver,
)
from svc_approvals.domain.webhooks import SignatureRefused
from svc_approvals.storage.pushes import pushes
from svc_approvals.use_cases.cases.materials import MaterialFileNotFound
from svc_approvals.use_cases.pushes import answers, takeover

router = edge_router("tasks", prefix="/api/v1/tasks")
OVER = (PushAlreadyAnswered, PushTakenOver, PushCancelled)


@dataclass(frozen=True, slots=True)
class Signed:
    """A push whose system signed this request."""

    push: Push
    message_id: str
    body: bytes


async def signed_result(
    work: Work, tools: Tools, _: AnyCaller, request: Request, push_id: UUID
) -> Signed:
    """The signature covers the body; it is judged before the body is."""
    body = await signed_body(request)
    headers = dict(request.headers)
    push, message_id = await answers.push_signed_for(work, tools, push_id, headers, body)
    return Signed(push, message_id, body)


async def signed_download(
    work: Work, tools: Tools, _: AnyCaller, request: Request, push_id: UUID, code: str
) -> Push:
    """There is no body, so the signature covers ``{push_id}/materials/{code}``."""
    signed = f"{push_id}/materials/{code}".encode()
    headers = dict(request.headers)
    push, _message = await answers.push_signed_for(work, tools, push_id, headers, signed)
    return push


@router.get("/pushes", response_model=Page[PushView], dependencies=[Fields])
async def list_pushes(
    work: Work,
    caller: Officer,
    page: Paging,
    request: Request,
    response: Response,
    state: Annotated[PushState | None, Query(description="只看这种状态的")] = None,
) -> dict[str, Any]:
    """Pushes of the officer's organ, the newest first; the failed ones want to be taken over."""
    (after,) = page.after_of(UUID)
    roles = sorted(caller.roles)
    rows = await pushes.of_organ(work, caller.organ, roles, state, after, page.fetch)
    total = None
    if page.count:
        total = await pushes.count_of_organ(work, caller.organ, roles, state)
    listed = page_of([dict(row) for row in rows], page, ("push_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/pushes/{push_id}/result",
    response_model=PushResultView,
    responses=documented(
        SignatureRefused, MessageTooLarge, AnswerRepeatedDifferently, *OVER,
        NodeNotActive, NodeAlreadyDecided, NodeClaimedByOther,
    ),
)  # fmt: skip
async def take_push_result(
    work: Work,
    tools: Tools,
    signed: Annotated[Signed, Depends(signed_result)],
    request: PushResultRequest,
) -> dict[str, Any]:
    """The answer of a department's own system, signed with the secret we share with it.

    `webhook-id` names the answer: the same one again changes nothing and gets the same
    reply. `progress` changes what tracking shows; `approved` and `refused` decide the node.
    """
    answer = Answer(request.outcome, request.opinion, request.feedback, request.product_no)
    return await answers.take_push_result(
        work, tools, signed.push, signed.message_id, signed.body, answer
    )


@router.get(
    "/pushes/{push_id}/materials/{code}/file",
    response_class=Response,
    responses=documented(SignatureRefused, MaterialUnknown, MaterialFileNotFound, *OVER),
)
async def download_pushed_material(
    work: Work, tools: Tools, push: Annotated[Push, Depends(signed_download)], code: str
) -> Response:
    """A material for the department's own system; signed is `{push_id}/materials/{code}`."""
    row = await answers.pushed_file(work, tools, push, code)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])


@router.post(
    "/{node_id}/take-over",
    responses=documented(NodeNotFound, NodeNotPushed, NodeNotActive, *OVER),
)
async def take_over_node(
    work: Work, caller: Officer, node_id: UUID, request: TakeOverRequest
) -> NodeView:
    """Take a node from the department's own system (人工接管); its late answer is refused."""
    return NodeView.of(await takeover.take_over_node(work, caller, node_id, request.reason))
