"""What may be meant while somebody types: words of titles, titles; and the cloud of words."""

from collections.abc import Mapping
from uuid import UUID

from shared.database import Row, UnitOfWork

MOST_LOOKED_AT = 40
WORDS = """
SELECT word FROM title_word WHERE word LIKE $1 ORDER BY documents DESC, word LIMIT $2
"""
# Titles that begin so by the order of titles, those that hold it by its pairs, shortest first.
TITLES = f"""
(SELECT document_id, title, document_no FROM document
 WHERE is_public AND title LIKE $1 ORDER BY title LIMIT {MOST_LOOKED_AT})
UNION
(SELECT d.document_id, d.title, d.document_no FROM (
    SELECT p.document_id FROM search_part p
    WHERE $2 <> '' AND p.part = 1 AND p.title @@ $2::text::tsquery
    ORDER BY p.title_length, p.listed_on DESC LIMIT {MOST_LOOKED_AT}
 ) found JOIN document d USING (document_id))
UNION
(SELECT document_id, title, document_no FROM document
 WHERE $3 <> '' AND is_public AND number_key LIKE $3 AND number_key <> '' LIMIT {MOST_LOOKED_AT})
"""
CLOUD = "SELECT word, documents FROM title_word ORDER BY documents DESC, word LIMIT $1"
TITLES_AFTER = """
SELECT document_id, title FROM document WHERE document_id > $1 AND is_public
ORDER BY document_id LIMIT $2
"""
FORGET = "DELETE FROM title_word WHERE NOT word = ANY($1::text[])"
KEEP = """
INSERT INTO title_word (word, documents) SELECT * FROM unnest($1::text[], $2::int[])
ON CONFLICT (word) DO UPDATE SET documents = EXCLUDED.documents
WHERE title_word.documents <> EXCLUDED.documents
"""


async def words_beginning(work: UnitOfWork, start: str, most: int) -> list[str]:
    """Words of titles that begin so, the commonest first (a range of the key)."""
    return [row["word"] for row in await work.fetch(WORDS, f"{_literally(start)}%", most)]


async def titles(work: UnitOfWork, start: str, query: str, number_like: str) -> list[Row]:
    """Titles that begin so or hold it, and documents whose number begins so; each by an index."""
    return await work.fetch(TITLES, f"{_literally(start)}%", query, number_like)


async def cloud(work: UnitOfWork, most: int) -> list[Row]:
    """The commonest words of titles."""
    return await work.fetch(CLOUD, most)


async def titles_after(work: UnitOfWork, last: UUID, most: int) -> list[Row]:
    """Public titles in order of ids."""
    return await work.fetch(TITLES_AFTER, last, most)


async def keep_words(work: UnitOfWork, counts: Mapping[str, int]) -> None:
    """Put other counts in place of the ones kept; only rows that differ are written."""
    await work.write(FORGET, list(counts))
    await work.write(KEEP, list(counts), list(counts.values()))


def _literally(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
