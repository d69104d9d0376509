"""The barber shop at the service, from the first form to the review's invitation."""

from approvals_building import DEPARTMENTS, Approvals, an_accepted_case


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
