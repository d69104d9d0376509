"""Count views: in the process, and each second as one statement.

A process that is stopped writes what it has; one that is killed loses its last second. What could
not be written is kept and added the next time.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import UUID

import structlog

from shared.database import BROKEN_CONNECTION, WAITED_TOO_LONG, DatabaseAway, UnitOfWork
from svc_documents.storage.days import today_of
from svc_documents.storage.library import views

log = structlog.get_logger("views")
EVERY_SECONDS = 1.0
Edge = Callable[[], AbstractAsyncContextManager[UnitOfWork]]


class ViewCounter:
    """What this process has counted and not yet written."""

    def __init__(self) -> None:
        self._counted: Counter[UUID] = Counter()

    def count(self, document_id: UUID) -> None:
        """A document was read."""
        self._counted[document_id] += 1

    async def flush(self, edge: Edge) -> int:
        """Write what was counted, in one statement; answers how many views."""
        counted, self._counted = self._counted, Counter()
        if not counted:
            return 0
        try:
            async with edge() as work:
                await views.add(work, counted, today_of(work))
        except BaseException:
            self._counted.update(counted)
            raise
        return counted.total()

    async def keep_flushing(self, edge: Edge) -> None:
        """Write every second until cancelled; a database that is away is asked again.

        A write that has begun is ended first: cancelled in its commit, it would be written again.
        """
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            writing = asyncio.ensure_future(self.flush(edge))
            try:
                await asyncio.shield(writing)
            except asyncio.CancelledError:
                await asyncio.wait([writing])
                raise
            except (*BROKEN_CONNECTION, *WAITED_TOO_LONG, DatabaseAway, TimeoutError) as fault:
                log.warning("views wait", fault=repr(fault))
