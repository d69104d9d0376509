"""Builders for the tests of the suggestion box."""

from typing import Any
from uuid import uuid4

from directory_building import an_organ
from feedback_building import Feedback
from httpx2 import Response

from shared.identity import Caller

BOX = "/api/v1/suggestions"
QUEUE = "/api/v1/voice/suggestions"
REGION = "431202"


def a_slip(text: str = "大厅的等候区多放几把椅子。", **members: Any) -> dict[str, Any]:
    """What a person puts in."""
    return {"submission_id": str(uuid4()), "region_code": REGION, "text": text} | members


async def an_answering_officer(feedback: Feedback) -> Caller:
    """One of the staff of an organ the directory knows."""
    organ = await an_organ(feedback)
    roles = frozenset({"approver"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=organ, region_code=REGION)


def a_supervisor(region_code: str = REGION) -> Caller:
    """Who reads the whole region's box."""
    roles = frozenset({"supervisor"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=uuid4(), region_code=region_code)


async def put_in(feedback: Feedback, text: str = "多放几把椅子。", **members: Any) -> str:
    """A suggestion is in the box; its receipt code."""
    answer = await feedback.as_().post(BOX, json=a_slip(text, **members))
    assert answer.status_code == 201, answer.text
    code: str = answer.json()["receipt_code"]
    return code


async def look_up(feedback: Feedback, code: str) -> Response:
    """What the bearer of a code reads."""
    return await feedback.as_().post(f"{BOX}/look-up", json={"receipt_code": code})
