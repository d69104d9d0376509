"""A case that is on a screen was changed: what was confirmed of it is open again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals.screens import ScreenValuesChanged
from svc_approvals.storage.cases import forms
from svc_approvals.storage.screens import sessions
from svc_approvals.use_cases.office import Office
from svc_approvals.use_cases.screens.marks import marks_of


async def tell_screens(
    work: UnitOfWork,
    office: Office,
    case_id: UUID,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Open again, on every screen that shows the case, the fields whose value changed."""
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if not changed:
        return
    for session in await sessions.showing(work, office.secrets, case_id, locked=True):
        shown = session.reopen(changed, work.now)
        if shown:
            await sessions.save(work, office.secrets, session)
            event = ScreenValuesChanged(session_id=session.session_id, fields=shown)
            await work.announce(session.session_id, event)


async def require_confirmed(work: UnitOfWork, office: Office, case_id: UUID) -> None:
    """While a screen shows the case, everything on it must be confirmed as it stands.

    Refused with FieldsNotConfirmed.
    """
    open_sessions = await sessions.showing(work, office.secrets, case_id)
    if open_sessions:
        form = (await forms.read(work, office.secrets, case_id)).form
        for session in open_sessions:
            marks = marks_of(office.secrets, session.session_id, session.fields, form)
            session.require_confirmed(marks)
