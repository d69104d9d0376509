"""What staff do with the box: read what is for their organ, answer it, pass it on."""

from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import SuggestionPassedOn, SuggestionReplied
from shared.identity import Caller
from shared.office_hours import china_time
from shared.pages import PageRequest
from svc_feedback.domain.suggestions.reasons import SuggestionNotFound
from svc_feedback.domain.suggestions.suggestions import Suggestion
from svc_feedback.storage.suggestions import suggestions
from svc_feedback.storage.suggestions.suggestions import Reader
from svc_feedback.use_cases.directory import known_organ

OVERSEER = "supervisor"


def reader_of(caller: Caller) -> Reader:
    """A supervisor reads a region's box, everybody else what is for their organ."""
    if OVERSEER in caller.roles:
        return Reader(None, caller.region_code)
    return Reader(caller.organ, None)


async def list_suggestions(
    work: UnitOfWork,
    caller: Caller,
    page: PageRequest,
    *,
    answered: bool | None,
) -> tuple[list[Suggestion], int | None]:
    """The caller's queue, the longest waiting first; the total when asked for."""
    reader = reader_of(caller)
    after = page.after_of(date.fromisoformat, UUID)
    found = await suggestions.queue(work, reader, answered, (after[0], after[1]), page.fetch)
    total = await suggestions.count(work, reader, answered) if page.count else None
    return found, total


async def show_suggestion(work: UnitOfWork, caller: Caller, suggestion_id: UUID) -> Suggestion:
    """One of the caller's; refused with SuggestionNotFound."""
    return _found(await suggestions.seen_by(work, suggestion_id, reader_of(caller)))


async def answer_suggestion(
    work: UnitOfWork, caller: Caller, suggestion_id: UUID, reply: str
) -> Suggestion:
    """Reply, once; refused with SuggestionNotFound or SuggestionAnsweredAlready."""
    waiting = _found(await suggestions.locked(work, suggestion_id, reader_of(caller)))
    answered = waiting.answered(reply, china_time(work.now).date())
    await suggestions.put(work, answered)
    await work.announce(
        suggestion_id, SuggestionReplied(suggestion_id=suggestion_id, organ_id=answered.organ_id)
    )
    return answered


async def pass_suggestion_on(
    work: UnitOfWork, caller: Caller, suggestion_id: UUID, organ_id: UUID
) -> Suggestion:
    """Hand it to the organ it concerns; refused like an answer, or with AddresseeUnknown."""
    await known_organ(work, organ_id)
    waiting = _found(await suggestions.locked(work, suggestion_id, reader_of(caller)))
    passed = waiting.passed_on(organ_id)
    await suggestions.put(work, passed)
    await work.announce(
        suggestion_id, SuggestionPassedOn(suggestion_id=suggestion_id, organ_id=organ_id)
    )
    return passed


def _found(suggestion: Suggestion | None) -> Suggestion:
    if suggestion is None:
        raise SuggestionNotFound
    return suggestion
