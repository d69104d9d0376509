"""Offer what the applicant's certificates know for the form; nothing is written by it."""

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.catalogue.merged_forms import shown_fields
from svc_approvals.domain.certificates.prefill import Known, Suggestion, suggestions
from svc_approvals.storage.certificates import certificates, types
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office

MOST_TYPES = 1000


async def suggest_fields(work: UnitOfWork, office: Office, case: Case) -> list[Suggestion]:
    """A value for every field that a valid certificate of the applicant's can fill."""
    guide, filled = await guide_of(work, office, case)
    fields = [one for one in shown_fields(guide, filled.form) if one.prefill]
    wanted = {one.prefill for one in fields}
    kinds = {
        kind.code: kind
        for kind in await types.listed(work, "", MOST_TYPES)
        if wanted & set(kind.prefill)
    }
    rows = await certificates.valid_of(work, case.applicant_id, kinds)
    known = [
        Known(
            row["certificate_id"], row["name"], kinds[row["type_code"]],
            certificates.contents_of(row, office.secrets).data,
        )
        for row in rows
    ]  # fmt: skip
    return suggestions(fields, known)
