"""Begin, fill in and hand in a case for whoever stands at the window (代办).

The verbs are the applicant's own (use_cases/cases); what is added here is who may
use them in somebody's name, and that it is logged as the clerk's doing.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.walk_ins.walk_ins import (
    WINDOW,
    NotBegunAtDesk,
    WalkIn,
    require_deliverable,
    require_sound,
)
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.storage.walk_ins import walk_ins
from svc_approvals.use_cases.cases import applications
from svc_approvals.use_cases.cases.applications import Wishes
from svc_approvals.use_cases.cases.desk import desk_case
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.screens.changes import require_confirmed


async def begin_on_behalf(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    applicant: WalkIn,
    matter_code: str,
    filled: FilledForm,
    *,
    delivery: str,
    policy_id: UUID | None = None,
) -> Case:
    """Open a draft in a person's name.

    Refused with DeliveryNeedsAccount, ApplicantInvalid, MatterNotFound (also for other
    regions' matters), AnswersInvalid or FormInvalid.
    """
    require_deliverable(delivery)
    require_sound(applicant)
    party = await walk_ins.keep(work, office.secrets, applicant)
    return await applications.begin_case(
        work, office, party, matter_code, filled, Wishes(WINDOW, delivery, policy_id),
        clerk=caller,
    )  # fmt: skip


async def save_on_behalf(
    work: UnitOfWork, office: Office, case: Case, patch: Mapping[str, Any]
) -> None:
    """Change a draft; refused with DeliveryNeedsAccount, and as save_draft is."""
    require_deliverable(patch.get("delivery", ""))
    await applications.save_draft(work, office, case, patch)


async def submit_on_behalf(work: UnitOfWork, office: Office, caller: Caller, case: Case) -> Case:
    """Hand the application in in the person's name.

    Refused with FieldsNotConfirmed while something on their screen is not confirmed as it
    stands, and as submit_case is.
    """
    await require_confirmed(work, office, case.case_id)
    return await applications.submit_case(work, office, case, staff_no=caller.staff_no)


async def case_on_behalf(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """A case of the clerk's region that was begun at its desk.

    Refused with CaseNotFound, or NotBegunAtDesk for a case its applicant handed in.
    """
    case = await desk_case(work, caller, case_id)
    if case.channel != WINDOW:
        raise NotBegunAtDesk
    return case
