"""How a process that is told to stop leaves its clients, so that no request falls between two.

Uvicorn closes resting connections at once. A request that is under way to such a connection at
that moment is lost, and the client cannot know whether it was carried out. Here a resting
connection stays for a second more: what comes is answered, with ``Connection: close``.
"""

import asyncio
from weakref import WeakSet

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

LAST_REQUEST_SECONDS = 1.0  # a client's last request on a resting connection is here by then

_leaving: WeakSet[ServerState] = WeakSet()


class LeavingPolitely(HttpToolsProtocol):
    """One connection of a client, which ends after an answer that said so."""

    def shutdown(self) -> None:
        """The process was told to stop: what runs is finished, what rests may ask once more."""
        _leaving.add(self.server_state)
        if self._is_resting:
            self._close_soon()
        elif not self.cycle.response_started:  # an answer that has begun cannot say it any more
            self.cycle.keep_alive = False

    def on_headers_complete(self) -> None:
        """A request came: once the process is leaving, its answer is the connection's last."""
        super().on_headers_complete()
        if self._is_leaving and not self._is_resting:  # resting still: it became a web socket
            self.cycle.keep_alive = False

    def on_response_complete(self) -> None:
        """An answer that began before and could not say that it was the last one is over."""
        super().on_response_complete()
        if self._is_leaving and not self.transport.is_closing():
            self._close_soon()

    @property
    def _is_leaving(self) -> bool:
        return self.server_state in _leaving

    @property
    def _is_resting(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # none before the first request
        return cycle is None or cycle.response_complete

    def _close_soon(self) -> None:
        asyncio.get_running_loop().call_later(LAST_REQUEST_SECONDS, self._close_if_resting)

    def _close_if_resting(self) -> None:
        if self._is_resting:
            self.transport.close()
