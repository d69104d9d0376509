"""One request on its way through the passage.

Nothing is parsed. A short answer is read whole before its head is sent back,
so that half an answer becomes a clean refusal; a long answer and a live stream
go through part by part.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
from yarl import URL

from gateway.routing.answers import Wire
from gateway.routing.bodies import StreamedBody, while_visited
from gateway.routing.headers import back
from gateway.routing.instances import Instance
from gateway.routing.refusals import AnswerUnreadable, ServiceSilent
from gateway.routing.upstreams import ServiceAway, Upstream
from gateway.routing.visits import Visit

PART = 64 * 1024
CONNECT_SECONDS = 0.5
SILENCE_SECONDS = 45.0  # three missed heartbeats of a live stream; a download goes on sooner
UNTAKEN_SECONDS = 90.0  # how long a visitor of a live stream may take nothing of it
DOWNLOAD_SECONDS = 600.0
TRIES = 2
NEVER_SENT = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError)
REREADABLE = frozenset({"GET", "HEAD"})
BODILESS = frozenset({204, 304})
ANSWERS = range(200, 600)


class HalfAnswer(Exception):
    """An answer broke off after its beginning had been sent on."""


class Crossing:
    """One request, its place in the queue, and the two ends of its wire."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        visit: Visit,
        upstream: Upstream,
        onward: dict[str, str],
        wire: Wire,
    ) -> None:
        self.body: bytes | StreamedBody | None = None
        self.seat = upstream.requests.take()
        self.answering = False
        self._session = session
        self._visit = visit
        self._upstream = upstream
        self._onward = onward
        self._receive = wire.receive
        self._send = wire.send
        self._watched = visit.asks_for_stream or visit.wait > 0

    async def run(self, clock: asyncio.Timeout) -> int:
        """Ask the service and hand its answer on; the status."""
        through = self._through(clock)
        return await (while_visited(self._receive, through) if self._watched else through)

    async def _through(self, clock: asyncio.Timeout) -> int:
        tried: list[Instance] = []
        while True:
            instance = self._upstream.choose(tried)
            tried.append(instance)
            try:
                with self._trying(instance, clock):
                    response, whole = await self._ask(instance, clock)
            except ServiceAway as away:
                if len(tried) == TRIES or not self._may_ask_again(away):
                    raise
            else:
                return await self._hand_on(response, whole, instance, clock)

    def _may_ask_again(self, away: ServiceAway) -> bool:
        """A read may; what changes something may ask another instance if this one had nothing."""
        if self._visit.method in REREADABLE:
            return self.body is None
        unsent = isinstance(away.__cause__, NEVER_SENT) and not isinstance(self.body, StreamedBody)
        return unsent and len(self._upstream.instances) > 1

    @contextmanager
    def _trying(self, instance: Instance, clock: asyncio.Timeout) -> Iterator[None]:
        """Tell the instance's circuit how the try ended.

        A visitor who left, or who sends too slowly, tells nothing about the instance.
        """
        instance.running += 1
        instance.circuit.began()
        try:
            yield
        except (ServiceAway, ServiceSilent, AnswerUnreadable):
            instance.circuit.failed()
            raise
        except BaseException:
            silent = clock.expired() and not isinstance(self.body, StreamedBody)
            (instance.circuit.failed if silent else instance.circuit.forgot)()
            raise
        else:
            instance.circuit.answered()
        finally:
            instance.running -= 1

    async def _ask(
        self, instance: Instance, clock: asyncio.Timeout
    ) -> tuple[aiohttp.ClientResponse, bytes | None]:
        """The answer's head, and its body when that is short."""
        try:
            response = await self._session.request(
                self._visit.method,
                self._url(instance),
                headers=self._headers(instance, clock),
                data=self.body or None,
                allow_redirects=False,
                server_hostname=instance.tls_name,
            )
            return response, await self._short_body(response)
        except aiohttp.ConnectionTimeoutError as fault:
            raise ServiceAway(self._upstream.key) from fault
        except aiohttp.ServerTimeoutError as fault:
            raise ServiceSilent(self._upstream.key) from fault
        except aiohttp.ClientConnectionError as fault:
            if isinstance(self.body, StreamedBody) and self.body.ended_by is not None:
                raise self.body.ended_by from fault
            raise ServiceAway(self._upstream.key) from fault
        except (aiohttp.ClientError, ValueError) as fault:
            raise AnswerUnreadable(self._upstream.key) from fault

    def _url(self, instance: Instance) -> URL:
        query = b"?" + self._visit.query if self._visit.query else b""
        return URL(instance.address + (self._visit.path + query).decode("ascii"), encoded=True)

    def _headers(self, instance: Instance, clock: asyncio.Timeout) -> dict[str, str]:
        left = (clock.when() or 0.0) - asyncio.get_running_loop().time()
        deadline = str(max(1, int(left * 1000)))
        return {**self._onward, **instance.headers, "X-Request-Deadline-Ms": deadline}

    async def _short_body(self, response: aiohttp.ClientResponse) -> bytes | None:
        if response.status not in ANSWERS:
            response.close()
            raise AnswerUnreadable(self._upstream.key)
        if self._visit.method == "HEAD" or response.status in BODILESS:
            response.release()
            return b""
        if response.content_length is not None and response.content_length <= PART:
            return await response.read()
        return None

    async def _hand_on(
        self,
        response: aiohttp.ClientResponse,
        whole: bytes | None,
        instance: Instance,
        clock: asyncio.Timeout,
    ) -> int:
        try:
            if whole is None:
                await self._stream(response, clock)
            else:
                await self._begin(response)
                await self._send({"type": "http.response.body", "body": whole})
        except HalfAnswer:
            instance.circuit.failed()  # after all
            raise
        finally:
            if whole is None:
                response.close()
        return response.status

    async def _begin(self, response: aiohttp.ClientResponse) -> None:
        self.answering = True
        headers = back(list(response.raw_headers), self._visit, response.status)
        start = {"type": "http.response.start", "status": response.status, "headers": headers}
        await self._send(start)

    async def _stream(self, response: aiohttp.ClientResponse, clock: asyncio.Timeout) -> None:
        """Hand on part by part: a live stream as long as it lives, a download for ten minutes."""
        live = response.content_type == "text/event-stream"
        if live:
            streams = self._upstream.streams.take()
            self.seat.leave()
            self.seat = streams
        clock.reschedule(_in(UNTAKEN_SECONDS if live else DOWNLOAD_SECONDS))
        await self._begin(response)
        pouring = self._pour(response, clock if live else None)
        watched = self._watched or isinstance(self.body, StreamedBody)
        await (pouring if watched else while_visited(self._receive, pouring))

    async def _pour(self, response: aiohttp.ClientResponse, clock: asyncio.Timeout | None) -> None:
        """Part by part, none long after the other; a clock is wound up again by every part."""
        try:
            while part := await _part(response.content):
                if clock is not None:
                    clock.reschedule(_in(UNTAKEN_SECONDS))
                await self._send({"type": "http.response.body", "body": part, "more_body": True})
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise HalfAnswer from fault
        await self._send({"type": "http.response.body", "body": b""})


async def _part(content: aiohttp.StreamReader) -> bytes:
    """What has come; nothing at the end; TimeoutError when nothing comes."""
    async with asyncio.timeout(SILENCE_SECONDS):
        return await content.readany()


def _in(seconds: float) -> float:
    return asyncio.get_running_loop().time() + seconds
