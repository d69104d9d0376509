"""Letters as rows; who writes and the words are one token, encrypted for its cell."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from shared.database import Row, UnitOfWork
from shared.masking import mask_text
from shared.personal_data import Cell, PersonalData
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind, LetterState, RefusalKind
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.domain.levels import Level

PLAIN = (
    "letter_id", "letter_no", "mailbox", "region_code", "kind", "account_id", "writer_agrees",
    "received_on", "due_on", "state", "course", "organ_id", "extended", "refusal",
    "organ_agrees", "closed_on", "satisfaction",
)  # fmt: skip
COLUMNS = ", ".join((*PLAIN, "personal", "submitted_at"))
ADD = f"""
INSERT INTO letter ({COLUMNS}, submission_id, query_digest, title_masked, text_masked)
VALUES ({", ".join(f"${i}" for i in range(1, len(PLAIN) + 7))})
ON CONFLICT (submission_id) DO NOTHING RETURNING letter_id
"""
SELECT = f"SELECT {COLUMNS} FROM letter"
KEEP = """
UPDATE letter SET due_on = $2, state = $3, course = $4, organ_id = $5, extended = $6,
    refusal = $7, organ_agrees = $8, closed_on = $9, personal = $10, answer_masked = $11,
    satisfaction = $12
WHERE letter_id = $1
"""
NEXT_SERIAL = """
INSERT INTO letter_serial (region_code, day, last) VALUES ($1, $2, 1)
ON CONFLICT (region_code, day) DO UPDATE SET last = letter_serial.last + 1 RETURNING last
"""
SEEN = "(organ_id = $2 OR region_code = $3)"
DUE = f"""
SELECT {COLUMNS}, announced >= $2 AS known FROM letter
WHERE closed_on IS NULL AND told < $2 AND due_on <= $1 AND ($4 OR announced < $2)
ORDER BY due_on LIMIT $3 FOR UPDATE SKIP LOCKED
"""
OPEN = f"{SELECT} WHERE closed_on IS NULL FOR UPDATE"
MOVED = "UPDATE letter SET due_on = $2, told = 0, announced = 0 WHERE letter_id = $1"
TOLD = """
UPDATE letter SET announced = greatest(announced, $2), told = CASE WHEN $3 THEN $2 ELSE told END
WHERE letter_id = $1
"""


@dataclass(slots=True)
class Private:
    """What nobody reads in the database: who writes, the words, the answer."""

    name: str
    phone: str
    title: str
    text: str
    answer: str = ""


class Kept(NamedTuple):
    """A letter with what is private in it."""

    letter: Letter
    private: Private


class Reader(NamedTuple):
    """Whose letters: an organ's, or all of a region; the other of both is None."""

    organ_id: UUID | None
    region_code: str | None


async def next_serial(work: UnitOfWork, region_code: str, day: date) -> int:
    """The next number of a region's day (locks one row until the commit)."""
    row = await work.write(NEXT_SERIAL, region_code, day)
    if row is None:
        raise RuntimeError("an upsert answers its row")
    return int(row["last"])


async def add(
    work: UnitOfWork, secrets: PersonalData, kept: Kept, submission_id: UUID, query_digest: bytes
) -> bool:
    """Keep a new letter; False when its submission was kept before."""
    letter, private = kept
    plain = [getattr(letter, name) for name in PLAIN]
    row = await work.write(
        ADD, *plain, _token(secrets, kept), work.now, submission_id, query_digest,
        mask_text(private.title), mask_text(private.text),
    )  # fmt: skip
    return row is not None


async def keep(work: UnitOfWork, secrets: PersonalData, kept: Kept) -> None:
    """Write what has changed (one row by key, locked before)."""
    letter, private = kept
    await work.write(
        KEEP, letter.letter_id, letter.due_on, letter.state, letter.course, letter.organ_id,
        letter.extended, letter.refusal, letter.organ_agrees, letter.closed_on,
        _token(secrets, kept), mask_text(private.answer) if private.answer else None,
        letter.satisfaction,
    )  # fmt: skip


