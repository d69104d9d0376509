"""Grouping by a process of its own: the same groups, and nothing that outlives its owner."""

import asyncio
import sys
from asyncio.subprocess import PIPE

import psutil

from svc_feedback.adapters import made_up
from svc_feedback.adapters.grouping import group
from svc_feedback.adapters.grouping_apart import group_apart

OWNER = """
import asyncio
from svc_feedback.adapters.grouping_apart import group_apart
print("groups", flush=True)
asyncio.run(group_apart(["路灯不亮，请修一修"] * 200_000))
"""


async def test_the_groups_are_those_found_here() -> None:
    texts = [message.text for message in made_up.messages(300)]
    assert await group_apart(texts) == group(texts) != []
    assert await group_apart([]) == []


async def test_a_killed_owner_leaves_nobody_who_holds_its_output() -> None:
    owner = await asyncio.create_subprocess_exec(sys.executable, "-c", OWNER, stdout=PIPE)
    assert owner.stdout is not None
    assert await owner.stdout.readline() == b"groups\n"
    async with asyncio.timeout(60):
        while not (apart := psutil.Process(owner.pid).children()):  # noqa: ASYNC110  only looking
            await asyncio.sleep(0.01)
        owner.kill()
        assert await owner.stdout.read() == b""
    assert psutil.wait_procs(apart, timeout=60)[1] == []
