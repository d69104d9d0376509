"""End a certificate: revoked by the organ that issued it, or expired when its last day is over."""

from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals import ApprovalsNotificationRequested
from shared.events.approvals.certificates import (
    CertificateEvent,
    CertificateExpired,
    CertificateRevoked,
)
from shared.identity import Caller
from shared.ids import new_id
from svc_approvals.domain.certificates.certificates import Certificate
from svc_approvals.storage.certificates import certificates

BATCH = 100


async def revoke_certificate(
    work: UnitOfWork, caller: Caller, certificate_id: UUID, reason: str
) -> Certificate:
    """Withdraw a certificate of the caller's own organ.

    Refused with CertificateNotFound (also for another organ's) or CertificateNotValid.
    """
    work.locks = True
    row = await certificates.load(work, certificate_id, organ_id=caller.organ)
    certificate = certificates.certificate_of(row)
    certificate.revoke(reason, caller.staff_no, work.now)
    await certificates.write_state(work, certificate)
    await work.announce(certificate.certificate_id, _told(CertificateRevoked, certificate))
    await work.announce(new_id(), _message(certificate))
    return certificate


async def expire_certificates(work: UnitOfWork) -> int:
    """Note which certificates are past their last day, a batch of them; answers how many."""
    ended = [one for one in await certificates.over(work, BATCH) if one.expire(work.now)]
    for certificate in ended:
        await certificates.write_state(work, certificate)
        await work.announce(certificate.certificate_id, _told(CertificateExpired, certificate))
    return len(ended)


def _message(certificate: Certificate) -> ApprovalsNotificationRequested:
    return ApprovalsNotificationRequested(
        account_id=certificate.holder_id,
        template="certificate_revoked",
        parameters={"name": certificate.name, "organ_name": certificate.organ_name},
        dedupe_key=f"{certificate.certificate_id}:revoked",
    )


def _told(fact: type[CertificateEvent], certificate: Certificate) -> CertificateEvent:
    return fact(
        certificate_id=certificate.certificate_id,
        type_code=certificate.type_code,
        holder_id=certificate.holder_id,
        organ_id=certificate.organ_id,
    )
