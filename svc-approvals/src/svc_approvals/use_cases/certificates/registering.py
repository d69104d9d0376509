"""Enter a certificate that was issued elsewhere; the issuing organ's staff do, and only once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals.certificates import CertificateRegistered
from shared.identity import Caller
from shared.office_hours import china_time
from shared.refusals import FieldError
from svc_approvals.domain.certificates.certificates import Certificate, Contents
from svc_approvals.domain.certificates.reasons import (
    CertificateAlreadyRegistered,
    CertificateDataInvalid,
    CertificateTypeUnknown,
    NotIssuingOrgan,
)
from svc_approvals.domain.certificates.types import CertificateType, last_day
from svc_approvals.storage import directory
from svc_approvals.storage.certificates import certificates, types
from svc_approvals.storage.directory import Organ
from svc_approvals.use_cases.certificates.data_check import data_errors
from svc_approvals.use_cases.certificates.making import Origin, make_certificate
from svc_approvals.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class Registration:
    """What is entered; without a last day the type's validity counts from the first."""

    holder_id: UUID
    holder_name: str
    holder_masked: str
    issued_no: str
    valid_from: date
    data: Mapping[str, Any]
    valid_until: date | None = None


async def register_certificate(
    work: UnitOfWork, office: Office, caller: Caller, type_code: str, asked: Registration
) -> tuple[Certificate, bool]:
    """The certificate, and whether it is new: the same type and number again are the same one.

    Refused with CertificateTypeUnknown, NotIssuingOrgan, CertificateDataInvalid or
    CertificateAlreadyRegistered.
    """
    kind = (await types.by_codes(work, [type_code])).get(type_code)
    if kind is None:
        raise CertificateTypeUnknown(type_code=type_code)
    organs = {organ.organ_id: organ for organ in (await directory.organs(work)).values()}
    organ = organs.get(caller.organ)
    if organ is None or organ.code not in kind.issuers:
        raise NotIssuingOrgan(type_name=kind.name)
    return await register(work, office, kind, organ, asked, by=caller.staff_no)


async def register(
    work: UnitOfWork,
    office: Office,
    kind: CertificateType,
    organ: Organ,
    asked: Registration,
    *,
    by: str,
) -> tuple[Certificate, bool]:
    """Keep it; refused with CertificateDataInvalid or CertificateAlreadyRegistered."""
    until = asked.valid_until or last_day(asked.valid_from, kind.valid_days)
    errors = [*data_errors(kind, asked.data), *_date_errors(work, asked.valid_from, until)]
    if errors:
        raise CertificateDataInvalid(errors=errors)
    said = Contents(asked.issued_no, asked.holder_name, dict(asked.data))
    made = await make_certificate(
        work, office, kind, organ, (asked.holder_id, asked.holder_masked), said,
        (asked.valid_from, until), Origin("registered", by),
    )  # fmt: skip
    if made is None:
        return await _the_same(work, office, kind, organ, asked, until), False
    await work.announce(made.certificate_id, _told(made))
    return made, True


def _date_errors(work: UnitOfWork, first: date, last: date | None) -> list[FieldError]:
    if first > china_time(work.now).date():
        return [FieldError("#/valid_from", "in_future", "生效日期不能晚于今天")]
    if last is not None and last < first:
        return [FieldError("#/valid_until", "before_start", "有效期截止日期不能早于生效日期")]
    return []


async def _the_same(
    work: UnitOfWork,
    office: Office,
    kind: CertificateType,
    organ: Organ,
    asked: Registration,
    until: date | None,
) -> Certificate:
    row = await certificates.by_issued_no(work, office.secrets, kind.code, asked.issued_no)
    if row is None:
        raise CertificateAlreadyRegistered
    there = certificates.certificate_of(row)
    is_same = (there.holder_id, there.organ_id, there.valid_from, there.valid_until) == (
        asked.holder_id, organ.organ_id, asked.valid_from, until,
    )  # fmt: skip
    said = Contents(asked.issued_no, asked.holder_name, dict(asked.data))
    if not is_same or certificates.contents_of(row, office.secrets) != said:
        raise CertificateAlreadyRegistered
    return there


def _told(certificate: Certificate) -> CertificateRegistered:
    return CertificateRegistered(
        certificate_id=certificate.certificate_id,
        type_code=certificate.type_code,
        holder_id=certificate.holder_id,
        organ_id=certificate.organ_id,
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
    )
