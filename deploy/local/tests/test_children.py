"""A process is heard, and its end is seen, whatever else holds its output."""

import asyncio
import sys

import psutil

from yangguang_local.children import Child, Program

# A parent that starts somebody with its own output, says who, and ends as told.
WITH_A_HEIR = """
import subprocess, sys, time
heir = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], {how})
print(heir.pid, flush=True)
{then}
"""
LIVES_ON = "time.sleep(600)"
GETS_AWAY = "start_new_session=True"


def a_child(source: str) -> tuple[Child, list[str]]:
    said: list[str] = []
    program = Program(name="child", arguments=[sys.executable, "-c", source])
    return Child(program, said.append), said


async def the_heir_of(child: Child, said: list[str]) -> psutil.Process:
    async with asyncio.timeout(20):
        while not said:  # noqa: ASYNC110  only looking tells
            await asyncio.sleep(0.01)
    assert child.running
    return psutil.Process(int(said[0]))


async def test_a_killed_process_has_ended_at_once_though_its_heir_holds_the_output() -> None:
    child, said = a_child(WITH_A_HEIR.format(how="", then=LIVES_ON))
    await child.start()
    heir = await the_heir_of(child, said)
    psutil.Process(child.pid).kill()

    async with asyncio.timeout(60):
        assert await child.ended(last_words_within=600) == -9
    assert psutil.wait_procs([heir], timeout=10)[1] == []
    assert not child.running


async def test_who_got_away_is_not_waited_for() -> None:
    child, said = a_child(WITH_A_HEIR.format(how=GETS_AWAY, then=LIVES_ON))
    await child.start()
    heir = await the_heir_of(child, said)
    psutil.Process(child.pid).kill()

    async with asyncio.timeout(60):
        assert await child.ended(last_words_within=0.1) == -9
    assert heir.is_running()
    heir.kill()
    heir.wait(10)


async def test_every_line_is_heard_and_the_last_without_its_end_too() -> None:
    child, said = a_child("print('一'); print('x' * 3_000_000); print('二', end='')")
    await child.start()
    assert await child.ended() == 0
    assert (said[0], said[-1]) == ("一", "二")
    assert "(a line too long to show)" in said
    assert child.last_words().endswith("二")
    assert await child.stop()
