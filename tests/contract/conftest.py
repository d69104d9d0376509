"""The contract is looked at where clients see it: at the gateway of the running house."""

from typing import Any

import httpx2
import pytest

Document = dict[str, Any]


@pytest.fixture(scope="session")
def merged(house_url: str) -> Document:
    """The one OpenAPI document of all services."""
    answer = httpx2.get(f"{house_url}/openapi.json")
    answer.raise_for_status()
    document: Document = answer.json()
    return document
