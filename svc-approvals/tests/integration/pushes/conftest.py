from collections.abc import AsyncIterator

import pytest
from approvals_building import Approvals
from push_building import Pushing
from push_building import pushing as with_a_pushed_node


@pytest.fixture
async def pushing(approvals: Approvals) -> AsyncIterator[Pushing]:
    """The barber shop, whose police node goes to a system that really listens."""
    async with with_a_pushed_node(approvals) as running:
        yield running
