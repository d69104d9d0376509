"""Routes of evaluators: bound by a supervisor, prompted by the desk, answered by people."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, role
from shared.live import LONGEST_WAIT_SECONDS, Live
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_feedback.api.devices.prompts import Reader, prompt_view
from svc_feedback.api.devices.views import (
    BindingRequest,
    DeviceAnswerRequest,
    PromptView,
    ReviewDeviceView,
    TakenView,
)
from svc_feedback.api.reading import CODE
from svc_feedback.api.tools import Tools
from svc_feedback.domain.devices.devices import (
    NotThisDevice,
    ReviewDeviceNotFound,
    VisitUnknown,
    prompt_id,
)
from svc_feedback.domain.opportunities import AlreadyReviewed, OpportunityNotFound
from svc_feedback.domain.organs import AddresseeUnknown
from svc_feedback.domain.tags import TagNotOfLevel, TagsNotLoaded
from svc_feedback.use_cases.devices import answering, binding

router = edge_router("review-devices", prefix="/api/v1/review-devices")
Overseer = Annotated[Caller, Depends(role("supervisor"))]
DeviceId = Annotated[str, Path(pattern=CODE, description="设备编号")]


@dataclass(frozen=True, slots=True)
class LongPoll:
    """How long to wait for something newer."""

    after: Annotated[int | None, Query(ge=0, description="长轮询：只要比它新的")] = None
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="最多等待秒数")] = 0


@router.get("", dependencies=[Fields], responses=documented(CursorInvalid))
async def list_review_devices(
    request: Request, response: Response, work: Work, caller: Overseer, page: Paging
) -> Page[ReviewDeviceView]:
    """The evaluators of your region and the windows they stand at."""
    rows, total = await binding.list_devices(work, caller, page)
    found = page_of([dict(row) for row in rows], page, ("device_id",), total)
    link_next(request, response, found)
    return Page[ReviewDeviceView].model_validate(found)


@router.put("/{device_id}", responses=documented(AddresseeUnknown, ReviewDeviceNotFound))
async def bind_review_device(
    work: Work, caller: Overseer, device_id: DeviceId, body: BindingRequest
) -> ReviewDeviceView:
    """Say at which window an evaluator stands."""
    row = await binding.bind_device(work, caller, device_id, body.window_id, body.organ_id)
    return ReviewDeviceView.model_validate(dict(row))


@router.get(
    "/{device_id}/prompt",
    response_model=PromptView,
    dependencies=[Fields],
    responses=documented(NotThisDevice, ReviewDeviceNotFound, TagsNotLoaded),
)
async def show_review_prompt(
    request: Request,
    work: Work,
    tools: Tools,
    caller: AnyCaller,
    device_id: DeviceId,
    poll: Annotated[LongPoll, Depends()],
) -> Any:
    """What this evaluator shows now; with ``after`` and ``wait`` when something is new."""
    if poll.after is None or not poll.wait:
        return await prompt_view(work, tools, caller, device_id)
    await work.give_back()
    reader = Reader(request, tools, caller, device_id)
    live: Live = request.app.state.live
    return (await live.next_version(prompt_id(device_id), reader.read, poll.after, poll.wait)).state


@router.post(
    "/{device_id}/answer",
    status_code=201,
    responses=documented(
        NotThisDevice, ReviewDeviceNotFound, VisitUnknown, OpportunityNotFound, AlreadyReviewed,
        TagNotOfLevel, TagsNotLoaded,
    ),
)  # fmt: skip
async def answer_review_prompt(
    work: Work, tools: Tools, caller: AnyCaller, device_id: DeviceId, body: DeviceAnswerRequest
) -> TakenView:
    """Hand in what a person chose; stored answers are sent in order, none counts twice."""
    row = await answering.answer_on_device(
        work, tools, caller, device_id, body.about(), body.answer()
    )
    review_id: UUID = row["review_id"]
    return TakenView(
        review_id=review_id, submission_id=body.submission_id, level=row["level"],
        submitted_at=row["submitted_at"],
    )  # fmt: skip
