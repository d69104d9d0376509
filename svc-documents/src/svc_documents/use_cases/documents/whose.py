"""Whose documents a member of staff works on: another's are not found."""

from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.refusals import Conflict, NotFound
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdiction
from svc_documents.storage.documents import drafts
from svc_documents.storage.documents.drafts import Within
from svc_documents.use_cases.office import Office

REGISTRAR = "registrar"


class DocumentDraftNotFound(NotFound):
    """没有找到这份草稿。"""

    advice: ClassVar[str] = "请在草稿列表（/api/v1/documents/drafts）中选择本单位、本地区的文件。"


class NoRulesHere(Conflict):
    """本地区的规范性文件管理规则尚未设置。"""

    advice: ClassVar[str] = "请管理员在辖区规则文件中补充本地区后再办理。"


def within(caller: Caller) -> Within:
    """A registrar works on the region's, everybody else on the organ's own."""
    if REGISTRAR in caller.roles:
        return Within(None, caller.region_code)
    return Within(caller.organ, None)


def is_theirs(caller: Caller, document: Document) -> bool:
    """Whether a document is one of those the caller works on."""
    scope = within(caller)
    if scope.organ_id is not None:
        return document.organ_id == scope.organ_id
    return document.organ_id is not None and document.region_code == scope.region_code


async def draft_to_change(work: UnitOfWork, caller: Caller, document_id: UUID) -> Draft:
    """A draft, locked until this work is done; refused with DocumentDraftNotFound."""
    return _found(await drafts.for_change(work, within(caller), document_id))


async def draft_to_read(work: UnitOfWork, caller: Caller, document_id: UUID) -> Draft:
    """A draft as it stands; refused with DocumentDraftNotFound."""
    return _found(await drafts.with_id(work, within(caller), document_id))


def rules_for(office: Office, region_code: str) -> Jurisdiction:
    """The rules of a region; refused with NoRulesHere."""
    rules = office.rules.of_region(region_code)
    if rules is None:
        raise NoRulesHere
    return rules


def _found(draft: Draft | None) -> Draft:
    if draft is None:
        raise DocumentDraftNotFound
    return draft
