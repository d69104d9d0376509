"""The barber shop at the service, from the first form to the review's invitation."""

from uuid import UUID

from approvals_building import DEPARTMENTS, OFFICERS, Approvals, an_accepted_case, id_of


async def test_a_barber_shop_opens_through_five_departments_at_once(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    for key in DEPARTMENTS:
        assert (await journey.decide(key)).status_code == 200
    held = await journey.decide("issue")
    assert (held.status_code, held.json()["outstanding"]) == (409, 1)

    await journey.supply_deferred()
    assert (await journey.decide("issue")).status_code == 200

    shown = (await journey.track()).json()
    assert (shown["state"], shown["result"]) == ("closed", "approved")
    assert shown["progress"] == {"done": 6, "total": 6}
    assert shown["timeline"][-1]["text"] == "办件已办结，欢迎评价。"
    assert (await approvals.announced(journey.case_id)).count("closed") == 1
    told = await approvals.pool.fetchval(
        "SELECT data FROM journal WHERE aggregate_id = $1 AND subject = 'approvals.case.closed.v1'",
        UUID(journey.case_id),
    )
    deciders = [OFFICERS[f"approver-{organ}"].staff_no for organ in DEPARTMENTS.values()]
    assert told["lead_organ_id"] == str(id_of("organ", "scjg"))
    assert told["staff_nos"] == sorted([*deciders, OFFICERS["window1"].staff_no])
