"""Registries that know an enterprise by its unified social credit code (GB 32100)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import aiohttp

from shared.refusals import Unavailable
from shared.yaml_files import yaml_in

PATIENCE = aiohttp.ClientTimeout(total=5)
NOT_FOUND = 404


class RegistryAway(Unavailable):
    """登记数据暂时无法取得。"""

    advice = "请稍后再试，也可以先自行填写。"


class EnterpriseRegistry(Protocol):
    """Who can be asked by a credit code."""

    async def facts_of(self, credit_code: str) -> Mapping[str, Any] | None:
        """What is registered, by attribute, as answers are written; None when nobody has it.

        Refused with RegistryAway.
        """


class HttpRegistry:
    """A registry behind an address of the operator's: `GET {address}/{credit_code}` as JSON."""

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")

    async def facts_of(self, credit_code: str) -> Mapping[str, Any] | None:
        """Asked over HTTP, with a limit."""
        try:
            async with (
                aiohttp.ClientSession(timeout=PATIENCE) as client,
                client.get(f"{self._address}/{credit_code}") as answer,
            ):
                if answer.status == NOT_FOUND:
                    return None
                answer.raise_for_status()
                found: Mapping[str, Any] = (await answer.json())["facts"]
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as fault:
            raise RegistryAway from fault
        return found


class LocalRegistry:
    """A stand-in for the market supervision's registry: enterprises of a file."""

    def __init__(self, file: Path) -> None:
        self._known: Mapping[str, Any] = yaml_in(file)

    async def facts_of(self, credit_code: str) -> Mapping[str, Any] | None:
        """What the file says of one."""
        found: Mapping[str, Any] | None = self._known.get(credit_code)
        return found
