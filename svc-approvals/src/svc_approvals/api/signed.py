"""Requests that another system signed instead of logging in: read whole, and never much."""

from fastapi import Request

from svc_approvals.domain.pushes.reasons import MessageTooLarge

MOST_BYTES = 64 * 1024


async def signed_body(request: Request) -> bytes:
    """The very bytes that were signed; refused with MessageTooLarge."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MOST_BYTES:
        raise MessageTooLarge(MOST_BYTES)
    body = await request.body()
    if len(body) > MOST_BYTES:
        raise MessageTooLarge(MOST_BYTES)
    return body
