"""Codes: a short key that is exchanged for a token, a limited number of times."""

from datetime import timedelta
from uuid import UUID

from shared.database import UnitOfWork
from shared.personal_data import PersonalData
from svc_feedback.domain.codes import (
    WRONG_ALLOWED,
    ReviewCodeWrong,
    TooManyCodes,
    as_written,
    code_of,
)
from svc_feedback.storage import codes
from svc_feedback.use_cases.tokens import token_of

COUNTED_FOR = timedelta(minutes=5)
DIGEST_BYTES = 16


def short_code(opportunity_id: UUID, personal_data: PersonalData) -> str:
    """The code of an opportunity; like its token it is derived, and only its digest kept."""
    return code_of(int(personal_data.blind_index("review-code", str(opportunity_id)), 16))


def code_digest(code: str, personal_data: PersonalData) -> bytes:
    """What is kept of a code; keyed, for forty bits are soon tried."""
    digest = personal_data.blind_index("review-code-digest", as_written(code))
    return bytes.fromhex(digest)[:DIGEST_BYTES]


async def count_attempt(work: UnitOfWork, source: str, personal_data: PersonalData) -> int:
    """Count an attempt, in a unit of work of its own, for a refusal undoes the other."""
    await codes.forget_attempts(work, work.now - COUNTED_FOR)
    return await codes.count_attempt(work, _kept(source, personal_data), work.now - COUNTED_FOR)


async def exchange_code(
    work: UnitOfWork, source: str, code: str, attempts: int, personal_data: PersonalData
) -> str:
    """The token of a code. Refused with TooManyCodes, or with ReviewCodeWrong whatever is wrong."""
    if attempts > WRONG_ALLOWED:
        raise TooManyCodes
    found = await codes.opportunity_of(work, code_digest(code, personal_data))
    if found is None:
        raise ReviewCodeWrong
    await codes.forgive_attempt(work, _kept(source, personal_data))
    return token_of(found, personal_data)


def _kept(source: str, personal_data: PersonalData) -> str:
    return personal_data.blind_index("review-code-source", source)
