"""What the subjects of figures are called."""

from collections.abc import Sequence

from shared.database import UnitOfWork

NAMES = {
    "organ": "SELECT organ_id::text AS subject, name FROM organ WHERE organ_id::text = ANY($1)",
    "matter": """
SELECT subject, o.matter_name AS name FROM unnest($1::text[]) AS asked(subject)
CROSS JOIN LATERAL (
    SELECT opportunity_id FROM review WHERE matter_code = subject ORDER BY review_id DESC LIMIT 1
) newest JOIN opportunity o USING (opportunity_id)
""",
}


async def names(work: UnitOfWork, kind: str, subjects: Sequence[str]) -> dict[str, str]:
    """The names of those that have one here (one look-up by key for each)."""
    if kind not in NAMES:
        return {}
    return {row["subject"]: row["name"] for row in await work.fetch(NAMES[kind], list(subjects))}
