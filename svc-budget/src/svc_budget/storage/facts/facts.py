"""The facts of approved versions."""

from collections.abc import Iterable

from shared.database import UnitOfWork
from svc_budget.domain.facts.making import Fact
from svc_budget.domain.submissions.submissions import Submission

OF_SUBMISSION = ("submission_id", "unit_code", "region_code", "year", "book")
COLUMNS = (*OF_SUBMISSION, *Fact._fields)
FORGET = "DELETE FROM fact WHERE submission_id = $1 AND year = $2"
# Where the same row stands more than once in a panel, its amounts are compared in their order.
KEY = "table_code, side, row_key, column_key"
NUMBERED = f"""
SELECT {KEY}, label, amount, row_number() OVER (PARTITION BY {KEY} ORDER BY row_no) AS nth
FROM fact WHERE submission_id = $1 AND year = $3
"""
CHANGED = f"""
WITH former AS ({NUMBERED}), latter AS ({NUMBERED.replace("$1", "$2")})
SELECT former.table_code, former.label, former.column_key
FROM former LEFT JOIN latter
    ON (former.table_code, former.side, former.row_key, former.column_key, former.nth)
     = (latter.table_code, latter.side, latter.row_key, latter.column_key, latter.nth)
WHERE latter.amount IS DISTINCT FROM former.amount
ORDER BY former.table_code, former.column_key LIMIT 1000
"""


async def write(work: UnitOfWork, one: Submission, facts: Iterable[Fact]) -> None:
    """Keep the facts of a version (COPY: some thousand rows)."""
    own = (one.submission_id, one.unit_code, one.region_code, one.year, one.book.value)
    await work.copy("fact", COLUMNS, (own + fact for fact in facts))


async def forget(work: UnitOfWork, one: Submission) -> None:
    """A version that was approved is a draft again."""
    await work.write(FORGET, one.submission_id, one.year)


async def changed(work: UnitOfWork, former: Submission, latter: Submission) -> list[str]:
    """What of the former's figures the latter states otherwise or not at all, a thousand at most.

    Compares two index ranges of some thousand rows.
    """
    ids = (former.submission_id, latter.submission_id, former.year)
    return [
        f"{row['table_code']} {row['label']} {row['column_key']}"
        for row in await work.fetch(CHANGED, *ids)
    ]
