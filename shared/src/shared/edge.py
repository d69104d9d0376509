"""The edge: where one request becomes one transaction, committed before the answer leaves.

``EdgeRoute`` opens the unit of work, takes the Idempotency-Key, runs the
handler, keeps the answer beside its effect, commits, and only then lets the
answer go. An optimistic write that found its aggregate changed is run once
more under lock, so a race costs a retry and never an error.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import asyncpg
from fastapi import APIRouter, Depends, Request, Response

from shared import bodies, idempotency, reading
from shared.database import BROKEN_CONNECTION, DatabaseAway, StaleAggregate, UnitOfWork
from shared.identity import Caller, caller_of
from shared.refusals import Unavailable
from shared.straight_handler import Handler, StraightRoute

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TRIES = 3
RACES = (StaleAggregate, asyncpg.SerializationError, asyncpg.DeadlockDetectedError)


class TooBusy(Unavailable):
    """同一事项正被频繁修改。"""


def clock() -> datetime:
    """The one clock; apps may be given another in tests."""
    return datetime.now(UTC)


async def work_of(request: Request) -> UnitOfWork:
    """The unit of work of this request. (FastAPI sends a plain function to a thread.)"""
    work: UnitOfWork = request.state.work
    return work


async def now_of(request: Request) -> datetime:
    """The moment this request is handled at; the same for everything it does."""
    now: datetime = request.state.work.now
    return now


Work = Annotated[UnitOfWork, Depends(work_of)]
Now = Annotated[datetime, Depends(now_of)]


class EdgeRoute(StraightRoute):
    """A route whose handler runs inside one unit of work."""

    def get_route_handler(self) -> Handler:
        """The handler, inside its transaction."""
        handler = super().get_route_handler()
        known, taken = reading.query_parameters(self.dependant), bodies.media_types_of(self)

        async def at_the_edge(request: Request) -> Response:
            caller_of(request)
            reading.refuse_unknown_parameters(request, known)
            if request.method in SAFE:
                return await _read(request, handler)
            bodies.refuse_other_media(request, taken)
            try:
                return await _change(request, handler)
            finally:
                await request.close()

        return at_the_edge


def edge_router(tag: str, *, prefix: str = "", dependencies: Sequence[Any] = ()) -> APIRouter:
    """A router of edge routes for one noun."""
    return APIRouter(
        prefix=prefix,
        tags=[tag],
        route_class=EdgeRoute,
        dependencies=list(dependencies),
    )


async def _read(request: Request, handler: Handler) -> Response:
    for _ in range(TRIES):
        try:
            async with _unit_of_work(request) as work:
                request.state.work = work
                answer = await handler(request)
        except asyncpg.DeadlockDetectedError:
            continue  # a migration took the tables in another order
        except BROKEN_CONNECTION as fault:
            raise DatabaseAway from fault
        return reading.as_asked(request, answer)
    raise TooBusy


async def _change(request: Request, handler: Handler) -> Response:
    uploads = request.headers.get("content-type", "").startswith("multipart/")
    for attempt in range(TRIES):
        async with _unit_of_work(request, locks=uploads or attempt > 0) as work:
            request.state.work = work
            try:
                answer = await _once(request, handler, work)
            except RACES:
                if uploads:
                    break
                continue
            except asyncpg.UniqueViolationError:
                if work.locks:
                    raise
                continue  # another command wrote the same row first: again, behind its lock
            except BROKEN_CONNECTION as fault:
                if work.wrote or uploads:
                    raise DatabaseAway from fault
                continue
            if work.announced:
                request.app.state.announcements.set()
            answer.headers.setdefault("Cache-Control", reading.NO_STORE)
            return answer
    raise TooBusy


async def _once(request: Request, handler: Handler, work: UnitOfWork) -> Response:
    key = idempotency.key_of(request)
    if key is None or caller_of(request).is_anonymous:
        if _at_a_kiosk(caller_of(request)):
            raise idempotency.IdempotencyKeyMissing
        answer = await handler(request)
        await work.commit()
        return answer
    return await _once_per_key(request, handler, work, key)


async def _once_per_key(request: Request, handler: Handler, work: UnitOfWork, key: str) -> Response:
    caller = caller_of(request)
    fingerprint = await idempotency.fingerprint_of(request)
    earlier = await idempotency.claim(work, caller.subject, key, fingerprint)
    if earlier is not None:
        return earlier
    answer = await handler(request)
    if answer.headers.get("cache-control") == reading.NEVER_KEPT:
        await work.commit()
        return answer
    kiosk = _at_a_kiosk(caller)
    if not await idempotency.keep(work, caller.subject, key, fingerprint, answer, kiosk=kiosk):
        raise StaleAggregate
    await work.commit()
    return answer


def _at_a_kiosk(caller: Caller) -> bool:
    """A terminal itself, or a person on one: its requests are stored and sent again."""
    return caller.kind == "device" or bool(caller.device_id)


def _unit_of_work(request: Request, *, locks: bool = False) -> UnitOfWork:
    state = request.app.state
    caller = caller_of(request)
    return UnitOfWork(
        state.pool,
        state.now(),
        actor=caller.subject,
        traceparent=request.headers.get("traceparent", ""),
        locks=locks,
    )
