"""Timers ring once, at the true moment, whoever claims them; a stale one does nothing."""

from asyncio import gather
from datetime import timedelta
from uuid import UUID

import pytest
from approvals_building import (
    DEPARTMENTS,
    Approvals,
    Journey,
    a_begun_case,
    a_handed_in_case,
    an_accepted_case,
)
from case_building import at
from ringing import claimed, let_ring, rang

from svc_approvals.storage.cases.timers import LEASE

HALF, MOST, ALL = at("2026-03-03 09:15"), at("2026-03-03 14:30"), at("2026-03-03 17:00")
SILENT = at("2026-03-09 17:00")  # the fifth working day after the Monday of receipt
MINUTE = timedelta(minutes=1)


@pytest.fixture
async def accepted(approvals: Approvals) -> Journey:
    """Accepted on Monday at 9:30; every department has until Tuesday at 17:00."""
    return await an_accepted_case(approvals)


async def test_every_share_of_a_limit_rings_at_its_working_minute(accepted: Journey) -> None:
    approvals = accepted.approvals
    for moment, percent in ((HALF, 50), (MOST, 80), (ALL, 100)):
        approvals.set_clock(moment - MINUTE)
        assert await approvals.ring_due() == 0

        approvals.set_clock(moment)
        and_the_case = percent == 100
        assert await approvals.ring_due() == len(DEPARTMENTS) + and_the_case

        told = (await rang(accepted))[-len(DEPARTMENTS) :]
        assert {key for key, _, _ in told} == set(DEPARTMENTS)
        assert {(share, over) for _, share, over in told} == {(percent, percent == 100)}

    approvals.later(timedelta(days=1))
    assert await approvals.ring_due() == 0


async def test_lights_and_queues_follow_the_clock(accepted: Journey) -> None:
    approvals = accepted.approvals
    officer = approvals.as_("approver-wjj")
    for moment, light, overdue in (
        (HALF, "green", 0), (MOST, "yellow", 0), (ALL, "yellow", 0), (ALL + MINUTE, "red", 1),
    ):  # fmt: skip
        approvals.set_clock(moment)
        shown = {one["key"]: one for one in (await accepted.track()).json()["nodes"]}
        assert shown["health"]["light"] == light
        listed = (await officer.get("/tasks?overdue=true")).json()["items"]
        assert len(listed) == overdue


async def test_a_decided_node_rings_no_more(accepted: Journey) -> None:
    await accepted.decide("health")
    accepted.approvals.set_clock(HALF)

    assert await accepted.approvals.ring_due() == len(DEPARTMENTS)

    assert {key for key, _, _ in await rang(accepted)} == set(DEPARTMENTS) - {"health"}


async def test_a_node_decided_between_claim_and_ring_does_not_ring(accepted: Journey) -> None:
    approvals = accepted.approvals
    approvals.set_clock(HALF)
    due = await claimed(approvals)
    for key in DEPARTMENTS:
        await accepted.decide(key)

    for one in due:
        await let_ring(approvals, one)

    assert await rang(accepted) == []


async def test_a_case_that_cannot_be_read_keeps_no_other_from_its_clock(
    approvals: Approvals,
) -> None:
    cases = [await a_handed_in_case(approvals) for _ in range(3)]
    broken = cases[1]
    await approvals.pool.execute(
        "UPDATE case_form SET personal = 'damaged' WHERE case_id = $1", UUID(broken.case_id)
    )
    approvals.set_clock(SILENT)

    assert await approvals.ring_due() == len(cases)

    states = {one.case_id: (await approvals.row_of(one.case_id))["state"] for one in cases}
    assert states.pop(broken.case_id) == "submitted"
    assert set(states.values()) == {"in_progress"}
    approvals.later(LEASE)
    again = {one.case_id for one in await claimed(approvals) if one.timer.kind == "deem_accepted"}
    assert again == {UUID(broken.case_id)}


async def test_four_workers_ring_each_timer_once(accepted: Journey) -> None:
    accepted.approvals.set_clock(HALF)

    counts = await gather(*(accepted.approvals.ring_due() for _ in range(4)))

    assert sum(counts) == len(DEPARTMENTS)
    assert sorted(await rang(accepted)) == sorted((key, 50, False) for key in DEPARTMENTS)


async def test_what_a_dead_worker_had_claimed_rings_after_its_lease(accepted: Journey) -> None:
    approvals = accepted.approvals
    approvals.set_clock(HALF)
    assert len(await claimed(approvals)) == len(DEPARTMENTS)  # and then it dies

    approvals.later(LEASE - timedelta(seconds=1))
    assert await approvals.ring_due() == 0

    approvals.later(timedelta(seconds=1))
    assert await approvals.ring_due() == len(DEPARTMENTS)


