"""What departments' systems told us, by the id of the message: the same one has its effect once."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import StaleAggregate, UnitOfWork

GET = "SELECT digest, reply FROM push_answer WHERE push_id = $1 AND message_id = $2"
ADD = """
INSERT INTO push_answer (push_id, message_id, digest, reply, received_at)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING message_id
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that had its effect, and what we replied."""

    digest: bytes
    reply: dict[str, Any]


async def taken(work: UnitOfWork, push_id: UUID, message_id: str) -> Taken | None:
    """The message of this id, if it came before (one indexed read)."""
    row = await work.fetch_row(GET, push_id, message_id)
    return None if row is None else Taken(row["digest"], row["reply"])


async def keep(work: UnitOfWork, push_id: UUID, message_id: str, answer: Taken) -> None:
    """Remember a message beside its effect; stale when its twin was faster."""
    row = await work.write(ADD, push_id, message_id, answer.digest, answer.reply, work.now)
    if row is None:
        raise StaleAggregate
