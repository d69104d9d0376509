"""Who may be named to handle a bad review: somebody in office, and never about himself."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from devices_building import BARBER, a_device_answer, a_window
from directory_building import a_calendar, an_official
from feedback_building import Feedback, a_closed_case, a_person, told
from handling_building import APPEALS, Desk, a_desk, a_member, hear_bad_reviews
from letters_building import MONDAY

from shared.identity import Caller

CLERK = "HC-XZSP-001"


async def triaged(feedback: Feedback) -> Desk:
    desk = await a_desk(feedback)
    await desk.takes("triage", desk.colleague, grade="simple")
    return desk


async def assigned_to(desk: Desk, staff_no: str) -> tuple[int, dict[str, Any]]:
    return await assigned_by(desk, desk.colleague, staff_no)


async def assigned_by(desk: Desk, caller: Caller, staff_no: str) -> tuple[int, dict[str, Any]]:
    return await desk.sends("assign", caller, staff_no=staff_no)


async def test_a_number_nobody_has_is_refused_at_its_member(feedback: Feedback) -> None:
    desk = await triaged(feedback)

    status, problem = await assigned_to(desk, "HC-SCJG-999")

    assert (status, problem["type"].rsplit("/", 1)[1]) == (422, "handler-unknown")
    assert problem["errors"][0]["pointer"] == "#/staff_no"
    assert "工号" in problem["title"] + problem["detail"]
    assert (await desk.shown())["handler"] is None


async def test_staff_of_another_organ_or_out_of_office_do_not_handle_it(feedback: Feedback) -> None:
    desk = await triaged(feedback)
    await an_official(feedback, UUID(int=9), "HC-WJJ-001")
    await an_official(feedback, UUID(str(desk.handler.organ_id)), "HC-SCJG-003", active=False)

    for staff_no in ("HC-WJJ-001", "HC-SCJG-003"):
        assert (await assigned_to(desk, staff_no))[0] == 422


@pytest.mark.parametrize("written", ["hc-scjg-001", "HC-SCJG-００１", "HC - SCJG - 001"])
async def test_the_handler_is_known_however_the_number_is_written(
    feedback: Feedback, written: str
) -> None:
    desk = await triaged(feedback)

    status, shown = await assigned_to(desk, written)

    assert (status, shown["handler"]) == (200, "HC-SCJG-001")
    await desk.takes("attempts", channel="phone", reached=True)


async def test_nobody_handles_a_bad_review_about_himself_under_another_spelling(
    feedback: Feedback,
) -> None:
    desk = await _about_a_clerk(feedback)
    await desk.takes("triage", desk.colleague, grade="simple")

    for written in (CLERK, CLERK.lower(), "ＨＣ-XZSP-００１", " HC-XZSP-001 "):
        status, problem = await assigned_to(desk, written)
        assert (status, problem["type"].rsplit("/", 1)[1]) == (403, "reviewed-person-may-not-act")


async def test_whoever_had_the_case_in_hand_neither_handles_nor_judges_its_bad_review(
    feedback: Feedback,
) -> None:
    desk = await a_desk(feedback, handled_by=("hc-scjg-002", "HC-XZSP-005"))

    status, problem = await desk.sends("triage", desk.colleague, grade="simple")
    assert (status, problem["type"].rsplit("/", 1)[1]) == (403, "reviewed-person-may-not-act")
    await desk.takes("triage", desk.handler, grade="simple")
    status, problem = await assigned_by(desk, desk.handler, "HC-SCJG-002")
    assert (status, problem["type"].rsplit("/", 1)[1]) == (403, "reviewed-person-may-not-act")
    await desk.takes("assign", desk.handler, staff_no="HC-SCJG-001")
    await desk.takes("attempts", channel="phone", reached=True)

    filed = await desk.takes("appeal", desk.colleague, kind="mistaken", evidence="点错了等级。")
    assert (await desk.shown(desk.supervisor))["allowed"] == []
    judged = await feedback.as_(desk.supervisor).post(
        f"{APPEALS}/{filed['appeal_id']}/decide", json={"upheld": True, "reason": "录音可以证明。"}
    )
    assert (judged.status_code, judged.json()["type"].rsplit("/", 1)[1]) == (
        403, "reviewed-person-may-not-act",
    )  # fmt: skip


async def test_of_a_case_whose_end_was_told_before_nobody_is_known_to_have_handled_it(
    feedback: Feedback,
) -> None:
    case = a_closed_case()
    known = case.model_dump(mode="json", exclude={"lead_organ_id", "staff_nos"})
    await feedback.listener().take(replace(told(case), data=known))

    row = await feedback.pool.fetchrow("SELECT handled_by, organ_ids FROM opportunity")
    assert row is not None
    assert (row["handled_by"], tuple(row["organ_ids"])) == ([], case.organ_ids)


async def _about_a_clerk(feedback: Feedback) -> Desk:
    """A visit was reviewed badly; the evaluator, cut off, wrote the clerk's number its own way."""
    await a_calendar(feedback)
    feedback.app.state.now = lambda: MONDAY
    window = await a_window(feedback)
    sent = a_device_answer(
        uuid4(), 1, answered_at=MONDAY.isoformat(), staff_no=CLERK.lower(), **BARBER
    )
    taken = await window.answers(sent)
    assert taken.status_code == 201, taken.text
    (bad_review_id,) = await hear_bad_reviews(feedback)
    organ_id = window.organ_id
    await an_official(feedback, organ_id, CLERK)
    return Desk(
        feedback, bad_review_id, a_member(organ_id, "HC-XZSP-002"),
        a_member(organ_id, "HC-XZSP-003"), a_member(organ_id, "HC-XZSP-005", "supervisor"),
        a_person(),
    )  # fmt: skip
