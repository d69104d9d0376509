"""Who may end or amend whose documents, as far as the directory lets us see it."""

import re

from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import DocumentClass

GOVERNMENT = re.compile(r"人民政府(?:办公[室厅])?$")


def may_act_upon(document: Document, target: Document) -> bool:
    """Whether a document can end or amend another: its organ's own, or one from below it.

    A normative document never touches a law. A government may end what any organ of its region
    issued; a department, what other departments of its region issued, because they merge and
    take over from each other, and who from whom the directory does not say.
    """
    law = DocumentClass.LAW
    if target.document_class is law and document.document_class is not law:
        return False
    if same_organ(document, target):
        return True
    if _is_government(document):
        return within(target.region_code, document.region_code)
    return bool(target.region_code) and (
        target.region_code == document.region_code and not _is_government(target)
    )


def same_organ(one: Document, other: Document) -> bool:
    """Whether both are of one organ: by its id, or, of older papers, by its name."""
    if one.organ_id is not None and one.organ_id == other.organ_id:
        return True
    return one.organ_name in {other.organ_name, *other.joint_organs}


def within(region: str, wider: str) -> bool:
    """Whether a region (GB/T 2260) lies in another or is it: 431202 lies in 431200 and 430000."""
    return bool(region and wider) and region.startswith(beginning_of(wider))


def beginning_of(region: str) -> str:
    """What the codes of all its parts begin with: 4312 for 431200."""
    while len(region) > len("43") and region.endswith("00"):
        region = region[:-2]
    return region


def _is_government(document: Document) -> bool:
    return GOVERNMENT.search(document.organ_name) is not None
