"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends, Request

from shared.identity import Caller, role
from svc_policy_match.use_cases.office import Office

REGION_PATTERN = r"^\d{6}$"


async def office_of(request: Request) -> Office:
    """The tools that main put together."""
    office: Office = request.app.state.office
    return office


Tools = Annotated[Office, Depends(office_of)]
Editor = Annotated[Caller, Depends(role("editor"))]
