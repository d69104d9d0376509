"""What requests to this service have in common: the key of its data, codes, and words."""

from datetime import date
from typing import Annotated, cast

from fastapi import Depends, Query, Request
from pydantic import StringConstraints

from shared.identity import caller_of
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.domain.reviews import LONGEST_TEXT
from svc_feedback.use_cases.office import Office

SOURCE_DIGITS = 32
CODE = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$"


async def personal_data_of(request: Request) -> PersonalData:
    """What encrypts words and derives tokens; opened with the app."""
    return cast("PersonalData", request.app.state.personal_data)


async def source_of(request: Request) -> str:
    """Where a request comes from: a keyed hash, another every day; empty for halls and devices."""
    office: Office = request.app.state.office
    address = request.headers.get("x-forwarded-for", "")
    if not address or address in office.hall_addresses or caller_of(request).device_id:
        return ""
    day = china_time(request.app.state.now()).date()
    return office.secrets.blind_index("review-source", f"{day}|{address}")[:SOURCE_DIGITS]


Source = Annotated[str, Depends(source_of)]
Secrecy = Annotated[PersonalData, Depends(personal_data_of)]
MatterCode = Annotated[str, Query(pattern=CODE, description="事项编码", examples=["HC-YJS-0001"])]
RegionCode = Annotated[
    str,
    Query(pattern=r"^([0-9]{6}|[0-9]{12})?$", description="行政区划代码", examples=["431202"]),
]
FirstDay = Annotated[date | None, Query(alias="from", description="起始日期（含）")]
LastDay = Annotated[date | None, Query(alias="to", description="截止日期（含）")]
Token = Annotated[
    str,
    StringConstraints(min_length=1, max_length=64),
]
Words = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=LONGEST_TEXT, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
    ),
]
