"""What people see of relations, and what editors send."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.moments import Moment
from svc_documents.api.documents.document_views import EffectView, effect_view
from svc_documents.domain.relations.relations import LABELS, Relation, RelationKind
from svc_documents.storage.relations.neighbours import Direction, Neighbour

Article = Annotated[str, StringConstraints(pattern=r"^第[^\x00-\x1f]{1,40}$")]
Sentence = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00-\x1f]*$")]
Reason = Annotated[str, StringConstraints(min_length=2, max_length=500, pattern=r"^[^\x00-\x1f]+$")]


class OtherView(BaseModel):
    """The document at the other end."""

    document_id: UUID
    title: str
    document_no: str
    organ_name: str
    effect: EffectView


class RelationView(BaseModel):
    """One relation of a document, seen from it."""

    relation_id: UUID
    kind: RelationKind
    title: str = Field(examples=["被替代"])
    direction: Direction = Field(description="out：本文件对对方；in：对方对本文件")
    articles: list[str] = Field(examples=[["第三条", "第五条第二款"]])
    takes_effect_on: date | None
    origin: Literal["declared", "found"] = Field(description="登记的，或从文本中识别的")
    sentence: str
    target_text: str = Field(description="文本中的引用；未能识别时只有它")
    document: OtherView | None
    retracted_at: Moment | None
    retraction: str


class RelationRequest(BaseModel):
    """A relation as the issuing organ declares it."""

    model_config = ConfigDict(extra="forbid")

    kind: RelationKind
    target_id: UUID
    articles: list[Article] = Field(default=[], max_length=200, examples=[["第三条"]])
    takes_effect_on: date | None = Field(default=None, description="默认为本文件的施行日期")
    sentence: Sentence = ""


class RetractRequest(BaseModel):
    """Why a relation was wrong."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason = Field(examples=["对象登记错误，应为湘政发〔2018〕12号"])


class DeclaredView(BaseModel):
    """A relation as it was declared or taken back."""

    relation_id: UUID
    document_id: UUID
    kind: RelationKind
    target_id: UUID | None
    articles: list[str]
    takes_effect_on: date | None
    retracted_at: Moment | None
    retraction: str


def relation_view(one: Neighbour, day: date) -> RelationView:
    """A relation with the effect of the other document on a day."""
    own, other = one.relation, one.other
    shown = None
    if other is not None:
        shown = OtherView(
            document_id=other.document_id, title=other.title, document_no=other.document_no,
            organ_name=other.organ_name, effect=effect_view(other.force.on(day), day),
        )  # fmt: skip
    return RelationView(
        relation_id=own.relation_id, kind=own.kind, direction=one.direction,
        title=LABELS[own.kind][one.direction == "in"], articles=list(own.articles),
        takes_effect_on=own.takes_effect_on, origin=own.origin, sentence=own.sentence,
        target_text=own.target_text, document=shown, retracted_at=own.retracted_at,
        retraction=own.retraction,
    )  # fmt: skip


def declared_view(one: Relation) -> DeclaredView:
    """A relation as it stands."""
    return DeclaredView(
        relation_id=one.relation_id, document_id=one.document_id, kind=one.kind,
        target_id=one.target_id, articles=list(one.articles),
        takes_effect_on=one.takes_effect_on, retracted_at=one.retracted_at,
        retraction=one.retraction,
    )  # fmt: skip
