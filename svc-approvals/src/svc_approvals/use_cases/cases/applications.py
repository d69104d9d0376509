"""What an applicant does: begin, fill in, hand in, complete, take back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.refusals import FieldError, Invalid
from svc_approvals.domain.cases import branch_supplements
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.clocks import DRAFT_DAYS
from svc_approvals.domain.cases.facts import CaseDrafted
from svc_approvals.domain.cases.materials import missing
from svc_approvals.domain.cases.parties import Party
from svc_approvals.domain.cases.running import INSTANT, rule_again
from svc_approvals.domain.cases.states import RUNNING, CaseState
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.storage import directory
from svc_approvals.storage.cases import cases, forms, materials
from svc_approvals.storage.cases.forms import FilledForm
from svc_approvals.storage.cases.timers import Timer
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.pre_reviews import pre_reviews
from svc_approvals.use_cases.cases.acceptance import accept_case
from svc_approvals.use_cases.cases.form_check import check_form
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.cases.rings import timers_of
from svc_approvals.use_cases.cases.saving import keep_case
from svc_approvals.use_cases.catalogue.guarding import (
    refuse_case_on_dead_basis,
    refuse_on_dead_basis,
)
from svc_approvals.use_cases.catalogue.matters import (
    MatterNotFound,
    as_field_errors,
    guide_for,
    published_matter,
)
from svc_approvals.use_cases.office import Office, new_number
from svc_approvals.use_cases.screens.changes import tell_screens


@dataclass(eq=False)
class FormInvalid(Invalid):
    """表单填写有误。"""

    advice: ClassVar[str] = "请按 errors 中的逐项说明修改。"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How it is applied, how the results shall come, and for what a policy gives, if for that."""

    channel: str
    delivery: str
    policy_id: UUID | None = None


async def begin_case(
    work: UnitOfWork,
    office: Office,
    party: Party,
    matter_code: str,
    filled: FilledForm,
    wishes: Wishes,
    *,
    clerk: Caller | None = None,
) -> Case:
    """Open a draft on the version in force, by the applicant or by a clerk in their name.

    Refused with MatterNotFound (a clerk: also for matters of other regions),
    AnswersInvalid, FormInvalid, or BasisDead where the basis guard blocks.
    """
    published = await published_matter(work, matter_code)
    matter = published.matter
    await refuse_on_dead_basis(work, matter, office.basis_guard)
    lead = (await directory.organs(work))[matter.lead_organ]
    if clerk is not None and clerk.region_code != lead.region_code:
        raise MatterNotFound
    case = Case(
        case_id=new_id(),
        case_no=new_number(lead.region_code, work.now),
        matter_code=matter.code,
        matter_name=matter.name,
        version_id=published.version_id,
        applicant_id=party.applicant_id,
        channel=wishes.channel,
        delivery=wishes.delivery,
        promised_days=matter.promised_days,
        statutory_days=matter.statutory_days,
        hours=lead.office_hours,
        policy_id=wishes.policy_id,
    )
    staff_no = clerk.staff_no if clerk else ""
    case.tell(CaseDrafted(matter.code, wishes.channel, staff_no, wishes.policy_id))
    checked = _checked(guide_for(matter, filled.answers, filled.form), filled, complete=False)
    await cases.add(work, case, party.name_masked, lead.region_code, lapse_timers(work, case))
    await forms.write(work, office.secrets, case.case_id, matter, checked)
    return case


def lapse_timers(work: UnitOfWork, case: Case) -> list[Timer]:
    """Whoever touches a draft gives it thirty days more."""
    if case.state is not CaseState.DRAFT:
        return []
    return [Timer("lapse", work.now + timedelta(days=DRAFT_DAYS))]


