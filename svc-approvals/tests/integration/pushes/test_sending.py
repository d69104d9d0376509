"""A pushed node reaches the department's own system: at least once, always under the same id."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from approvals_building import DEPARTMENTS, PDF, Journey
from catalogue_building import FILLED_IN
from push_building import KEYS, TARGET, Pushing, Received, a_target

from svc_approvals.adapters.web import AddressRefused, CheckedResolver, web
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.retries import GIVE_UP_AFTER
from svc_approvals.storage.pushes import pushes
from svc_approvals.storage.pushes.pushes import LEASE

HOUR = timedelta(hours=1)


async def test_the_system_gets_its_own_part_of_the_case_signed(pushing: Pushing) -> None:
    journey = await pushing.case()

    assert await pushing.send() == 1

    (received,) = pushing.system.received
    push = await pushing.row()
    assert KEYS.verify(received.headers, received.body, pushing.approvals.now) == str(
        push["push_id"]
    )
    content = received.content
    assert content["case_no"] == journey.case_no
    assert content["node_name"] == "公章刻制备案"
    assert content["form"]["operator_id_no"] == FILLED_IN["operator_id_no"]
    assert "premises_area" not in content["form"]  # the market supervision's, not the police's
    assert {one["code"] for one in content["materials"]} == {"M01", "M03"}
    assert all(len(one["sha256"]) == 64 for one in content["materials"])
    assert push["state"] == "acknowledged"
    assert push["next_at"] is None
    assert (await pushing.approvals.announced(journey.case_id))[-1] == "node_pushed"
    assert "公章刻制备案：部门业务系统已接收，等待回传结果。" in (await journey.track()).text
    assert await pushing.send() == 0


async def test_nothing_of_what_is_sent_is_kept(pushing: Pushing) -> None:
    await pushing.case()
    await pushing.send()

    row = str(await pushing.row())

    assert not any(str(FILLED_IN[key]) in row for key in ("operator_id_no", "operator_phone"))
    assert "张三" not in row


async def test_after_a_failure_it_is_sent_again_under_the_same_id(pushing: Pushing) -> None:
    pushing.system.replies = [500, 503, 200]
    await pushing.case()

    assert await pushing.send() == 1
    first = await pushing.row()
    assert (first["state"], first["fault"], first["attempts"]) == ("sent", "status 500", 1)
    assert await pushing.send() == 0  # not yet
    pushing.approvals.set_clock(first["next_at"])
    assert await pushing.send() == 1
    second = await pushing.row()
    assert second["next_at"] - pushing.approvals.now > first["next_at"] - first["queued_at"]
    pushing.approvals.set_clock(second["next_at"])
    assert await pushing.send() == 1

    assert len({one.headers["webhook-id"] for one in pushing.system.received}) == 1
    stamps = [one.headers["webhook-timestamp"] for one in pushing.system.received]
    assert stamps == sorted(set(stamps))  # each attempt is signed anew
    assert (await pushing.row())["state"] == "acknowledged"


async def test_who_does_not_answer_in_time_is_asked_again(pushing: Pushing) -> None:
    pushing.system.hangs = True
    await pushing.case()

    await pushing.send()

    push = await pushing.row()
    assert push["state"] == "sent"
    assert push["fault"].startswith("no answer in")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(pushing: Pushing, status: int) -> None:
    pushing.system.replies = [status]
    await pushing.case()

    await pushing.send()

    assert len(pushing.system.received) == 1
    assert (await pushing.row())["fault"] == f"status {status}"


async def test_a_worker_that_dies_after_sending_leaves_it_to_be_sent_again(
    pushing: Pushing,
) -> None:
    await pushing.case()
    async with pushing.approvals.work() as work:
        (claimed,) = await pushes.claim_due(work, TARGET)
        await work.commit()  # and the worker dies before it can note anything
    assert await pushing.send() == 0

    pushing.approvals.later(LEASE)

    assert await pushing.send() == 1
    (received,) = pushing.system.received
    assert received.headers["webhook-id"] == str(claimed.push_id)


async def test_two_workers_do_not_send_the_same_push(pushing: Pushing) -> None:
    await pushing.case()
    async with pushing.approvals.work() as one, pushing.approvals.work() as other:
        assert len(await pushes.claim_due(one, TARGET)) == 1
        assert await pushes.claim_due(other, TARGET) == []


async def test_after_a_day_of_failures_the_organ_sees_it_failed(pushing: Pushing) -> None:
    journey = await pushing.case()
    pushing.system.replies = [500] * 100
    began = pushing.approvals.now
    while (due := (await pushing.row())["next_at"]) is not None:
        pushing.approvals.set_clock(due)
        assert await pushing.send() == 1

    assert pushing.approvals.now - began <= GIVE_UP_AFTER
    assert (await pushing.approvals.announced(journey.case_id))[-1] == "node_push_failed"
    police = pushing.approvals.as_("approver-gaj")
    listed = (await police.get("/tasks/pushes?state=failed&count=true")).json()
    assert listed["total"] == 1
    assert listed["items"][0]["fault"] == "status 500"
    assert listed["items"][0]["node_name"] == "公章刻制备案"
    assert "转由人工办理" in (await journey.track()).text


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"active": False}, f"no system {TARGET} in use"),
        ({"organ": "swj"}, f"system {TARGET} belongs to another organ"),
        ({"url": "https://10.0.0.1/x"}, "address 10.0.0.1 is not allowed"),
        ({"url": "http://system.example/x"}, "must be https"),
    ],
)
async def test_where_it_must_not_go_it_does_not_go(
    pushing: Pushing, change: dict[str, Any], fault: str
) -> None:
    await pushing.case()
    pushing.approvals.office.targets = {TARGET: replace(a_target(pushing.url), **change)}

    await pushing.send()

    push = await pushing.row()
    assert (push["state"], push["fault"]) == ("sent", fault)
    assert pushing.system.received == []


async def test_a_name_that_stands_for_our_own_machine_is_not_called(pushing: Pushing) -> None:
    await pushing.case()
    local = pushing.url.replace("127.0.0.1", "localhost").replace("http:", "https:")
    pushing.approvals.office.targets = {TARGET: a_target(local)}

    async with web(Reach()) as outside:
        await replace(pushing, way=outside).send()

    assert (await pushing.row())["fault"] == "ClientConnectorDNSError"
    with pytest.raises(AddressRefused):
        await CheckedResolver(Reach()).resolve("localhost")


async def test_a_case_taken_back_is_not_sent_any_more(pushing: Pushing) -> None:
    journey = await pushing.case()
    await pushing.approvals.as_("zhang").post(f"{journey.path}/withdraw")

    assert await pushing.send() == 0

    assert (await pushing.row())["state"] == "cancelled"
    refused = await pushing.answer((await pushing.row())["push_id"])
    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/push-cancelled")


async def test_a_case_taken_back_while_it_is_sent_stays_taken_back(pushing: Pushing) -> None:
    journey = await pushing.case()

    async def withdraw(_: Received) -> None:
        await pushing.approvals.as_("zhang").post(f"{journey.path}/withdraw")

    pushing.system.before_reply = withdraw
    await pushing.send()

    assert (await pushing.row())["state"] == "cancelled"
    assert (await pushing.approvals.announced(journey.case_id))[-1] == "closed"


async def test_while_a_case_is_suspended_nothing_is_sent_and_no_day_runs_out(
    pushing: Pushing,
) -> None:
    journey = await pushing.case()
    supervisor = pushing.approvals.as_("supervisor")
    case = f"/supervision/cases/{journey.case_id}"
    suspended = await supervisor.post(f"{case}/suspend", json={"reason": "涉诉"})
    assert suspended.status_code == 200, suspended.text
    for _ in range(3):
        pushing.approvals.later(GIVE_UP_AFTER)
        await pushing.send()
    assert pushing.system.received == []
    lifted = await supervisor.post(f"{case}/resume")
    assert lifted.status_code == 200, lifted.text

    pushing.system.replies = [500, 200]
    pushing.approvals.later(LEASE)
    await pushing.send()
    push = await pushing.row()
    assert (push["state"], push["attempts"]) == ("sent", 1)
    pushing.approvals.set_clock(push["next_at"])
    await pushing.send()

    assert (await pushing.row())["state"] == "acknowledged"


async def test_a_supervisor_cannot_hand_out_what_a_system_has(pushing: Pushing) -> None:
    journey = await pushing.case()

    refused = await pushing.approvals.as_("supervisor").post(
        f"/supervision/nodes/{journey.tasks['police']}/reassign",
        json={"to": "APPROVER-GAJ", "reason": "加快办理"},
    )

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/node-awaits-system")


async def test_the_system_fetches_the_materials_it_was_told_of(pushing: Pushing) -> None:
    await pushing.case()
    await pushing.send()
    push_id = (await pushing.row())["push_id"]

    async def fetch(code: str, signed: str = "") -> tuple[int, bytes]:
        text = signed or f"{push_id}/materials/{code}"
        headers = KEYS.sign("fetch-1", pushing.approvals.now, text.encode())
        got = await pushing.approvals.as_("anonymous").get(
            f"/tasks/pushes/{push_id}/materials/{code}/file", headers=headers
        )
        return got.status_code, got.content

    assert await fetch("M01") == (200, PDF)
    assert (await fetch("M02"))[0] == 422  # not this department's
    assert (await fetch("M03", f"{push_id}/materials/M01"))[0] == 401  # signed for another one


async def test_only_the_pushed_node_waits_for_the_system(pushing: Pushing) -> None:
    journey: Journey = await pushing.case()
    for key in set(DEPARTMENTS) - {"police"}:
        assert (await journey.decide(key)).status_code == 200

    refused = await journey.decide("police")

    assert refused.status_code == 409
    assert refused.json()["type"].endswith("/node-awaits-system")
    claim = await pushing.approvals.as_("approver-gaj").post(
        f"/tasks/{journey.tasks['police']}/claim"
    )
    assert claim.status_code == 409
    count = await pushing.approvals.pool.fetchval(
        "SELECT count(*) FROM push WHERE case_id = $1", UUID(journey.case_id)
    )
    assert count == 1
