"""A process killed in the middle of telling: everybody is told once, nobody is left out."""

from killing_building import expected, fill, push, told
from pushing_building import change, publish
from service_building import Policies

COUNT, PART = 6_000, 250


async def test_killed_twice_in_the_middle_everybody_is_told_once(service: Policies) -> None:
    await fill(service, COUNT)
    policy = await publish(service, least=20)
    await push(service, PART, 2, 5)

    assert await told(service, policy, 1) == await expected(service, COUNT, 20)


async def test_of_a_changed_policy_only_the_difference_is_told_through_kills(
    service: Policies,
) -> None:
    await fill(service, COUNT)
    policy = await publish(service, least=20)
    await push(service, PART)
    first = await expected(service, COUNT, 20)
    await change(service, policy, least=10)
    await push(service, PART, 3, 1)
    wider = await expected(service, COUNT, 10)
    assert await told(service, policy, 2) == {"matched": wider["matched"] - first["matched"]}

    await change(service, policy, least=50)
    await push(service, PART, 4)
    narrower = await expected(service, COUNT, 50)
    assert await told(service, policy, 3) == {"lost": wider["matched"] - narrower["matched"]}
