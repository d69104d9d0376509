"""Routes of the weekly archives."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from fastapi import Request, Response
from pydantic import BaseModel, Field

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.file_store import FileGone
from shared.identity import AnyCaller
from shared.moments import Moment
from shared.pages import CursorInvalid, Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.refusals import NotFound
from svc_documents.api.tools import Tools
from svc_documents.storage.library import archives

router = edge_router("library", prefix="/api/v1/documents/archives")
GZIP = "application/gzip"


@dataclass(eq=False)
class ArchiveNotFound(NotFound):
    """没有找到这一期全库存档。"""

    advice: ClassVar[str] = "请在存档列表（/api/v1/documents/archives）中选择。"


class ArchiveView(BaseModel):
    """The whole library of a day as one file: one document with its texts a line."""

    archive_id: UUID
    made_on: date = Field(description="哪一天的全库")
    documents: int = Field(description="文件件数", examples=[3801])
    size: int = Field(description="字节数")
    sha256: str
    made_at: Moment
    href: str = Field(description="下载地址")


@router.get("", dependencies=[publicly(600), Fields], responses=documented(CursorInvalid))
async def list_library_archives(
    request: Request, response: Response, work: Work, _: AnyCaller, paged: Paging
) -> Page[ArchiveView]:
    """The weekly archives, the newest first."""
    (before,) = paged.after_of(date.fromisoformat)
    rows = [asdict(one) for one in await archives.listed(work, before, paged.fetch)]
    for row in rows:
        row["href"] = f"/api/v1/documents/archives/{row['archive_id']}/file"
    page = page_of(rows, paged, ("made_on",))
    link_next(request, response, page)
    return Page[ArchiveView].model_validate(page)


@router.get(
    "/{archive_id}/file",
    response_class=Response,
    responses=documented(ArchiveNotFound, FileGone)
    | {200: {"content": {GZIP: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def download_library_archive(
    work: Work, _: AnyCaller, office: Tools, archive_id: UUID
) -> Response:
    """One archive, as lines of JSON in gzip."""
    archive = await archives.with_id(work, archive_id)
    if archive is None:
        raise ArchiveNotFound
    name = f"文件库-{archive.made_on}.jsonl.gz"
    return await download(office.files, archive.file_key, name, GZIP)
