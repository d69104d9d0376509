"""Documents of a demo as a file says them: stubs, and papers of a district with their texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.library.laws import law_id
from svc_documents.domain.numbers.document_numbers import key_of


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and its text; empty for a stub."""

    document: Document
    markdown: str = ""


def samples_of(template: Mapping[str, Any]) -> list[Sample]:
    """Everything a file says."""
    stubs = [Sample(_stub(one)) for one in template["stubs"]]
    return [*stubs, *_district(template["district"])]


def _stub(said: Mapping[str, Any]) -> Document:
    own = DocumentClass(said.get("class", "legacy"))
    return Document(
        document_id=law_id(said["title"]), document_class=own, title=said["title"],
        kind=said["kind"], category=said["kind"] if own is DocumentClass.LAW else "上级文件",
        organ_name=said["organ"], region_code=said.get("region", ""),
        document_no=said.get("number", ""),
        elements=Elements(issued_on=said.get("issued"), responsible_organ=said["organ"]),
        force=Force(first=said["from"], assumed=said.get("assumed", False)), stub=True,
    )  # fmt: skip


def _district(district: Mapping[str, Any]) -> Iterator[Sample]:
    for said in district["documents"]:
        organ = said["organ"]
        document = Document(
            document_id=_paper_id(said["number"]), document_class=DocumentClass.NORMATIVE,
            title=said["title"], kind=said["kind"], category=district["category"],
            organ_id=_organ_id(organ), organ_name=organ["name"],
            joint_organs=tuple(said.get("joint", ())), region_code=district["region"],
            document_no=said["number"], registration_no=said["registration"],
            elements=_elements(said), force=_force(said),
        )  # fmt: skip
        yield Sample(document, said["markdown"])


def _elements(said: Mapping[str, Any]) -> Elements:
    return Elements(
        index_no=said["index"], signed_on=said["signed"], registered_on=said["issued"],
        issued_on=said["issued"], theme=said["theme"], responsible_organ=said["organ"]["name"],
    )  # fmt: skip


def _force(said: Mapping[str, Any]) -> Force:
    first: date = said["from"]
    if replaced := said.get("replaced"):
        return Force(first, replaced["ends"], Cause.REPLACED, ended_by=_paper_id(replaced["by"]))
    if repealed := said.get("repealed"):
        return Force(first, repealed["ends"], Cause.REPEALED, repealed["reason"])
    return Force(first, said["last_day"] + timedelta(days=1), Cause.LAPSED)


def _paper_id(number: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:paper:{key_of(number)}")


def _organ_id(organ: Mapping[str, str]) -> UUID | None:
    """The id the demo's directory gives an organ of a code; other offices have none."""
    code = organ.get("code")
    return uuid5(NAMESPACE_URL, f"yangguang:organ:{code}") if code else None
