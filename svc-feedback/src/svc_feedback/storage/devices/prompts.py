"""What each evaluator asks just now; numbered, so that a reader knows what is new."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from shared.database import UnitOfWork
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.storage.opportunities import NAMES

ASK = """
INSERT INTO device_prompt (device_id, number, opportunity_id, shown_until) VALUES ($1, 1, $2, $3)
ON CONFLICT (device_id) DO UPDATE SET number = device_prompt.number + 1,
    opportunity_id = EXCLUDED.opportunity_id, shown_until = EXCLUDED.shown_until
"""
ANSWERED = """
UPDATE device_prompt SET number = number + 1, opportunity_id = NULL
WHERE device_id = $1 AND opportunity_id = $2
"""
NOW = f"""
SELECT p.number, p.shown_until, {", ".join(f"o.{name}" for name in NAMES)}
FROM review_device d LEFT JOIN device_prompt p USING (device_id)
LEFT JOIN opportunity o ON o.opportunity_id = p.opportunity_id AND p.shown_until > $2
    AND NOT EXISTS (SELECT FROM review r WHERE r.opportunity_id = p.opportunity_id)
WHERE d.device_id = $1
"""


class Prompt(NamedTuple):
    """What a device shows: a visit to be reviewed until a moment, or nothing."""

    number: int
    shown_until: datetime | None = None
    opportunity: Opportunity | None = None


async def ask(work: UnitOfWork, device_id: str, opportunity_id: UUID, until: datetime) -> None:
    """Let a device ask about a visit; what it asked before is over."""
    await work.write(ASK, device_id, opportunity_id, until)


async def answered(work: UnitOfWork, device_id: str, opportunity_id: UUID) -> None:
    """The device need not ask any more."""
    await work.write(ANSWERED, device_id, opportunity_id)


async def shown_by(work: UnitOfWork, device_id: str) -> Prompt | None:
    """What a device shows; None when there is no such device."""
    row = await work.fetch_row(NOW, device_id, work.now)
    if row is None:
        return None
    if row["opportunity_id"] is None:
        return Prompt(row["number"] or 0)
    return Prompt(row["number"], row["shown_until"], Opportunity(*row[2:]))