async def test_a_worker_that_was_too_slow_does_not_ring_again(accepted: Journey) -> None:
    approvals = accepted.approvals
    approvals.set_clock(HALF)
    slow = await claimed(approvals)
    approvals.later(LEASE)
    await approvals.ring_due()

    for one in slow:
        await let_ring(approvals, one)

    assert len(await rang(accepted)) == len(DEPARTMENTS)
    approvals.set_clock(MOST)
    assert await approvals.ring_due() == len(DEPARTMENTS)


async def test_silence_is_acceptance_at_the_close_of_the_fifth_day(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    handed_in = approvals.now
    approvals.set_clock(SILENT - MINUTE)
    await approvals.ring_due()
    assert (await journey.track()).json()["state"] == "submitted"

    approvals.set_clock(SILENT)
    await approvals.ring_due()

    shown = (await journey.track()).json()
    assert (shown["state"], shown["deemed_accepted"]) == ("in_progress", True)
    assert (await approvals.row_of(journey.case_id))["accepted_at"] == handed_in
    assert [node["state"] for node in shown["nodes"]] == ["active"] * 5 + ["waiting"]
    assert "视为受理" in "".join(entry["text"] for entry in shown["timeline"])
    assert [one["code"] for one in shown["deferrals"]] == ["M06"]


async def test_an_answer_in_time_leaves_nothing_to_silence(accepted: Journey) -> None:
    approvals = accepted.approvals
    approvals.set_clock(SILENT)

    await approvals.ring_due()

    assert not (await approvals.row_of(accepted.case_id))["deemed_accepted"]
    assert (await approvals.announced(accepted.case_id)).count("accepted") == 1


async def test_a_supplement_gives_the_window_five_days_anew(approvals: Approvals) -> None:
    journey = await a_handed_in_case(approvals)
    await approvals.as_("window1").post(
        f"{journey.desk}/request-supplement",
        json={"items": [{"pointer": "materials/M07", "reason": "未盖章"}]},
    )
    approvals.set_clock(SILENT - MINUTE)
    done = await approvals.as_("zhang").post(f"{journey.path}/supplement")
    assert done.status_code == 200

    approvals.set_clock(SILENT)
    await approvals.ring_due()
    assert (await approvals.row_of(journey.case_id))["state"] == "submitted"

    approvals.set_clock(at("2026-03-16 17:00"))
    await approvals.ring_due()
    assert (await approvals.row_of(journey.case_id))["deemed_accepted"]


async def test_a_deferred_material_is_asked_for_after_its_day(accepted: Journey) -> None:
    approvals = accepted.approvals
    approvals.set_clock(SILENT)

    await approvals.ring_due()

    assert (await approvals.announced(accepted.case_id)).count("deferral_overdue") == 1


async def test_a_draft_nobody_touches_lapses_after_thirty_days(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)
    approvals.later(timedelta(days=30) - MINUTE)
    assert await approvals.ring_due() == 0

    approvals.later(MINUTE)
    assert await approvals.ring_due() == 1

    assert (await approvals.row_of(journey.case_id))["result"] == "lapsed"
    assert "closed" not in await approvals.announced(journey.case_id)


@pytest.mark.parametrize("touch", ["form", "file", "commitment"])
async def test_a_draft_that_is_touched_lives_on(approvals: Approvals, touch: str) -> None:
    journey = await a_begun_case(approvals)
    approvals.later(timedelta(days=29))
    zhang = approvals.as_("zhang")
    match touch:
        case "form":
            await zhang.patch(journey.path, json={"form": {}}, headers={"If-Match": "*"})
        case "file":
            await journey.hand_in_everything()
        case _:
            await zhang.post(f"{journey.path}/materials/M07/commitment")

    approvals.later(timedelta(days=2))
    await approvals.ring_due()

    assert (await approvals.row_of(journey.case_id))["state"] == "draft"


async def test_a_draft_touched_between_claim_and_ring_lives_on(approvals: Approvals) -> None:
    journey = await a_begun_case(approvals)
    approvals.later(timedelta(days=30))
    (due,) = await claimed(approvals)
    await approvals.as_("zhang").patch(journey.path, json={"form": {}}, headers={"If-Match": "*"})

    await let_ring(approvals, due)

    assert (await approvals.row_of(journey.case_id))["state"] == "draft"
    approvals.later(timedelta(days=30))
    assert await approvals.ring_due() == 1
