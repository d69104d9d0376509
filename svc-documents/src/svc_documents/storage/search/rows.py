"""What a list shows of each document, with the place in its text where the words stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.effects.effects import EffectOn
from svc_documents.storage.documents.documents import FORCE, force_of

BEFORE, SHOWN = 24, 140
ROWS = f"""
SELECT d.document_id, d.title, d.document_no, d.registration_no, d.issued_on, d.organ_name,
       d.kind, d.category, d.theme, d.document_class, d.region_code, d.stub,
       {", ".join(f"d.{name}" for name in FORCE)}, d.suspensions,
       coalesce(shown.snippet, '') AS snippet
FROM document d
LEFT JOIN search_part p ON p.document_id = d.document_id AND p.part = 1
LEFT JOIN LATERAL (
    SELECT substr(v.plain, greatest(1, coalesce(said.at, 1) - {BEFORE}), {SHOWN}) AS snippet
    FROM text_version v LEFT JOIN LATERAL (
        SELECT strpos(v.plain, word) AS at FROM unnest($2::text[]) WITH ORDINALITY u (word, n)
        WHERE strpos(v.plain, word) > 0 ORDER BY n LIMIT 1
    ) said ON true
    WHERE cardinality($2) > 0 AND v.document_id = d.document_id AND v.number = p.text_number
) shown ON true
WHERE d.document_id = ANY($1) AND d.is_public
"""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the library's list."""

    document_id: UUID
    title: str
    document_no: str
    registration_no: str
    issued_on: date | None
    organ_name: str
    kind: str
    category: str
    theme: str
    document_class: str
    region_code: str
    stub: bool
    effect: EffectOn
    snippet: str


OWN = tuple(name for name in ListRow.__dataclass_fields__ if name != "effect")


async def rows_of(
    work: UnitOfWork, document_ids: Sequence[UUID], words: Sequence[str], day: date
) -> Mapping[UUID, ListRow]:
    """The rows of a page (by key), and of each text the part around the first word found in it.

    Without words no text is read.
    """
    rows = await work.fetch(ROWS, list(document_ids), list(words))
    return {
        row["document_id"]: ListRow(
            **{name: row[name] for name in OWN}, effect=force_of(row).on(day)
        )
        for row in rows
    }
