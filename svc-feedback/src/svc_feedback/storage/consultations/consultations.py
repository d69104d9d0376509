"""Consultations as rows; what they say is one document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_feedback.domain.consultations.consultations import Consultation, Result
from svc_feedback.domain.consultations.drafts import Invitation, Passage, Said
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    ConsultationState,
    OpinionGroup,
)

COLUMNS = (
    "consultation_id, organ_id, region_code, kind, title, said, opens_on, closes_on, state,"
    " version, policy_id, result, extension_reason"
)
SELECT = f"SELECT {COLUMNS} FROM consultation"
ADD = f"""
INSERT INTO consultation ({COLUMNS}, drafted_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
ON CONFLICT (consultation_id) DO NOTHING RETURNING consultation_id
"""
KEEP = """
UPDATE consultation SET kind = $2, title = $3, said = $4, opens_on = $5, closes_on = $6,
    state = $7, version = $8, policy_id = $9, result = $10, extension_reason = $11
WHERE consultation_id = $1
"""
OWNED = "(organ_id = $1 OR region_code = $2)"
MATCHING = """
state <> 'draft' AND ($1::text IS NULL OR state = $1)
AND CASE WHEN $2::text IS NULL AND $5::uuid IS NULL THEN kind <> 'policy_in_force'
         ELSE $2::text IS NULL OR kind = $2 END
AND ($3::uuid IS NULL OR organ_id = $3) AND ($4::text IS NULL OR region_code = $4)
AND ($5::uuid IS NULL OR policy_id = $5)
"""
SHOWN = f"""
{SELECT} WHERE {MATCHING} AND ($6::uuid IS NULL OR consultation_id < $6)
ORDER BY consultation_id DESC LIMIT $7
"""
COUNT_SHOWN = f"SELECT count(*) FROM consultation WHERE {MATCHING}"
DESK = f"""
{SELECT} WHERE {OWNED} AND ($3::text IS NULL OR state = $3)
  AND ($4::uuid IS NULL OR consultation_id < $4)
ORDER BY consultation_id DESC LIMIT $5
"""
COUNT_DESK = f"""
SELECT count(*) FROM consultation WHERE {OWNED} AND ($3::text IS NULL OR state = $3)
"""
TURNING = f"""
{SELECT} WHERE (state = 'scheduled' AND opens_on <= $1) OR (state = 'open' AND closes_on < $1)
ORDER BY closes_on LIMIT $2 FOR UPDATE SKIP LOCKED
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the consultations everybody may see; opinions on policies only when asked for."""

    state: str | None = None
    kind: str | None = None
    organ_id: UUID | None = None
    region_code: str | None = None
    policy_id: UUID | None = None

    def arguments(self) -> tuple[object, ...]:
        """As both statements begin with."""
        return self.state, self.kind, self.organ_id, self.region_code, self.policy_id


async def add(work: UnitOfWork, one: Consultation) -> bool:
    """Keep a new one; False when it is there."""
    said = one.said
    row = await work.write(
        ADD, one.consultation_id, one.organ_id, one.region_code, said.kind, said.title,
        asdict(said), said.opens_on, said.closes_on, one.state, one.version, one.policy_id,
        one.result and asdict(one.result), one.extension_reason, work.now,
    )  # fmt: skip
    return row is not None


async def keep(work: UnitOfWork, one: Consultation) -> None:
    """Write what has changed (one row by key, locked before)."""
    said = one.said
    await work.write(
        KEEP, one.consultation_id, said.kind, said.title, asdict(said), said.opens_on,
        said.closes_on, one.state, one.version, one.policy_id,
        one.result and asdict(one.result), one.extension_reason,
    )  # fmt: skip


async def with_id(
    work: UnitOfWork, consultation_id: UUID, *, locked: bool = False
) -> Consultation | None:
    """A consultation (one row by key), perhaps locked until the end of the work."""
    if locked:
        await work.lock()
    sql = f"{SELECT} WHERE consultation_id = $1{' FOR UPDATE' if locked else ''}"
    row = await work.fetch_row(sql, consultation_id)
    return consultation_of(row) if row else None


async def shown(
    work: UnitOfWork, wanted: Wanted, before: UUID | None, limit: int
) -> list[Consultation]:
    """What everybody may see, the newest first (an index range)."""
    rows = await work.fetch(SHOWN, *wanted.arguments(), before, limit)
    return [consultation_of(row) for row in rows]


async def count_shown(work: UnitOfWork, wanted: Wanted) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_SHOWN, *wanted.arguments()))


async def desk(
    work: UnitOfWork, owner: tuple[UUID | None, str | None], state: str | None,
    before: UUID | None, limit: int,
) -> list[Consultation]:  # fmt: skip
    """An organ's, or a region's, the newest first (an index range)."""
    rows = await work.fetch(DESK, *owner, state, before, limit)
    return [consultation_of(row) for row in rows]


async def count_desk(
    work: UnitOfWork, owner: tuple[UUID | None, str | None], state: str | None
) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_DESK, *owner, state))


async def turning(work: UnitOfWork, today: date, limit: int) -> list[Consultation]:
    """Those whose day to open or to close has come, locked."""
    return [consultation_of(row) for row in await work.write_rows(TURNING, today, limit)]


def consultation_of(row: Row) -> Consultation:
    """The consultation of a row."""
    return Consultation(
        row["consultation_id"], row["organ_id"], row["region_code"], _said(row["said"]),
        ConsultationState(row["state"]), row["version"], row["policy_id"],
        _result(row["result"]), row["extension_reason"],
    )  # fmt: skip


def _said(kept: Mapping[str, Any]) -> Said:
    return Said(
        **{
            **kept,
            "kind": ConsultationKind(kept["kind"]),
            "passages": tuple(Passage(**one) for one in kept["passages"]),
            "invitations": tuple(
                Invitation(**one | {"group": OpinionGroup(one["group"])})
                for one in kept["invitations"]
            ),
            "opens_on": date.fromisoformat(kept["opens_on"]),
            "closes_on": date.fromisoformat(kept["closes_on"]),
        }
    )


def _result(kept: Mapping[str, Any] | None) -> Result | None:
    if kept is None:
        return None
    return Result(**{**kept, "published_on": date.fromisoformat(kept["published_on"])})