async def by_submission(
    work: UnitOfWork, secrets: PersonalData, submission_id: UUID
) -> Kept | None:
    """The letter of a submission (one row by key)."""
    row = await work.fetch_row(f"{SELECT} WHERE submission_id = $1", submission_id)
    return _kept(secrets, row) if row else None


async def by_digest(
    work: UnitOfWork, secrets: PersonalData, digest: bytes, *, locked: bool = False
) -> Kept | None:
    """The letter of a query code (one row by key), perhaps locked until the end of the work."""
    if locked:
        await work.lock()
    sql = f"{SELECT} WHERE query_digest = $1{' FOR UPDATE' if locked else ''}"
    row = await work.fetch_row(sql, digest)
    return _kept(secrets, row) if row else None


async def of_account(
    work: UnitOfWork, secrets: PersonalData, letter_id: UUID, account_id: UUID
) -> Kept | None:
    """An account's own letter (one row by key)."""
    row = await work.fetch_row(
        f"{SELECT} WHERE letter_id = $1 AND account_id = $2", letter_id, account_id
    )
    return _kept(secrets, row) if row else None


async def seen_by(
    work: UnitOfWork,
    secrets: PersonalData,
    letter_id: UUID,
    reader: Reader,
    *,
    locked: bool = False,
) -> Kept | None:
    """A letter of a reader's (one row by key), perhaps locked until the end of the work."""
    if locked:
        await work.lock()
    sql = f"{SELECT} WHERE letter_id = $1 AND {SEEN}{' FOR UPDATE' if locked else ''}"
    row = await work.fetch_row(sql, letter_id, *reader)
    return _kept(secrets, row) if row else None


async def open_due_by(
    work: UnitOfWork, day: date, told: int, limit: int, *, reached: bool
) -> list[tuple[Letter, bool]]:
    """Open letters due by a day of which no notice of this kind was given, locked.

    With whether it was announced; while nobody is ``reached`` by messages, only those not.
    """
    rows = await work.write_rows(DUE, day, told, limit, reached)
    return [(letter_of(row), row["known"]) for row in rows]


async def open_ones(work: UnitOfWork) -> list[Letter]:
    """Every open letter, locked; for a new calendar (one pass)."""
    return [letter_of(row) for row in await work.write_rows(OPEN)]


async def move_due(work: UnitOfWork, letter: Letter) -> None:
    """Another last day, with notices of its own (one row by key)."""
    await work.write(MOVED, letter.letter_id, letter.due_on)


async def note_told(work: UnitOfWork, letter_id: UUID, told: int, *, reached: bool) -> None:
    """It was announced, and messages were asked for if anybody is reached."""
    await work.write(TOLD, letter_id, told, reached)


def letter_of(row: Row) -> Letter:
    """The letter of a row, without what is private in it."""
    plain: dict[str, Any] = {name: row[name] for name in PLAIN}
    readers: dict[str, Callable[[str], object]] = {
        "kind": LetterKind, "state": LetterState, "course": LetterCourse,
    }  # fmt: skip
    plain |= {name: read(plain[name]) for name, read in readers.items()}
    plain["refusal"] = plain["refusal"] and RefusalKind(plain["refusal"])
    plain["satisfaction"] = plain["satisfaction"] and Level(plain["satisfaction"])
    return Letter(**plain)


def _kept(secrets: PersonalData, row: Row) -> Kept:
    text = secrets.decrypt(row["personal"], _cell(row["letter_id"]))
    return Kept(letter_of(row), Private(**orjson.loads(text)))


def _token(secrets: PersonalData, kept: Kept) -> str:
    text = orjson.dumps(asdict(kept.private)).decode()
    return secrets.encrypt(text, _cell(kept.letter.letter_id))


def _cell(letter_id: UUID) -> Cell:
    return Cell("letter", "personal", letter_id)
