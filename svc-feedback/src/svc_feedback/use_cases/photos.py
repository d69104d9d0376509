"""Photos that come with reviews: sent by the reviewer, seen by who handles it, never public."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.file_types import JPEG, PNG
from shared.identity import Caller
from shared.ids import new_id
from shared.photos import without_metadata
from shared.refusals import Conflict, NotFound
from shared.uploads import received
from svc_feedback.domain.opportunities import OpportunityNotFound
from svc_feedback.domain.reviews import NotReviewedYet, ReviewNotFound
from svc_feedback.storage import photos
from svc_feedback.use_cases.office import Office
from svc_feedback.use_cases.opportunities import locked_opportunity, review_of

MOST_PHOTOS = 3
LIMIT_MIB = 10
OVERSEER = "supervisor"


@dataclass(eq=False)
class ReviewPhotosTooMany(Conflict):
    """评价的照片太多。"""

    advice: ClassVar[str] = "一条评价最多 {most} 张照片，请选择最能说明问题的上传。"
    most: int


class ReviewPhotoNotFound(NotFound):
    """没有找到这张评价照片。"""

    advice = "请在评价的照片列表中选择。"


async def add_review_photo(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    token: str,
    chunks: AsyncIterator[bytes],
    name: str,
) -> Row:
    """Add a photo to one's review while its token is good.

    Refused with OpportunityNotFound, NotReviewedYet, ReviewPhotosTooMany or the refusals
    of an upload; nothing is kept then. What the camera wrote into it, place and time, is not kept.
    """
    opportunity = await locked_opportunity(work, caller, token)
    review = await review_of(work, caller, opportunity)
    if opportunity.is_over(work.now):
        raise OpportunityNotFound
    if review is None:
        raise NotReviewedYet
    review_id: UUID = review["review_id"]
    if len(await photos.listed(work, review_id)) >= MOST_PHOTOS:
        raise ReviewPhotosTooMany(MOST_PHOTOS)
    async with received(
        chunks, name, quarantine=office.files.quarantine, accepted=(JPEG, PNG),
        limit_mib=LIMIT_MIB, scanner=office.scanner,
    ) as upload:  # fmt: skip
        bare = await without_metadata(upload)
        stored_at = await office.files.keep(bare, review_id)
        return await photos.add(work, new_id(), review_id, bare, stored_at)


async def list_review_photos(work: UnitOfWork, caller: Caller, review_id: UUID) -> list[Row]:
    """The photos of a review about, or given to, the caller's organ or region.

    Refused with ReviewNotFound.
    """
    oversees = OVERSEER in caller.roles
    if not await photos.review_seen_by(
        work, review_id, caller.organ, caller.region_code, oversees=oversees
    ):
        raise ReviewNotFound
    return await photos.listed(work, review_id)


async def review_photo(work: UnitOfWork, caller: Caller, review_id: UUID, photo_id: UUID) -> Row:
    """One of them. Refused with ReviewNotFound or ReviewPhotoNotFound."""
    await list_review_photos(work, caller, review_id)
    row = await photos.with_id(work, review_id, photo_id)
    if row is None:
        raise ReviewPhotoNotFound
    return row
