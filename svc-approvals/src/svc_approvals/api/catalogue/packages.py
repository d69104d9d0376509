"""Routes of packages: a matter out as YAML, a package in as a draft."""

import asyncio
from typing import Annotated, Any

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import etag
from shared.refusals import PreconditionMissing, Stale
from svc_approvals.api.catalogue.draft_views import DraftView, draft_view
from svc_approvals.api.catalogue.preconditions import Seen
from svc_approvals.api.tools import Editor
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.reasons import (
    PackageTooLarge,
    PackageTypeRefused,
    PackageUnreadable,
    VersionNotFound,
)
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue.matters import digest_of
from svc_approvals.use_cases.catalogue import drafts
from svc_approvals.use_cases.catalogue.matters import MatterNotFound, matter_in_force
from svc_approvals.use_cases.catalogue.packages import package_of, read_package
from svc_approvals.use_cases.catalogue.versions import get_version

router = edge_router("matters", prefix="/api/v1/matters")
YAML = "application/yaml"
PUBLIC = "public, max-age=60, stale-while-revalidate=300"
A_PACKAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            YAML: {
                "schema": {"type": "string"},
                "example": "code: HC-YJS-0001\nname: 我要开理发店\n",
            },
            "application/json": {"schema": {"type": "object"}},
        },
    }
}


class ImportedView(DraftView):
    """The draft that a package became."""

    sha256: str | None


@router.get(
    "/{code}/export",
    response_class=Response,
    responses={
        **documented(MatterNotFound, VersionNotFound),
        200: {"content": {YAML: {"schema": {"type": "object"}}}},
    },
)
async def export_matter(
    work: Work,
    _: AnyCaller,
    code: str,
    number: Annotated[
        int | None, Query(ge=1, le=2**31 - 1, description="版本号，不填为现行版本")
    ] = None,
) -> Response:
    """A version as one YAML package, with its number and checksum in the comments."""
    published = (
        (await matter_in_force(work, code)).published
        if number is None
        else await get_version(work, code, number)
    )
    text = await asyncio.to_thread(
        package_of, published.matter, published.number, published.digest, published.effective_at
    )
    name = f"{published.matter.code}-v{published.number}.yaml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": PUBLIC}
    return Response(text, media_type=YAML, headers=headers)


@router.post(
    "/import",
    openapi_extra=A_PACKAGE,
    responses=documented(
        MatterNotFound, PackageUnreadable, PackageTooLarge, PackageTypeRefused, PreconditionMissing,
        Stale,
    ),
)  # fmt: skip
async def import_matter(
    work: Work, caller: Editor, request: Request, seen: Seen, response: Response
) -> ImportedView:
    """Take a package in as the draft of its matter, with everything that is wrong with it."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    definition = await asyncio.to_thread(read_package, await request.body(), media_type)
    code = str(definition["code"])
    draft = await drafts.existing_draft(work, caller, code)
    seen.check(draft.version if draft else 0)
    checked = await drafts.save_draft(work, caller, code, definition, draft)
    response.headers["ETag"] = etag(checked.draft.version)
    matter = read_matter(definition).matter
    digest = digest_of(to_dict(matter)).hex() if matter else None
    return ImportedView(**draft_view(checked).model_dump(), sha256=digest)
