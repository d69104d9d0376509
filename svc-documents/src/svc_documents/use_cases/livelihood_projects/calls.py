"""Call for ideas, take them in, and say what becomes of each."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import IdeaModerated as ModeratedFact
from shared.events.documents import IdeasCalledFor, IdeaSubmitted
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import mask_text
from shared.refusals import FieldError, Invalid
from svc_documents.domain.livelihood_projects.calls import (
    Call,
    CallNotFound,
    Idea,
    IdeaNotFound,
)
from svc_documents.storage.days import today_of
from svc_documents.storage.livelihood_projects import calls


@dataclass(eq=False)
class CallSpanBackwards(Invalid):
    """征集的起止日期颠倒。"""


async def open_call(work: UnitOfWork, call: Call) -> Call:
    """Ask people for ideas from one day to another; refused with CallSpanBackwards."""
    if call.closes_on < call.opens_on:
        message = "截止日期不能早于开始日期。"
        raise CallSpanBackwards(errors=[FieldError("#/closes_on", "span_backwards", message)])
    await calls.add_call(work, call)
    event = IdeasCalledFor(
        call_id=call.call_id, year=call.year, opens_on=call.opens_on, closes_on=call.closes_on
    )
    await work.announce(call.call_id, event)
    return call


async def known_call(work: UnitOfWork, call_id: UUID) -> Call:
    """A call; refused with CallNotFound."""
    found = await calls.call(work, call_id)
    if found is None:
        raise CallNotFound
    return found


async def own_call(work: UnitOfWork, caller: Caller, call_id: UUID) -> Call:
    """A call of the caller's organ; refused with CallNotFound."""
    found = await known_call(work, call_id)
    if found.organ_id != caller.organ:
        raise CallNotFound
    return found


async def submit_idea(work: UnitOfWork, caller: Caller, call_id: UUID, text: str) -> Idea:
    """Take in an idea; personal data in it is masked before it is kept.

    Refused with CallNotFound or CallNotOpen.
    """
    (await known_call(work, call_id)).require_open(today_of(work))
    idea = Idea(new_id(), call_id, caller.subject_id, mask_text(text))
    await calls.add_idea(work, idea)
    await work.announce(call_id, IdeaSubmitted(call_id=call_id, idea_id=idea.idea_id))
    return idea


async def moderate_idea(
    work: UnitOfWork, caller: Caller, call_id: UUID, idea_id: UUID, answer: str, *, show: bool
) -> Idea:
    """Show an idea or decline it; refused with CallNotFound, IdeaNotFound or IdeaModerated."""
    await own_call(work, caller, call_id)
    idea = await calls.locked_idea(work, call_id, idea_id)
    if idea is None:
        raise IdeaNotFound
    idea.moderate(answer, show=show)
    await calls.save_idea(work, idea)
    event = ModeratedFact(call_id=call_id, idea_id=idea_id, shown=show)
    await work.announce(call_id, event)
    return idea
