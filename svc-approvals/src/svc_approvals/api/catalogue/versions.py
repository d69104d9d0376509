"""Routes of versions: what was published when, and what changed."""

from typing import Annotated, Any

from fastapi import Path, Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from svc_approvals.api.catalogue.draft_views import (
    DifferencesView,
    DifferenceView,
    VersionSummary,
    VersionView,
)
from svc_approvals.domain.catalogue.reasons import VersionNotFound
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue import matters
from svc_approvals.use_cases.catalogue import versions
from svc_approvals.use_cases.catalogue.matters import MatterNotFound

router = edge_router("matters", prefix="/api/v1/matters")
MOST = 2**31 - 1
Number = Annotated[int, Path(ge=1, le=MOST, description="版本号", examples=[1])]
Compared = Annotated[int, Query(ge=1, le=MOST, examples=[1])]


@router.get(
    "/{code}/versions",
    response_model=Page[VersionSummary],
    dependencies=[publicly(30), Fields],
    responses=documented(MatterNotFound),
)
async def list_matter_versions(
    work: Work, _: AnyCaller, code: str, page: Paging, request: Request, response: Response
) -> dict[str, Any]:
    """Every version of a matter, newest first: past, in force and scheduled."""
    (before,) = page.after_of(int)
    rows = await versions.list_versions(work, code, before, page.fetch)
    total = await matters.count_versions(work, code) if page.count else None
    listed = page_of([_summary(row) for row in rows], page, ("number",), total)
    link_next(request, response, listed)
    return listed


@router.get(
    "/{code}/versions/{number}",
    response_model=VersionView,
    dependencies=[publicly(60), Fields],
    responses=documented(MatterNotFound, VersionNotFound),
)
async def get_matter_version(
    work: Work, _: AnyCaller, code: str, number: Number
) -> dict[str, Any]:  # fmt: skip
    """One version of a matter, whole; it never changes."""
    rows = await versions.list_versions(work, code, number + 1, 1)
    found = await versions.get_version(work, code, number)
    return _summary(rows[0]) | {"definition": to_dict(found.matter)}


@router.get(
    "/{code}/differences",
    dependencies=[publicly(60), Fields],
    responses=documented(VersionNotFound),
)
async def compare_matter_versions(
    work: Work, _: AnyCaller, code: str, older: Compared, newer: Compared
) -> DifferencesView:
    """What changed from one version to another: by pointer, and in words."""
    found = await versions.compare_versions(work, code, older, newer)
    changes = [DifferenceView.model_validate(one) for one in found]
    return DifferencesView(older=older, newer=newer, differences=changes)


def _summary(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"version_id": str(row["version_id"])}
