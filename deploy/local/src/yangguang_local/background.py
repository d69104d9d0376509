"""`up`, `stop`, `status`, `clean`: the house while nobody looks at it."""

import os
import shutil
import signal
import sys
from pathlib import Path

from yangguang_local.console import TELL_FD
from yangguang_local.done_before import DoneBefore
from yangguang_local.installation import forget_data
from yangguang_local.occupancy import Occupancy, make_home
from yangguang_local.opening import READY

LONGEST_CLOSING = 90
OPENING = (sys.executable, "-m", "yangguang_local", "run")
OURS = ("nats", "secrets", "files", "logs", "run")


def bring_up(home: Path, port: int, opening: tuple[str, ...] = OPENING) -> int:
    """Open the house in the background and return when it is ready, or has failed."""
    occupancy = Occupancy(home)
    if occupancy.holder() is not None:
        sys.stdout.write("已经在运行 · is running already\n")
        return show(home)
    make_home(home)
    logs = home / "logs"
    logs.mkdir(exist_ok=True)
    log = logs / "house.log"
    return _follow(_start_detached(home, port, log, opening), log)


def take_down(home: Path) -> int:
    """Stop the house, wherever it was started; nothing to stop is fine."""
    occupancy = Occupancy(home)
    pid = occupancy.holder()
    if pid is None:
        sys.stdout.write("没有在运行 · is not running\n")
        return 0
    os.kill(pid, signal.SIGTERM)
    if occupancy.wait_until_left(LONGEST_CLOSING):
        sys.stdout.write("已停止 · stopped\n")
        return 0
    sys.stderr.write(f"进程 {pid} 没有按时停止 · did not stop in time: kill -9 {pid}\n")
    return 1


def show(home: Path) -> int:
    """Say what runs and where; 3, as service managers do, when nothing runs."""
    occupancy = Occupancy(home)
    pid, state = occupancy.holder(), occupancy.read()
    if pid is None:
        sys.stdout.write("没有在运行 · is not running\n")
        return 3
    if not state:
        sys.stdout.write(f"正在启动 · is starting (pid {pid})\n")
        return 0
    sys.stdout.write(
        f"运行中 · running (pid {pid}): http://127.0.0.1:{state['port']}/api/v1\n"
        + "".join(f"    {part}\n" for part in state["parts"])
    )
    return 0


def forget(home: Path) -> int:
    """Stop, and remove what we made under HOME_DIR, and nothing else."""
    stopped = take_down(home)
    if stopped != 0:
        return stopped
    forget_data(home)
    for name in OURS:
        shutil.rmtree(home / name, ignore_errors=True)
    (home / "ports.json").unlink(missing_ok=True)
    DoneBefore(home).forget()
    if home.exists() and not any(home.iterdir()):
        home.rmdir()
    sys.stdout.write("数据已清除 · data forgotten\n")
    return 0


def _start_detached(home: Path, port: int, log: Path, opening: tuple[str, ...]) -> int:
    """Start `run` without a terminal; give the end of the pipe on which it tells its progress."""
    hears, tells = os.pipe()
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    os.set_inheritable(tells, True)  # noqa: FBT003  its only argument
    os.posix_spawn(
        opening[0],
        opening,
        {**os.environ, "PORT": str(port), "HOME_DIR": str(home), TELL_FD: str(tells)},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
        setsid=True,
    )
    os.close(tells)
    return hears


def _follow(hears: int, log: Path) -> int:
    with os.fdopen(hears, encoding="utf-8") as progress:
        for line in progress:
            if line.strip() == READY:
                return 0
            sys.stdout.write(line)
            sys.stdout.flush()
    sys.stderr.write(f"启动未完成,日志 · not started, its log: {log}\n")
    return 1
