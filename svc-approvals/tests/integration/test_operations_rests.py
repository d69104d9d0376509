"""Branches that rest and go on over HTTP: procedures, more time, suspension; and their timers."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from approvals_building import Approvals
from case_building import at
from operation_building import Operated, accepted, publish_every_place
from ringing import claimed, let_ring, rang

PROCEDURE: dict[str, Any] = {"kind": "hearing", "basis": "行政许可法第四十五条", "expected_days": 5}
HALF, END = at("2026-03-03 09:15"), at("2026-03-03 17:00")
WEDNESDAY, MINUTE = at("2026-03-04 09:30"), timedelta(minutes=1)


@pytest.fixture
async def case(approvals: Approvals) -> Operated:
    """On Monday at 9:30 three departments side by side, each until Tuesday at 17:00."""
    await publish_every_place(approvals)
    return await accepted(approvals, "check")


async def rang_of(case: Operated, key: str) -> list[int]:
    return [percent for node, percent, _ in await rang(case) if node == key]


async def test_a_procedure_stops_one_branch_and_its_timers(case: Operated) -> None:
    approvals = case.approvals
    started = await case.done("health", "start-special-procedure", **PROCEDURE)
    assert (started["state"], started["held_by"], started["promised_due"]) == (
        "paused", ["special"], None,
    )  # fmt: skip
    assert started["promised_left"] == 750  # 360 minutes of Monday, 390 of Tuesday
    shown = await case.shown()
    assert shown["paused_for"] == ["health环节：特别程序进行中"]
    assert shown["paused_at"] is not None
    await case.refuses(409, "node-resting", "health", "decide", outcome="approve")
    await case.refuses(409, "node-resting", "health", "start-special-procedure", **PROCEDURE)
    await case.approve("city")

    approvals.set_clock(END)
    while await approvals.ring_due():
        pass
    assert (await rang_of(case, "health"), await rang_of(case, "tax")) == ([], [50, 80, 100])

    approvals.set_clock(WEDNESDAY)
    ended = await case.done("health", "end-special-procedure", finding="听证无异议")
    assert ended["promised_due"] == "2026-03-05T17:00:00+08:00"
    assert (await case.shown())["paused_for"] == []
    await case.refuses(409, "no-special-procedure", "health", "end-special-procedure", finding="")
    approvals.set_clock(at("2026-03-05 09:15") - MINUTE)
    await approvals.ring_due()
    assert await rang_of(case, "health") == []
    approvals.set_clock(at("2026-03-05 09:15"))
    await approvals.ring_due()
    assert await rang_of(case, "health") == [50]


async def test_resting_tasks_are_listed_apart(case: Operated) -> None:
    await case.done("health", "start-special-procedure", **PROCEDURE)
    officer = case.approvals.as_("approver-wjj")

    assert (await officer.get("/tasks")).json()["items"] == []
    (resting,) = (await officer.get("/tasks?resting=true")).json()["items"]

    assert (resting["key"], resting["held_by"]) == ("health", ["special"])
    dossier = (await officer.get(f"/tasks/{case.tasks['health']}")).json()
    assert [one["kind"] for one in dossier["special_procedures"]] == ["hearing"]


@pytest.mark.parametrize("how", ["paused", "decided and taken back", "extended"])
async def test_a_timer_claimed_before_does_nothing_after(case: Operated, how: str) -> None:
    approvals = case.approvals
    approvals.set_clock(HALF)
    due = [one for one in await claimed(approvals) if one.timer.key == "health"]
    assert len(due) == 1
    match how:
        case "paused":
            await case.done("health", "start-special-procedure", **PROCEDURE)
        case "extended":
            await case.done("health", "extend", days=5, reason="案情复杂")
            await case.done("health", "answer-extension", "approver-wjj-2", agreed=True)
        case _:
            await case.approve("health")
            await case.done("health", "take-back")

    await let_ring(approvals, due[0])

    assert await rang_of(case, "health") == []


async def test_after_a_take_back_the_old_limit_rings_on(case: Operated) -> None:
    approvals = case.approvals
    await case.approve("health")
    approvals.set_clock(HALF)
    await case.done("health", "take-back")
    await approvals.ring_due()
    assert await rang_of(case, "health") == [], "half of it went by while it was decided"

    approvals.set_clock(END)
    while await approvals.ring_due():
        pass

    assert await rang_of(case, "health") == [80, 100]


async def test_more_time_is_asked_for_once_and_agreed_to_by_another(case: Operated) -> None:
    approvals = case.approvals
    await case.refuses(422, "invalid", "health", "extend", days=16, reason="复杂")
    await case.refuses(422, "extension-too-long", "health", "extend", days=11, reason="复杂")
    await case.refuses(409, "extension-not-asked", "health", "answer-extension", agreed=True)
    await case.done("health", "extend", days=5, reason="案情复杂")
    await case.refuses(409, "extended-once-already", "health", "extend", days=5, reason="复杂")
    await case.refuses(409, "extension-needs-another", "health", "answer-extension", agreed=True)
    await case.approve("city")
    before = (await case.shown())["promised_due"]

    done = await case.done("health", "answer-extension", "supervisor", agreed=True)

    assert (done["extended_days"], done["promised_due"]) == (5, "2026-03-10T17:00:00+08:00")
    shown = await case.shown()
    assert (before[:10], shown["promised_due"][:10]) == ("2026-03-09", "2026-03-16")
    approvals.set_clock(at("2026-03-05 14:00") - MINUTE)
    await approvals.ring_due()
    assert await rang_of(case, "health") == []
    approvals.set_clock(at("2026-03-05 14:00"))  # half of 2,700 minutes
    await approvals.ring_due()
    assert await rang_of(case, "health") == [50]


async def test_a_declined_extension_moves_nothing(case: Operated) -> None:
    await case.done("health", "extend", days=5, reason="案情复杂")

    done = await case.done("health", "answer-extension", "approver-wjj-2", agreed=False)

    assert (done["extended_days"], done["extension_asked"]) == (0, 0)
    assert done["promised_due"] == "2026-03-03T17:00:00+08:00"


async def test_a_suspension_stops_every_branch_until_it_is_lifted(case: Operated) -> None:
    approvals = case.approvals
    await case.done("tax", "start-special-procedure", **PROCEDURE)
    await case.refused(409, "case-not-suspended", lambda: case.supervise("resume"))

    done = await case.supervise("suspend", reason="等待上级答复")
    assert (done.status_code, done.json()["promised_due"]) == (200, None)

    assert await case.stands("health", "city", "tax") == dict.fromkeys(
        ("health", "city", "tax"), "paused"
    )
    shown = await case.shown()
    assert shown["suspended_at"] is not None
    assert "health环节：监督人员中止办理" in shown["paused_for"]
    assert shown["reason"] == "等待上级答复"
    await case.refuses(409, "node-resting", "health", "claim")
    await case.refused(409, "case-suspended", lambda: case.supervise("suspend", reason="再次"))
    approvals.set_clock(END)
    await approvals.ring_due()
    assert await rang(case) == []

    approvals.set_clock(WEDNESDAY)
    assert (await case.supervise("resume")).status_code == 200
    assert await case.stands("health", "city", "tax") == {
        "health": "active", "city": "active", "tax": "paused",
    }  # fmt: skip
    approvals.set_clock(at("2026-03-05 09:15"))
    await approvals.ring_due()
    assert sorted(key for key, _, _ in await rang(case)) == ["city", "health"]


async def test_a_terminated_case_is_over_for_everybody(case: Operated) -> None:
    await case.supervise("suspend", reason="等待上级答复")

    done = await case.supervise("terminate", reason="申请人已注销")

    assert (done.json()["state"], done.json()["result"]) == ("closed", "terminated")
    shown = await case.shown()
    assert (shown["reason"], shown["suspended_at"], shown["paused_for"]) == (
        "申请人已注销", None, [],
    )  # fmt: skip
    for action, slug in (
        ("terminate", "transition-not-allowed"), ("suspend", "transition-not-allowed"),
    ):  # fmt: skip
        await case.refused(409, slug, partial(case.supervise, action, reason="再次"))
    await case.refused(409, "case-not-suspended", lambda: case.supervise("resume"))
    await case.refuses(409, "node-not-active", "health", "claim")
    zhang = case.approvals.as_("zhang")
    await case.refused(409, "transition-not-allowed", lambda: zhang.post(f"{case.path}/withdraw"))
    case.approvals.set_clock(END)
    await case.approvals.ring_due()
    assert await rang(case) == []


async def test_the_applicant_withdraws_while_branches_rest(case: Operated) -> None:
    await case.done("health", "start-special-procedure", **PROCEDURE)
    await case.approve("city")

    done = await case.approvals.as_("zhang").post(f"{case.path}/withdraw")

    assert (done.json()["state"], done.json()["result"]) == ("closed", "withdrawn")
    assert await case.stands("health", "city", "tax") == {
        "health": "cancelled", "city": "approved", "tax": "cancelled",
    }  # fmt: skip
