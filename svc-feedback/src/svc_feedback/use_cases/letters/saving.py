"""Find a letter for whoever may handle it; keep it, note the step, and tell what happened."""

from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import LetterFact
from shared.identity import Caller
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.domain.letters.reasons import LetterNotFound
from svc_feedback.storage.letters import letters, steps
from svc_feedback.storage.letters.letters import Kept, Reader
from svc_feedback.storage.letters.steps import StepKind
from svc_feedback.use_cases.office import Office

Step = tuple[StepKind, UUID | None, str]  # what, by or for which organ, in what words
OVERSEER = "supervisor"


def reader_of(caller: Caller) -> Reader:
    """A supervisor reads a region's letters, everybody else those of their organ."""
    if OVERSEER in caller.roles:
        return Reader(None, caller.region_code)
    return Reader(caller.organ, None)


async def handled_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID, *, locked: bool = False
) -> Kept:
    """One the caller may handle; others are refused with LetterNotFound."""
    reader = reader_of(caller)
    kept = await letters.seen_by(work, office.secrets, letter_id, reader, locked=locked)
    if kept is None:
        raise LetterNotFound
    return kept


async def save(work: UnitOfWork, office: Office, kept: Kept, step: Step, event: LetterFact) -> Kept:
    """Keep what has changed, note the step with what was said, and tell it."""
    letter = kept.letter
    await letters.keep(work, office.secrets, kept)
    await steps.add(work, letter.letter_id, *step)
    await work.announce(letter.letter_id, event)
    return kept


def facts(letter: Letter, **more: Any) -> dict[str, Any]:
    """What every event of a letter carries, and what this one says beside."""
    return {
        "letter_id": letter.letter_id, "letter_no": letter.letter_no,
        "region_code": letter.region_code, "kind": letter.kind,
    } | more  # fmt: skip
