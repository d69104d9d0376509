"""The house opens in order, is kept, and closes without leaving anything behind."""

import asyncio
import re
import signal
import socket
from pathlib import Path

import psutil
import pytest
from house_running import RunningHouse, a_free_port, a_home, a_house

from yangguang_local.console import Console
from yangguang_local.failures import StartFailed
from yangguang_local.house import House, Service
from yangguang_local.supervisor import Supervisor
from yangguang_local.unprivileged import account_for_postgres


def nothing_is_left_of(processes: list[psutil.Process]) -> bool:
    _, alive = psutil.wait_procs(processes, timeout=20)
    return not alive


async def test_the_house_opens_and_says_where_and_closes_when_told() -> None:
    async with a_home("a home with spaces") as home, a_house(home) as house:
        await house.hears("ready in")
        assert f"http://127.0.0.1:{house.port}/api/v1" in await house.hears("API")
        everything = house.descendants()
        assert len(house.state()["parts"]) == 8  # type: ignore[arg-type]

        assert await house.ends(signal.SIGTERM) == 0
        assert nothing_is_left_of(everything)


async def test_a_second_start_is_quick_and_keeps_data() -> None:
    async with a_home() as home:
        async with a_house(home) as house:
            await house.hears("ready in")
            assert sum("visits: 1" in line for line in house.heard) == 3
            assert await house.ends(signal.SIGINT) == 0
        async with a_house(home) as house:
            said = await house.hears("ready in")
            assert sum("kept: 1" in line for line in house.heard) == 3
            assert not any("visits:" in line for line in house.heard)
            seconds = re.search(r"ready in ([\d.]+) s", said)
            assert seconds is not None
            assert float(seconds[1]) < 20


async def test_a_failing_part_is_named_with_its_reason_and_nothing_stays() -> None:
    async with a_home() as home, a_house(home, FAKE_FAILS="beta migrate") as house:
        await house.hears("database and messages")
        everything = house.descendants()

        assert await house.ends() == 1
        said = "".join(house.heard)
        assert "启动失败 · start failed: beta migrate" in said
        assert "the table has gone fishing" in said
        assert nothing_is_left_of(everything)


async def test_a_taken_port_is_told_before_anything_starts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with a_home() as home, a_house(home, port) as house:
            assert await house.ends() == 1
            assert f"端口 {port} 已被占用 (port {port} is taken)" in house.heard[-1]
            assert f"PORT={port + 1} make run" in house.heard[-1]


async def test_a_second_supervisor_over_the_same_data_is_refused() -> None:
    async with a_home() as home, a_house(home) as first:
        await first.hears("ready in")
        async with a_house(home, a_free_port()) as second:
            assert await second.ends() == 1
            assert f"进程 {first.process.pid} (is running already)" in second.heard[-1]


async def test_a_killed_process_is_told_and_comes_back() -> None:
    async with a_home() as home, a_house(home) as house:
        await house.hears("ready in")
        victim = house.descendant("fake_service", "serve", "BETA_HTTP_PORT")
        victim.kill()

        assert "代码 -9" in await house.hears("beta serve 意外退出")
        await house.hears("beta serve 已恢复")
        assert house.descendant("fake_service", "serve", "BETA_HTTP_PORT").pid != victim.pid


async def test_a_killed_database_and_broker_come_back_with_their_data() -> None:
    async with a_home() as home:
        async with a_house(home) as house:
            await house.hears("ready in")
            await _kill_and_see_it_back(house, "postgres", str(home / "postgres"))
            await _kill_and_see_it_back(house, "nats", str(home / "nats" / "server.conf"))
        async with a_house(home) as house:
            await house.hears("kept: 1")


async def _kill_and_see_it_back(house: RunningHouse, name: str, argument: str) -> None:
    house.descendant(argument).kill()
    await house.hears(f"{name} 意外退出")
    await house.hears(f"{name} 已恢复")


async def test_a_killed_supervisor_takes_everything_with_it_and_the_next_start_works() -> None:
    async with a_home() as home:
        async with a_house(home) as house:
            await house.hears("ready in")
            everything = house.descendants()
            assert await house.ends(signal.SIGKILL) == -signal.SIGKILL
            assert nothing_is_left_of(everything)
        async with a_house(home) as house:
            await house.hears("ready in")


async def test_told_to_go_while_opening_it_goes() -> None:
    async with a_home() as home, a_house(home) as house:
        await house.hears("database and messages")
        everything = house.descendants()

        async with asyncio.timeout(20):
            assert await house.ends(signal.SIGTERM) == 0
        assert nothing_is_left_of(everything)


async def test_data_of_another_postgresql_is_left_alone() -> None:
    async with a_home() as home:
        (home / "postgres").mkdir(parents=True)
        (home / "postgres" / "PG_VERSION").write_text("16\n")
        account_for_postgres().own(home / "postgres" / "PG_VERSION")
        async with a_house(home) as house:
            assert await house.ends() == 1
            assert "written by PostgreSQL 16, ours is 18" in house.heard[-1]


async def test_a_home_with_a_very_long_path_works() -> None:
    async with a_home("很长的路径 " * 12) as home, a_house(Path(home)) as house:
        await house.hears("ready in")


def test_a_house_of_too_many_connections_is_not_begun(tmp_path: Path) -> None:
    crowd = House(
        gateway=Service("gateway", "fake_service", is_gateway=True),
        services=tuple(Service(f"s{n}", "fake_service") for n in range(9)),
    )

    with pytest.raises(StartFailed, match="连接"):
        Supervisor(tmp_path, a_free_port(), Console(), crowd)
