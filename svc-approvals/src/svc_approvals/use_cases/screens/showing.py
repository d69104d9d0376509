"""Show fields of a case on the outer screen, and take the person's verdict on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals.screens import ScreenFieldJudged, ScreenFormShown
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.merged_forms import form_fields, shown_fields
from svc_approvals.domain.screens.reasons import FieldsUnknown
from svc_approvals.domain.screens.sessions import ScreenSession, Verdict
from svc_approvals.storage.cases import cases, forms
from svc_approvals.storage.screens import sessions
from svc_approvals.use_cases.cases.desk import desk_case
from svc_approvals.use_cases.cases.guides import guide_of
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.screens.marks import mark_of, marks_of
from svc_approvals.use_cases.screens.pairing import Seat


@dataclass(frozen=True, slots=True)
class OnScreen:
    """A field as it stands: its value, the mark of the value, the verdict on it."""

    field: FormField
    value: Any
    mark: str
    verdict: Verdict
    remark: str


async def show_form(
    work: UnitOfWork,
    office: Office,
    seat: Seat,
    session: ScreenSession,
    case_id: UUID,
    keys: Sequence[str] | None,
) -> None:
    """Show these fields of a case of the clerk's region, or all that apply to it.

    Refused with CaseNotFound, FieldsUnknown or ScreenSessionOver.
    """
    case = await desk_case(work, seat.caller, case_id)
    guide, filled = await guide_of(work, office, case)
    chosen = _chosen(guide, filled.form, keys)
    marks = marks_of(office.secrets, session.session_id, chosen, filled.form)
    session.show(case_id, marks, work.now)
    await sessions.save(work, office.secrets, session)
    event = ScreenFormShown(session_id=session.session_id, case_id=case_id, fields=chosen)
    await work.announce(session.session_id, event)


def _chosen(guide: Guide, form: Mapping[str, Any], keys: Sequence[str] | None) -> tuple[str, ...]:
    if keys is None:
        return tuple(field.key for field in shown_fields(guide, form))
    known = {field.key for field in form_fields(guide)}
    if unknown := [key for key in keys if key not in known]:
        raise FieldsUnknown(fields="、".join(unknown))
    return tuple(dict.fromkeys(keys))


async def judge_field(
    work: UnitOfWork,
    office: Office,
    session: ScreenSession,
    key: str,
    verdict: Verdict,
    *,
    seen: str,
    remark: str,
) -> None:
    """The person before the screen confirms the value they see, or objects to it.

    Refused with ScreenSessionOver, NothingShown, FieldNotShown or ValueChangedMeanwhile.
    """
    form: Mapping[str, Any] = {}
    if session.case_id is not None:
        form = (await forms.read(work, office.secrets, session.case_id)).form
    mark = mark_of(office.secrets, session.session_id, key, form.get(key))
    session.judge(key, verdict, seen=seen, mark=mark, remark=remark, now=work.now)
    await sessions.save(work, office.secrets, session)
    event = ScreenFieldJudged(session_id=session.session_id, field=key, verdict=verdict)
    await work.announce(session.session_id, event)


async def on_screen(
    work: UnitOfWork, office: Office, session: ScreenSession
) -> tuple[Case | None, list[OnScreen]]:
    """What the outer screen shows at this moment; nothing once the session is over."""
    if session.case_id is None or session.is_over(work.now):
        return None, []
    case = await cases.load(work, session.case_id, region_code=session.region_code)
    guide, filled = await guide_of(work, office, case)
    known = {field.key: field for field in form_fields(guide)}
    return case, [
        _on_screen(office, session, known[key], filled.form.get(key))
        for key in session.fields
        if key in known
    ]


def _on_screen(office: Office, session: ScreenSession, field: FormField, value: Any) -> OnScreen:
    shown = session.fields[field.key]
    mark = mark_of(office.secrets, session.session_id, field.key, value)
    verdict = shown.verdict_on(mark)
    remark = "" if verdict is Verdict.PENDING else shown.remark
    return OnScreen(field, value, mark, verdict, remark)
