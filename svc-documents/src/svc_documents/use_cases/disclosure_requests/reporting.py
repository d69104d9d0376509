"""The yearly report's table of requests, of an organ or a region."""

from datetime import date
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_documents.domain.disclosure_requests.report import Report, report_of
from svc_documents.storage.disclosure_requests import figures


async def yearly_report(
    work: UnitOfWork, year: int, organ_id: UUID | None, region_code: str | None
) -> tuple[Report, Row]:
    """The table of a year, and how fast the requests were answered."""
    span = date(year, 1, 1), date(year, 12, 31)
    counts = await figures.counts(work, organ_id, region_code, *span)
    return report_of(counts), await figures.pace(work, organ_id, region_code, *span)
