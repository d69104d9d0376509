"""Made-up reviews as rows, by COPY: about 30 microseconds a review with its opportunity.

Nobody is told of them: no journal, no outbox, no words, and tokens that nobody has.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import asyncpg

from shared.database import Connection
from svc_feedback.domain.opportunities import VISIT
from svc_feedback.storage.made_up.counting import Key
from svc_feedback.storage.made_up.reviews import HOTLINE, MadeUp
from svc_feedback.storage.opportunities import NAMES
from svc_feedback.storage.tables.figures import MEASURES

REVIEW = (
    "review_id", "opportunity_id", "submission_id", "matter_code", "level", "tags", "tag_version",
    "anonymous", "origin", "channel", "submitted_at",
)  # fmt: skip
KEY = ("grain", "kind", "starts_at", "subject", "region_code")
LIFETIME = timedelta(days=30)
TAG_VERSION = 1
STAGING = """
CREATE TEMP TABLE made_up_figure (LIKE figure) ON COMMIT DROP
"""
ADD = f"""
INSERT INTO figure ({", ".join((*KEY, *MEASURES))})
SELECT {", ".join((*KEY, *MEASURES))} FROM made_up_figure ORDER BY {", ".join(KEY)}
ON CONFLICT ({", ".join(KEY)}) DO UPDATE SET
    {", ".join(f"{name} = figure.{name} + EXCLUDED.{name}" for name in MEASURES)}
"""


async def open_connection(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """A connection that may take its time, as batches do."""
    return await asyncpg.connect(dsn, server_settings={"application_name": "made-up-reviews"})


async def write(
    connection: Connection, batch: Sequence[MadeUp], counted: Mapping[Key, Counter[str]]
) -> None:
    """Keep opportunities, the reviews of those that were answered, and their counts."""
    reviews = (_review(one) for one in batch if one.level)
    rows = ((*key, *(row[name] for name in MEASURES)) for key, row in counted.items())
    async with connection.transaction():
        await _copy(connection, "opportunity", [*NAMES, "token_digest"], map(_opportunity, batch))
        await _copy(connection, "review", REVIEW, reviews)
        await connection.execute(STAGING)
        await _copy(connection, "made_up_figure", (*KEY, *MEASURES), rows)
        await connection.execute(ADD)


async def _copy(
    connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    await connection.copy_records_to_table(table, columns=list(columns), records=rows)


def _opportunity(one: MadeUp) -> tuple[Any, ...]:
    place, made_id = one.place, one.opportunity_id
    known = {
        "opportunity_id": made_id, "case_id": None, "case_no": "", "stage": VISIT, "visit_no": 1,
        "matter_code": place.matter_code, "matter_name": place.matter_code,
        "organ_ids": (place.organ_id,), "account_id": None, "closed_at": one.opened_at,
        "opened_at": one.opened_at, "expires_at": one.opened_at + LIFETIME, "visit_id": made_id,
        "window_id": place.window_id, "staff_no": place.staff_no,
        "region_code": place.region_code, "handled_by": (), "project_id": None,
    }  # fmt: skip
    return (*(known[name] for name in NAMES), made_id.bytes * 2)


def _review(one: MadeUp) -> tuple[object, ...]:
    origin = "imported" if one.channel == HOTLINE else "active"
    return (
        one.review_id, one.opportunity_id, one.review_id, one.place.matter_code, one.level, (),
        TAG_VERSION, True, origin, one.channel, one.submitted_at,
    )  # fmt: skip
