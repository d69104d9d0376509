"""Publication numbers: one series for everything, without gaps, seen in its order."""

from shared.database import UnitOfWork
from svc_budget.domain.submissions.submissions import Submission

NEXT = "UPDATE publication_counter SET number = number + 1 RETURNING number"
NEWEST = "SELECT number FROM publication_counter"
ADD = """
INSERT INTO publication (number, submission_id, withdrawn_id, published_at) VALUES ($1, $2, $3, $4)
"""


async def next_number(work: UnitOfWork) -> int:
    """The next number; others who publish wait until this work ends."""
    row = await work.write(NEXT)
    if row is None:
        raise LookupError("the publication counter has no row")
    number: int = row["number"]
    return number


async def newest(work: UnitOfWork) -> int:
    """The number last given: the present snapshot (one row)."""
    return int(await work.fetch_value(NEWEST))


async def record(work: UnitOfWork, one: Submission, former: Submission | None) -> None:
    """Keep which version a number published, and which it withdrew."""
    withdrawn = former.submission_id if former else None
    await work.write(ADD, one.published_as, one.submission_id, withdrawn, one.published_at)
