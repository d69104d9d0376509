"""The guide of a case: its matter's version, for what was answered and filled in."""

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.storage.cases import forms
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.storage.catalogue import matters
from svc_approvals.use_cases.catalogue.matters import guide_for
from svc_approvals.use_cases.office import Office


async def guide_of(work: UnitOfWork, office: Office, case: Case) -> tuple[Guide, FilledForm]:
    """The guide of a case for what was answered and filled in."""
    matter = (await matters.version(work, case.version_id)).matter
    filled = await forms.read(work, office.secrets, case.case_id)
    return guide_for(matter, filled.answers, filled.form), filled
