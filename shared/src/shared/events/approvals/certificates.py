"""What svc-approvals tells of certificates: their beginning, use and end."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.events.approvals.case_event import CaseEvent
from shared.events.event import Event


class CertificateEvent(Event):
    """A fact of one certificate; what it says is told to nobody."""

    certificate_id: UUID
    type_code: str
    holder_id: UUID
    organ_id: UUID


class CertificateIssued(CertificateEvent):
    """A department's decision has become a certificate of the applicant."""

    subject: ClassVar[str] = "approvals.certificate.issued.v1"

    case_id: UUID | None
    valid_from: date
    valid_until: date | None


class CertificateRegistered(CertificateEvent):
    """The issuing organ has entered a certificate that was issued elsewhere."""

    subject: ClassVar[str] = "approvals.certificate.registered.v1"

    valid_from: date
    valid_until: date | None


class CertificateRevoked(CertificateEvent):
    """The issuing organ has withdrawn a certificate; the reason stands in it, not here."""

    subject: ClassVar[str] = "approvals.certificate.revoked.v1"


class CertificateExpired(CertificateEvent):
    """The last day of a certificate is over."""

    subject: ClassVar[str] = "approvals.certificate.expired.v1"


class MaterialFromCertificate(CaseEvent):
    """The applicant has agreed that a certificate stands in for a material."""

    subject: ClassVar[str] = "approvals.case.material_from_certificate.v1"

    material_code: str
    certificate_id: UUID


class CertificateConsentWithdrawn(CaseEvent):
    """The applicant no longer agrees that a certificate stands in for a material."""

    subject: ClassVar[str] = "approvals.case.certificate_consent_withdrawn.v1"

    material_code: str
    certificate_id: UUID
