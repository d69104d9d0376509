"""The passage: requests through to the services and their answers back, streamed and bounded."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from gateway.routing.answers import Wire
from gateway.routing.bodies import StreamedBody, first_part
from gateway.routing.crossing import CONNECT_SECONDS, PART, Crossing, HalfAnswer
from gateway.routing.headers import onward
from gateway.routing.refusals import BodyTooLarge, ServiceSilent
from gateway.routing.table import Route
from gateway.routing.upstreams import Upstream
from gateway.routing.visits import Visit
from shared import silence

IDLE_SECONDS = 60  # a service keeps its side for longer, so that ours closes first
UPLOAD_SECONDS = 180.0


@asynccontextmanager
async def session_to_services() -> AsyncIterator[aiohttp.ClientSession]:
    """The pooled connections to the services: no cookies, no proxies, no unpacking."""
    session = aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0, keepalive_timeout=IDLE_SECONDS, socket_factory=silence.a_socket
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
        read_bufsize=PART,
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
    )
    session._retry_connection = False  # noqa: SLF001 - what may be sent twice is decided by us
    try:
        yield session
    finally:
        await session.close()


class Passage:
    """Lets requests through to the services."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def carry(
        self, visit: Visit, route: Route, upstream: Upstream, badge: str, wire: Wire
    ) -> int:
        """Carry one request through and its answer back; the status the client was given.

        Refused with ServiceBusy, ServiceAway, ServiceSilent, AnswerUnreadable or
        BodyTooLarge while nothing was sent back yet; after that HalfAnswer is raised.
        """
        limit = route.upload_limit if visit.is_upload else route.body_limit
        if visit.length is not None and visit.length > limit:
            raise BodyTooLarge(limit)
        crossing = Crossing(self._session, visit, upstream, onward(visit, badge), wire)
        try:
            if visit.has_body:
                crossing.body = await first_part(wire.receive, limit)
            async with asyncio.timeout(_seconds(visit, route, crossing)) as clock:
                return await crossing.run(clock)
        except TimeoutError as silence:
            if crossing.answering:
                raise HalfAnswer from silence
            raise ServiceSilent(upstream.key) from silence
        finally:
            crossing.seat.leave()


def _seconds(visit: Visit, route: Route, crossing: Crossing) -> float:
    """How long all of it may take until the answer begins."""
    upload = UPLOAD_SECONDS if isinstance(crossing.body, StreamedBody) else 0.0
    return route.seconds + visit.wait + upload
