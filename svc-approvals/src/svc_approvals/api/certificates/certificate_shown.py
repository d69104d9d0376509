"""Certificates as their holder, their organ and anybody else may see them."""

from datetime import datetime
from typing import Any

from shared.database import Row, UnitOfWork
from shared.masking import mask_identity_number
from svc_approvals.api.certificates.certificate_views import (
    CertificateView,
    RegisteredView,
    VerifiedView,
)
from svc_approvals.api.printing.certificates import CertificateSheet
from svc_approvals.domain.certificates.certificates import IN_CHINESE, Certificate, Contents
from svc_approvals.storage.certificates.certificates import contents_of
from svc_approvals.use_cases.certificates.vault import Opened, verify_url
from svc_approvals.use_cases.certificates.verifying import Verified
from svc_approvals.use_cases.office import Office

SUMMARY = (
    "certificate_id", "number", "type_code", "name", "holder_masked", "organ_name", "origin",
    "issued_at", "valid_from", "valid_until",
)  # fmt: skip


def summary_of(row: Row, office: Office) -> dict[str, Any]:
    """A row of the vault's list."""
    said = contents_of(row, office.secrets)
    return {
        **{name: row[name] for name in (*SUMMARY, "state")},
        "issued_no_masked": _masked(row["number"], said.issued_no),
    }


def certificate_view(opened: Opened, office: Office, now: datetime) -> CertificateView:
    """The whole certificate, for its holder."""
    one, said = opened.certificate, opened.contents
    state = one.state_at(now)
    return CertificateView(
        **_summary(one, said, now),
        state_name=IN_CHINESE[state],
        issued_no=said.issued_no,
        holder_name=said.holder_name,
        data=dict(said.data),
        case_id=one.case_id,
        revoked_at=one.revoked_at,
        reason=one.reason,
        code=office.certificate_code(one.number),
        verify_url=verify_url(office, one.number),
    )


def registered_view(one: Certificate, said: Contents, now: datetime) -> RegisteredView:
    """What the issuing organ needs to know it by."""
    return RegisteredView(
        **_summary(one, said, now), holder_id=one.holder_id, revoked_at=one.revoked_at
    )


def verified_view(verified: Verified, work: UnitOfWork) -> VerifiedView:
    """What anybody may know."""
    one = verified.certificate
    state = one.state_at(work.now)
    return VerifiedView(
        number=one.number,
        type_code=one.type_code,
        name=one.name,
        holder_masked=one.holder_masked,
        organ_name=one.organ_name,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        state=state.value,
        state_name=IN_CHINESE[state],
        revoked_at=one.revoked_at,
        signature_holds=verified.signature_holds,
        key_id=verified.key_id,
    )


def sheet_of(opened: Opened, office: Office, now: datetime) -> CertificateSheet:
    """What is printed."""
    one, said = opened.certificate, opened.contents
    return CertificateSheet(
        title=one.name,
        number=one.number,
        issued_no="" if said.issued_no == one.number else said.issued_no,
        code=office.certificate_code(one.number),
        holder=said.holder_name or one.holder_masked,
        organ=one.organ_name,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
        state=IN_CHINESE[one.state_at(now)],
        is_valid=one.state_at(now) == "valid",
        items=tuple(opened.labelled()),
        verify_url=verify_url(office, one.number),
    )


def _summary(one: Certificate, said: Contents, now: datetime) -> dict[str, Any]:
    return {
        **{name: getattr(one, name) for name in SUMMARY},
        "issued_no_masked": _masked(one.number, said.issued_no),
        "state": one.state_at(now).value,
    }


def _masked(number: str, issued_no: str) -> str:
    return issued_no if issued_no == number else mask_identity_number(issued_no)
