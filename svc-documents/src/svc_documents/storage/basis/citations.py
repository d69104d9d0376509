"""Who cites which document by which words, and what was answered."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork

COLUMNS = "citer, reference, document_id, candidates"
PUT = """
INSERT INTO citation (citer, reference, kind, thing_id, keys, articles, document_id, candidates,
    cited_at, answered_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
ON CONFLICT (citer, reference) DO UPDATE SET keys = EXCLUDED.keys, articles = EXCLUDED.articles,
    document_id = EXCLUDED.document_id, candidates = EXCLUDED.candidates,
    answered_at = EXCLUDED.answered_at
"""
RELEASE = "DELETE FROM citation WHERE citer = $1 AND reference = $2"
WAITING = f"SELECT {COLUMNS} FROM citation WHERE keys && $1"
OF_DOCUMENT = f"SELECT {COLUMNS} FROM citation WHERE document_id = $1"
# One at a time: what is cited while its document is being published must not miss it.
ALONE = "SELECT pg_advisory_xact_lock(hashtext('documents.citation'))"


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference of something outside, and what was last answered."""

    citer: str
    reference: str
    document_id: UUID | None = None
    candidates: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Citer:
    """Who cites: ``approvals:matter:HC-YJS-0001`` is a matter of that code."""

    owner: str
    kind: str
    thing_id: str

    @classmethod
    def of(cls, citer: str) -> "Citer":
        """As a citer names itself; parts it leaves out are empty."""
        owner, _, rest = citer.partition(":")
        kind, _, thing_id = rest.partition(":")
        return cls(owner, kind, thing_id)


async def alone(work: UnitOfWork) -> None:
    """No other work of the library's answers citations until this one is done."""
    await work.lock()
    await work.fetch(ALONE)


async def put(
    work: UnitOfWork, one: Citation, keys: Collection[str], articles: Collection[str]
) -> None:
    """Keep a citation with what it could be found by."""
    citer = Citer.of(one.citer)
    await work.write(
        PUT, one.citer, one.reference, citer.kind, citer.thing_id, list(keys), list(articles),
        one.document_id, list(one.candidates), work.now,
    )  # fmt: skip


async def release(work: UnitOfWork, citer: str, reference: str) -> None:
    """Forget a citation that is no longer made."""
    await work.write(RELEASE, citer, reference)


async def sharing(work: UnitOfWork, keys: Collection[str]) -> list[Citation]:
    """Citations that could mean a document with these keys (one read of the index)."""
    return [_citation(row) for row in await work.fetch(WAITING, list(keys))]


async def of_document(work: UnitOfWork, document_id: UUID) -> list[Citation]:
    """Citations that mean a document (indexed)."""
    return [_citation(row) for row in await work.fetch(OF_DOCUMENT, document_id)]


def _citation(row: Row) -> Citation:
    return Citation(
        row["citer"], row["reference"], row["document_id"], tuple(row["candidates"])
    )  # fmt: skip
