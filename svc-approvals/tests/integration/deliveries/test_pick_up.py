"""At the window: with the applicant's code, once, in the window's own region."""

from uuid import uuid4

from approvals_building import Approvals, an_accepted_case
from delivery_building import Carrier, an_issued_case


async def test_who_shows_the_code_gets_the_results_and_the_case_is_closed(
    approvals: Approvals,
) -> None:
    journey = await an_issued_case(approvals, "pickup")
    own = (await approvals.as_("zhang").get(f"{journey.path}/delivery")).json()
    window = approvals.as_("window1")
    (listed,) = (await window.get("/deliveries?state=waiting")).json()["items"]
    path = f"/deliveries/{listed['delivery_id']}/pick-up"

    wrong = await window.post(path, json={"code": "22222222"})
    done = await window.post(path, json={"code": own["pickup_code"].lower()})
    again = await window.post(path, json={"code": own["pickup_code"]})

    assert own["pickup_code"] != journey.query_code
    assert wrong.status_code == 422
    assert wrong.json()["type"].endswith("/pickup-code-wrong")
    assert (done.status_code, done.json()["state"]) == (200, "picked_up")
    assert again.status_code == 409
    shown = (await journey.track()).json()
    assert (shown["state"], shown["delivery"]["state"]) == ("closed", "picked_up")
    assert "办理结果已备好，请凭取件码到窗口领取。" in str(shown["timeline"])
    assert own["pickup_code"] not in str(shown)


async def test_the_desk_hands_over_by_the_same_path(approvals: Approvals) -> None:
    journey = await an_issued_case(approvals, "pickup")

    done = await approvals.as_("window1").post(f"{journey.desk}/deliver", json={})

    assert done.status_code == 200
    shown = (await journey.track()).json()
    assert (shown["state"], shown["delivery"]["state"]) == ("closed", "picked_up")
    told = await approvals.announced(journey.case_id)
    assert told[-3:] == ["delivery_changed", "delivered", "closed"]


async def test_electronic_results_are_there_at_once(approvals: Approvals) -> None:
    journey = await an_issued_case(approvals, "electronic")

    own = (await approvals.as_("zhang").get(f"{journey.path}/delivery")).json()

    assert (own["kind"], own["state"], own["pickup_code"]) == ("electronic", "delivered", None)


async def test_on_its_way_it_cannot_be_picked_up(carrier: Carrier) -> None:
    journey = await an_issued_case(carrier.approvals, "courier")
    await carrier.work()
    await carrier.tell("in_transit")

    refused = await carrier.approvals.as_("window1").post(f"{journey.desk}/deliver", json={})

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/delivery-under-way")
    assert (await journey.track()).json()["state"] == "issued"
    by_hand = await carrier.approvals.as_("window1").post(
        f"{journey.desk}/deliver", json={"how": "courier"}
    )
    assert by_hand.status_code == 200  # the window knows that it arrived
    assert (await journey.track()).json()["delivery"]["state"] == "delivered"


async def test_other_people_regions_and_roles_find_no_delivery(approvals: Approvals) -> None:
    journey = await an_issued_case(approvals, "pickup")
    (listed,) = (await approvals.as_("window1").get("/deliveries?count=true")).json()["items"]
    one = f"/deliveries/{listed['delivery_id']}"

    elsewhere = approvals.as_("window-elsewhere")
    assert (await elsewhere.get("/deliveries?count=true")).json()["total"] == 0
    assert (await elsewhere.post(f"{one}/pick-up", json={"code": "X"})).status_code == 404
    assert (await elsewhere.post(f"{one}/resend")).status_code == 404
    assert (await approvals.as_("li").get(f"{journey.path}/delivery")).status_code == 404
    window = approvals.as_("window1")
    assert (await window.post(f"/deliveries/{uuid4()}/resend")).status_code == 404
    assert (await window.post(f"{one}/resend")).status_code == 409  # no courier in it
    for login in ("zhang", "approver-wjj", "anonymous"):
        refused = await approvals.as_(login).get("/deliveries")
        assert refused.status_code in {401, 403}


async def test_before_it_is_issued_there_is_no_delivery(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals, delivery="courier")

    missing = await approvals.as_("zhang").get(f"{journey.path}/delivery")

    assert missing.status_code == 404
    assert missing.json()["type"].endswith("/delivery-not-found")
    assert (await journey.track()).json()["delivery"]["state"] is None
