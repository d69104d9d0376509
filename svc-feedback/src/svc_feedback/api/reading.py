"""What requests to this service have in common: the key of its data, codes, and words."""

from typing import Annotated, cast

from fastapi import Depends, Query, Request
from pydantic import StringConstraints

from shared.personal_data import PersonalData
from svc_feedback.domain.reviews import LONGEST_TEXT

CODE = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$"


async def personal_data_of(request: Request) -> PersonalData:
    """What encrypts words and derives tokens; opened with the app."""
    return cast("PersonalData", request.app.state.personal_data)


Secrecy = Annotated[PersonalData, Depends(personal_data_of)]
MatterCode = Annotated[str, Query(pattern=CODE, description="事项编码", examples=["HC-YJS-0001"])]
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
