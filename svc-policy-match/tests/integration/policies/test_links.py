"""What policies are next to, for the gateway's walk from money to outcome."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from pushing_building import publish, said
from service_building import Policies, id_of, staff

from svc_policy_match.use_cases.pushes.applying import note_application, note_grant

FUND, MATTER = id_of("fund", "talent"), "HC-M-1"


async def links(service: Policies, kind: str, thing_id: object) -> list[dict[str, Any]]:
    client = service.as_()
    base = str(client.base_url).removesuffix("/api/v1/")
    answer = await client.get(f"{base}/links/{kind}/{thing_id}")
    assert answer.status_code == 200, answer.text
    return list(answer.json()["links"])


async def ends(service: Policies, kind: str, thing_id: object) -> set[tuple[str, str]]:
    return {(one["kind"], one["id"]) for one in await links(service, kind, thing_id)}


@pytest.fixture
async def granted(service: Policies) -> tuple[UUID, UUID, UUID]:
    """A policy of a fund and a matter, applied for in a case, and granted."""
    policy = await publish(
        service, matter_code=MATTER, fund_id=str(FUND), basis_reference="湘政发〔2019〕20号"
    )
    case, allocation = uuid4(), uuid4()
    async with service.bench.unit_of_work(service.now) as work:
        await note_application(
            work, policy, MATTER, case, id_of("account", "li"), "approved", service.now
        )
        await note_grant(work, policy, case, allocation, 500_000)
        await work.commit()
    return policy, case, allocation


async def test_a_policy_leads_to_its_money_its_basis_its_matter_and_its_cases(
    service: Policies, granted: tuple[UUID, UUID, UUID]
) -> None:
    policy, case, allocation = granted

    found = await ends(service, "policy", policy)

    assert found >= {
        ("fund", str(FUND)), ("document", "湘政发〔2019〕20号"), ("matter", MATTER),
        ("case", str(case)), ("allocation", str(allocation)),
    }  # fmt: skip


async def test_everything_leads_back_to_the_policy(
    service: Policies, granted: tuple[UUID, UUID, UUID]
) -> None:
    policy, case, allocation = granted
    from_ends = [
        ("fund", FUND), ("document", "湘政发〔2019〕20号"), ("matter", MATTER), ("case", case),
        ("allocation", allocation),
    ]  # fmt: skip

    for kind, thing_id in from_ends:
        assert ("policy", str(policy)) in await ends(service, kind, thing_id), kind


async def test_nobody_is_told_who_applied(
    service: Policies, granted: tuple[UUID, UUID, UUID]
) -> None:
    for kind, thing_id in zip(("policy", "case", "allocation"), granted, strict=True):
        assert str(id_of("account", "li")) not in str(await links(service, kind, thing_id))


async def granted_to(service: Policies, policy: UUID, numbers: range) -> None:
    """So many accounts applied and were granted something."""
    async with service.bench.unit_of_work(service.now) as work:
        for number in numbers:
            case, account = id_of("case", str(number)), id_of("account", str(number))
            await note_application(work, policy, MATTER, case, account, "approved", service.now)
            await note_grant(work, policy, case, id_of("grant", str(number)), 500_000)
        await work.commit()


async def test_how_many_a_policy_paid_is_told_from_ten_on_and_leads_back(
    service: Policies,
) -> None:
    policy = await publish(service, matter_code=MATTER)
    await granted_to(service, policy, range(9))
    assert "recipient" not in {one["kind"] for one in await links(service, "policy", policy)}

    await granted_to(service, policy, range(9, 12))

    (told,) = [one for one in await links(service, "policy", policy) if one["kind"] == "recipient"]
    assert (told["rel"], told["title"]) == ("reaches", "已兑付12个")
    assert await ends(service, "recipient", told["id"]) == {("policy", str(policy))}


async def test_how_many_a_policy_fits_is_told_from_ten_on(service: Policies) -> None:
    policy = await publish(service)
    await service.pool.execute(
        "INSERT INTO told (policy_id, account_id, version, tiding) "
        "SELECT $1, gen_random_uuid(), 1, 'matched' FROM generate_series(1, 15)",
        policy,
    )

    found = {one["title"] for one in await links(service, "policy", policy)}

    assert "符合条件15个" in found


@pytest.mark.parametrize("kind", ["recipient", "fund", "document", "matter", "case", "allocation"])
async def test_what_others_own_and_no_policy_knows_has_no_links(
    service: Policies, kind: str
) -> None:
    assert await links(service, kind, uuid4()) == []
    assert await links(service, kind, "no-such-thing") == []


async def test_a_policy_nobody_published_is_not_found(service: Policies) -> None:
    editor = service.as_(staff())
    draft = (await editor.post("/policies", json={"code": "HC-2", **said()})).json()
    base = str(editor.base_url).removesuffix("/api/v1/")

    for unknown in (draft["policy_id"], uuid4(), "no-such-thing"):
        answer = await editor.get(f"{base}/links/policy/{unknown}")
        assert answer.status_code == 404, unknown
        assert answer.json()["type"].endswith("/policy-not-found")
