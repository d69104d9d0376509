"""The keys an outside issuer publishes, fetched from the one address of the settings."""

from dataclasses import dataclass
from typing import Any, ClassVar

import aiohttp
import orjson

from gateway.adapters.whole import whole
from shared.refusals import Unavailable

SECONDS = aiohttp.ClientTimeout(total=3, connect=1)
LARGEST_ANSWER = 256 * 1024
OK = 200


@dataclass(eq=False)
class IdentityProviderAway(Unavailable):
    """统一身份认证暂时连接不上。"""

    advice: ClassVar[str] = "请稍后重试；公开内容不受影响。"


async def published_keys(address: str) -> dict[str, Any]:
    """The JWKS at the address; refused with IdentityProviderAway."""
    try:
        async with (
            aiohttp.ClientSession(timeout=SECONDS) as session,
            session.get(address, allow_redirects=False) as answer,
        ):
            document = orjson.loads(await whole(answer, LARGEST_ANSWER))
    except (aiohttp.ClientError, TimeoutError, ValueError) as fault:
        raise IdentityProviderAway from fault
    if answer.status != OK or not isinstance(document, dict):
        raise IdentityProviderAway
    return document
