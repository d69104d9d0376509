"""Routes of the inbox: what you were told of policies, live as well."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Header, Query, Request, Response
from pydantic import BaseModel, Field

from shared.database import Row, UnitOfWork
from shared.edge import Work, edge_router
from shared.events.policies import MessageRead
from shared.identity import LoggedIn, logged_in
from shared.live import LONGEST_WAIT_SECONDS, Live, Version
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from shared.refusals import NotFound
from svc_policy_match.domain.pushes.differences import TITLES, Tiding
from svc_policy_match.storage.pushes import messages
from svc_policy_match.use_cases.profiles.keeping import account_of

router = edge_router("inbox", prefix="/api/v1/inbox")
live_router = APIRouter(prefix="/api/v1/inbox", tags=["inbox"])
KEY = ("message_id",)


class MessageNotFound(NotFound):
    """收件箱里没有这条消息。"""

    advice = "请刷新收件箱。"


class MessageView(BaseModel):
    """One message."""

    message_id: UUID
    tiding: Tiding
    title: str = Field(examples=["您符合一项政策的条件"])
    text: str
    policy_id: UUID
    policy_title: str
    version: int
    closes_on: date | None
    made_at: datetime
    read_at: datetime | None
    href: str


class InboxView(BaseModel):
    """How many there are, and a number that grows with every change."""

    number: int
    all: int
    unread: int


@router.get("", response_model=Page[MessageView], dependencies=[Fields])
async def list_inbox(
    work: Work,
    caller: LoggedIn,
    page: Paging,
    request: Request,
    response: Response,
    *,
    unread: Annotated[bool, Query(description="只要未读的")] = False,
) -> Any:
    """Your messages, the latest first."""
    account_id = account_of(caller)
    after = page.after_of(UUID)
    rows = await messages.listed(work, account_id, unread=unread, after=after, limit=page.fetch)
    total = None
    if page.count:
        counted = await messages.counted(work, account_id)
        total = counted["unread"] if unread else counted["all"]
    listed = page_of([dict(row) for row in rows], page, KEY, total)
    link_next(request, response, listed)
    listed["items"] = [message_view(row) for row in listed["items"]]
    return listed


@router.post("/{message_id}/read", responses=documented(MessageNotFound))
async def read_message(work: Work, caller: LoggedIn, message_id: UUID) -> InboxView:
    """A message is read; once more changes nothing."""
    account_id = account_of(caller)
    if not await messages.read(work, account_id, message_id):
        raise MessageNotFound
    await work.announce(account_id, MessageRead(account_id=account_id, message_id=message_id))
    return inbox_view(await messages.counted(work, account_id))


@router.get("/changes", dependencies=[Fields])
async def await_inbox(
    request: Request,
    work: Work,
    caller: LoggedIn,
    after: Annotated[int, Query(ge=0)] = 0,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS)] = 0,
) -> InboxView:
    """The number of messages when it is another than `after`, at the latest after `wait`."""
    await work.give_back()
    account_id = account_of(caller)
    live: Live = request.app.state.live
    reader = _Reader(request, account_id)
    version = await live.next_version(account_id, reader.read, after, wait)
    return InboxView(**version.state)


@live_router.get(
    "/stream",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}},
)
async def stream_inbox(
    request: Request, last_event_id: Annotated[int, Header(ge=0)] = 0
) -> Response:
    """The same as server-sent events; resumes at Last-Event-ID."""
    account_id = account_of(await logged_in(request))
    live: Live = request.app.state.live
    return live.stream(account_id, _Reader(request, account_id).read, last_event_id, "inbox")


class _Reader:
    """Reads an inbox's numbers anew, each time in a unit of work of its own."""

    def __init__(self, request: Request, account_id: UUID) -> None:
        self._state = request.app.state
        self._account_id = account_id

    async def read(self) -> Version:
        """The numbers now."""
        work = UnitOfWork(self._state.pool, self._state.now(), actor=str(self._account_id))
        async with work:
            row = await messages.counted(work, self._account_id)
        return Version(row["number"], inbox_view(row).model_dump())


def inbox_view(row: Row) -> InboxView:
    """As it is shown."""
    return InboxView(number=row["number"], all=row["all"], unread=row["unread"])


def message_view(row: dict[str, Any]) -> MessageView:
    """One message with its words."""
    tiding = Tiding(row["tiding"])
    return MessageView(
        message_id=row["message_id"], tiding=tiding, title=TITLES[tiding],
        text=_text(tiding, row), policy_id=row["policy_id"], policy_title=row["title"],
        version=row["version"], closes_on=row["closes_on"], made_at=row["made_at"],
        read_at=row["read_at"], href=f"/api/v1/policies/{row['policy_id']}",
    )  # fmt: skip


def _text(tiding: Tiding, row: dict[str, Any]) -> str:
    words = {
        Tiding.MATCHED: "根据您的数据账户，您符合“{title}”的条件，可以申报。",
        Tiding.POSSIBLE: "您可能符合“{title}”的条件，补充几项信息即可确认。",
        Tiding.LOST: "您的信息或政策条件有变化，您不再符合“{title}”的条件。",
        Tiding.CLOSED: "“{title}”已停止申报。",
        Tiding.BASIS_LOST: "“{title}”所依据的文件已失效，暂停申报。",
        Tiding.SUBSCRIBED: "您关注的主题、地区或生活事件有新政策：“{title}”。",
        Tiding.REMINDER: "“{title}”还有 {days} 天截止申报，您还没有申报。",
    }
    return words[tiding].format(title=row["title"], days=row["days"])
