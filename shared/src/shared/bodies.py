"""What a request may carry: how much, and of which media type."""

from fastapi.params import Form
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.refusals import UnsupportedMedia

TOO_LARGE = 413
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
JSON = "application/json"


class BodyLimit:
    """Stops reading a body above the limit, whether its length was announced or not."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "")
        left = self._most - (int(announced) if announced.isdecimal() else 0)
        counts = not announced.isdecimal()

        async def receiving() -> Message:
            nonlocal left
            message = await receive() if left >= 0 else {}
            left -= len(message.get("body", b"")) if counts else 0
            if left < 0:
                raise HTTPException(TOO_LARGE)
            return message

        await self._app(scope, receiving, send)


def media_types_of(route: APIRoute) -> frozenset[str]:
    """What a route reads from a body; nothing when it reads none."""
    fields = [param.field_info for param in route.dependant.body_params]
    if not fields:
        return frozenset()
    return FORMS if any(isinstance(field, Form) for field in fields) else frozenset({JSON})


def refuse_other_media(request: Request, taken: frozenset[str]) -> None:
    """Refused with UnsupportedMedia when there is a body and it is of another type."""
    headers = request.headers
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    if not taken or not has_body:
        return
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in taken and not (JSON in taken and media_type.endswith("+json")):
        raise UnsupportedMedia
