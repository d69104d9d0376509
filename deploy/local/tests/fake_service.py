"""A service as small as can be: it keeps the process contract, and fails where it is told to."""

import asyncio
import os
import signal
import sys

import asyncpg
import nats

PREFIX = next(key for key in os.environ if key.endswith("_HTTP_PORT")).removesuffix("HTTP_PORT")
NAME = PREFIX.removesuffix("_").lower()


def told(name: str) -> str:
    return os.environ[PREFIX + name]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


async def migrate() -> None:
    owner = await asyncpg.connect(told("OWNER_DATABASE_URL"))
    await owner.execute("CREATE TABLE IF NOT EXISTS visit (at timestamptz DEFAULT now())")
    await owner.close()


async def load() -> None:
    service = await asyncpg.connect(told("DATABASE_URL"))
    await service.execute("INSERT INTO visit DEFAULT VALUES")
    say(f"visits: {await service.fetchval('SELECT count(*) FROM visit')}")
    await service.close()


async def work() -> None:
    client = await nats.connect(told("NATS_URL"))
    service = await asyncpg.connect(told("DATABASE_URL"))
    say(f"kept: {await service.fetchval('SELECT count(*) FROM visit')}")
    await service.close()
    say("work ready")
    await until_told_to_go()
    await client.close()


async def serve() -> None:
    server = await asyncio.start_server(answer, told("HTTP_HOST"), int(told("HTTP_PORT")))
    await until_told_to_go()
    server.close()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readline()
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    await writer.drain()
    writer.close()


async def until_told_to_go() -> None:
    going = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, going.set)
    await going.wait()


if __name__ == "__main__":
    verb = sys.argv[1]
    if os.environ.get("FAKE_FAILS") == f"{NAME} {verb}":
        sys.exit("the table has gone fishing")
    asyncio.run({"migrate": migrate, "load": load, "work": work, "serve": serve}[verb]())
