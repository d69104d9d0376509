"""Two copies of the house side by side know nothing of one another.

Among the chaos tests, because two whole houses at once are much for a small machine.
"""

from contextlib import AsyncExitStack

import httpx2
import pytest
from chaos.real_house import RealHouse, a_real_house
from journeys.people import Refused
from journeys.town import Town

pytestmark = pytest.mark.chaos


async def test_two_copies_run_at_once_each_with_its_own_port_and_data() -> None:
    async with AsyncExitStack() as stack:
        one, other = [
            await stack.enter_async_context(a_real_house(name)) for name in ("one copy", "another")
        ]
        here, there = [await _a_town(stack, house) for house in (one, other)]

        case = await here.accepted_case(await here.citizen())
        await here.everybody_approves(case)
        await here.issued(case)

        await (await here.citizen()).invited(case)
        with pytest.raises(Refused, match="tracking-not-found"):
            await there.visitor.track(case["case_no"], case["query_code"])
        assert await other.rows("approvals", "SELECT case_id FROM kase") == []
        assert await other.rows("feedback", "SELECT case_id FROM opportunity") == []


async def _a_town(stack: AsyncExitStack, house: RealHouse) -> Town:
    address = f"{house.url}/api/v1"
    return Town(await stack.enter_async_context(httpx2.AsyncClient(base_url=address, timeout=30)))
