"""What people see of topics, and what editors send."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.moments import Moment
from svc_documents.domain.topics.topics import (
    DueLight,
    Part,
    PartKind,
    Stage,
    Topic,
    TopicKind,
    TopicState,
)

Title = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Words = Annotated[str, StringConstraints(max_length=20_000, pattern=r"^[^\x00]*$")]
Url = Annotated[str, StringConstraints(max_length=500, pattern=r"^(https://[^\s\x00-\x1f]+)?$")]


class PartView(BaseModel):
    """One part: an agenda item, a document, an infographic, a video report, a commentary."""

    part_id: UUID
    kind: PartKind
    title: str
    stage: Stage = Field(description="政策出台之前、之时、之后")
    text: str
    url: str
    document_id: UUID | None
    alt: str = Field(description="图解内容的文字说明")
    picture: str | None = Field(description="图解图片的地址")
    published_on: date | None


class TopicRowView(BaseModel):
    """A topic in a list."""

    topic_id: UUID
    kind: TopicKind
    title: str = Field(examples=["区政府第60次常务会议"])
    summary: str
    held_on: date | None = Field(description="会议日期")
    organ_name: str
    state: TopicState
    published_at: Moment | None


class TopicView(TopicRowView):
    """A topic with its parts in order, and its timeline by days."""

    parts: list[PartView]
    infographic_due_on: date | None = Field(description="图解最迟发布日期（会后一个工作日）")
    infographic_light: DueLight | None
    version: int


class OverdueTopicView(BaseModel):
    """A meeting whose infographic is late."""

    topic_id: UUID
    title: str
    organ_name: str
    due_on: date
    light: DueLight


class MissingInterpretationView(BaseModel):
    """A normative document that nobody has interpreted yet."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    due_on: date
    light: DueLight


class OverdueView(BaseModel):
    """What is due or late: infographics of meetings, interpretations of documents."""

    infographics: list[OverdueTopicView]
    interpretations: list[MissingInterpretationView]


class DraftsView(BaseModel):
    """Topics an organ has in hand."""

    items: list[TopicRowView]


class InterpretationView(BaseModel):
    """What interprets a document."""

    kind: str = Field(description="document 为解读文件，其余为解读专题中的部分")
    id: UUID
    title: str
    organ_name: str
    published_at: Moment | None
    topic_id: UUID | None
    url: str


class InterpretationsView(BaseModel):
    """Everything that interprets a document, in order of time."""

    items: list[InterpretationView]


class TopicRequest(BaseModel):
    """A topic as an editor begins it."""

    model_config = ConfigDict(extra="forbid")

    kind: TopicKind
    title: Title
    summary: Words = ""
    held_on: date | None = None


class TopicChangeRequest(BaseModel):
    """What is to be otherwise."""

    model_config = ConfigDict(extra="forbid")

    title: Title | None = None
    summary: Words | None = None
    held_on: date | None = None


class PartRequest(BaseModel):
    """A part as an editor adds it."""

    model_config = ConfigDict(extra="forbid")

    kind: PartKind
    title: Title
    stage: Stage = Stage.DURING
    text: Words = ""
    url: Url = ""
    document_id: UUID | None = None
    alt: str = Field(default="", max_length=2000)


class OrderRequest(BaseModel):
    """All parts in the order they should have."""

    model_config = ConfigDict(extra="forbid")

    part_ids: list[UUID] = Field(max_length=200)


def row_view(topic: Topic) -> TopicRowView:
    """A topic in a list."""
    return TopicRowView(**_members(topic))


def topic_view(
    topic: Topic, due: date | None, light: DueLight | None, parts: Sequence[Part] | None = None
) -> TopicView:
    """A topic whole."""
    shown = topic.parts if parts is None else parts
    return TopicView(
        **_members(topic), parts=[_part(topic, one) for one in shown], infographic_due_on=due,
        infographic_light=light, version=topic.version,
    )  # fmt: skip


def _members(topic: Topic) -> dict[str, Any]:
    return {name: getattr(topic, name) for name in TopicRowView.model_fields}


def _part(topic: Topic, part: Part) -> PartView:
    picture = f"/api/v1/topics/{topic.topic_id}/parts/{part.part_id}/picture"
    members = {name: getattr(part, name) for name in PartView.model_fields if name != "picture"}
    return PartView(**members, picture=picture if part.file else None)
