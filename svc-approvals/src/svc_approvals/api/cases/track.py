"""Public tracking, like a parcel's: by number and code without login, live or at rest."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import Field

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.live import LONGEST_WAIT_SECONDS, Live, Version
from shared.moments import Moment
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.api.catalogue.basis_views import BasisFlagView
from svc_approvals.api.deliveries.delivery_views import TrackedDelivery
from svc_approvals.api.shown import Shown
from svc_approvals.api.tools import Tools
from svc_approvals.use_cases.cases import tracking
from svc_approvals.use_cases.cases.tracking import TrackingNotFound

router = edge_router("track", prefix="/api/v1/track")
live_router = APIRouter(prefix="/api/v1/track", tags=["track"])
Code = Annotated[str, Query(max_length=16, description="查询码；本人登录后可不填")]


class TrackedNode(Shown):
    """One department's step as anybody may see it."""

    key: str
    name: str
    kind: str
    state: str
    state_name: str = Field(examples=["无需办理"])
    organ: str | None
    organ_phone: str | None
    handler: str | None = Field(description="经办人")
    handler_no: str | None = Field(description="工号")
    handler_phone: str | None = Field(description="办公电话")
    arrived_at: Moment | None
    claimed_at: Moment | None
    finished_at: Moment | None
    promised_due: Moment | None
    statutory_due: Moment | None
    expected_finish: Moment | None = Field(
        description="预计办结：按历史中位数；历史不足二十件时按承诺时限"
    )
    expected_finish_p80: Moment | None = Field(description="五件中有四件不晚于此时")
    provisional: bool
    light: str | None
    paused_at: Moment | None
    paused_for: list[str] = Field(description="暂停计时的原因", examples=[["等待申请人补正"]])
    promised_left: int | None = Field(description="暂停时剩余的工作分钟")
    extended_days: int = Field(description="经批准延长的工作日")
    feedback: str


class TrackedDeferral(Shown):
    """A deferred material that has not come yet."""

    code: str
    name: str = Field(examples=["经营场所证明"])
    deferred_until: Moment


class TimelineEntry(Shown):
    """One thing that happened, as a sentence."""

    sequence: int
    at: Moment
    text: str = Field(examples=["窗口已受理，各部门开始并联审批。"])


class TrackView(Shown):
    """Everything that is public of a case."""

    case_no: str
    matter_code: str
    matter_name: str
    applicant_masked: str
    state: str
    state_name: str
    result: str | None
    result_name: str | None
    version: int = Field(description="每次变化加一；用作 after 与 Last-Event-ID")
    progress: dict[str, int] = Field(examples=[{"done": 3, "total": 6}])
    submitted_at: Moment | None
    acceptance_due: Moment | None
    accepted_at: Moment | None
    deemed_accepted: bool
    promised_due: Moment | None
    statutory_due: Moment | None
    provisional: bool = Field(description="时限按尚未公布的放假安排暂算")
    remaining_working_days: int | None
    paused_at: Moment | None = Field(description="办件暂停计时的时间；空为正在计时")
    paused_for: list[str] = Field(
        description="哪些环节因何暂停", examples=[["公共场所卫生许可：等待申请人补正"]]
    )
    suspended_at: Moment | None = Field(description="监督人员中止办理的时间")
    supplement_due: Moment | None = Field(description="窗口要求补正的期限")
    expected_finish: Moment | None = Field(description="整件预计办结；暂停中的办件无法预计")
    expected_finish_p80: Moment | None = Field(description="五件中有四件不晚于此时")
    decided_at: Moment | None
    closed_at: Moment | None
    delivery: TrackedDelivery
    reason: str
    nodes: list[TrackedNode]
    deferrals: list[TrackedDeferral]
    timeline: list[TimelineEntry]
    basis_flag: BasisFlagView | None = Field(description="本件依据失效的提示；正常为空")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which case is asked for, by whom, with which code."""

    tools: Tools
    caller: AnyCaller
    case_no: str
    code: Code = ""


@dataclass(frozen=True, slots=True)
class LongPoll:
    """How long to wait for something newer."""

    after: Annotated[int | None, Query(ge=0, description="长轮询：只要比它新的版本")] = None
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="最多等待秒数")] = 0

    @property
    def is_asked(self) -> bool:
        """Whether to wait at all."""
        return self.after is not None and self.wait > 0


class _Reader:
    """Reads one case again and again, each time in a unit of work of its own."""

    def __init__(self, request: Request, asked: Asked) -> None:
        self._state = request.app.state
        self._asked = asked

    async def head(self) -> Row:
        """The case, if the caller may see it; refused with TrackingNotFound."""
        async with self._work() as work:
            return await _head(work, self._asked)

    async def read(self) -> Version:
        """The present view."""
        async with self._work() as work:
            head = await _head(work, self._asked)
            view = TrackView.model_validate(await tracking.track(work, self._asked.tools, head))
            return Version(head["version"], view.model_dump(mode="json"))

    def _work(self) -> UnitOfWork:
        return UnitOfWork(self._state.pool, self._state.now(), actor=self._asked.caller.subject)


async def _head(work: UnitOfWork, asked: Asked) -> Row:
    return await tracking.tracked_case(work, asked.tools, asked.caller, asked.case_no, asked.code)


@router.get(
    "/{case_no}",
    response_model=TrackView,
    dependencies=[Fields],
    responses=documented(TrackingNotFound),
)
async def track_case(
    work: Work,
    request: Request,
    asked: Annotated[Asked, Depends()],
    poll: Annotated[LongPoll, Depends()],
) -> Any:
    """A case with every node; with ``after`` and ``wait`` it answers when something is new."""
    if not poll.is_asked:
        head = await _head(work, asked)
        return await tracking.track(work, asked.tools, head)
    await work.give_back()
    reader = _Reader(request, asked)
    head = await reader.head()
    live: Live = request.app.state.live
    version = await live.next_version(head["case_id"], reader.read, poll.after or 0, poll.wait)
    return version.state


@live_router.get(
    "/{case_no}/stream",  # noqa: FAST003 - the number stands in Asked
    response_class=Response,
    responses={
        **documented(TrackingNotFound),
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}},
    },
)
async def stream_case(
    request: Request,
    asked: Annotated[Asked, Depends()],
    last_event_id: Annotated[int, Header(ge=0)] = 0,
) -> Response:
    """The same view as server-sent events, one for every change; resumes at Last-Event-ID."""
    reader = _Reader(request, asked)
    head = await reader.head()
    live: Live = request.app.state.live
    return live.stream(head["case_id"], reader.read, last_event_id, "case")
