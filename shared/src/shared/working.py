"""The work process of a service: relay, consumers and timers, side by side, told when they fail."""

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from nats.aio.client import Client

from shared import audit, broker, hanging, heartbeat, idempotency, snapshots, tasks, tracing
from shared.database import Pool, UnitOfWork, open_pool, unit_of_work
from shared.relay import Announcements, Relay
from shared.settings import ServiceSettings

log = structlog.get_logger("work")

Job = Callable[[], Awaitable[None]]
SEAL_EVERY = timedelta(minutes=1)
LONGEST_PAUSE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What the jobs of a work process share."""

    service: str
    owner: str
    pool: Pool
    client: Client
    announcements: Announcements

    @contextlib.asynccontextmanager
    async def unit_of_work(self, now: datetime | None = None) -> AsyncIterator[UnitOfWork]:
        """A unit of work under lock, committed when its block ends well."""
        actor = f"system:{self.service}"
        async with unit_of_work(self.pool, now or datetime.now(UTC), actor=actor) as work:
            yield work
        if work.announced:
            self.announcements.set()


@contextlib.asynccontextmanager
async def bench(
    service: str, settings: ServiceSettings, *, tells_as: str = ""
) -> AsyncIterator[Bench]:
    """The pool and the broker of a work process, which may tell under another name than its own."""
    pool = await open_pool(
        settings.dsn, size=settings.database_pool_work, application=f"{service}-work"
    )
    client = await broker.connect(settings.nats_url, f"{service}-work")
    try:
        owner = tells_as or settings.owner
        yield Bench(service, owner, pool, client, Announcements(pool))
    finally:
        await broker.close(client)
        await asyncio.wait_for(pool.close(), 5)


async def work(
    service: str,
    settings: ServiceSettings,
    jobs_of: Callable[[Bench], Mapping[str, Job]],
    *,
    tells_as: str = "",
) -> None:
    """Run until SIGTERM or SIGINT; a job that fails is told and started again."""
    stopped = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with (
        hanging.ended_after(settings.longest_hang),
        heartbeat.beating(settings.alive_file),
        tracing.traced(f"{service}-work"),
        bench(service, settings, tells_as=tells_as) as tools,
    ):
        await snapshots.serve(tools.client, tools.pool, tools.owner)
        relay = Relay(settings.dsn, tools.client, tools.owner, replicas=settings.nats_replicas)
        jobs: dict[str, Job] = {
            "relay": relay.run,
            "notice": tools.announcements.run,
            "upkeep": lambda: _upkeep(tools),
            **jobs_of(tools),
        }
        running = [asyncio.create_task(_keep_going(name, job)) for name, job in jobs.items()]
        log.info("work ready", jobs=",".join(jobs))
        try:
            await stopped.wait()
        finally:
            await tasks.stop(running)
    log.info("work stopped")


async def _keep_going(name: str, job: Job) -> None:
    pause = 0.25
    while True:
        started = asyncio.get_running_loop().time()
        try:
            await job()
        except Exception:
            log.exception("job failed", job=name, again_in=pause)
        if asyncio.get_running_loop().time() - started > LONGEST_PAUSE_SECONDS:
            pause = 0.25
        await asyncio.sleep(pause)
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)


async def _upkeep(tools: Bench) -> None:
    """Seal the journal every minute and forget answers past their time."""
    while True:
        async with tools.unit_of_work() as work_:
            await audit.seal(work_, work_.now)
        async with tools.unit_of_work() as work_:
            await idempotency.forget(work_)
        await asyncio.sleep(SEAL_EVERY.total_seconds())
