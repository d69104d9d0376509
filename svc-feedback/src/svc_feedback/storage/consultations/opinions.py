"""Opinions as rows: the words encrypted, and beside them what may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.masking import mask_text
from shared.personal_data import Cell, PersonalData
from svc_feedback.domain.consultations.opinions import Opinion, Verdict

ADD = """
INSERT INTO opinion (opinion_id, consultation_id, passage, stance, "group", invited, account_id,
    submission_id, text_encrypted, text_masked, submitted_at, recognised)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (submission_id) DO NOTHING RETURNING opinion_id
"""
CLAIMED = """ "group" <> 'public' AND NOT invited AND NOT recognised AS claimed """
SELECT = f"""
SELECT opinion_id, consultation_id, passage, stance, "group", invited, {CLAIMED},
       text_masked AS text, submitted_at, disposition, reason, disposed_on
FROM opinion
"""
OF_SUBMISSION = f"{SELECT} WHERE submission_id = $1"
MATCHING = """
consultation_id = $1 AND ($2::integer IS NULL OR passage = $2)
AND ($3::text IS NULL OR coalesce(disposition, 'none') = $3)
"""
LISTED = f"""
{SELECT} WHERE {MATCHING} AND ($4::uuid IS NULL OR opinion_id > $4) ORDER BY opinion_id LIMIT $5
"""
COUNT = f"SELECT count(*) FROM opinion WHERE {MATCHING}"
OWN = f"""
{SELECT} WHERE account_id = $1 AND ($2::uuid IS NULL OR opinion_id < $2)
ORDER BY opinion_id DESC LIMIT $3
"""
COUNT_OWN = "SELECT count(*) FROM opinion WHERE account_id = $1"
OF_ACCOUNT = "SELECT count(*) FROM opinion WHERE account_id = $1 AND consultation_id = $2"
DISPOSE = """
UPDATE opinion SET disposition = $3, reason = $4, disposed_on = $5
WHERE consultation_id = $1 AND opinion_id = ANY($2) RETURNING opinion_id
"""
UNDISPOSED = "SELECT count(*) FROM opinion WHERE consultation_id = $1 AND disposition IS NULL"
COUNTED = f"""
SELECT coalesce(disposition, 'none') AS disposition, "group", {CLAIMED}, count(*) AS opinions
FROM opinion WHERE consultation_id = $1 GROUP BY 1, 2, 3
"""
UNTOLD = """
WITH those AS (
    SELECT o.opinion_id FROM opinion o JOIN consultation c USING (consultation_id)
    WHERE NOT o.told AND o.account_id IS NOT NULL AND c.state = 'published'
    LIMIT $1 FOR UPDATE OF o SKIP LOCKED
)
UPDATE opinion SET told = true FROM those WHERE opinion.opinion_id = those.opinion_id
RETURNING opinion.consultation_id, opinion.account_id
"""


@dataclass(frozen=True, slots=True)
class WantedOpinions:
    """Which opinions of a consultation; ``disposition`` none are those not dealt with yet."""

    consultation_id: UUID
    passage: int | None = None
    disposition: str | None = None

    def arguments(self) -> tuple[object, ...]:
        """As both statements begin with."""
        return self.consultation_id, self.passage, self.disposition


async def add(
    work: UnitOfWork, secrets: PersonalData, opinion: Opinion, submission_id: UUID, text: str
) -> bool:
    """Keep a new opinion; False when its submission was kept before."""
    cell = Cell("opinion", "text_encrypted", opinion.opinion_id)
    row = await work.write(
        ADD, opinion.opinion_id, opinion.consultation_id, opinion.passage, opinion.stance,
        opinion.group, opinion.invited, opinion.account_id, submission_id,
        secrets.encrypt(text, cell), mask_text(text), work.now, opinion.recognised,
    )  # fmt: skip
    return row is not None


async def of_submission(work: UnitOfWork, submission_id: UUID) -> Row | None:
    """The opinion of a submission (one row by key)."""
    return await work.fetch_row(OF_SUBMISSION, submission_id)


async def listed(
    work: UnitOfWork, wanted: WantedOpinions, after: UUID | None, limit: int
) -> list[Row]:
    """A consultation's opinions in the order they came (an index range)."""
    return await work.fetch(LISTED, *wanted.arguments(), after, limit)


async def count(work: UnitOfWork, wanted: WantedOpinions) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT, *wanted.arguments()))


async def own(work: UnitOfWork, account_id: UUID, before: UUID | None, limit: int) -> list[Row]:
    """An account's opinions, the newest first (an index range)."""
    return await work.fetch(OWN, account_id, before, limit)


async def count_own(work: UnitOfWork, account_id: UUID) -> int:
    """How many an account has given (counted)."""
    return int(await work.fetch_value(COUNT_OWN, account_id))


async def count_of_account(work: UnitOfWork, account_id: UUID, consultation_id: UUID) -> int:
    """How many an account has given in one consultation (counted over an index range)."""
    return int(await work.fetch_value(OF_ACCOUNT, account_id, consultation_id))


async def dispose(
    work: UnitOfWork, consultation_id: UUID, ids: Sequence[UUID], verdict: Verdict, today: date
) -> set[UUID]:
    """Say what becomes of these; answers those that are the consultation's."""
    rows = await work.write_rows(
        DISPOSE, consultation_id, ids, verdict.disposition, verdict.reason, today
    )
    return {row["opinion_id"] for row in rows}


async def undisposed(work: UnitOfWork, consultation_id: UUID) -> int:
    """How many are not dealt with (counted over the partial index)."""
    return int(await work.fetch_value(UNDISPOSED, consultation_id))


async def counted(work: UnitOfWork, consultation_id: UUID) -> list[Mapping[str, int | str]]:
    """How many by disposition and group, given or claimed (counted over an index range)."""
    return [dict(row) for row in await work.fetch(COUNTED, consultation_id)]


async def take_untold(work: UnitOfWork, limit: int) -> list[Row]:
    """Opinions whose writers have not heard of the result yet; from now on they have."""
    return await work.write_rows(UNTOLD, limit)
