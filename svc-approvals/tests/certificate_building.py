"""Builders of certificates: in memory, and registered at the running service."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from approvals_building import Approvals, Journey, an_accepted_case, id_of
from case_building import MONDAY
from catalogue_building import demo

from svc_approvals.domain.certificates.certificates import Certificate
from svc_approvals.domain.certificates.types import CertificateType
from svc_approvals.use_cases.certificates.loading import read_type

IDENTITY_NO = "431202199003071011"
CARD = {"holder_name": "张三", "identity_no": IDENTITY_NO, "address": "迎丰中路88号"}
HYGIENE = {"unit_name": "鹤城区小张理发店", "address": "迎丰中路1号"}


def types() -> dict[str, CertificateType]:
    """The types of the demo, by code."""
    return {raw["code"]: read_type(raw) for raw in demo("certificate-types")}


def a_certificate(**changes: Any) -> Certificate:
    """One that holds through the end of the month."""
    certificate = Certificate(
        certificate_id=uuid4(),
        number="431202-20260302-7K3M9QXR",
        type_code="hygiene_licence",
        name="公共场所卫生许可证",
        holder_id=uuid4(),
        holder_masked="张*",
        organ_id=uuid4(),
        organ_name="卫生健康局",
        origin="issued",
        issued_at=MONDAY,
        issued_by="S-1",
        valid_from=date(2026, 3, 2),
        valid_until=date(2026, 3, 31),
    )
    return replace(certificate, **changes)


def a_registration(holder: str = "zhang", **changes: Any) -> dict[str, Any]:
    """What the police enter of an identity card."""
    body = {
        "type": "resident_identity_card",
        "holder_id": str(id_of("account", holder)),
        "holder_name": "张三",
        "number": IDENTITY_NO,
        "valid_from": "2020-01-01",
        "data": dict(CARD),
    }
    return body | changes


async def a_registered_card(
    approvals: Approvals, holder: str = "zhang", **changes: Any
) -> dict[str, Any]:
    """An identity card in a citizen's vault."""
    body = a_registration(holder, **changes)
    done = await approvals.as_("approver-gaj").post("/certificates", json=body)
    assert done.status_code == 201, done.text
    registered: dict[str, Any] = done.json()
    return registered


async def an_issued_case(approvals: Approvals, **changes: Any) -> Journey:
    """Everything decided and handed out."""
    journey = await an_accepted_case(approvals, **changes)
    for key in ("market", "health", "city", "tax", "police"):
        done = await journey.decide(key)
        assert done.status_code == 200, done.text
    await journey.supply_deferred()
    done = await journey.decide("issue")
    assert done.status_code == 200, done.text
    return journey


async def held(approvals: Approvals, login: str = "zhang", **params: Any) -> list[dict[str, Any]]:
    """What somebody's vault lists."""
    listed = await approvals.as_(login).get("/certificates", params=params)
    assert listed.status_code == 200, listed.text
    items: list[dict[str, Any]] = listed.json()["items"]
    return items


async def told(approvals: Approvals, certificate_id: str) -> list[tuple[str, dict[str, Any]]]:
    """What was recorded of one certificate, in order."""
    rows = await approvals.pool.fetch(
        "SELECT subject, data FROM journal WHERE aggregate_id = $1 ORDER BY sequence",
        certificate_id,
    )
    return [(row["subject"], row["data"]) for row in rows]


def on(day: str) -> datetime:
    """The morning of a day."""
    return datetime.fromisoformat(f"{day}T09:30:00+08:00")
