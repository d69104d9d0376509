"""Builders for the tests of letters."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from directory_building import a_calendar, an_organ
from feedback_building import Feedback

from shared.identity import ANONYMOUS, Caller

LETTERS = "/api/v1/letters"
REGION = "431202"
MONDAY = datetime(2026, 1, 5, 2, tzinfo=UTC)  # ten in the morning


def a_written(**members: Any) -> dict[str, Any]:
    """What somebody writes."""
    return {
        "submission_id": str(uuid4()), "mailbox": "mayor", "kind": "complain",
        "title": "公园夜间噪音", "text": "公园广场每晚十点后仍有音响，电话13812345678。",
        "name": "张三", "phone": "13812345678", "public": True,
    } | members  # fmt: skip


async def on_monday(feedback: Feedback) -> None:
    """It is Monday, 5 January 2026, and the calendar is known."""
    await a_calendar(feedback)
    feedback.app.state.now = lambda: MONDAY


async def a_letter(
    feedback: Feedback, writer: Caller = ANONYMOUS, **members: Any
) -> dict[str, Any]:
    """A letter was received; what its writer was answered."""
    answer = await feedback.as_(writer).post(LETTERS, json=a_written(**members))
    assert answer.status_code == 201, answer.text
    letter: dict[str, Any] = answer.json()
    return letter


async def a_clerk(feedback: Feedback, name: str = "鹤城区城市管理和综合执法局") -> Caller:
    """Who answers for an organ."""
    organ_id, roles = await an_organ(feedback, name), frozenset({"approver"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=organ_id, region_code=REGION)


def an_overseer(region: str = REGION) -> Caller:
    """Who gives a region's letters out."""
    roles = frozenset({"supervisor"})
    return Caller(str(uuid4()), "staff", roles=roles, organ_id=uuid4(), region_code=region)


async def assigned(
    feedback: Feedback, letter: dict[str, Any], clerk: Caller, course: str = "simple"
) -> dict[str, Any]:
    """The letter is the clerk's organ's to answer."""
    body = {"organ_id": str(clerk.organ_id), "course": course}
    answer = await feedback.as_(an_overseer()).post(
        f"{LETTERS}/{letter['letter_id']}/assign", json=body
    )
    assert answer.status_code == 200, answer.text
    given: dict[str, Any] = answer.json()
    return given


async def answered(
    feedback: Feedback, letter: dict[str, Any], clerk: Caller, *, public: bool = True
) -> dict[str, Any]:
    """The letter is answered."""
    body = {"text": "已与活动队伍约定九点半结束。", "public": public}
    answer = await feedback.as_(clerk).post(f"{LETTERS}/{letter['letter_id']}/answer", json=body)
    assert answer.status_code == 200, answer.text
    given: dict[str, Any] = answer.json()
    return given
