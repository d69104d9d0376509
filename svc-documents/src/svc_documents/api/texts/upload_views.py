"""What an editor sees after a file was read."""

from uuid import UUID

from pydantic import BaseModel, Field

from svc_documents.api.texts.text_views import BlockView, ContentsEntry, contents_of
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.sources import SourceText


class UploadedTextView(BaseModel):
    """The text as it was read; please look it through."""

    document_id: UUID
    left_out: list[str] = Field(description="没有读入的内容，请核对", examples=[["图片没有读入"]])
    articles: int = Field(description="识别出的条数")
    characters: int
    contents: list[ContentsEntry]
    blocks: list[BlockView]


def uploaded_view(document_id: UUID, source: SourceText) -> UploadedTextView:
    """What was read of a file."""
    return UploadedTextView(
        document_id=document_id, left_out=source.left_out,
        articles=sum(one["kind"] == "article" for one in source.blocks),
        characters=len(plain_of(source.blocks)), contents=list(contents_of(source.blocks)),
        blocks=[BlockView.model_validate(one) for one in source.blocks],
    )  # fmt: skip
