"""Find a request for whoever may see it; keep it, tell what happened, and let the person know."""

from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.documents import DisclosureRequestEvent, DocumentsNotificationRequested
from shared.identity import Caller
from shared.ids import new_id
from svc_documents.domain.disclosure_requests.reasons import DisclosureRequestNotFound
from svc_documents.domain.disclosure_requests.requests import DisclosureRequest
from svc_documents.storage.disclosure_requests import requests
from svc_documents.storage.disclosure_requests.requests import Kept, Private
from svc_documents.use_cases.disclosure_requests import messages
from svc_documents.use_cases.office import Office

HANDLERS = frozenset({"editor", "registrar", "approver", "admin"})


async def own_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, *, locked: bool = False
) -> Kept:
    """The caller's own; another's is refused with DisclosureRequestNotFound."""
    kept = await _found(work, office, request_id, locked=locked)
    if kept[0].account_id != caller.subject_id:
        raise DisclosureRequestNotFound
    return kept


async def organs_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, *, locked: bool = False
) -> Kept:
    """One of the caller's organ; another organ's is refused with DisclosureRequestNotFound."""
    kept = await _found(work, office, request_id, locked=locked)
    if kept[0].organ_id != caller.organ:
        raise DisclosureRequestNotFound
    return kept


async def regions_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID, *, locked: bool = False
) -> Kept:
    """One of the caller's region; another's is refused with DisclosureRequestNotFound."""
    kept = await _found(work, office, request_id, locked=locked)
    if kept[0].region_code != caller.region_code:
        raise DisclosureRequestNotFound
    return kept


async def visible_request(
    work: UnitOfWork, office: Office, caller: Caller, request_id: UUID
) -> tuple[DisclosureRequest, Private, bool]:
    """A request for its applicant, its organ's staff or its region's supervisor.

    Says too whether the caller is of the staff. Refused with DisclosureRequestNotFound.
    """
    request, private = await _found(work, office, request_id)
    if caller.kind != "staff":
        if request.account_id != caller.subject_id:
            raise DisclosureRequestNotFound
        return request, private, False
    handles = request.organ_id == caller.organ_id and bool(caller.roles & HANDLERS)
    watches = request.region_code == caller.region_code and "supervisor" in caller.roles
    if not (handles or watches):
        raise DisclosureRequestNotFound
    return request, private, True


async def save(
    work: UnitOfWork, office: Office, kept: Kept, event: DisclosureRequestEvent, message: str = ""
) -> DisclosureRequest:
    """Keep what has changed, tell it, and ask for a message when the applicant should hear."""
    request, private = kept
    await requests.keep(work, office.secrets, request, private)
    await work.announce(request.request_id, event)
    if message:
        await notify(work, request, message)
    return request


async def notify(work: UnitOfWork, request: DisclosureRequest, template: str) -> None:
    """Ask for a message to the applicant."""
    asked = DocumentsNotificationRequested(
        account_id=request.account_id,
        template=template,
        parameters=messages.parameters(request, template),
        dedupe_key=f"{request.request_id}:{template}",
    )
    await work.announce(new_id(), asked)


def facts(request: DisclosureRequest) -> dict[str, Any]:
    """What every event of a request carries."""
    return {
        "request_id": request.request_id, "request_no": request.request_no,
        "organ_id": request.organ_id, "due_on": request.due_on,
    }  # fmt: skip


async def _found(
    work: UnitOfWork, office: Office, request_id: UUID, *, locked: bool = False
) -> Kept:
    if locked:
        await work.lock()
    kept = await requests.with_id(work, office.secrets, request_id, locked=locked)
    if kept is None:
        raise DisclosureRequestNotFound
    return kept
