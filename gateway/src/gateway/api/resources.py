"""What the routes are lent by main."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Protocol, cast

from fastapi import Depends, Request

from gateway.adapters.scene_codes import SceneCodes
from gateway.adapters.wechat import Wechat
from gateway.domain.access_tokens import AccessTokens
from shared.personal_data import PersonalData


class Answered(Protocol):
    """A whole answer to a request from within."""

    status: int
    headers: dict[str, str]
    body: bytes


class AskWithin(Protocol):
    """Asks another route in the name of the caller of ``outer``, the scope of this request."""

    async def __call__(
        self,
        outer: Mapping[str, Any],
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes = b"",
    ) -> Answered:
        """The whole answer."""


class AskPublicly(Protocol):
    """Reads a public route as anybody would, whoever asks in ``outer``."""

    async def __call__(self, outer: Mapping[str, Any], target: str) -> Answered:
        """The whole answer."""


class AskService(Protocol):
    """Reads an internal path of one service; refused when it does not answer."""

    async def __call__(self, outer: Mapping[str, Any], key: str, path: str) -> Answered:
        """The whole answer."""


@dataclass(frozen=True, slots=True)
class Resources:
    """Keys, adapters and views that routes need beside their unit of work."""

    tokens: AccessTokens
    passwords: bool  # whether people may log in by them
    wechat: Wechat | None
    scene_codes: SceneCodes
    data: PersonalData
    region_code: str
    status: Callable[[], Awaitable[dict[str, Any]]]
    openapi: Callable[[], Awaitable[bytes]]
    ask_within: AskWithin
    ask_publicly: AskPublicly
    ask_service: AskService
    service_of: Callable[[str], str]


async def resources_of(request: Request) -> Resources:
    """The resources of the running app."""
    return cast("Resources", request.app.state.resources)


Lent = Annotated[Resources, Depends(resources_of)]
