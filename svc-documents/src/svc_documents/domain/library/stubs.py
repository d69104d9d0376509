"""Documents of which only title, number and dates are known: stubs, made from a list of addresses.

A stub is in force from its issue (where that is not known, from the day it was put on the web),
assumed. Its number is kept in its right form and as it was
found; one that cannot be read keeps what was found, and is listed with the reason. The number is
no key: offices reuse and mistype it, so a stub is known by its address.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from svc_documents.domain.basis.citations import Found, Kind, citations_in
from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Force
from svc_documents.domain.library.law_dates import day_in
from svc_documents.domain.numbers.document_numbers import DocumentNumber, read_number, tidied

COUNTRY = "国务院"
PLACES = {
    "State_Council": ("", COUNTRY), "Chongqing": ("500000", "重庆市人民政府"),
    "Guangdong": ("440000", "广东省人民政府"), "Hainan": ("460000", "海南省人民政府"),
    "Henan": ("410000", "河南省人民政府"), "Hubei": ("420000", "湖北省人民政府"),
    "Liaoning": ("210000", "辽宁省人民政府"), "Ningxia": ("640000", "宁夏回族自治区人民政府"),
    "Shanghai": ("310000", "上海市人民政府"), "Shanxi": ("140000", "山西省人民政府"),
    "Sichuan": ("510000", "四川省人民政府"), "Yunnan": ("530000", "云南省人民政府"),
}  # fmt: skip
ORGAN = re.compile(
    r"^([\u4e00-\u9fff]{2,28}?(?:国务院|办公厅|人民政府|委员会|办公室|[部厅局委署行院])(?:等部门)?)"
    r"(?=关于|印发|转发|批转|公告|令|《|对)"
)
KIND = re.compile(
    r"(通知|意见|决定|公告|通告|批复|复函|函|办法|规定|细则|条例|方案|规划|纲要|通报|命令|令|报告|请示)"
    r"[》）)]?$"
)
LIFECYCLE = re.compile(r"废止|失效|修[改订正]|有效期|继续有效")
NO_ORGAN = re.compile(r"转发|批转|贯彻|关于|批准")
VERBS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("repeals", re.compile(r"关于(?:宣布)?废止[^《]{0,12}《")),
    ("amends", re.compile(r"关于修[改订正][^《]{0,12}《")),
)
UNREADABLE = "文号无法识别，按原文保留"
YEARS_OFF = 1


@dataclass(frozen=True, slots=True)
class Stub:
    """A stub, where it was found and how its number was written there, and what is odd about it."""

    document: Document
    address: str
    number_as_found: str
    doubts: tuple[str, ...] = ()

    @property
    def tells_of_others(self) -> bool:
        """Whether its title says what becomes of other documents."""
        return LIFECYCLE.search(self.document.title) is not None


class NoStub(ValueError):
    """A row that cannot stand in the library; its words say why."""


def stub_of(raw: Mapping[str, Any]) -> Stub:
    """The stub of a row; NoStub when title, number or any day is missing."""
    title, found = (raw.get("title") or "").strip(), _found(raw)
    issued, shown = day_in(raw.get("issued") or ""), day_in(raw.get("published") or "")
    day = issued or shown
    missing = [
        name for name, known in (("题名", title), ("文号", found), ("日期", day)) if not known
    ]  # fmt: skip
    if missing or day is None:
        raise NoStub("缺" + "、".join(missing))
    number = read_number(found)
    document = _document(raw, title, number, found, day)
    document.elements.issued_on = issued
    return Stub(document, raw["url"], found, tuple(_doubts(number, issued, day)))


def _document(
    raw: Mapping[str, Any], title: str, number: DocumentNumber | None, found: str, day: date
) -> Document:
    place = raw["region"].split("_Provincial")[0].split("_Municipal")[0]
    region, government = PLACES.get(place, ("", "不详"))
    organ = organ_in(title) or government
    return Document(
        document_id=uuid5(NAMESPACE_URL, f"yangguang:stub:{raw['url']}"),
        document_class=DocumentClass.LEGACY, title=title, kind=kind_of(title),
        category="省级政府文件" if region else "国务院文件", organ_name=organ,
        region_code=region, document_no=str(number) if number else tidied(found),
        elements=Elements(responsible_organ=organ), force=Force(first=day, assumed=True), stub=True,
    )  # fmt: skip


def organ_in(title: str) -> str:
    """The organ a title begins with; empty when it begins otherwise (转发…)."""
    found = ORGAN.match(title)
    return "" if not found or NO_ORGAN.search(found[1]) else found[1]


def cited_by_title(title: str) -> list[Found]:
    """What a title says of other documents: 关于废止《…》的决定 repeals, 关于修改《…》 amends."""
    found = citations_in(title)
    verb = next((kind for kind, pattern in VERBS if pattern.search(title)), None)
    return [replace(one, kind=verb) for one in found] if verb else found


def kind_of(title: str) -> str:
    """The kind of paper (文种) its title ends in; empty when it ends in none."""
    found = KIND.search(title)
    return found[1] if found else ""


def _found(raw: Mapping[str, Any]) -> str:
    return (raw.get("doc_number_raw") or raw.get("doc_number") or "").strip()


def _doubts(number: DocumentNumber | None, issued: date | None, day: date) -> Iterator[str]:
    if issued is None:
        yield "发文日期不详，按上网日期推定"
    if number is None:
        yield UNREADABLE
    elif number.year and abs(number.year - day.year) > YEARS_OFF:
        yield f"文号年份{number.year}与日期{day.year}年相差一年以上"
