from collections.abc import AsyncIterator

import pytest
from approvals_building import Approvals
from delivery_building import Carrier, carrying


@pytest.fixture
async def carrier(approvals: Approvals) -> AsyncIterator[Carrier]:
    """A courier that really listens."""
    async with carrying(approvals) as running:
        yield running
