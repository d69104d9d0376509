"""Reviews as they are kept: the words encrypted, and beside them what may be shown."""

import re
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events import Event
from shared.masking import mask_text
from shared.personal_data import Cell, PersonalData
from svc_feedback.domain.circumstances import Circumstances
from svc_feedback.domain.hotline import HotlineReview
from svc_feedback.domain.opportunities import Opportunity
from svc_feedback.domain.reviews import Review
from svc_feedback.storage import figures

ADD = """
INSERT INTO review (review_id, opportunity_id, submission_id, matter_code, level, tags,
    tag_version, text_encrypted, text_masked, anonymous, origin, channel, submitted_at, writer_id,
    writer_masked)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'active', $11, $12, $13, $14)
ON CONFLICT (opportunity_id) DO NOTHING RETURNING review_id
"""
NOTE = """
INSERT INTO circumstance (review_id, source, device_id, staff_no, dwell_ms, trapped, visit_told,
    answered_at)
SELECT review_id, $1, $2, $3, $4, $5, $6, $7 FROM kept
"""
NOTED = attrgetter(*(field.name for field in fields(Circumstances)))
ADD_IMPORTED = """
INSERT INTO review (review_id, opportunity_id, submission_id, matter_code, level, tags,
    tag_version, text_encrypted, text_masked, anonymous, origin, channel, submitted_at)
VALUES ($1, $2, $1, $3, $4, '{}', 0, $5, $6, true, 'imported', 'hotline', $7)
"""
ADD_PARAMETERS, COUNT_PARAMETERS, NOTE_PARAMETERS, RECORD_PARAMETERS = 14, 4, 7, 6
SHOWN = """
SELECT r.review_id, r.submission_id, r.matter_code, r.level, r.text_masked AS text, r.anonymous,
       r.origin, r.submitted_at, r.writer_id,
       NOT EXISTS (SELECT FROM judgement j WHERE j.review_id = r.review_id AND NOT j.valid)
           AS valid,
       ARRAY(SELECT jsonb_build_object('code', t.code, 'text', t.text) FROM tag t
             WHERE t.version = r.tag_version AND t.code = ANY(r.tags) ORDER BY t.position) AS tags,
       f.submission_id AS follow_up_submission_id, f.text_masked AS follow_up_text,
       f.written_at AS followed_up_at
FROM review r LEFT JOIN follow_up f USING (review_id)
"""
OF_OPPORTUNITY = f"{SHOWN} WHERE r.opportunity_id = $1"
IS_PUBLIC = """
r.origin = 'active' AND NOT coalesce((SELECT m.hidden FROM moderation m
    WHERE m.review_id = r.review_id ORDER BY m.number DESC LIMIT 1), false)
"""
BY_ID = f"{SHOWN} WHERE r.review_id = $1 AND {IS_PUBLIC}"
OF_MATTER = f"""
{SHOWN} WHERE r.matter_code = $1 AND ($2::smallint IS NULL OR r.level = $2)
  AND ($3::uuid IS NULL OR r.review_id < $3) AND {IS_PUBLIC}
ORDER BY r.review_id DESC LIMIT $4
"""
# What the figures of a matter do not count and is shown, less what they count and is hidden.
COUNTED_APART = f"""
SELECT count(*) FILTER (WHERE NOT t.valid AND t.public)
     - count(*) FILTER (WHERE t.valid AND NOT t.public)
FROM (
    SELECT NOT EXISTS (SELECT FROM judgement j WHERE j.review_id = r.review_id AND NOT j.valid)
               AS valid, {IS_PUBLIC} AS public
    FROM review r
    WHERE r.review_id IN (SELECT review_id FROM judgement UNION SELECT review_id FROM moderation)
      AND r.matter_code = $1 AND ($2::smallint IS NULL OR r.level = $2)
) t
"""
OWN = """
SELECT r.review_id, o.opportunity_id, r.matter_code, o.matter_name, o.case_no, r.level,
       r.submitted_at, b.state
FROM (
    SELECT review_id FROM opportunity JOIN review USING (opportunity_id) WHERE account_id = $1
    UNION SELECT review_id FROM review WHERE writer_id = $1
) own JOIN review r USING (review_id) JOIN opportunity o USING (opportunity_id)
    LEFT JOIN bad_review b USING (review_id)
WHERE r.origin = 'active'
"""
OF_ACCOUNT = f"""
{OWN} AND ($2::uuid IS NULL OR r.review_id < $2) ORDER BY r.review_id DESC LIMIT $3
"""
COUNT_OF_ACCOUNT = f"SELECT count(*) FROM ({OWN}) counted"
FOLLOW_UP = """
INSERT INTO follow_up (review_id, submission_id, text_encrypted, text_masked, written_at)
VALUES ($1, $2, $3, $4, $5)
"""


