"""What people see of the entries of a column, and what editors send."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.moments import Moment
from svc_documents.domain.columns.entries import DisclosureLight

Title = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f]+$")]
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https://[^\s\x00-\x1f]+)?$")]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]
Value = Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00-\x1f]*$")]
FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class EntryView(BaseModel):
    """One entry."""

    model_config = ConfigDict(from_attributes=True)

    entry_id: UUID
    column_id: str
    title: str = Field(examples=["2026年10月行政事业性收费目录清单"])
    formed_on: date = Field(description="形成日期")
    published_on: date | None = Field(description="公开日期")
    late: bool = Field(description="超过二十个工作日才公开（政府信息公开条例第二十六条）")
    text: str
    url: str
    document_id: UUID | None
    fields: Mapping[str, str] = Field(description="双公示等栏目的专有项目")
    version: int


class FormerEntryView(BaseModel):
    """What an entry said before a change."""

    model_config = ConfigDict(from_attributes=True)

    version: int
    title: str
    text: str
    url: str
    fields: Mapping[str, str]
    reason: str = Field(description="更正的理由")
    until: Moment


class EntryWholeView(EntryView):
    """The same with what it said before."""

    former: list[FormerEntryView]


class WaitingEntryView(BaseModel):
    """Formed and not published yet."""

    entry_id: UUID
    column_id: str
    column_name: str
    organ_name: str
    title: str
    formed_on: date
    due_on: date = Field(description="最迟公开日期")
    light: DisclosureLight


class TimelinessView(BaseModel):
    """How much an organ published in a span, and how much of it in time."""

    organ_name: str
    published: int
    in_time: int
    rate: float = Field(description="按时公开率", examples=[0.9875])


class TimelinessPageView(BaseModel):
    """Of every organ of the region."""

    items: list[TimelinessView]


class EntryRequest(BaseModel):
    """What was formed: words, an address or a document of the library."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    formed_on: date
    text: Words = ""
    url: Url = ""
    document_id: UUID | None = None
    fields: dict[FieldName, Value] = Field(default={}, max_length=10)


class NewEntryRequest(EntryRequest):
    """The same, published at once unless it still has to wait."""

    publish: bool = True


class EntryChangeRequest(BaseModel):
    """What an entry says from now on, since when that is so, and why."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    changed_on: date
    reason: Title
    text: Words = ""
    url: Url = ""
    fields: dict[FieldName, Value] = Field(default={}, max_length=10)
