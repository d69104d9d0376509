"""The entrance: one connection of a visitor, below ASGI.

What lies ready is written to the connection while the head of the request is still being read off
it: no task is made, no message passed. Every other request goes on as uvicorn has it.
"""

import asyncio

import structlog
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from gateway.routing.express import Asked, Express, Ready, lines_of
from shared.commands.leaving import LeavingPolitely

log = structlog.get_logger("entrance")


class Entrance(LeavingPolitely):
    """A connection whose app may have answers ready: its `express`, None until it opened."""

    def on_headers_complete(self) -> None:
        """A request came: hand out what lies ready for it, or let it in."""
        ready = self._ready() if self._may_be_quick else None
        if ready is None:
            super().on_headers_complete()
        else:
            self._hand_out(ready)

    @property
    def _may_be_quick(self) -> bool:
        """Whether the request is a plain one, the last answer over and the connection to stay."""
        parser = self.parser
        return (
            parser.get_method() == b"GET"
            and self._is_resting
            and not self._is_leaving
            and not self.flow.write_paused
            and not self.expect_100_continue
            and parser.get_http_version() == "1.1"
            and parser.should_keep_alive()
            and not parser.should_upgrade()
        )

    def _ready(self) -> Ready | None:
        express: Express | None = getattr(self.app, "express", None)  # not while it is traced
        if express is None:
            return None
        peer = self.client[0] if self.client else ""
        try:
            return express.answer(Asked(self.url, self.headers, peer, self.scheme or "http"))
        except Exception:
            log.exception("the lane is broken")
            return None

    def _hand_out(self, ready: Ready) -> None:
        always = lines_of(self.server_state.default_headers)
        self.transport.write(b"".join((ready.head, always, b"\r\n", ready.body)))
        last: RequestResponseCycle | None = self.cycle
        if last is None:
            self.cycle = self._answered_cycle()
        self.on_response_complete()

    def _answered_cycle(self) -> RequestResponseCycle:
        """What uvicorn takes for the request before; it asks it whether the answer is over."""
        cycle = RequestResponseCycle(
            scope=self.scope, transport=self.transport, flow=self.flow, logger=self.logger,
            access_logger=self.access_logger, access_log=False, default_headers=[],
            message_event=asyncio.Event(), expect_100_continue=False, keep_alive=True,
            on_response=self.on_response_complete,
        )  # fmt: skip
        cycle.response_started = cycle.response_complete = True
        return cycle
