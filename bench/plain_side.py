"""The empty route's process and its table."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from grounds import Grounds, connected, running

from yangguang_local.processes import answers

ROWS = 20_000
TABLES = """
CREATE TABLE IF NOT EXISTS plain (number integer PRIMARY KEY, times integer NOT NULL)
    WITH (fillfactor = 80);
CREATE TABLE IF NOT EXISTS plain_review (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, level integer NOT NULL);
TRUNCATE plain, plain_review;
INSERT INTO plain SELECT n, 0 FROM generate_series(0, 19999) n;
GRANT ALL ON plain, plain_review TO approvals;
"""


@dataclass(frozen=True)
class Plain:
    """Where the empty route listens, and how many rows it has to update."""

    port: int
    rows: int = ROWS


@asynccontextmanager
async def plain_side(grounds: Grounds) -> AsyncIterator[Plain]:
    """The process on the measured core, its table in the approvals database."""
    async with connected(grounds.databases.superuser_dsn("approvals")) as pool:
        await pool.execute(TABLES)
    port = grounds.port("plain")
    environment = {
        **os.environ,
        "PLAIN_DATABASE_URL": grounds.dsn("approvals"),
        "PLAIN_PORT": str(port),
    }
    command = [sys.executable, str(Path(__file__).with_name("plain_route.py"))]
    log = grounds.home / "plain.log"
    async with running(command, environment, log, grounds.cores.measured):
        await answers(port)
        yield Plain(port)
