"""`run`: open the house, stay until told to go, close it."""

import asyncio
import os
import signal
from pathlib import Path

from yangguang_local.console import Console
from yangguang_local.failures import StartFailed
from yangguang_local.house import DEMO_ACCOUNTS, YANGGUANG, House
from yangguang_local.occupancy import Occupancy, make_home
from yangguang_local.supervisor import Supervisor

READY = "ready"


async def run_house(home: Path, port: int, console: Console, house: House = YANGGUANG) -> int:
    """Give the exit code: 0 after an orderly end, 1 when the start failed."""
    occupancy = Occupancy(home)
    try:
        make_home(home)
        occupancy.enter()
    except StartFailed as failure:
        return _told(failure, console)
    try:
        return await _open_and_stay(Supervisor(home, port, console, house), occupancy, console)
    except StartFailed as failure:
        return _told(failure, console)
    finally:
        occupancy.leave()


async def _open_and_stay(supervisor: Supervisor, occupancy: Occupancy, console: Console) -> int:
    asked_to_go = _listen_for_signals(supervisor)
    going = asyncio.create_task(asked_to_go.wait())
    opening = asyncio.create_task(supervisor.open())
    try:
        await asyncio.wait({opening, going}, return_when=asyncio.FIRST_COMPLETED)
        if opening.done():
            opening.result()
            occupancy.write(_state(supervisor))
            console.say(welcome(supervisor))
            if console.also is not None:
                console.also.write(READY + "\n")
                console.also.close()
                console.also = None
        await going
        console.say("正在停止 · stopping (Ctrl-C again: at once)")
        return 0
    finally:
        going.cancel()
        opening.cancel()
        await asyncio.wait({opening, going})
        await supervisor.close()


def _listen_for_signals(supervisor: Supervisor) -> asyncio.Event:
    asked = asyncio.Event()

    def ask() -> None:
        if asked.is_set():
            supervisor.kill()
        asked.set()

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(sign, ask)
    return asked


def welcome(supervisor: Supervisor) -> str:
    """What a person needs to go on."""
    address = f"http://127.0.0.1:{supervisor.port}"
    return (
        f"已就绪,用时 {supervisor.seconds:.1f} 秒 · ready in {supervisor.seconds:.1f} s\n"
        f"    API            {address}/api/v1\n"
        f"    文档 docs      {address}/docs\n"
        f"    演示账号 demo  {DEMO_ACCOUNTS}\n"
        f"    密码 password  demo\n"
        f"    数据 data      {supervisor.home}"
    )


def _state(supervisor: Supervisor) -> dict[str, object]:
    return {
        "pid": os.getpid(),
        "port": supervisor.port,
        "seconds_to_open": round(supervisor.seconds, 1),
        "parts": [kept.name for kept in supervisor.parts],
    }


def _told(failure: StartFailed, console: Console) -> int:
    console.complain(
        f"启动失败 · start failed: {failure.part}\n  {failure.why}\n  {failure.advice}"
    )
    return 1
