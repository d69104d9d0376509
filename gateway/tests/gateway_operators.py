"""Those who carry messages outside, as far as tests need them: an operator, WeChat."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from gateway.domain.messages import Outgoing


def outgoing(text: str = "…", key: str = "k", template: str = "case_issued") -> Outgoing:
    """A message as a channel is given it."""
    return Outgoing(key, text, template, {"case_no": "HC-2026-1"})


@asynccontextmanager
async def somebody_outside(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> AsyncIterator[str]:
    """A server that answers every POST like this; its address."""
    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