async def save_draft(
    work: UnitOfWork,
    office: Office,
    case: Case,
    patch: Mapping[str, Any],
) -> FilledForm:
    """Merge answers and form fields into the draft (RFC 7396: null removes a member).

    While departments are at work, only form fields a branch asks for may change, and
    nothing when none asks.
    Refused with TransitionNotAllowed, NotAskedFor, AnswersInvalid or FormInvalid.
    """
    running = case.state in RUNNING
    if running and branch_supplements.wanted(case):
        branch_supplements.bring(case, *_pointers(patch))
    else:
        case.save_draft(*sorted(set(patch) & {"answers", "form", "delivery"}))
    case.delivery = patch.get("delivery", case.delivery)
    matter = (await matters.version(work, case.version_id)).matter
    before = await forms.read(work, office.secrets, case.case_id)
    merged = FilledForm(
        _merged(before.answers, patch.get("answers", {})),
        _merged(before.form, patch.get("form", {})),
    )
    guide = guide_for(matter, merged.answers, merged.form)
    filled = _checked(guide, merged, complete=running)
    await forms.write(work, office.secrets, case.case_id, matter, filled)
    await tell_screens(work, office, case.case_id, before.form, filled.form)
    rule_again(case, guide, filled.form)
    await keep_case(work, case, lapse_timers(work, case))
    return filled


def _pointers(patch: Mapping[str, Any]) -> list[str]:
    named = [f"form/{key}" for key in patch.get("form", {})]
    return [*named, *(one for one in ("answers", "delivery") if one in patch)]


def _merged(before: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**before, **patch}
    return {key: value for key, value in merged.items() if value is not None}


def _checked(guide: Guide, filled: FilledForm, *, complete: bool) -> FilledForm:
    checked = check_form(guide, filled.form, complete=complete)
    if checked.problems:
        raise FormInvalid(errors=as_field_errors(checked.problems))
    return FilledForm(filled.answers, checked.data)


async def precheck_case(work: UnitOfWork, office: Office, case: Case) -> list[FieldError]:
    """Everything that would keep the case from being handed in; empty when it is ready."""
    guide, filled = await guide_of(work, office, case)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    return [
        *_unanswered(guide),
        *as_field_errors(check_form(guide, filled.form).problems),
        *missing(given, at_window=False),
    ]


async def submit_case(work: UnitOfWork, office: Office, case: Case, *, staff_no: str = "") -> Case:
    """Hand the application in, first or after a supplement; a clerk does with their number.

    What a rule decides (秒批) is accepted at once, when nothing has to come later.
    Refused with TransitionNotAllowed, FormInvalid, ApplicationIncomplete, or BasisDead
    where the basis guard blocks what is handed in for the first time.
    """
    if case.state in RUNNING:
        return await supplement_branches(work, office, case)
    case.may_edit()
    guide, filled = await guide_of(work, office, case)
    checked = check_form(guide, filled.form)
    if wrong := [*_unanswered(guide), *as_field_errors(checked.problems)]:
        raise FormInvalid(errors=wrong)
    given = await materials.asked(work, case.case_id, guide.handed_in)
    clock = await office.clock(work)
    if case.state is CaseState.DRAFT:
        await refuse_case_on_dead_basis(work, guide.matter, case.version_id, office.basis_guard)
        await pre_reviews.lapse(work, case.case_id)
        case.submit(given, work.now, clock, staff_no=staff_no)
    else:
        case.supplement(given, work.now, clock, staff_no=staff_no)
    if guide.matter.kind == INSTANT and not missing(given, at_window=True):
        return await accept_case(work, office, case, {})
    await keep_case(work, case, timers_of(case, clock, work.now))
    return case


async def supplement_branches(work: UnitOfWork, office: Office, case: Case) -> Case:
    """Everything the departments asked for is there: their branches go on.

    Refused with NoSupplementOpen or ApplicationIncomplete.
    """
    clock = await office.clock(work)
    branch_supplements.supplemented(case, work.now, clock)
    await keep_case(work, case, timers_of(case, clock, work.now))
    return case


def _unanswered(guide: Guide) -> list[FieldError]:
    return [
        FieldError(f"#/answers/{key}", "missing", "请回答这个情形问题。")
        for key in guide.unanswered
    ]


async def withdraw_case(work: UnitOfWork, case: Case) -> Case:
    """Take the application back; refused with TransitionNotAllowed."""
    case.withdraw(work.now)
    await keep_case(work, case)
    return case


async def own_case(work: UnitOfWork, caller: Caller, case_id: UUID) -> Case:
    """The caller's own case; refused with CaseNotFound, also when it is somebody else's."""
    return await cases.load(work, case_id, applicant_id=caller.subject_id)
