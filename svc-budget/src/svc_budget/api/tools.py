"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends, Query, Request

from shared.identity import Caller, role
from svc_budget.use_cases.office import Office

REGION_PATTERN = r"^\d{6}$"


async def office_of(request: Request) -> Office:
    """The tools that main put together."""
    office: Office = request.app.state.office
    return office


Tools = Annotated[Office, Depends(office_of)]
Finance = Annotated[Caller, Depends(role("finance"))]
Staff = Annotated[Caller, Depends(role("finance", "supervisor", "admin"))]
Region = Annotated[
    str, Query(pattern=REGION_PATTERN, description="行政区划代码", examples=["431202"])
]
Year = Annotated[int, Query(ge=1994, le=2200, description="预算年度", examples=[2026])]
