"""A policy told to a million accounts, killed in the middle; then changed: only the difference."""

import sys

import pytest
from killing_building import expected, fill, push, told
from pushing_building import change, publish
from service_building import Policies

COUNT, PART = 1_000_000, 5_000

pytestmark = pytest.mark.scale


async def test_a_million_accounts_are_told_once_each_through_kills(service: Policies) -> None:
    await fill(service, COUNT)
    policy = await publish(service, least=20)
    seconds = await push(service, PART, 20, 50)
    first = await expected(service, COUNT, 20)
    assert await told(service, policy, 1) == first

    await change(service, policy, least=10)
    again = await push(service, PART, 30)
    wider = await expected(service, COUNT, 10)
    assert await told(service, policy, 2) == {"matched": wider["matched"] - first["matched"]}
    sys.stdout.write(
        f"\n{sum(first.values())} messages in {seconds:.0f} s with two kills;"
        f" changed: {wider['matched'] - first['matched']} in {again:.0f} s\n"
    )
