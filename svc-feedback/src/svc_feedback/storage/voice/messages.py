"""What people say: one row for each review, letter, slip or opinion that has words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from shared.database import UnitOfWork
from shared.personal_data import PersonalData
from svc_feedback.domain.voice.messages import MessageKind

ADD = """
INSERT INTO message (message_id, kind, source_id, day, text, matter_code, region_code,
    person_digest)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (kind, source_id) DO NOTHING
"""
TAKE_SUGGESTIONS = """
INSERT INTO message (message_id, kind, day, text, region_code)
SELECT gen_random_uuid(), 'suggestion', day, text, region_code FROM suggestion
WHERE day < $1 AND NOT mixed ORDER BY random() RETURNING message_id
"""


@dataclass(frozen=True, slots=True)
class NewMessage:
    """Something said that the analysis should hear; ``text`` is masked already.

    ``source_id`` lets a repetition be known; a slip of the suggestion box has neither source nor
    person.
    """

    kind: MessageKind
    source_id: UUID | None
    day: date
    text: str
    matter_code: str | None
    region_code: str
    person_digest: bytes | None


def person_digest(secrets: PersonalData, day: date, account_id: UUID | str) -> bytes:
    """Who said it, told apart within one day alone: days cannot be linked to one another."""
    return bytes.fromhex(secrets.blind_index("message-person", f"{day}:{account_id}"))


async def add(
    work: UnitOfWork,
    kind: MessageKind,
    source_id: UUID | None,
    day: date,
    text: str,
    matter_code: str | None,
    region_code: str,
    person_digest: bytes | None,
) -> None:
    """Let the analysis hear a masked text; the same source is heard once."""
    said = NewMessage(kind, source_id, day, text, matter_code, region_code, person_digest)
    await work.write(ADD, *_row(said))


async def add_many(work: UnitOfWork, said: Iterable[NewMessage]) -> None:
    """The same for many, pipelined."""
    await work.write_many(ADD, [_row(one) for one in said])


async def take_suggestions(work: UnitOfWork, today: date) -> int:
    """Hear the slips of days gone by; only in the transaction that mixes them, just before."""
    return len(await work.write_rows(TAKE_SUGGESTIONS, today))


def _row(said: NewMessage) -> tuple[object, ...]:
    return (
        uuid4(), said.kind, said.source_id, said.day, said.text, said.matter_code,
        said.region_code, said.person_digest,
    )  # fmt: skip
