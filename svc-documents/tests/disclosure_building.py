"""Builders for requests for disclosure: a calendar, an organ, and applications."""

from datetime import UTC, date, datetime
from typing import Any

import httpx2
from days_building import CALENDAR, DAYS
from documents_building import REGION, Documents, a_person, id_of, staff

from shared import told_calendar
from svc_documents.domain.disclosure_requests.requests import ApplicantKind, DisclosureRequest
from svc_documents.storage import directory
from svc_documents.storage.directory import Organ

ROUTE = "/disclosure-requests"
ORGAN = id_of("organ", "xzsp")
OTHER_ORGAN = id_of("organ", "mzj")


def at(day: str, hour: int = 10) -> datetime:
    """A moment of a day in the offices."""
    return datetime.fromisoformat(f"{day}T{hour:02}:00:00+08:00").astimezone(UTC)


def a_request(received: str = "2026-03-02", **known: Any) -> DisclosureRequest:
    """A request received on a Monday, open."""
    day = date.fromisoformat(received)
    request = DisclosureRequest(
        request_id=id_of("request"), request_no="XZSP-YSQ-2026-0001", organ_id=ORGAN,
        region_code=REGION, account_id=id_of("person", "zhang"),
        applicant_kind=ApplicantKind.NATURAL_PERSON, subject_masked="养护资金", delivery="online",
        submitted_at=at(received), received_on=day, begun_on=day, due_on=day, **known,
    )  # fmt: skip
    request.recount(CALENDAR)
    return request


def an_application(**known: Any) -> dict[str, Any]:
    """What a citizen fills in."""
    return {
        "organ_id": str(ORGAN), "applicant_kind": "natural_person", "name": "张三",
        "certificate_kind": "identity_card", "certificate_no": "431202199001011234",
        "phone": "13800000001", "delivery": "online",
        "description": "2025年度鹤城区农村公路养护资金的使用情况，联系电话13800000001",
    } | known  # fmt: skip


async def tell_directory(documents: Documents) -> None:
    """The calendar and two organs, as the directory tells them."""
    async with documents.bench.unit_of_work(documents.now) as work:
        await told_calendar.put_days(work, DAYS)
        for code in ("xzsp", "mzj"):
            organ = Organ(id_of("organ", code), code, f"{code}机关", "0745-2283072", REGION)
            await directory.put_organ(work, organ)


async def apply(documents: Documents, **known: Any) -> dict[str, Any]:
    """A citizen has applied."""
    client = documents.as_(a_person())
    answer = await client.post(ROUTE, json=an_application(**known))
    assert answer.status_code == 201, answer.text
    applied: dict[str, Any] = answer.json()
    return applied


def desk(documents: Documents, role: str = "approver", organ: str = "xzsp") -> httpx2.AsyncClient:
    """The organ's handler."""
    return documents.as_(staff(role, organ))
