"""Who watches over a process sees that its loop turns, and that it does not."""

import asyncio
import socket
import time
from pathlib import Path

import pytest

from shared import heartbeat


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "EVERY_SECONDS", 0.01)


def age_of(file: Path) -> float:
    return time.time() - file.stat().st_mtime


async def seen(file: Path) -> None:
    async with asyncio.timeout(10):
        while not file.exists():  # noqa: ASYNC110, ASYNC240 - only looking tells
            await asyncio.sleep(0.01)


async def test_the_file_is_touched_as_long_as_the_loop_turns(tmp_path: Path) -> None:
    file = tmp_path / "alive"
    async with heartbeat.beating(file):
        await seen(file)
        file.unlink()
        await seen(file)
    file.unlink()
    await asyncio.sleep(0.05)
    assert not file.exists()


async def test_a_loop_that_hangs_gives_no_sign(tmp_path: Path) -> None:
    file = tmp_path / "alive"
    async with heartbeat.beating(file):
        await seen(file)
        time.sleep(0.3)  # noqa: ASYNC251 - it hangs
        assert age_of(file) > 0.2
        file.unlink()
        await seen(file)


async def test_systemd_is_told_when_it_watches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(0)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "120000000")
        async with heartbeat.beating(None), asyncio.timeout(10):
            told = await asyncio.get_running_loop().sock_recv(systemd, 100)
    assert told == b"WATCHDOG=1"


async def test_a_place_that_cannot_be_written_is_told_and_ends_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with heartbeat.beating(tmp_path / "nowhere" / "alive"):
        await asyncio.sleep(0.05)
    assert "no sign of life" in capsys.readouterr().out
