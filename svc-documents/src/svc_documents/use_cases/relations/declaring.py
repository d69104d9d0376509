"""Declare what a document is to another, and take it back when it was wrong."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, cast
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import RelationDeclared, RelationRetracted
from shared.events.documents import RelationKind as ToldKind
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import Conflict, FieldError, Invalid, NotFound
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.relations.authority import may_act_upon
from svc_documents.domain.relations.relations import IN_PART, REASONS, Relation, RelationKind
from svc_documents.storage.days import today_of
from svc_documents.storage.documents import documents
from svc_documents.storage.effects import telling
from svc_documents.storage.relations import relations as rows
from svc_documents.use_cases.documents.reading import DocumentNotFound
from svc_documents.use_cases.effects.acting import undo_acts
from svc_documents.use_cases.relations.carrying_out import carry_out
from svc_documents.use_cases.texts.named_parts import parts_not_there


@dataclass(eq=False)
class RelationUnsound(Invalid):
    """文件关系填写有误。"""


@dataclass(eq=False)
class RelationCycle(Conflict):
    """文件关系形成了循环。"""

    advice: ClassVar[str] = (
        "已有的关系使这条关系首尾相接：{way}。请核对方向；若其中某条有误，请先说明理由撤回。"
    )
    way: str
    chain: list[str] = field(default_factory=list)


@dataclass(eq=False)
class RelationDeclaredAlready(Conflict):
    """这条关系已经登记。"""

    advice: ClassVar[str] = "同一份文件对同一对象的同类关系只登记一次；要更正请先撤回原来的关系。"
    relation_id: str


@dataclass(eq=False)
class BeyondAuthority(Conflict):
    """无权修改或废止这份文件。"""

    advice: ClassVar[str] = (
        "{organ}的文件不能修改、废止或替代{target_organ}的文件；"
        "请核对对象，或由制定机关及其上级机关登记。"
    )
    organ: str
    target_organ: str


@dataclass(eq=False)
class RelationNotFound(NotFound):
    """没有找到这条文件关系。"""

    advice: ClassVar[str] = "请在该文件的关系列表（/relations）中核对编号。"


@dataclass(eq=False)
class RelationRetractedAlready(Conflict):
    """这条关系已经撤回。"""

    advice: ClassVar[str] = "撤回理由：{reason}。如需恢复，请重新登记。"
    reason: str


@dataclass(frozen=True, slots=True)
class NewRelation:
    """What is to be declared."""

    kind: RelationKind
    target_id: UUID
    articles: tuple[str, ...] = ()
    takes_effect_on: date | None = None
    sentence: str = ""


async def declare_relation(
    work: UnitOfWork, caller: Caller, document_id: UUID, new: NewRelation
) -> Relation:
    """Declare a relation of an own document; carried out at once when the document is public.

    Refused with DocumentNotFound (another organ's), RelationUnsound, BeyondAuthority,
    RelationDeclaredAlready and RelationCycle.
    """
    document = await own_document(work, caller, document_id)
    await rows.in_turn(work)
    target = await documents.with_id(work, new.target_id)
    relation = _sound(document, target, new)
    await _refuse_parts_not_there(work, document, new)
    known = await rows.declared(work, document_id, new.kind, new.target_id)
    if known is not None:
        raise RelationDeclaredAlready(str(known.relation_id))
    await _refuse_cycle(work, relation, new.target_id)
    await rows.add(work, relation)
    await work.announce(document_id, _declared(relation, new.target_id))
    if document.is_public:
        await carry_out(work, document, [relation])
    return relation


async def retract_relation(
    work: UnitOfWork, caller: Caller, document_id: UUID, relation_id: UUID, reason: str
) -> Relation:
    """Take back a relation that was wrong; it stays to be seen, and what it did is undone.

    Refused with DocumentNotFound, RelationNotFound and RelationRetractedAlready.
    """
    await own_document(work, caller, document_id)
    relation = await rows.with_id(work, document_id, relation_id)
    if relation is None:
        raise RelationNotFound
    if relation.retracted_at is not None:
        raise RelationRetractedAlready(relation.retraction)
    await rows.retract(work, relation_id, reason)
    told = RelationRetracted(
        document_id=document_id, relation_id=relation_id, kind=cast("ToldKind", relation.kind),
        target_id=relation.target_id, reason=reason,
    )  # fmt: skip
    await work.announce(document_id, told)
    await undo_acts(work, relation_id, f"关系登记有误，已撤回：{reason}")
    return replace(relation, retracted_at=work.now, retraction=reason)


async def own_document(work: UnitOfWork, caller: Caller, document_id: UUID) -> Document:
    """A document of the caller's organ, public or not; refused with DocumentNotFound."""
    document = await documents.with_id(work, document_id)
    if document is None or document.organ_id != caller.organ:
        raise DocumentNotFound
    return document


def _sound(document: Document, target: Document | None, new: NewRelation) -> Relation:
    if target is None or not target.is_public:
        raise _unsound("/target_id", "unknown_document", "文件库中没有这份文件。")
    if target.document_id == document.document_id:
        raise _unsound("/target_id", "itself", "文件不能与自己建立关系。")
    if new.articles and new.kind not in IN_PART:
        raise _unsound("/articles", "whole_only", "只有修改和废止可以指明条款。")
    starts, day = document.force.first, new.takes_effect_on
    if day is not None and starts is not None and day < starts:
        message = f"不能早于本文件的施行日期（{starts}）。"
        raise _unsound("/takes_effect_on", "before_entry_into_force", message)
    if new.kind in REASONS and not may_act_upon(document, target):
        raise BeyondAuthority(document.organ_name, target.organ_name)
    return Relation(
        relation_id=new_id(), document_id=document.document_id, kind=new.kind,
        target_id=target.document_id, target_text=target.document_no or f"《{target.title}》",
        articles=new.articles, takes_effect_on=day, sentence=new.sentence,
    )  # fmt: skip


async def _refuse_parts_not_there(work: UnitOfWork, document: Document, new: NewRelation) -> None:
    """Looks into the text of today, and of the day: an amendment may bring in what it names."""
    today = today_of(work)
    days = (today, new.takes_effect_on or document.force.first or today)
    errors = await parts_not_there(work, new.target_id, new.articles, days)
    if errors:
        raise RelationUnsound(errors=errors)


async def _refuse_cycle(work: UnitOfWork, relation: Relation, target_id: UUID) -> None:
    if relation.family is None:
        return
    way = await rows.way(work, target_id, relation.document_id, relation.family)
    if way:
        names = await telling.names_of(work, way)
        chain = [names[relation.document_id], *(names[one] for one in way)]
        raise RelationCycle(" → ".join(chain), chain)


def _declared(relation: Relation, target_id: UUID) -> RelationDeclared:
    return RelationDeclared(
        document_id=relation.document_id, relation_id=relation.relation_id,
        kind=cast("ToldKind", relation.kind), target_id=target_id, articles=relation.articles,
        takes_effect_on=relation.takes_effect_on,
    )  # fmt: skip


def _unsound(pointer: str, code: str, message: str) -> RelationUnsound:
    return RelationUnsound(errors=[FieldError(pointer, code, message)])
