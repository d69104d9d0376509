"""Publish a numbered document: it stands in the library at once."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_documents.domain.documents.drafts import Draft
from svc_documents.storage.documents import drafts
from svc_documents.use_cases.documents.entering import NewText, stand_in_library
from svc_documents.use_cases.documents.whose import draft_to_change, rules_for
from svc_documents.use_cases.office import Office


async def publish_document(
    work: UnitOfWork, office: Office, caller: Caller, document_id: UUID
) -> Draft:
    """Publish with the force that follows from the rules, and tell.

    Refused with StepOutOfOrder, StepsMissing, InForceTooSoon and TermTooLong.
    """
    draft = await draft_to_change(work, caller, document_id)
    draft.publish(rules_for(office, draft.document.region_code), work.now)
    await drafts.save(work, draft)
    text = await drafts.text_of(work, document_id)
    texts = [] if text is None else [
        NewText(
            draft.document.title, text.blocks, text.plain, source_file=text.source_file,
            source_name=text.source_name,
        )
    ]  # fmt: skip
    await stand_in_library(work, draft.document, texts)
    return draft
