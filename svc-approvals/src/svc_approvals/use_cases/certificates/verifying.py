"""Verify a certificate without logging in: by number and code, or by its signed data."""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from svc_approvals.domain.certificates.certificates import Certificate
from svc_approvals.domain.certificates.reasons import (
    CertificateNotFound,
    CertificateNotVerified,
    SignatureNotOurs,
)
from svc_approvals.storage.certificates import certificates
from svc_approvals.use_cases.certificates.signing import key_id_of
from svc_approvals.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Verified:
    """A certificate as anybody may know it, and whether it is still what was signed."""

    certificate: Certificate
    signature_holds: bool
    key_id: str


async def verify_by_code(work: UnitOfWork, office: Office, number: str, code: str) -> Verified:
    """Wrong number and wrong code are refused alike, in the same time: CertificateNotVerified."""
    row = await certificates.by_number(work, number)
    expected = office.certificate_code(number)
    fits = hmac.compare_digest(expected.encode(), code.strip().upper().encode())
    if row is None or not fits:
        raise CertificateNotVerified
    return _verified(office, row)


async def verify_signed(work: UnitOfWork, office: Office, token: str) -> Verified:
    """What has our signature is ours; where it stands now is read anew.

    Refused with SignatureNotOurs.
    """
    payload = office.signer.read(token)
    if payload is None:
        raise SignatureNotOurs
    try:
        row = await certificates.load(work, _id_of(payload))
    except (CertificateNotFound, KeyError, ValueError) as fault:
        raise SignatureNotOurs from fault
    return _verified(office, row)


def _id_of(payload: dict[str, Any]) -> UUID:
    return UUID(str(payload["jti"]))


def _verified(office: Office, row: Row) -> Verified:
    certificate = certificates.certificate_of(row)
    payload = certificate.payload(certificates.contents_of(row, office.secrets))
    signature = certificate.signature
    return Verified(certificate, office.signer.holds(payload, signature), key_id_of(signature))
