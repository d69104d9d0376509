"""What clerks and outer screens send and see of a session."""

from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from shared.database import UnitOfWork
from shared.moments import Moment
from svc_approvals.api.cases.case_shown import form_shown
from svc_approvals.api.cases.case_views import Forbidding
from svc_approvals.api.shown import Shown
from svc_approvals.domain.screens.sessions import ScreenSession, ScreenState, Verdict
from svc_approvals.storage import directory
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.screens.showing import OnScreen, on_screen


class OpenRequest(BaseModel):
    """Open a session, perhaps with a case already on it."""

    model_config = Forbidding

    case_id: UUID | None = None
    window_id: str = Field(
        default="", max_length=40, pattern=r"^[0-9A-Za-z-]*$", examples=["hc-hall-w03"],
        description="窗口编号；填写后，办事结束时由该窗口的评价器邀请评价",
    )  # fmt: skip


class JoinRequest(BaseModel):
    """The six digits the clerk reads out."""

    model_config = Forbidding

    code: str = Field(pattern=r"^[0-9]{6}$", examples=["042917"])


class ShowRequest(BaseModel):
    """Which case and which of its fields the outer screen shows."""

    model_config = Forbidding

    case_id: UUID
    fields: list[str] | None = Field(
        default=None, max_length=300, description="不填则为本办件适用的全部表单项",
        examples=[["operator_name", "operator_id_no"]],
    )  # fmt: skip


class VerdictRequest(BaseModel):
    """What the person says of the value they see."""

    model_config = Forbidding

    verdict: Literal["confirmed", "objected"]
    mark: str = Field(max_length=64, description="所看到的内容的标记，随表单项给出")
    remark: str = Field(default="", max_length=200, examples=["门牌号应为 3 号"])


class CodeView(Shown):
    """The code of a session; it is shown once."""

    session_id: UUID
    code: str = Field(examples=["042917"])
    expires_at: Moment


class JoinedView(Shown):
    """A joined screen's own token, to be sent as X-Screen-Token; it is shown once."""

    session_id: UUID
    token: str


class ScreenClerk(Shown):
    """Who sits on the other side."""

    staff_no: str
    name: str
    organ: str


class ScreenCase(Shown):
    """The case on the screen."""

    case_id: UUID
    case_no: str
    matter_name: str
    state: str


class ScreenFieldView(Shown):
    """A field with its value: in clear for the person before the screen, masked for the clerk."""

    key: str
    title: str
    value: Any
    text: str = Field(description="可直接显示的内容", examples=["公章、财务专用章"])
    mark: str = Field(description="内容的标记；确认时原样送回")
    verdict: Verdict
    remark: str


class SessionView(Shown):
    """A session as it stands."""

    session_id: UUID
    state: ScreenState
    version: int = Field(description="每次变化加一；用作 after 与 Last-Event-ID")
    clerk: ScreenClerk
    case: ScreenCase | None
    fields: list[ScreenFieldView]
    all_confirmed: bool


async def session_view(
    work: UnitOfWork, office: Office, session: ScreenSession, *, in_clear: bool
) -> SessionView:
    """The session for its screen (values in clear) or its clerk (personal data masked)."""
    clerk = await directory.official(work, session.staff_no)
    case, shown = await on_screen(work, office, session)
    values = {one.field.key: one.value for one in shown}
    if case is not None and not in_clear:
        guide, _ = await guide_of(work, office, case)
        values = form_shown(guide, {k: v for k, v in values.items() if v is not None})
    over = session.is_over(work.now)
    return SessionView(
        session_id=session.session_id,
        state=ScreenState.CLOSED if over else session.state,
        version=session.version,
        clerk=ScreenClerk.model_validate(
            clerk or {"staff_no": session.staff_no, "name": "", "organ": ""}, from_attributes=True
        ),
        case=ScreenCase.model_validate(case) if case else None,
        fields=[_field(one, values.get(one.field.key)) for one in shown],
        all_confirmed=bool(shown) and all(one.verdict is Verdict.CONFIRMED for one in shown),
    )


def _field(one: OnScreen, value: Any) -> ScreenFieldView:
    return ScreenFieldView(
        key=one.field.key, title=one.field.title, value=value, text=_text(one, value),
        mark=one.mark, verdict=one.verdict, remark=one.remark,
    )  # fmt: skip


def _text(one: OnScreen, value: Any) -> str:
    labels = {choice.value: choice.label for choice in one.field.choices}
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case list():
            return "、".join(labels.get(each, str(each)) for each in value)
        case _:
            return labels.get(value, str(value))
