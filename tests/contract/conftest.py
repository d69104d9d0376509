"""The contract is looked at where clients see it: at the gateway of the running house."""

import time
from typing import Any

import httpx2
import pytest
from contract.openapi_reading import operations

Document = dict[str, Any]

OWNERS = {"gateway", "approvals", "budget", "documents", "feedback", "policies"}
SOON = 60.0


@pytest.fixture(scope="session")
def merged(house_url: str) -> Document:
    """The one OpenAPI document of all services, once every one of them has told its part."""
    until = time.monotonic() + SOON
    while True:
        document: Document = httpx2.get(f"{house_url}/openapi.json").raise_for_status().json()
        missing = OWNERS - {one.name.split("_", 1)[0] for one in operations(document)}
        if not missing:
            return document
        assert time.monotonic() < until, missing
        time.sleep(0.5)
