"""Photos that come with reviews; those who handle a review see them, the public does not."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Form, Response, UploadFile
from pydantic import BaseModel

from shared.downloads import download
from shared.edge import Work, edge_router
from shared.identity import AnyCaller, Caller, role
from shared.moments import Moment
from shared.photo_metadata import PhotoUnreadable
from shared.problems import documented
from shared.reading import Fields
from shared.uploads import FileTooLarge, FileTypeRefused
from svc_feedback.api.reading import Token
from svc_feedback.api.tools import Tools
from svc_feedback.api.uploading import chunks
from svc_feedback.domain.opportunities import OpportunityNotFound
from svc_feedback.domain.reviews import NotReviewedYet, ReviewNotFound
from svc_feedback.use_cases import photos
from svc_feedback.use_cases.photos import ReviewPhotoNotFound, ReviewPhotosTooMany

router = edge_router("reviews", prefix="/api/v1/reviews")
Handler = Annotated[Caller, Depends(role("approver", "editor", "supervisor", "window"))]


class ReviewPhotoView(BaseModel):
    """A photo; what it shows is downloaded by itself."""

    photo_id: UUID
    review_id: UUID
    file_name: str
    media_type: str
    size: int
    uploaded_at: Moment


@router.post(
    "/photos",
    status_code=201,
    responses=documented(
        OpportunityNotFound,
        NotReviewedYet,
        ReviewPhotosTooMany,
        FileTooLarge,
        FileTypeRefused,
        PhotoUnreadable,
    ),
)
async def add_review_photo(
    work: Work,
    tools: Tools,
    caller: AnyCaller,
    file: UploadFile,
    token: Annotated[Token, Form(description="评价时使用的令牌")],
) -> ReviewPhotoView:
    """Add a photo to your review; only those who handle it will see it."""
    name = file.filename or "照片"
    row = await photos.add_review_photo(work, tools, caller, token, chunks(file), name)
    return ReviewPhotoView(**row)


@router.get("/{review_id}/photos", dependencies=[Fields], responses=documented(ReviewNotFound))
async def list_review_photos(work: Work, caller: Handler, review_id: UUID) -> list[ReviewPhotoView]:
    """The photos of a review about your organ, or given to it; for a supervisor, of your region."""
    return [
        ReviewPhotoView(**row) for row in await photos.list_review_photos(work, caller, review_id)
    ]


@router.get(
    "/{review_id}/photos/{photo_id}",
    response_class=Response,
    responses=documented(ReviewNotFound, ReviewPhotoNotFound),
)
async def download_review_photo(
    work: Work, tools: Tools, caller: Handler, review_id: UUID, photo_id: UUID
) -> Response:
    """One of them."""
    row = await photos.review_photo(work, caller, review_id, photo_id)
    return await download(tools.files, row["stored_at"], row["file_name"], row["media_type"])
