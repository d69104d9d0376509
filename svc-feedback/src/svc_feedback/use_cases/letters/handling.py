"""What staff do with letters: give them out, send them back, extend, answer, refuse."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import (
    LetterAnswered,
    LetterAssigned,
    LetterExtended,
    LetterRefused,
    LetterSentBack,
)
from shared.identity import Caller
from shared.office_hours import china_time
from svc_feedback.domain.letters.kinds import LetterCourse, RefusalKind
from svc_feedback.storage.letters.letters import Kept
from svc_feedback.use_cases.directory import known_organ
from svc_feedback.use_cases.letters import messages
from svc_feedback.use_cases.letters.saving import facts, handled_letter, save
from svc_feedback.use_cases.office import Office


async def assign_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID,
    organ_id: UUID, course: LetterCourse,
) -> Kept:  # fmt: skip
    """Say who is to answer, and on which course.

    Refused with LetterNotFound, LetterStepNotAllowed or AddresseeUnknown.
    """
    await known_organ(work, organ_id)
    kept = await handled_letter(work, office, caller, letter_id, locked=True)
    letter = kept.letter
    limits = office.letters.limits_of(letter.region_code)
    letter.assign(organ_id, course, await office.calendar(work), limits)
    event = LetterAssigned(**facts(letter, course=course), organ_id=organ_id, due_on=letter.due_on)
    return await save(work, office, kept, ("assigned", organ_id, ""), event)


async def send_letter_back(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID, note: str
) -> Kept:
    """It is another's to answer; refused with LetterNotFound or LetterStepNotAllowed."""
    kept = await handled_letter(work, office, caller, letter_id, locked=True)
    organ_id = kept.letter.send_back()
    event = LetterSentBack(**facts(kept.letter), organ_id=organ_id)
    return await save(work, office, kept, ("sent_back", organ_id, note), event)


async def extend_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID, note: str
) -> Kept:
    """Give more time, once; refused with one of the reasons for that."""
    kept = await handled_letter(work, office, caller, letter_id, locked=True)
    letter = kept.letter
    limits = office.letters.limits_of(letter.region_code)
    letter.extend(await office.calendar(work), limits, china_time(work.now).date())
    event = LetterExtended(**facts(letter), organ_id=letter.answering_organ, due_on=letter.due_on)
    return await save(work, office, kept, ("extended", letter.organ_id, note), event)


async def answer_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID, text: str, *, public: bool
) -> Kept:
    """Answer, once; refused with LetterNotFound or LetterStepNotAllowed."""
    kept = await handled_letter(work, office, caller, letter_id, locked=True)
    letter, private = kept
    today = china_time(work.now).date()
    letter.give_answer(today, public=public)
    private.answer = text
    event = LetterAnswered(
        **facts(letter), organ_id=letter.answering_organ, answered_on=today,
        in_time=today <= letter.due_on, public=letter.is_public,
    )  # fmt: skip
    await save(work, office, kept, ("answered", letter.organ_id, ""), event)
    await messages.notify(work, letter, messages.ANSWERED)
    return kept


async def refuse_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID,
    kind: RefusalKind, note: str,
) -> Kept:  # fmt: skip
    """Not take it up; refused with LetterStepNotAllowed or LetterRefusalUnclear."""
    kept = await handled_letter(work, office, caller, letter_id, locked=True)
    letter = kept.letter
    letter.refuse(kind, note, china_time(work.now).date())
    event = LetterRefused(**facts(letter, refusal=kind), organ_id=letter.organ_id)
    await save(work, office, kept, ("refused", letter.organ_id, note), event)
    await messages.notify(work, letter, messages.REFUSED)
    return kept
