"""Told once: who matches a published policy, and of a changed one only the difference."""

from datetime import date, timedelta
from uuid import uuid4

from pushing_building import account, change, inbox, publish, push_all
from service_building import Policies, citizen, staff

from shared.basis.effects import DocumentEffect
from svc_policy_match.use_cases.policies import basis
from svc_policy_match.use_cases.pushes.reminding import remind
from svc_policy_match.use_cases.pushes.sending import send_part


async def three(service: Policies) -> None:
    """One that fits, one that may, one that does not."""
    await account(service, "large", 50)
    await account(service, "unsaid", None)
    await account(service, "small", 5)


async def test_a_published_policy_reaches_those_it_fits_and_may_fit_with_other_words(
    service: Policies,
) -> None:
    await three(service)
    await publish(service)
    await push_all(service)

    assert await inbox(service, "large") == [("matched", 1)]
    assert await inbox(service, "unsaid") == [("possible", 1)]
    assert await inbox(service, "small") == []
    (event,) = await service.told("policies.match.pushed.v1")
    assert (event["matched"], event["possible"], event["lost"]) == (1, 1, 0)


async def test_of_another_version_only_the_difference_is_told(service: Policies) -> None:
    await three(service)
    policy = await publish(service)
    await push_all(service)
    await change(service, policy, least=5)
    await push_all(service)

    assert await inbox(service, "large") == [("matched", 1)]
    assert await inbox(service, "small") == [("matched", 2)]
    await change(service, policy, least=20)
    await push_all(service)
    assert await inbox(service, "small") == [("matched", 2), ("lost", 3)]
    assert await inbox(service, "large") == [("matched", 1)]
    assert await inbox(service, "unsaid") == [("possible", 1)]


async def test_parts_of_any_size_tell_the_same(service: Policies) -> None:
    for number in range(7):
        await account(service, f"firm-{number}", 20 + number)
    await publish(service)
    parts = await push_all(service, part=2)

    assert parts >= 4
    for number in range(7):
        assert await inbox(service, f"firm-{number}") == [("matched", 1)]


async def test_a_profile_that_changes_is_told_what_it_gained_and_lost(service: Policies) -> None:
    await account(service, "firm", 5)
    await publish(service)
    await push_all(service)
    assert await inbox(service, "firm") == []
    me = service.as_(citizen("firm", "enterprise"))

    for count in (30, 30, 4, 40):
        fact = {"attribute": "staff", "answer": {"value": count, "unit": "人"}}
        await me.post("/profiles/me/facts", json={"facts": [fact]})
        await push_all(service)
    assert await inbox(service, "firm") == [("matched", 1), ("lost", 1)]


async def test_a_policy_that_ends_is_told_once_to_those_who_count_on_it(service: Policies) -> None:
    await three(service)
    policy = await publish(service)
    await push_all(service)
    closed = await service.as_(staff()).post(
        f"/policies/{policy}/close", json={"reason": "资金已用完"}
    )
    assert closed.status_code == 200
    await push_all(service)
    await push_all(service)

    assert await inbox(service, "large") == [("matched", 1), ("closed", 1)]
    assert await inbox(service, "unsaid") == [("possible", 1), ("closed", 1)]
    assert await inbox(service, "small") == []


async def test_a_policy_without_its_basis_is_told_once(service: Policies) -> None:
    await three(service)
    reference, document = "鹤政发〔2024〕1号", uuid4()
    policy = await publish(service, basis_reference=reference)
    await push_all(service)
    async with service.bench.unit_of_work(service.now) as work:
        known = DocumentEffect(reference, "valid", document, "办法", date(2024, 1, 1))
        await basis.keep_resolved(work, f"policies:policy:{policy}", known)
    for effect in ("repealed", "repealed"):
        async with service.bench.unit_of_work(service.now) as work:
            await basis.keep_effect(work, document, effect, date(2026, 11, 20))
        await push_all(service)

    assert await inbox(service, "large") == [("matched", 1), ("basis_lost", 1)]


async def test_who_takes_consent_back_is_not_told_any_more(service: Policies) -> None:
    await three(service)
    me = service.as_(citizen("large", "enterprise"))
    await me.put("/profiles/me/consents/push", json={"given": False})
    await publish(service)
    await push_all(service)

    assert await inbox(service, "large") == []
    assert await inbox(service, "unsaid") == [("possible", 1)]


async def test_messages_leave_as_notifications_once_and_over_the_limit_as_a_digest(
    service: Policies,
) -> None:
    await account(service, "large", 50)
    for number in range(5):
        await publish(service, f"HC-{number}", title=f"补助{number}")
    await push_all(service)
    async with service.bench.unit_of_work(service.now) as work:
        assert await send_part(work) == 3
    async with service.bench.unit_of_work(service.now) as work:
        assert await send_part(work) == 0
    tomorrow = service.now + timedelta(days=1)
    async with service.bench.unit_of_work(tomorrow) as work:
        assert await send_part(work) == 2

    asked = await service.told("policies.notification.requested.v1")
    assert [one["template"] for one in asked] == ["policies_digest", "policies_digest"]
    assert [one["parameters"]["count"] for one in asked] == ["3", "2"]


async def test_at_night_nobody_is_called(service: Policies) -> None:
    await account(service, "large", 50)
    service.set_clock(service.now.replace(hour=15))  # 23:00 in the offices
    await publish(service)
    await push_all(service)

    async with service.bench.unit_of_work(service.now) as work:
        assert await send_part(work) == 0
    assert await inbox(service, "large") == [("matched", 1)]
    async with service.bench.unit_of_work(service.now + timedelta(hours=10)) as work:
        assert await send_part(work) == 1


async def test_before_a_window_closes_those_who_fit_are_reminded_once_a_step(
    service: Policies,
) -> None:
    await three(service)
    await publish(service, closes_on="2026-12-30")
    await push_all(service)
    told = []
    for days in (0, 5, 5, 28, 28, 34):
        moment = service.now + timedelta(days=days)
        async with service.bench.unit_of_work(moment) as work:
            told.append(await remind(work))
    assert told == [0, 1, 0, 1, 0, 1]
    assert [one for one, _ in await inbox(service, "large")] == ["matched", *["reminder"] * 3]


async def test_a_message_is_read_once_and_only_by_its_owner(service: Policies) -> None:
    await account(service, "large", 50)
    await publish(service)
    await push_all(service)
    me = service.as_(citizen("large", "enterprise"))
    (message,) = (await me.get("/inbox")).json()["items"]
    path = f"/inbox/{message['message_id']}/read"

    assert (await service.as_(citizen("other")).post(path, json={})).status_code == 404
    first = await me.post(path, json={})
    again = await me.post(path, json={})
    assert first.json() == again.json() == {"number": 2, "all": 1, "unread": 0}
    assert (await me.get("/inbox", params={"unread": True})).json()["items"] == []
    changed = await me.get("/inbox/changes", params={"after": 1, "wait": 1})
    assert changed.json()["number"] == 2


async def test_figures_of_fewer_than_ten_accounts_are_not_told(service: Policies) -> None:
    for number in range(9):
        await account(service, f"firm-{number}", 30)
    policy = await publish(service)
    await push_all(service)
    (row,) = (await service.as_().get("/policy-stats")).json()["items"]
    assert (row["policy_id"], row["reached"]) == (str(policy), None)

    await account(service, "tenth", 30)
    await push_all(service)
    (row,) = (await service.as_().get("/policy-stats")).json()["items"]
    assert (row["reached"], row["read"], row["read_share"]) == (10, 0, 0.0)
