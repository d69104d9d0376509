"""Materials that come out of the applicant's vault: only while they may still be handed in."""

from datetime import datetime
from uuid import UUID

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.branch_supplements import bring_material
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.reasons import TransitionNotAllowed
from svc_approvals.domain.cases.states import IN_CHINESE, RUNNING, CaseState


def take_certificate(
    case: Case, material: CaseMaterial, certificate_id: UUID, file_id: UUID, at: datetime
) -> None:
    """Let a certificate stand in for a material of a draft, deferred, or asked for by a branch.

    Refused with TransitionNotAllowed, NotAskedFor or MaterialNotDeferred.
    """
    if case.state in RUNNING:
        bring_material(case, material, file_id, at)
    else:
        case.may_edit()
    material.supply(file_id, certificate_id)
    case.tell(facts.MaterialFromCertificate(material.code, certificate_id))


def withdraw_consent(case: Case, material: CaseMaterial) -> None:
    """Take the certificate back while the case is a draft; refused with TransitionNotAllowed."""
    if case.state is not CaseState.DRAFT:
        raise TransitionNotAllowed(
            action="撤回证照使用同意", state=case.state, state_name=IN_CHINESE[case.state]
        )
    if material.certificate_id is not None:
        case.tell(facts.CertificateConsentWithdrawn(material.code, material.certificate_id))
        material.take_back()
