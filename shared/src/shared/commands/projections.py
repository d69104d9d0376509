"""``projections list|rebuild``: what is kept of others' facts, and made anew from them."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pkgutil import resolve_name

import asyncpg
import nats.errors

from shared import broker
from shared.commands import Service
from shared.database import CONNECT, Pool, speak_json
from shared.projections import Difference, FactsForgotten, Projection, rebuild
from shared.settings import ServiceSettings


def carry_out(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    """List them, or make one anew and tell what was wrong with it."""
    known: Sequence[Projection] = resolve_name(service.projections) if service.projections else ()
    if asked.what == "list":
        sys.stdout.write(
            "".join(_line(one) for one in known) or "nothing is kept of others' facts\n"
        )
        return 0
    chosen = [one for one in known if one.name == asked.name]
    if not chosen:
        sys.stderr.write(f"one of: {', '.join(one.name for one in known) or 'none'}\n")
        return 2
    return asyncio.run(rebuilt(service.name, settings, chosen[0], counted_only=asked.check))


def _line(one: Projection) -> str:
    return f"{one.name:<14} {', '.join(one.tables)} <- {', '.join(one.nouns)}\n"


async def rebuilt(
    service: str, settings: ServiceSettings, one: Projection, *, counted_only: bool = False
) -> int:
    """The exit code; 1 if nothing was done, or if the check found a difference."""
    try:
        async with _pool(settings.dsn, service) as pool:
            client = await broker.connect(settings.nats_url, f"{service}-projections", patience=5)
            try:
                found = await rebuild(service, one, pool, client, kept=not counted_only)
            finally:
                await broker.close(client)
    except (nats.errors.NoRespondersError, nats.errors.TimeoutError):
        owners = {noun.split(".", 1)[0] for noun in one.nouns}
        sys.stderr.write(f"nobody answers: `work` of {', '.join(sorted(owners))} has to run\n")
        return 1
    except (FactsForgotten, asyncpg.LockNotAvailableError, asyncpg.DeadlockDetectedError) as fault:
        sys.stderr.write(f"left as it was: {fault!r}\n")
        return 1
    sys.stdout.write("".join(_told(one) for one in found))
    return 1 if counted_only and any(one.missing or one.surplus for one in found) else 0


def _told(one: Difference) -> str:
    return f"{one.table:<24} {one.rows} rows, {one.missing} missing, {one.surplus} surplus\n"


@asynccontextmanager
async def _pool(dsn: str, service: str) -> AsyncIterator[Pool]:
    """One connection that takes its time, unlike a service's own."""
    async with Pool(
        dsn, connect=CONNECT, min_size=1, max_size=1, init=speak_json,
        server_settings={"application_name": f"{service}-projections"},
    ) as pool:  # fmt: skip
        yield pool
