"""What each version of a matter rests on, and which matters in force rest on the dead."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.catalogue.matters import Matter

ADD = """
INSERT INTO matter_citation (version_id, position, code, part, label, reference)
VALUES ($1, $2, $3, $4, $5, $6)
"""
NEWEST = """
CROSS JOIN LATERAL (
    SELECT version_id, number, name, lead_organ, published_by, published_at FROM matter_version
    WHERE code = c.code AND effective_at <= $1 ORDER BY effective_at DESC, number DESC LIMIT 1
) v
"""
RESTING = f"""
SELECT DISTINCT c.code, v.name, v.version_id, v.published_by, c.reference
FROM matter_citation c {NEWEST}
WHERE v.version_id = c.version_id AND c.reference = ANY($2) ORDER BY c.code, c.reference
"""
DEAD = f"""
FROM document_effect e JOIN matter_citation c USING (reference) {NEWEST}
JOIN matter m ON m.code = c.code LEFT JOIN organ o ON o.code = v.lead_organ
WHERE e.effect IN ('not_yet', 'lapsed', 'repealed', 'replaced')
  AND v.version_id = c.version_id AND o.region_code = $2
  AND ($3::text IS NULL OR v.lead_organ = $3) AND ($4::text IS NULL OR c.code = $4)
"""
LIST = f"""
SELECT c.code AS matter_code, v.name AS matter_name, v.number, v.lead_organ,
       coalesce(o.name, v.lead_organ) AS lead_organ_name, c.part, c.label, c.position,
       c.reference, e.document_id, e.title, e.effect, e.since, e.replaced_by, m.version,
       CASE WHEN v.published_at <= m.withdrawn_at THEN m.withdrawn_at END AS withdrawn_at,
       (SELECT count(*) FROM kase k WHERE k.region_code = $2 AND k.matter_code = c.code
            AND k.state NOT IN ('draft', 'closed')) AS running_cases
{DEAD} AND ($5::text IS NULL OR (c.code, c.position) > ($5, $6))
ORDER BY c.code, c.position LIMIT $7
"""
COUNT = f"SELECT count(*) {DEAD}"


@dataclass(frozen=True, slots=True)
class Resting:
    """A matter in force that cites a reference, and who published it."""

    code: str
    name: str
    version_id: UUID
    published_by: str
    reference: str


@dataclass(frozen=True, slots=True)
class DeadBasisFilters:
    """Whose matters with a dead basis are wanted."""

    region_code: str
    organ: str | None = None
    matter: str | None = None


async def add(work: UnitOfWork, version_id: UUID, matter: Matter) -> None:
    """Keep what a version rests on."""
    cited = [("basis", one.clause, one.reference) for one in matter.basis]
    cited += [("fee", fee.name, fee.basis) for fee in matter.fees]
    await work.write_many(
        ADD, [(version_id, i, matter.code, *one) for i, one in enumerate(cited)]
    )  # fmt: skip


async def resting_on(work: UnitOfWork, references: Collection[str]) -> list[Resting]:
    """Matters in force that cite any of these (an index, then one look-up per matter)."""
    rows = await work.fetch(RESTING, work.now, list(references))
    return [Resting(**row) for row in rows]


async def list_dead(
    work: UnitOfWork, wanted: DeadBasisFilters, after: tuple[str | None, int | None], limit: int
) -> list[Row]:
    """What matters in force rest on that is dead, by code (listed from the few that are dead)."""
    return await work.fetch(LIST, work.now, *_arguments(wanted), *after, limit)


async def count_dead(work: UnitOfWork, wanted: DeadBasisFilters) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT, work.now, *_arguments(wanted)))


def _arguments(wanted: DeadBasisFilters) -> tuple[str | None, ...]:
    return wanted.region_code, wanted.organ, wanted.matter
