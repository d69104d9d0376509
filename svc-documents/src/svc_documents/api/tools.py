"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends, Request

from shared.identity import Caller, role
from svc_documents.use_cases.office import Office


async def office_of(request: Request) -> Office:
    """The tools that main put together."""
    office: Office = request.app.state.office
    return office


Tools = Annotated[Office, Depends(office_of)]
Applicant = Annotated[Caller, Depends(role("citizen", "enterprise"))]

Editor = Annotated[Caller, Depends(role("editor", "admin"))]
Registrar = Annotated[Caller, Depends(role("registrar"))]
Supervisor = Annotated[Caller, Depends(role("supervisor"))]
Staff = Annotated[Caller, Depends(role("editor", "registrar", "approver", "supervisor", "admin"))]
