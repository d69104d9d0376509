"""Make one certificate: number it, sign it, keep it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from shared.ids import new_id
from svc_approvals.domain.certificates.certificates import Certificate, Contents
from svc_approvals.domain.certificates.types import CertificateType
from svc_approvals.storage.certificates import certificates
from svc_approvals.storage.directory import Organ
from svc_approvals.use_cases.office import Office, new_number


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a certificate comes from: `issued` by a node of a case, or `registered` by staff."""

    name: str
    by: str
    case_id: UUID | None = None
    product_code: str | None = None


async def make_certificate(
    work: UnitOfWork,
    office: Office,
    kind: CertificateType,
    organ: Organ,
    holder: tuple[UUID, str],
    contents: Contents,
    dates: tuple[date, date | None],
    origin: Origin,
) -> Certificate | None:
    """A new certificate of the holder (account and masked name); None when it is there already.

    Contents without an issued number get this platform's own number for it.
    """
    certificate = Certificate(
        certificate_id=new_id(),
        number=new_number(organ.region_code, work.now),
        type_code=kind.code,
        name=kind.name,
        holder_id=holder[0],
        holder_masked=holder[1],
        organ_id=organ.organ_id,
        organ_name=organ.name,
        origin=origin.name,
        issued_at=work.now,
        issued_by=origin.by,
        valid_from=dates[0],
        valid_until=dates[1],
        case_id=origin.case_id,
        product_code=origin.product_code,
    )
    said = contents if contents.issued_no else replace(contents, issued_no=certificate.number)
    certificate.signature = office.signer.sign(certificate.payload(said))
    added = await certificates.add(work, office.secrets, certificate, said)
    return certificate if added else None
