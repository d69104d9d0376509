"""A match session: begun, answered, an answer changed or taken back; where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from shared.refusals import FieldError, NotFound
from svc_policy_match.domain.answers.answers import Answer, AnswersUnsound
from svc_policy_match.domain.explaining.outcomes import Outcome, outcome_of
from svc_policy_match.domain.matching.bits import numbers_in
from svc_policy_match.domain.navigator.asking import Asking, asking, is_little
from svc_policy_match.domain.navigator.board import Board
from svc_policy_match.domain.navigator.questions import next_question
from svc_policy_match.domain.navigator.standing import Standing
from svc_policy_match.domain.policies.policies import Audience
from svc_policy_match.storage.sessions import sessions
from svc_policy_match.storage.sessions.sessions import Session
from svc_policy_match.use_cases.matching.matching import read_said
from svc_policy_match.use_cases.office import Office

MOST_ANSWERS = 200


@dataclass(eq=False)
class MatchSessionNotFound(NotFound):
    """没有这次导览，或已过期。"""

    advice = "请重新开始（POST /api/v1/match/sessions）。"


@dataclass(frozen=True)
class Progress:
    """Where a session stands: what is known, what was found, what is asked next."""

    session: Session
    known: Mapping[str, Answer]
    outcome: Outcome
    question: Asking | None
    stop_offered: bool


async def begin(
    work: UnitOfWork, office: Office, caller: Caller, audience: Audience, said: Mapping[str, Any]
) -> Progress:
    """A session begins with what is known already. Refused with AnswersUnsound."""
    read_said(said, office)
    owner = None if caller.is_anonymous else caller.subject
    session = Session(
        new_id(), owner, audience.value, 1, list(said.items()), [], work.now, work.now
    )
    await sessions.add(work, session)
    return await progress(work, office, session)


async def answer(
    work: UnitOfWork, office: Office, caller: Caller, session_id: UUID, key: str, said: Any
) -> Progress:
    """An answer, given first or changed; `{"unknown": true}` says that it is not known.

    Refused with MatchSessionNotFound, AnswersUnsound.
    """
    session = await _own(work, caller, session_id)
    found = read_said({key: said}, office)
    kept = [(one, each) for one, each in session.answers if one != key]
    declined = [one for one in session.declined if one != key]
    if key in found:
        kept.append((key, said))
    else:
        declined.append(key)
    if len(kept) > MOST_ANSWERS:
        message = f"一次导览最多 {MOST_ANSWERS} 个答案。"
        raise AnswersUnsound(errors=[FieldError("#/attr", "too_many_answers", message)])
    return await _changed(work, office, session, kept, declined)


async def take_back(
    work: UnitOfWork, office: Office, caller: Caller, session_id: UUID, key: str
) -> Progress:
    """As if it had not been asked. Refused with MatchSessionNotFound."""
    session = await _own(work, caller, session_id)
    kept = [(one, each) for one, each in session.answers if one != key]
    declined = [one for one in session.declined if one != key]
    return await _changed(work, office, session, kept, declined)


async def _changed(
    work: UnitOfWork,
    office: Office,
    session: Session,
    kept: Sequence[tuple[str, Any]],
    declined: Sequence[str],
) -> Progress:
    after = replace(
        session, version=session.version + 1, answers=kept, declined=declined, touched_at=work.now
    )
    await sessions.change(work, after)
    return await progress(work, office, after)


async def _own(work: UnitOfWork, caller: Caller, session_id: UUID) -> Session:
    return of_caller(await sessions.locked(work, session_id), caller)


def of_caller(session: Session | None, caller: Caller) -> Session:
    """A session one may see: begun without an account, or one's own."""
    owner = None if caller.is_anonymous else caller.subject
    if session is None or (session.account_id is not None and session.account_id != owner):
        raise MatchSessionNotFound
    return session


async def progress(work: UnitOfWork, office: Office, session: Session) -> Progress:
    """Where a session stands now."""
    said = read_said(dict(session.answers), office)
    shelf = await office.shelves.current(work)
    day = china_time(work.now).date()
    answers = office.rules.completed(said, day)
    index = shelf.indexes.get(session.audience)
    outcome = outcome_of(index, shelf.policies, shelf.stacking, answers, office.registry)
    if index is None:
        return Progress(session, said, outcome, None, stop_offered=True)
    board = shelf.board(session.audience, office.registry, office.rules)
    standing = Standing(board, said)
    question = next_question(standing, frozenset(session.declined))
    asked = None if question is None else asking(question, office.registry)
    return Progress(session, said, outcome, asked, stop_offered=_may_stop(board, standing))


def _may_stop(board: Board, standing: Standing) -> bool:
    settled = board.value_of(standing.verdicts.matched)
    open_ = (board.values[number] for number in numbers_in(standing.verdicts.undecided))
    return is_little(settled, open_)
