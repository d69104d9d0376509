"""Builders for the tests of consultations."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from feedback_building import Feedback

from shared.identity import ANONYMOUS, Caller
from svc_feedback.use_cases.consultations.turning import turn_consultations

URL = "/api/v1/consultations"
DESK = f"{URL}/desk"
REGION = "431202"
MONDAY = datetime(2026, 1, 5, 2, tzinfo=UTC)


def an_editor(region: str = REGION) -> Caller:
    """Who asks for an organ."""
    roles = frozenset({"editor"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=uuid4(), region_code=region)


def asked(**members: Any) -> dict[str, Any]:
    """What an organ asks."""
    return {
        "title": "鹤城区养犬管理办法（征求意见稿）",
        "kind": "major_decision",
        "explanation": "为规范养犬行为，起草本办法。",
        "passages": [
            {"heading": "第一条", "text": "为了规范养犬，制定本办法。"},
            {"heading": "第二条", "text": "携犬出户应当使用犬绳。"},
        ],
        "opens_on": "2026-01-05",
        "closes_on": "2026-02-04",
    } | members


async def a_draft(feedback: Feedback, editor: Caller, **members: Any) -> dict[str, Any]:
    """A draft nobody else sees."""
    answer = await feedback.as_(editor).post(DESK, json=asked(**members))
    assert answer.status_code == 201, answer.text
    draft: dict[str, Any] = answer.json()
    return draft


async def opened(feedback: Feedback, editor: Caller, **members: Any) -> str:
    """A consultation that is open on Monday; its id."""
    feedback.app.state.now = lambda: MONDAY
    consultation_id: str = (await a_draft(feedback, editor, **members))["consultation_id"]
    announced = await feedback.as_(editor).post(
        f"{DESK}/{consultation_id}/announce", headers={"If-Match": "*"}
    )
    assert announced.status_code == 200, announced.text
    return consultation_id


def said(text: str = "建议限定犬绳长度。", **members: Any) -> dict[str, Any]:
    """What somebody says."""
    return {"submission_id": str(uuid4()), "passage": 2, "stance": "amend", "text": text} | members


async def an_opinion(
    feedback: Feedback, consultation_id: str, speaker: Caller = ANONYMOUS, **members: Any
) -> dict[str, Any]:
    """Somebody has spoken."""
    url = f"{URL}/{consultation_id}/opinions"
    answer = await feedback.as_(speaker).post(url, json=said(**members))
    assert answer.status_code == 201, answer.text
    given: dict[str, Any] = answer.json()
    return given


async def turned(feedback: Feedback) -> int:
    """The job of days has run."""
    async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
        return await turn_consultations(work)
