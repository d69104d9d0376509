"""What anybody does with the box: put something in, read the reply.

Nothing here knows who calls. Nothing is announced either: the journal keeps who did what and
when, and a suggestion must not be found beside it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from shared.database import UnitOfWork
from shared.masking import mask_text
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.domain.receipts import digest_of, receipt_code
from svc_feedback.domain.suggestions.reasons import SuggestionNotFound, SuggestionSentAlready
from svc_feedback.domain.suggestions.suggestions import Suggestion
from svc_feedback.storage.suggestions import suggestions
from svc_feedback.use_cases.directory import known_organ

HEXADECIMAL = 16


@dataclass(frozen=True, slots=True)
class Slip:
    """What is put in; the submission id is the writer's secret and is not kept."""

    submission_id: UUID
    region_code: str
    organ_id: UUID | None
    text: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the writer takes along."""

    receipt_code: str
    day: date


async def put_suggestion(work: UnitOfWork, slip: Slip, secrets: PersonalData) -> Receipt:
    """Put a suggestion in; another try of the same sending gets the same receipt.

    Refused with AddresseeUnknown, or SuggestionSentAlready when the try says something else.
    """
    if slip.organ_id is not None:
        await known_organ(work, slip.organ_id)
    code = _code_of(slip.submission_id, secrets)
    suggestion = Suggestion(
        uuid4(), china_time(work.now).date(), slip.region_code, slip.organ_id, mask_text(slip.text)
    )
    if not await suggestions.add(work, suggestion, digest_of(code)):
        earlier = await suggestions.by_digest(work, digest_of(code))
        if earlier is None or not earlier.says_the_same_as(suggestion):
            raise SuggestionSentAlready
        suggestion = earlier
    return Receipt(code, suggestion.day)


async def read_reply(work: UnitOfWork, code: str) -> Suggestion:
    """The suggestion of a receipt code with its reply; refused with SuggestionNotFound."""
    found = await suggestions.by_digest(work, digest_of(code))
    if found is None:
        raise SuggestionNotFound
    return found


def _code_of(submission_id: UUID, secrets: PersonalData) -> str:
    return receipt_code(
        int(secrets.blind_index("suggestion-receipt", str(submission_id)), HEXADECIMAL)
    )
