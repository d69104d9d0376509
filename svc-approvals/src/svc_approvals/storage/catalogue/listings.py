"""Lists over the versions in force: what is found, in which order, and the directory's tree.

A district has a few hundred matters, so one pass over their rows is cheap; definitions are
never unpacked for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shared.database import Row, UnitOfWork
from svc_approvals.domain.catalogue.searching import pieces_of, words_of

Sort = Literal["relevance", "code", "promised_days", "-published_on"]
BETWEEN = "\x1f"
OPEN = """
FROM matter m
CROSS JOIN LATERAL (
    SELECT * FROM matter_version WHERE code = m.code AND effective_at <= $1
    ORDER BY effective_at DESC, number DESC LIMIT 1
) v
LEFT JOIN matter_reviews r ON r.code = m.code
LEFT JOIN organ o ON o.code = v.lead_organ
WHERE (m.withdrawn_at IS NULL OR v.published_at > m.withdrawn_at)
  AND ($2::text[] IS NULL OR v.directory[1:cardinality($2::text[])] = $2)
"""
FITTING = f"""
{OPEN}
  AND NOT EXISTS (SELECT FROM unnest($3::text[]) word WHERE NOT EXISTS (
      SELECT FROM unnest(v.phrases) phrase
      WHERE phrase LIKE ALL (string_to_array(word, E'\\x1f'))))
  AND ($4::text IS NULL OR $4 = ANY(v.themes)) AND ($5::text IS NULL OR $5 = ANY(v.audience))
  AND ($6::text IS NULL OR v.kind = $6) AND ($7::text IS NULL OR v.lead_organ = $7)
  AND ($8::text IS NULL OR position($8 IN v.channel) > 0)
  AND ($9::text IS NULL OR v.nature = $9)
  AND ($10::boolean IS NULL OR (cardinality(v.fees) > 0) = $10)
"""
LIST = f"""
SELECT * FROM (
    SELECT *, CASE $12::text WHEN 'relevance' THEN missed WHEN 'promised_days' THEN promised_days
        WHEN '-published_on' THEN -(extract(epoch FROM published_at) * 1000000)::bigint
        ELSE 0 END AS place
    FROM (
        SELECT m.code, v.name, v.nature, v.kind, v.themes, v.audience, v.channel, v.directory,
            v.lead_organ, coalesce(o.name, v.lead_organ) AS lead_organ_name, v.fees, v.number,
            v.published_at, v.effective_at, v.promised_days, v.statutory_days, r.satisfaction,
            (SELECT count(*) FROM unnest($11::text[]) word WHERE NOT EXISTS (
                SELECT FROM unnest(v.phrases) phrase WHERE position(word IN phrase) > 0)) AS missed
        {FITTING}
    ) fitting
) placed
WHERE $13::bigint IS NULL OR (place, code) > ($13, $14) ORDER BY place, code LIMIT $15
"""
COUNT = f"SELECT count(*) {FITTING}"
TREE = f"SELECT v.directory, count(*) AS matters {OPEN} GROUP BY v.directory"
THEMED = f"""
SELECT v.version_id {OPEN} AND ($3::text IS NULL OR $3 = ANY(v.themes))
ORDER BY v.directory, m.code LIMIT $4
"""
THEMES = f"SELECT DISTINCT unnest(v.themes) AS theme {OPEN} ORDER BY theme LIMIT 100"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list of matters; a member that is None does not."""

    q: str | None = None
    theme: str | None = None
    audience: str | None = None
    kind: str | None = None
    organ: str | None = None
    channel: str | None = None
    nature: str | None = None
    path: tuple[str, ...] | None = None
    with_fees: bool | None = None

    @property
    def words(self) -> list[str]:
        """The words that have to be found."""
        return list(words_of(self.q or ""))


def _arguments(work: UnitOfWork, wanted: Wanted) -> Sequence[object]:
    words = [BETWEEN.join(f"%{_literal(one)}%" for one in pieces_of(w)) for w in wanted.words]
    path = list(wanted.path) if wanted.path else None
    return (
        work.now, path, words, wanted.theme, wanted.audience, wanted.kind, wanted.organ,
        wanted.channel, wanted.nature, wanted.with_fees,
    )  # fmt: skip


def _literal(piece: str) -> str:
    return piece.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


async def search(
    work: UnitOfWork, wanted: Wanted, sort: Sort, after: tuple[int | None, str | None], limit: int
) -> list[Row]:
    """Matters in force that take applications (listed); ``place`` and code order them."""
    return await work.fetch(LIST, *_arguments(work, wanted), wanted.words, sort, *after, limit)


async def count(work: UnitOfWork, wanted: Wanted) -> int:
    """How many fit (counted)."""
    return int(await work.fetch_value(COUNT, *_arguments(work, wanted)))


async def directory_counts(
    work: UnitOfWork, path: tuple[str, ...]
) -> dict[tuple[str, ...], int]:  # fmt: skip
    """How many matters stand at each place of the directory below a path (counted)."""
    rows = await work.fetch(TREE, work.now, list(path) or None)
    return {tuple(row["directory"]): row["matters"] for row in rows}


async def themed(work: UnitOfWork, theme: str | None, limit: int) -> list[Row]:
    """The versions in force of one theme, in the directory's order (listed)."""
    return await work.fetch(THEMED, work.now, None, theme, limit)


async def themes(work: UnitOfWork) -> list[str]:
    """The themes of the matters in force, a hundred at most (counted)."""
    return [row["theme"] for row in await work.fetch(THEMES, work.now, None)]
