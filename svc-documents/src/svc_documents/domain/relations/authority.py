"""Who may end or amend whose documents, as far as the directory lets us see it."""

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import DocumentClass


def may_act_upon(document: Document, target: Document) -> bool:
    """Whether a document can end or amend another: its organ's own, or one from within its region.

    A normative document never touches a law. Of organs of one region the directory does not say
    who stands above whom, so that is left to whoever declares it.
    """
    law = DocumentClass.LAW
    if target.document_class is law and document.document_class is not law:
        return False
    return same_organ(document, target) or within(target.region_code, document.region_code)


def same_organ(one: Document, other: Document) -> bool:
    """Whether both are of one organ: by its id, or, of older papers, by its name."""
    if one.organ_id is not None and one.organ_id == other.organ_id:
        return True
    names = {other.organ_name, *other.joint_organs}
    return one.organ_name in names


def within(region: str, wider: str) -> bool:
    """Whether a region (GB/T 2260) lies in another or is it: 431202 lies in 431200 and 430000."""
    return bool(region and wider) and region.startswith(_significant(wider))


def _significant(region: str) -> str:
    while len(region) > len("43") and region.endswith("00"):
        region = region[:-2]
    return region
