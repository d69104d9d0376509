"""The small trial of every test run; the full one is `make chaos`."""

from chaos.real_house import a_real_house
from chaos.trial import VICTIMS, survive

CASES = 20


async def test_nothing_is_lost_or_doubled_while_parts_are_killed() -> None:
    async with a_real_house() as house:
        harm = await survive(house, CASES, seed=20261123)

        assert set(harm.kills) == set(VICTIMS)
        assert any("意外退出" in line for line in house.said)
