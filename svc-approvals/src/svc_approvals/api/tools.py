"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends, Request

from shared.identity import Caller, role
from svc_approvals.use_cases.office import Office


async def office_of(request: Request) -> Office:
    """The tools that main put together."""
    office: Office = request.app.state.office
    return office


Tools = Annotated[Office, Depends(office_of)]
Applicant = Annotated[Caller, Depends(role("citizen", "enterprise"))]
Clerk = Annotated[Caller, Depends(role("window"))]
ClerkOrSupervisor = Annotated[Caller, Depends(role("window", "supervisor"))]
Supervisor = Annotated[Caller, Depends(role("supervisor"))]
Officer = Annotated[Caller, Depends(role("approver", "window"))]
EDITORS = ("editor", "admin")
Editor = Annotated[Caller, Depends(role(*EDITORS))]
OfficerOrSupervisor = Annotated[Caller, Depends(role("approver", "window", "supervisor"))]
