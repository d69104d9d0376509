"""Connections to PostgreSQL whose address may name several hosts, of which one can be written to.

``postgresql://u:p@db1:5432,db2:5432/name?target_session_attrs=read-write`` finds the primary
wherever it is. All hosts are asked at once and the first that fits wins: one after the other, a
host that was cut off would keep us from the next one for longer than a request waits.
"""

import asyncio
from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import asyncpg

from shared import silence

Found: TypeAlias = "asyncpg.Connection[asyncpg.Record]"

NOTICED_GONE = {  # the server, too, ends the session of a machine that vanished
    "tcp_keepalives_idle": str(silence.IDLE),
    "tcp_keepalives_interval": str(silence.BETWEEN),
    "tcp_keepalives_count": str(silence.TIMES),
    "tcp_user_timeout": str(silence.UNANSWERED),
}


async def connect(dsn: str, **manner: Any) -> Found:
    """One connection, as ``asyncpg.connect`` makes it; a pool may use it too."""
    manner["server_settings"] = NOTICED_GONE | (manner.get("server_settings") or {})
    hosts = one_by_one(dsn)
    found = await (_first_of(hosts, manner) if hosts[1:] else asyncpg.connect(dsn, **manner))
    _notice_silence(found)
    return found


def _notice_silence(found: Any) -> None:
    transport = found._transport  # noqa: SLF001  asyncpg tells of its socket in no other way
    silence.notice_silence(transport.get_extra_info("socket"))


def one_by_one(dsn: str) -> list[str]:
    """The address once for each host it names."""
    parts = urlsplit(dsn)
    who, at, hosts = parts.netloc.rpartition("@")
    return [parts._replace(netloc=f"{who}{at}{host}").geturl() for host in hosts.split(",")]


async def _first_of(hosts: Sequence[str], manner: dict[str, Any]) -> Found:
    """Whoever fits first; the others hang up. The last fault if nobody does."""
    won: list[Found] = []

    async def ask(host: str) -> None:
        connection = await asyncpg.connect(host, **manner)
        if won:
            connection.terminate()
        else:
            won.append(connection)

    asked = [asyncio.create_task(ask(host)) for host in hosts]
    try:
        faults = await _until(won, asked)
    except asyncio.CancelledError:
        for connection in won:
            connection.terminate()
        raise
    finally:
        for one in asked:
            one.cancel()
    if won:
        return won[0]
    raise faults[-1]


async def _until(won: list[Found], asked: list["asyncio.Task[None]"]) -> list[BaseException]:
    """Wait until somebody has won, or everybody has failed; the faults so far."""
    faults: list[BaseException] = []
    waiting = set(asked)
    while waiting and not won:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        faults += [fault for one in done if (fault := one.exception()) is not None]
    return faults
