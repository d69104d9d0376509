"""The window's queue: what waits, for whom, how urgent, and who has taken it."""

from asyncio import gather
from datetime import timedelta

import pytest
from approvals_building import (
    BARBER_SHOP,
    DEPARTMENTS,
    Approvals,
    Journey,
    a_handed_in_case,
    an_accepted_case,
)
from desk_building import a_second_clerk

ITEM = {"pointer": "materials/M07", "reason": "未加盖公章"}


@pytest.fixture
async def handed_in(approvals: Approvals) -> Journey:
    await a_second_clerk(approvals)
    return await a_handed_in_case(approvals)


async def test_every_state_a_window_handles_is_listed_and_counted(approvals: Approvals) -> None:
    clerk = approvals.as_("window1")
    submitted = await a_handed_in_case(approvals)
    asked = await a_handed_in_case(approvals)
    await clerk.post(f"{asked.desk}/request-supplement", json={"items": [ITEM]})
    deferred = await an_accepted_case(approvals)
    pickup = await an_accepted_case(approvals, delivery="pickup")
    for key in DEPARTMENTS:
        await pickup.decide(key)
    await pickup.supply_deferred()
    await pickup.decide("issue")

    listed = (await clerk.get("/desk/cases", params={"count": "true"})).json()
    states = {one["case_id"]: one["state"] for one in listed["items"]}

    assert states == {
        submitted.case_id: "submitted",
        asked.case_id: "supplement_requested",
        deferred.case_id: "in_progress",
        pickup.case_id: "issued",
    }
    assert listed["total"] == 4
    dues = [one["window_due"] for one in listed["items"]]
    assert dues == sorted(dues)
    for case_id, state in states.items():
        one = (await clerk.get("/desk/cases", params={"state": state})).json()["items"]
        assert [case["case_id"] for case in one] == [case_id]
    counts = (await clerk.get("/desk/cases/counts")).json()["counts"]
    assert {one["state"]: one["total"] for one in counts} == dict.fromkeys(states.values(), 1)


async def test_the_light_of_acceptance_goes_from_green_to_red(handed_in: Journey) -> None:
    clerk = handed_in.approvals.as_("window1")
    lights = []
    for days in (0, 6, 2):  # 5 working days from Monday end at the close of the next Monday
        handed_in.approvals.later(timedelta(days=days))
        lights.append((await clerk.get("/desk/cases")).json()["items"][0]["light"])

    assert lights == ["green", "yellow", "red"]


async def test_filters_find_what_they_name_and_nothing_else(handed_in: Journey) -> None:
    clerk = handed_in.approvals.as_("window1")

    async def found(**params: str) -> int:
        return len((await clerk.get("/desk/cases", params=params)).json()["items"])

    assert await found(matter=BARBER_SHOP, organ="scjg", claim="unclaimed") == 1
    assert [await found(matter="X"), await found(organ="swj"), await found(claim="mine")] == [0] * 3
    await clerk.post(f"{handed_in.desk}/claim")
    assert [await found(claim="mine"), await found(claim="unclaimed")] == [1, 0]


async def test_a_claimed_case_is_the_clerks_and_the_others_are_told_whose(
    handed_in: Journey,
) -> None:
    clerk, colleague = (handed_in.approvals.as_(login) for login in ("window1", "window2"))
    assert (await clerk.post(f"{handed_in.desk}/claim")).status_code == 200

    answers = [
        await colleague.post(f"{handed_in.desk}/claim"),
        await colleague.post(f"{handed_in.desk}/release"),
        await colleague.post(f"{handed_in.desk}/accept", json={}),
        await colleague.post(f"{handed_in.desk}/refuse", json={"reason": "不属于"}),
        await colleague.post(f"{handed_in.desk}/request-supplement", json={"items": [ITEM]}),
    ]

    assert {one.status_code for one in answers} == {409}
    assert {one.json()["staff_no"] for one in answers} == {"WINDOW1"}
    assert {one.json()["type"].rsplit("/", 1)[1] for one in answers} == {"case-claimed-by-other"}
    released = await clerk.post(f"{handed_in.desk}/release")
    assert released.status_code == 200
    taken = await colleague.post(f"{handed_in.desk}/request-supplement", json={"items": [ITEM]})
    assert taken.status_code == 200
    assert (await handed_in.approvals.row_of(handed_in.case_id))["claimed_by"] == "WINDOW2"


async def test_a_supervisor_reassigns_within_the_region(handed_in: Journey) -> None:
    approvals = handed_in.approvals
    await approvals.as_("window1").post(f"{handed_in.desk}/claim")
    supervisor, path = approvals.as_("supervisor"), f"{handed_in.desk}/reassign"

    nobody = await supervisor.post(path, json={"staff_no": "NOBODY"})
    given = await supervisor.post(path, json={"staff_no": "WINDOW2"})
    accepted = await approvals.as_("window2").post(
        f"{handed_in.desk}/accept", json={"deferrals": [{"material": "M06", "due_days": 5}]}
    )

    assert (nobody.status_code, nobody.json()["staff_no"]) == (422, "NOBODY")
    assert (given.status_code, accepted.status_code) == (200, 200)
    told = await approvals.announced(handed_in.case_id)
    assert [one for one in told if "claim" in one] == ["claimed", "claim_reassigned"]
    sentences = [one["text"] for one in (await handed_in.track()).json()["timeline"]]
    assert "已改由窗口人员（工号 WINDOW2）核对。" in sentences


async def test_two_clerks_taking_a_case_at_once_get_it_once(handed_in: Journey) -> None:
    answers = await gather(
        *(
            handed_in.approvals.as_(login).post(f"{handed_in.desk}/claim")
            for login in ("window1", "window2")
        )
    )

    assert sorted(one.status_code for one in answers) == [200, 409]


async def test_the_queue_and_its_commands_are_the_regions_own(handed_in: Journey) -> None:
    stranger = handed_in.approvals.as_("window-elsewhere")

    answers = [
        await stranger.post(f"{handed_in.desk}/claim"),
        await stranger.post(f"{handed_in.desk}/release"),
    ]

    assert {one.status_code for one in answers} == {404}
    assert (await stranger.get("/desk/cases")).json()["items"] == []
    assert (await stranger.get("/desk/cases/counts")).json()["counts"] == []
    for login in ("zhang", "approver-wjj"):
        refused = await handed_in.approvals.as_(login).post(f"{handed_in.desk}/claim")
        assert refused.status_code == 403
    refused = await handed_in.approvals.as_("window1").post(
        f"{handed_in.desk}/reassign", json={"staff_no": "WINDOW2"}
    )
    assert refused.status_code == 403


async def test_pages_follow_each_other_without_gap_or_repetition(approvals: Approvals) -> None:
    for _ in range(3):
        await a_handed_in_case(approvals)
    clerk = approvals.as_("window1")

    seen: list[str] = []
    params = {"limit": "1", "state": "submitted"}
    while "end" not in params:
        page = (await clerk.get("/desk/cases", params=params)).json()
        seen += [one["case_id"] for one in page["items"]]
        params |= {"cursor": page["next_cursor"]} if page["next_cursor"] else {"end": ""}

    assert len(seen) == len(set(seen)) == 3
