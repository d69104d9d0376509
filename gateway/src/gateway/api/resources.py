"""What the routes are lent by main."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from gateway.adapters.wechat import Wechat
from gateway.domain.access_tokens import AccessTokens
from shared.personal_data import PersonalData


@dataclass(frozen=True, slots=True)
class Resources:
    """Keys, adapters and views that routes need beside their unit of work."""

    tokens: AccessTokens | None
    wechat: Wechat | None
    data: PersonalData
    region_code: str
    status: Callable[[], Awaitable[dict[str, Any]]]
    openapi: Callable[[], Awaitable[bytes]]


async def resources_of(request: Request) -> Resources:
    """The resources of the running app."""
    return cast("Resources", request.app.state.resources)


Lent = Annotated[Resources, Depends(resources_of)]
