"""Let a certificate stand in for a material: with the holder's consent, and on record."""

from collections.abc import AsyncIterator, Mapping, Sequence
from uuid import UUID

from shared.database import UnitOfWork
from shared.ids import new_id
from shared.uploads import received
from svc_approvals.domain.cases import from_vault
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import CaseMaterial, material_of
from svc_approvals.domain.cases.states import CaseState
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.certificates import consent
from svc_approvals.domain.certificates.certificates import Certificate
from svc_approvals.domain.certificates.reasons import (
    CertificateDoesNotFit,
    CertificateUseNotFound,
    ConsentMissing,
)
from svc_approvals.storage.cases import materials
from svc_approvals.storage.certificates import certificates, uses
from svc_approvals.use_cases.cases.applications import lapse_timers
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.saving import keep_case, keep_progress
from svc_approvals.use_cases.certificates.vault import Opened, opened
from svc_approvals.use_cases.office import Office

OFFERED_IN = {
    CaseState.DRAFT, CaseState.SUPPLEMENT_REQUESTED, CaseState.IN_PROGRESS, CaseState.DECIDED,
}  # fmt: skip


async def offers(work: UnitOfWork, case: Case, guide: Guide) -> Mapping[str, Sequence[Certificate]]:
    """The applicant's valid certificates that could stand in for a material, by its code."""
    wanted = {one.code: one.certificate_type for one in guide.handed_in if one.certificate_type}
    if case.state not in OFFERED_IN or not wanted:
        return {}
    rows = await certificates.valid_of(work, case.applicant_id, wanted.values())
    held = [certificates.certificate_of(row) for row in rows]
    return {
        code: [one for one in held if one.type_code == type_code]
        for code, type_code in wanted.items()
    }


async def fitting_certificate(
    work: UnitOfWork,
    office: Office,
    case: Case,
    code: str,
    certificate_id: UUID,
    *,
    agreed: bool,
) -> tuple[CaseMaterial, Opened]:
    """The material, and the applicant's own valid certificate that may stand in for it.

    Refused with MaterialUnknown, ConsentMissing, CertificateNotFound (also for somebody
    else's), CertificateDoesNotFit or CertificateNotValid.
    """
    guide, _ = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    material = material_of(given, code)
    if not agreed:
        raise ConsentMissing
    row = await certificates.load(work, certificate_id, holder_id=case.applicant_id)
    found = await opened(work, office, row)
    (asked_for,) = (one for one in guide.handed_in if one.code == code)
    if asked_for.certificate_type != found.certificate.type_code:
        raise CertificateDoesNotFit(
            material_code=code, material_name=material.name, name=found.certificate.name
        )
    found.certificate.require_valid(work.now)
    return material, found


async def reuse_certificate(
    work: UnitOfWork,
    office: Office,
    case: Case,
    material: CaseMaterial,
    found: Opened,
    printed: AsyncIterator[bytes],
) -> CaseMaterial:
    """Hand the certificate in for the material, as it is printed now, and record the consent.

    Refused with TransitionNotAllowed or MaterialNotDeferred.
    """
    certificate_id = found.certificate.certificate_id
    from_vault.take_certificate(case, material, certificate_id, new_id(), work.now)
    name = f"{found.certificate.name}.pdf"
    async with received(printed, name, quarantine=office.files.quarantine) as upload:
        stored_at = await office.files.keep(upload, case.case_id)
        await materials.put_file(work, case.case_id, material, upload, stored_at)
    await uses.add(work, certificate_id, case.case_id, material.code, consent.VERSION)
    await keep_progress(work, office, case, lapse_timers(work, case))
    return material


async def withdraw_consent(work: UnitOfWork, office: Office, case: Case, code: str) -> CaseMaterial:
    """Take the certificate back out of a draft.

    Refused with MaterialUnknown, TransitionNotAllowed or CertificateUseNotFound.
    """
    guide, _ = await guide_of(work, office, case)
    material = material_of(await materials.asked(work, case.case_id, guide.handed_in), code)
    from_vault.withdraw_consent(case, material)
    if await uses.end(work, case.case_id, code) is None:
        raise CertificateUseNotFound
    await materials.put_state(work, case.case_id, [material])
    await keep_case(work, case, lapse_timers(work, case))
    return material
