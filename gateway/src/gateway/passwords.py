"""``gateway password --login NAME``: the password of one account, read from standard input."""

import argparse
import asyncio
import getpass
import sys

from gateway.settings import GatewaySettings
from gateway.use_cases.passwords import set_password
from shared.database import open_pool, unit_of_work
from shared.edge import clock
from shared.refusals import Refusal


def set_one(asked: argparse.Namespace) -> int:
    """Set it; the account's sessions end."""
    given = getpass.getpass("新密码：") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        asyncio.run(_set(asked.login, given.rstrip("\n")))
    except Refusal as refusal:
        sys.stderr.write(f"{refusal.title()}{refusal.detail()}\n")
        return 1
    return 0


async def _set(login: str, password: str) -> None:
    pool = await open_pool(GatewaySettings.from_environment().dsn, size=1, application="password")
    try:
        async with unit_of_work(pool, clock(), actor="system:password") as work:
            await set_password(work, login, password)
    finally:
        await pool.close()
