"""The vault: what a person or an enterprise holds, whole and signed, for its holder alone."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.certificates.certificates import Certificate, Contents
from svc_approvals.domain.certificates.types import CertificateType
from svc_approvals.storage.certificates import certificates, types
from svc_approvals.use_cases.certificates.signing import joined
from svc_approvals.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Opened:
    """A certificate with all it says."""

    certificate: Certificate
    contents: Contents
    kind: CertificateType

    @property
    def signed(self) -> str:
        """The signed data as one JWS."""
        payload = self.certificate.payload(self.contents)
        return joined(payload, self.certificate.signature)

    def labelled(self) -> list[tuple[str, str]]:
        """The data items by their titles, as they are printed."""
        data = self.contents.data
        known = [item for item in self.kind.items if item in data]
        return [(self.kind.title_of(item), printed(data[item])) for item in known]


def printed(value: Any) -> str:
    """A value of a data item in print."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(printed(one) for one in value)
    return str(value)


async def own_certificate(
    work: UnitOfWork, office: Office, caller: Caller, certificate_id: UUID
) -> Opened:
    """One of the caller's own; refused with CertificateNotFound, also for somebody else's."""
    row = await certificates.load(work, certificate_id, holder_id=caller.subject_id)
    return await opened(work, office, row)


async def opened_certificate(work: UnitOfWork, office: Office, certificate_id: UUID) -> Opened:
    """One that the caller has been allowed to see; refused with CertificateNotFound."""
    return await opened(work, office, await certificates.load(work, certificate_id))


async def opened(work: UnitOfWork, office: Office, row: Row) -> Opened:
    """The certificate of a row with what it says."""
    kinds = await types.by_codes(work, [row["type_code"]])
    return Opened(
        certificates.certificate_of(row),
        certificates.contents_of(row, office.secrets),
        kinds[row["type_code"]],
    )


def verify_url(office: Office, number: str) -> str:
    """Where anybody who has the certificate before them can verify it."""
    code = office.certificate_code(number)
    return f"{office.public_url}/api/v1/certificates/verify?number={number}&code={code}"
