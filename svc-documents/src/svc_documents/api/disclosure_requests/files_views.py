"""Files and the letter of an answer."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from shared.moments import Moment


class DisclosureFileView(BaseModel):
    """A file of the answer."""

    model_config = ConfigDict(extra="ignore")

    file_id: UUID
    file_name: str
    media_type: str
    size: int
    uploaded_at: Moment


class LetterView(BaseModel):
    """A letter, its parts in order."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    number: str
    addressee: str
    paragraphs: list[str]
    signed_by: str
    signed_on: str
