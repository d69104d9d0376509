"""What is followed: themes, places, grids, events of life; told of what is new, once."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pushing_building import account, inbox, publish, push_all
from service_building import Policies, citizen, id_of

from shared.events.approvals import CaseClosed
from shared.events.envelope import Envelope
from svc_policy_match.events import reactions
from svc_policy_match.use_cases.pushes.applying import note_application, note_grant
from svc_policy_match.use_cases.pushes.reminding import remind


async def follow(service: Policies, name: str, kind: str, value: str) -> Any:
    me = service.as_(citizen(name, "enterprise"))
    return await me.post("/subscriptions", json={"kind": kind, "value": value})


@pytest.mark.parametrize(
    ("kind", "value"),
    [("theme", "创业就业"), ("region", "431202"), ("grid", "431202-003-0012"),
     ("life_event", "new_resident")],
)  # fmt: skip
async def test_who_follows_what_a_policy_is_about_is_told_once(
    service: Policies, kind: str, value: str
) -> None:
    followed = await follow(service, "newcomer", kind, value)
    assert followed.status_code == 201, followed.text
    await publish(service, theme="创业就业")
    await push_all(service)
    await push_all(service)

    assert await inbox(service, "newcomer") == [("subscribed", 1)]


async def test_who_is_told_that_it_fits_is_not_told_again_for_following(service: Policies) -> None:
    await account(service, "large", 50)
    await follow(service, "large", "theme", "创业就业")
    await publish(service, theme="创业就业")
    await push_all(service)
    assert await inbox(service, "large") == [("matched", 1)]


@pytest.mark.parametrize(
    ("kind", "value"), [("region", "111111"), ("grid", "431202--1"), ("life_event", "winning")]
)
async def test_what_does_not_exist_cannot_be_followed(
    service: Policies, kind: str, value: str
) -> None:
    answer = await follow(service, "me", kind, value)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "unknown_value"


async def test_followed_twice_is_followed_once_and_can_be_given_up(service: Policies) -> None:
    await follow(service, "me", "theme", "科技创新")
    again = await follow(service, "me", "theme", "科技创新")
    (one,) = again.json()["items"]
    me = service.as_(citizen("me", "enterprise"))
    other = service.as_(citizen("other", "enterprise"))
    path = f"/subscriptions/{one['subscription_id']}"
    assert (await other.request("DELETE", path)).status_code == 404
    assert (await me.request("DELETE", path)).json()["items"] == []


async def test_who_applied_is_not_reminded_and_counts(service: Policies) -> None:
    for number in range(10):
        await account(service, f"firm-{number}", 30)
    policy = await publish(service, matter_code="HC-M-1", closes_on="2026-12-02")
    await push_all(service)
    applicant = id_of("account", "firm-0")
    case, allocation = uuid4(), uuid4()
    async with service.bench.unit_of_work(service.now) as work:
        await note_application(work, policy, "HC-M-1", case, applicant, "approved", service.now)
        for _ in range(2):  # told twice
            await note_grant(work, policy, case, allocation, 20_000_000)
    async with service.bench.unit_of_work(service.now) as work:
        assert await remind(work) == 0  # seven days before, and it was published that day
    (row,) = (await service.as_().get("/policy-stats")).json()["items"]
    assert (row["applied"], row["applied_share"]) == (None, None)  # who it was is not told
    assert (row["granted"], row["granted_share"], row["granted_amount"]) == (None, None, None)

    async with service.bench.unit_of_work(service.now) as work:
        for number in range(1, 10):
            firm = id_of("account", f"firm-{number}")
            await note_application(work, policy, "HC-M-1", uuid4(), firm, "refused", service.now)
    (row,) = (await service.as_().get("/policy-stats")).json()["items"]
    assert (row["applied"], row["applied_share"]) == (10, 1.0)
    assert (row["granted"], row["granted_share"], row["granted_amount"]) == (None, None, None)


async def applied_for(service: Policies) -> list[UUID]:
    """The policies that somebody has applied for."""
    async with service.bench.unit_of_work(service.now) as work:
        return [row["policy_id"] for row in await work.fetch("SELECT policy_id FROM application")]


async def test_only_a_case_that_carries_the_policy_is_an_application_for_it(
    service: Policies,
) -> None:
    policy = await publish(service, matter_code="HC-M-1")
    other = await publish(service, code="OTHER", matter_code="HC-M-2")

    async def told(**about: Any) -> None:
        closed = CaseClosed(
            case_id=uuid4(), case_no="431202-1", matter_name="", organ_ids=(), channel="web",
            applicant_id=uuid4(), result="approved", closed_at=service.now,
            **{"matter_code": "HC-M-1", **about},
        )  # fmt: skip
        envelope = Envelope(uuid4(), closed.subject, closed.case_id, 1, service.now, {})
        async with service.bench.unit_of_work(service.now) as work:
            await reactions.note_application(closed, work, envelope)

    await told()  # of the policy's matter, for something else
    await told(policy_id=other)  # of another matter than the one it is applied for by
    await told(policy_id=uuid4())
    assert await applied_for(service) == []

    await told(policy_id=policy)
    assert await applied_for(service) == [policy]
