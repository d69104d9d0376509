"""The commands every service has: serve, work, migrate, check, load, outbox, dead."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg
import uvicorn

from shared import dead_letters, logs, relay
from shared.database import speak_json
from shared.settings import ServiceSettings


@dataclass(frozen=True, slots=True)
class Service:
    """What the commands need to know of a service."""

    name: str
    app: str
    settings: Callable[[], ServiceSettings]
    work: Callable[[Any], Coroutine[Any, Any, None]]
    load: Callable[[Any], Coroutine[Any, Any, None]]
    migrations: Path


def run(service: Service, arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; the exit code tells whether it went well."""
    asked = _parser(service).parse_args(arguments)
    settings = service.settings()
    logs.configure(service.name, settings.log_format, settings.log_level)
    carried: Callable[[Service, Any, argparse.Namespace], int] = asked.carry_out
    return carried(service, settings, asked)


def _parser(service: Service) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=service.name)
    verbs = parser.add_subparsers(required=True, metavar="command")
    for verb, carry_out, text in (
        ("serve", _serve, "answer HTTP"),
        ("work", _work, "run relay, consumers and timers"),
        ("migrate", _migrate, "bring the database to the newest schema"),
        ("load", _load, "load the demo data; safe to repeat"),
    ):
        verbs.add_parser(verb, help=text).set_defaults(carry_out=carry_out)
    check = verbs.add_parser("check", help="verify settings, database, migrations and streams")
    check.add_argument("--audit", action="store_true", help="verify the whole audit chain")
    check.set_defaults(carry_out=_check)
    outbox = verbs.add_parser("outbox", help="publish recorded facts once more")
    outbox.add_argument("republish", choices=["republish"])
    outbox.add_argument("--since", type=datetime.fromisoformat, required=True)
    outbox.set_defaults(carry_out=_republish)
    dead = verbs.add_parser("dead", help="list, show, replay or discard dead letters")
    dead.add_argument("what", choices=["list", "show", "discard", "replay"])
    dead.add_argument("number", type=int, nargs="?")
    dead.set_defaults(carry_out=_dead)
    return parser


def _serve(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    uvicorn.run(
        service.app,
        factory=True,
        host=settings.http_host,
        port=settings.http_port,
        workers=settings.http_workers,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    return 0


def _work(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    asyncio.run(service.work(settings))
    return 0


def _load(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    asyncio.run(service.load(settings))
    return 0


def _migrate(service: Service, settings: ServiceSettings, _: argparse.Namespace) -> int:
    from shared import migrations  # noqa: PLC0415 - the others start without alembic, twice as fast

    migrations.upgrade(service.migrations, settings.owner_dsn)
    return 0


def _check(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    from shared import migrations  # noqa: PLC0415 - as above

    rows = asyncio.run(migrations.checked(service.migrations, settings, audited=asked.audit))
    for what, good, told in rows:
        sys.stdout.write(f"{'ok  ' if good else 'FAIL'} {what:<12} {told}\n")
    return 0 if all(good for _, good, _ in rows) else 1


def _republish(_: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    async def carry_out() -> int:
        connection = await asyncpg.connect(settings.dsn)
        try:
            await speak_json(connection)
            return await relay.republish(connection, asked.since)
        finally:
            await connection.close()

    sys.stdout.write(f"{asyncio.run(carry_out())} events queued\n")
    return 0


def _dead(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> int:
    told = asyncio.run(
        dead_letters.carry_out(service.name, settings.nats_url, asked.what, asked.number)
    )
    sys.stdout.write(told)
    return 0
