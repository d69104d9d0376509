"""The writer says how content he is with the answer."""

from shared.database import UnitOfWork
from shared.events.feedback import LetterRated
from svc_feedback.domain.letters.reasons import LetterNotFound
from svc_feedback.domain.levels import Level
from svc_feedback.domain.receipts import digest_of
from svc_feedback.storage.letters import letters
from svc_feedback.use_cases.letters.saving import facts, save
from svc_feedback.use_cases.letters.writing import OwnLetter, shown_to_writer
from svc_feedback.use_cases.office import Office


async def rate_letter(work: UnitOfWork, office: Office, code: str, level: Level) -> OwnLetter:
    """Rate the answer to the letter of a query code, once; the same level again changes nothing.

    Refused with LetterNotFound, LetterStepNotAllowed before the answer, or LetterRatedAlready.
    """
    kept = await letters.by_digest(work, office.secrets, digest_of(code), locked=True)
    if kept is None:
        raise LetterNotFound
    letter = kept.letter
    if letter.rate(level):
        organ_id = letter.answering_organ
        told = LetterRated(**facts(letter), organ_id=organ_id, satisfaction=level)
        await save(work, office, kept, ("rated", organ_id, level.title), told)
    return await shown_to_writer(work, office, kept)
