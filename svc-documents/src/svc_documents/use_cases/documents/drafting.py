"""Draft a normative document, and change the draft."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DocumentDrafted, DocumentRevised
from shared.identity import Caller
from shared.ids import new_id
from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.terms import OwnTerm
from svc_documents.domain.jurisdictions.issuers import IssuerNotEntitled
from svc_documents.storage import directory
from svc_documents.storage.documents import drafts
from svc_documents.storage.documents.drafts import DraftText
from svc_documents.use_cases.documents.facts import about
from svc_documents.use_cases.documents.whose import draft_to_change, rules_for
from svc_documents.use_cases.office import Office

UNKNOWN_ORGAN = "尚未列入机关名录"


async def draft_document(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    members: Mapping[str, Any],
    text: DraftText | None = None,
) -> Draft:
    """Begin a normative document of the caller's organ.

    Refused with IssuerNotEntitled and NoRulesHere.
    """
    document = await _document(work, office, caller)
    draft = Draft(document=document, drafted_by=caller.staff_no, drafted_at=work.now)
    draft.worded_by(caller.subject)
    draft.revise(_with_term(draft, members))
    draft.revision, draft.has_text = 1, text is not None
    await drafts.add(work, draft)
    if text is not None:
        await drafts.put_text(work, document.document_id, text)
    await work.announce(document.document_id, DocumentDrafted(**about(draft.document)))
    return draft


async def revise_draft(
    work: UnitOfWork,
    caller: Caller,
    document_id: UUID,
    members: Mapping[str, Any],
    text: DraftText | None,
    check_version: Callable[[int], None],
) -> Draft:
    """Change a draft's members, its text, or both.

    Refused with DocumentDraftNotFound, WordingSettled and StepOutOfOrder.
    """
    draft = await draft_to_change(work, caller, document_id)
    check_version(draft.document.version)
    wording = draft.revision
    draft.revise(_with_term(draft, members))
    if text is not None:
        await _put_text(work, draft, text)
    return await _keep(work, draft, caller, wording)


async def put_draft_text(
    work: UnitOfWork, caller: Caller, document_id: UUID, text: DraftText
) -> Draft:
    """Give a draft a text, for example of a file that was read; refused as above."""
    draft = await draft_to_change(work, caller, document_id)
    wording = draft.revision
    await _put_text(work, draft, text)
    return await _keep(work, draft, caller, wording)


async def _put_text(work: UnitOfWork, draft: Draft, text: DraftText) -> None:
    if await drafts.text_of(work, draft.document.document_id) == text:
        return
    draft.put_text()
    await drafts.put_text(work, draft.document.document_id, text)


async def _keep(work: UnitOfWork, draft: Draft, caller: Caller, wording: int) -> Draft:
    if draft.revision != wording:
        draft.worded_by(caller.subject)
    await drafts.save(work, draft)
    fact = DocumentRevised(**about(draft.document), revision=draft.revision)
    await work.announce(draft.document.document_id, fact)
    return draft


async def _document(work: UnitOfWork, office: Office, caller: Caller) -> Document:
    organ = await directory.organ(work, caller.organ)
    if organ is None:
        raise IssuerNotEntitled(caller.staff_no, UNKNOWN_ORGAN)
    rules = rules_for(office, organ.region_code)
    rules.issuers.refuse(organ.name, organ.kind, organ.issuing_rights)
    return Document(
        document_id=new_id(), document_class=DocumentClass.NORMATIVE, title="",
        organ_id=organ.organ_id, organ_name=organ.name, region_code=organ.region_code,
        elements=Elements(responsible_organ=organ.name),
    )  # fmt: skip


def _with_term(draft: Draft, members: Mapping[str, Any]) -> dict[str, Any]:
    """The members, what the document says of its validity put together."""
    plain = {name: one for name, one in members.items() if not name.startswith("valid_")}
    term = OwnTerm(
        members.get("valid_years", draft.own_term.years),
        members.get("valid_until", draft.own_term.last_day),
    )
    return plain | {"own_term": term}
