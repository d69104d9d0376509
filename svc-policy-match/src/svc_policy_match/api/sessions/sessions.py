"""Routes of match sessions (政策导览): a few questions, and what is known after each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields
from svc_policy_match.api.matching.matching import showing
from svc_policy_match.api.matching.views import MOST_ANSWERS, CountsView, MatchView
from svc_policy_match.api.money import yuan
from svc_policy_match.api.tools import Tools
from svc_policy_match.domain.answers.answers import AnswersUnsound
from svc_policy_match.domain.attributes.attributes import Kind
from svc_policy_match.domain.explaining.wording import titled, told
from svc_policy_match.domain.navigator.asking import Asking
from svc_policy_match.domain.policies.policies import Audience
from svc_policy_match.storage.sessions import sessions
from svc_policy_match.use_cases.matching.matching import match_profile
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.sessions import navigating
from svc_policy_match.use_cases.sessions.navigating import MatchSessionNotFound, Progress

router = edge_router("match-sessions", prefix="/api/v1/match/sessions")
CREATED = 201
KEY_PATTERN = r"^[A-Za-z0-9_:.@/-]{1,120}$"


class BeginRequest(BaseModel):
    """What is known before the first question."""

    audience: Audience = Audience.ENTERPRISE
    answers: dict[str, Any] = Field({}, max_length=MOST_ANSWERS, examples=[{"region": "990102"}])


class AnswerRequest(BaseModel):
    """One answer: a value, a span, or that it is not known."""

    attr: str = Field(pattern=KEY_PATTERN, examples=["revenue@-1"])
    answer: Any = Field(
        description='值，或 {"value"|"from"/"to"|"has"|"none"}；不清楚时 {"unknown": true}',
        examples=[{"from": "10000000", "to": "20000000", "unit": "元"}],
    )


class OptionView(BaseModel):
    """An answer that can be chosen; `answer` is sent back as it is."""

    label: str
    answer: dict[str, Any]


class QuestionView(BaseModel):
    """The next question."""

    attr: str
    title: str
    question: str
    help: str
    kind: Kind
    unit: str
    options: list[OptionView]
    several: bool = Field(description="可以多选：把各项的 has 合在一起提交")
    reason: str = Field(examples=["这一问能判断 37 项政策，涉及最多 120 万元。"])
    policies: int
    value: str


class AnsweredView(BaseModel):
    """What was answered."""

    attr: str
    title: str
    text: str


class SessionView(BaseModel):
    """Where a session stands."""

    session_id: UUID
    version: int
    audience: Audience
    begun_at: datetime
    counts: CountsView
    confirmed_value: str = Field(description="已确认可享受的金额（元）")
    possible_value: str | None = Field(description="可能享受的最高金额（元）；还不能确定的为 null")
    answered: list[AnsweredView]
    declined: list[AnsweredView]
    question: QuestionView | None = Field(description="没有值得再问的为 null")
    stop_offered: bool = Field(description="剩下的已经不多，可以结束")


@router.post("", status_code=CREATED, responses=documented(AnswersUnsound))
async def begin_match_session(
    work: Work, office: Tools, caller: AnyCaller, body: BeginRequest
) -> SessionView:
    """Begin; nobody has to say who they are."""
    found = await navigating.begin(work, office, caller, body.audience, body.answers)
    return session_view(found, office)


@router.get("/{session_id}", dependencies=[Fields], responses=documented(MatchSessionNotFound))
async def get_match_session(
    work: Work, office: Tools, caller: AnyCaller, session_id: UUID
) -> SessionView:
    """Where it stands."""
    session = navigating.of_caller(await sessions.with_id(work, session_id), caller)
    return session_view(await navigating.progress(work, office, session), office)


@router.post("/{session_id}/answers", responses=documented(MatchSessionNotFound, AnswersUnsound))
async def answer_match_session(
    work: Work, office: Tools, caller: AnyCaller, session_id: UUID, body: AnswerRequest
) -> SessionView:
    """Answer a question, or change an earlier answer."""
    found = await navigating.answer(work, office, caller, session_id, body.attr, body.answer)
    return session_view(found, office)


@router.delete("/{session_id}/answers/{attr:path}", responses=documented(MatchSessionNotFound))
async def take_back_match_answer(
    work: Work,
    office: Tools,
    caller: AnyCaller,
    session_id: UUID,
    attr: Annotated[str, Path(pattern=KEY_PATTERN)],
) -> SessionView:
    """Take an answer back, as if it had not been asked."""
    return session_view(await navigating.take_back(work, office, caller, session_id, attr), office)


@router.post("/{session_id}/match", responses=documented(MatchSessionNotFound))
async def match_session(
    work: Work, office: Tools, caller: AnyCaller, session_id: UUID
) -> MatchView:
    """Stop here: all policies with their reasons, for what was answered."""
    session = navigating.of_caller(await sessions.with_id(work, session_id), caller)
    audience = Audience(session.audience)
    found = await match_profile(work, office, caller, dict(session.answers), audience)
    return (await showing(work, office, found)).view()


def session_view(found: Progress, office: Office) -> SessionView:
    """As it is shown."""
    session, outcome = found.session, found.outcome
    return SessionView(
        session_id=session.session_id, version=session.version,
        audience=Audience(session.audience), begun_at=session.begun_at,
        counts=CountsView(
            matched=len(outcome.matched), undecided=len(outcome.undecided),
            excluded=outcome.excluded,
        ),
        confirmed_value=yuan(outcome.confirmed) or "0.00",
        possible_value=yuan(outcome.possible),
        answered=[_answered(key, office, found.known) for key, _ in session.answers],
        declined=[_answered(key, office, {}) for key in session.declined],
        question=None if found.question is None else _question(found.question),
        stop_offered=found.stop_offered,
    )  # fmt: skip


def _answered(key: str, office: Office, known: Mapping[str, Any]) -> AnsweredView:
    attribute = office.registry.of_key(key)
    title = "" if attribute is None else titled(attribute, key)
    return AnsweredView(attr=key, title=title, text=told(attribute, known.get(key)))


def _question(one: Asking) -> QuestionView:
    return QuestionView(
        attr=one.key, title=one.title, question=one.text, help=one.help, kind=one.kind,
        unit=one.unit,
        options=[OptionView(label=each.label, answer=dict(each.said)) for each in one.options],
        several=one.several, reason=one.reason, policies=one.policies,
        value=yuan(one.value) or "0.00",
    )  # fmt: skip