class Words(NamedTuple):
    """One text in its two forms."""

    encrypted: str
    masked: str


@cache
def taking(told: int) -> str:
    """The one statement that keeps a review, counts it and records ``told`` facts about it.

    No row when its opportunity has a review already; then nothing was written.
    """
    counted = figures.COUNT.replace("(SELECT 1) AS one", "kept AS one")
    noted = ADD_PARAMETERS + COUNT_PARAMETERS
    first = noted + NOTE_PARAMETERS + 1
    recorded = (
        _parameters(first + RECORD_PARAMETERS * number, RECORD_PARAMETERS) for number in range(told)
    )
    return f"""
WITH kept AS ({ADD}), counted AS ({_shifted(counted, ADD_PARAMETERS)}),
noted AS ({_shifted(NOTE, noted)})
SELECT {", ".join(f"record_events({given})" for given in recorded)} FROM kept
"""


def _parameters(first: int, number: int) -> str:
    return ", ".join(f"${i}" for i in range(first, first + number))


def _shifted(sql: str, by: int) -> str:
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + by}", sql)


def take(
    work: UnitOfWork,
    review: Review,
    opportunity: Opportunity,
    words: Words | None,
    circumstances: Circumstances,
    told: Sequence[tuple[UUID, Event]],
) -> None:
    """Name the one statement that keeps a review at the end of the work."""
    answer, writer = review.answer, review.writer
    recorded = (work.record_arguments(about, event) for about, event in told)
    work.finish_with(
        taking(len(told)), review.review_id, opportunity.opportunity_id, answer.submission_id,
        opportunity.matter_code, answer.level, answer.tags, review.tag_version,
        words and words.encrypted, words and words.masked, answer.anonymous, answer.channel,
        review.submitted_at, writer and writer.account_id, writer and writer.name_masked,
        *figures.count_arguments(review),
        *NOTED(circumstances),
        *chain.from_iterable(recorded),
    )  # fmt: skip


def words_of(review: Review, personal_data: PersonalData) -> Words | None:
    """A review's words as they are kept; None when it has none."""
    if not review.answer.text:
        return None
    return _words(
        review.answer.text, Cell("review", "text_encrypted", review.review_id), personal_data
    )


async def add_imported(
    work: UnitOfWork,
    review_id: UUID,
    opportunity_id: UUID,
    ticket: HotlineReview,
    personal_data: PersonalData,
) -> None:
    """Keep what the hotline was told; no rate of active reviews counts it."""
    cell = Cell("review", "text_encrypted", review_id)
    words = _words(ticket.text, cell, personal_data) if ticket.text else (None, None)
    await work.write(
        ADD_IMPORTED, review_id, opportunity_id, ticket.matter_code, ticket.level, *words,
        ticket.answered_at,
    )  # fmt: skip


async def add_follow_up(
    work: UnitOfWork, review_id: UUID, submission_id: UUID, text: str, personal_data: PersonalData
) -> None:
    """Keep the words added to a review."""
    words = _words(text, Cell("follow_up", "text_encrypted", review_id), personal_data)
    await work.write(FOLLOW_UP, review_id, submission_id, *words, work.now)


async def of_opportunity(work: UnitOfWork, opportunity_id: UUID) -> Row | None:
    """The review an opportunity was used for, as it is shown."""
    return await work.fetch_row(OF_OPPORTUNITY, opportunity_id)


async def by_id(work: UnitOfWork, review_id: UUID) -> Row | None:
    """A review as it is shown."""
    return await work.fetch_row(BY_ID, review_id)


async def of_matter(
    work: UnitOfWork, matter_code: str, level: int | None, before: UUID | None, limit: int
) -> list[Row]:
    """A matter's reviews as they are shown, newest first."""
    return await work.fetch(OF_MATTER, matter_code, level, before, limit)


async def of_account(
    work: UnitOfWork, account_id: UUID, before: UUID | None, limit: int
) -> list[Row]:
    """What a person has reviewed, newest first (by two indexes of persons, the rest by key)."""
    return await work.fetch(OF_ACCOUNT, account_id, before, limit)


async def count_of_account(work: UnitOfWork, account_id: UUID) -> int:
    """How many there are (counted)."""
    return int(await work.fetch_value(COUNT_OF_ACCOUNT, account_id))


async def counted_apart(work: UnitOfWork, matter_code: str, level: int | None) -> int:
    """By how much the public list of a matter is longer than its figures say."""
    return int(await work.fetch_value(COUNTED_APART, matter_code, level))


def _words(text: str, cell: Cell, personal_data: PersonalData) -> Words:
    return Words(personal_data.encrypt(text, cell), mask_text(text))
