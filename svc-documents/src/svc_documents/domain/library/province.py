"""A province's library made up from a seed: its counts and first rows given, all else invented.

Papers come in groups that share a shelf, a span of days and a fate; numbers are counted by office
and year in the order of days, as offices do. The same seed gives the same library.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.effects.terms import force_of, years_after
from svc_documents.domain.library.chance import Chance
from svc_documents.domain.library.stubs import kind_of

RULES = "法规规章"
USUAL, INTERIM = 5, 2
SATURDAY = 5
FORMS = (
    "{organ}关于{verb}{subject}工作的通知", "{organ}关于{verb}{subject}有关工作的意见",
    "{organ}关于印发《湖南省{subject}管理办法》的通知", "{organ}关于{verb}{subject}的实施意见",
    "{organ}关于印发《湖南省{subject}工作实施方案》的通知",
)  # fmt: skip
INTERIM_FORM = "{organ}关于印发《湖南省{subject}管理办法（试行）》的通知"
RULE_FORMS = ("湖南省{subject}办法", "湖南省{subject}规定", "湖南省{subject}管理办法")


@dataclass(slots=True)
class _Paper:
    shelf: str
    organ: str
    issued: date
    group: Mapping[str, Any]
    number: str = ""
    title: str = ""


def province_library(template: Mapping[str, Any]) -> list[Document]:
    """All papers of the library."""
    chance = Chance(template["seed"])
    papers = [one for group in template["groups"] for one in _group(template, group, chance)]
    papers.sort(key=lambda one: (one.issued, one.shelf, one.organ))
    _number(template, papers)
    for one in papers:
        one.title = _title(template, one, chance)
    published = [_published(template, row) for row in template["rows"]]
    return [*(_paper(template, one) for one in papers), *published]


def _group(
    template: Mapping[str, Any], group: Mapping[str, Any], chance: Chance
) -> Iterator[_Paper]:
    first: date = group["from"]
    days = (group["to"] - first).days
    organs = template["shelves"][group["shelf"]]
    for _ in range(group["count"]):
        issued = first + timedelta(days=chance.below(days + 1))
        while issued.weekday() >= SATURDAY:
            issued -= timedelta(days=1)
        yield _Paper(group["shelf"], chance.one_of(organs), max(issued, first), group)


def _number(template: Mapping[str, Any], papers: list[_Paper]) -> None:
    """Count numbers by office and year; those of the published rows are taken."""
    taken = {row["number"] for row in template["rows"]}
    serials: dict[tuple[str, int], Iterator[int]] = {}
    for one in papers:
        is_rule = one.shelf == RULES
        code = "湖南省人民政府令" if is_rule else template["organs"][one.organ]["code"]
        key = (code, 0 if is_rule else one.issued.year)
        for serial in serials.setdefault(key, count(1)):
            one.number = f"{code}第{serial}号" if is_rule else f"{code}〔{key[1]}〕{serial}号"
            if one.number not in taken:
                break


def _title(template: Mapping[str, Any], paper: _Paper, chance: Chance) -> str:
    organ = template["organs"][paper.organ]
    subject = chance.one_of(organ.get("subjects", template["subjects"]))
    verb = chance.one_of(template["verbs"])
    if paper.shelf == RULES:
        return chance.one_of(RULE_FORMS).format(subject=subject)
    form = INTERIM_FORM if paper.group["fate"] == "interim" else chance.one_of(FORMS)
    return form.format(organ=organ["name"], subject=subject, verb=verb)


def _force(issued: date, group: Mapping[str, Any]) -> Force:
    """What has become of a paper, as its group says."""
    fate = group["fate"]
    if fate in {"term", "interim"}:
        return force_of(issued, years_after(issued, USUAL if fate == "term" else INTERIM))
    if fate == "lasting":
        return Force(first=issued)
    return Force(issued, group["ends"], Cause(fate))


def _paper(template: Mapping[str, Any], one: _Paper) -> Document:
    organ = template["organs"][one.organ]["name"]
    return _made(template, one.shelf, organ, one.title, one.number, one.issued,
                 _force(one.issued, one.group))  # fmt: skip


def _published(template: Mapping[str, Any], row: Mapping[str, Any]) -> Document:
    """A row as the province published it; its validity is the usual term."""
    shelf = "省政府文件"
    organ = template["organs"]["gov"]["name"]
    force = _force(row["issued"], {"fate": "term"})
    return _made(template, shelf, organ, row["title"], row["number"], row["issued"], force)


def _made(
    template: Mapping[str, Any], shelf: str, organ: str, title: str, number: str, issued: date,
    force: Force,
) -> Document:  # fmt: skip
    return Document(
        document_id=uuid5(NAMESPACE_URL, f"yangguang:province:{template['region']}:{number}"),
        document_class=DocumentClass.LAW if shelf == RULES else DocumentClass.LEGACY,
        title=title, kind=kind_of(title), category=shelf, organ_name=organ,
        region_code=template["region"], document_no=number,
        elements=Elements(issued_on=issued, signed_on=issued, responsible_organ=organ),
        force=force, stub=True,
    )  # fmt: skip
