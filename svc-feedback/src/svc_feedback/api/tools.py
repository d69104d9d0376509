"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends, Request

from svc_feedback.use_cases.office import Office


async def office_of(request: Request) -> Office:
    """The tools that main put together."""
    office: Office = request.app.state.office
    return office


Tools = Annotated[Office, Depends(office_of)]
