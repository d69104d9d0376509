"""The full trial: `make chaos`. CHAOS_SEED repeats one, CHAOS_CASES makes it longer."""

import os
import random

import pytest
from chaos.real_house import a_real_house
from chaos.trial import VICTIMS, survive

pytestmark = pytest.mark.chaos

CASES = int(os.environ.get("CHAOS_CASES", "200"))


async def test_two_hundred_cases_survive_whatever_is_killed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    seed = int(os.environ.get("CHAOS_SEED") or random.SystemRandom().randrange(1 << 32))
    async with a_real_house() as house:
        harm = await survive(house, CASES, seed, once=["postgres"])

    with capsys.disabled():
        killed = ", ".join(f"{name} {times}" for name, times in sorted(harm.kills.items()))
        print(f"\n{CASES} cases, seed {seed}; killed: {killed}")  # noqa: T201  the figure
    assert set(harm.kills) == {*VICTIMS, "postgres"}
    assert harm.kills["postgres"] == 1
