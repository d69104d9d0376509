"""A process whose loop hangs ends, and says where it stood; one whose loop turns goes on."""

import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, time
from shared.hanging import ended_after

def stands_still():
    time.sleep({stands})

async def main():
    async with ended_after({watched}):
        await asyncio.sleep({turns})
        stands_still()
    time.sleep({after})
    print("went on")

asyncio.run(main())
"""


def ran(**seconds: float) -> "subprocess.CompletedProcess[str]":
    known = {"watched": 0.4, "turns": 0.0, "stands": 0.0, "after": 0.0} | seconds
    program = PROGRAM.format(**known)
    words = [sys.executable, "-c", program]
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


def test_a_loop_that_stands_still_ends_its_process_which_says_where() -> None:
    done = ran(stands=30)

    assert (done.returncode, done.stdout) == (1, "")
    assert "stands_still" in done.stderr


@pytest.mark.parametrize("seconds", [{"turns": 1.0}, {"after": 1.0}, {"watched": 0, "stands": 0.6}])
def test_a_loop_that_turns_is_over_or_is_not_watched_ends_nothing(
    seconds: dict[str, float],
) -> None:
    done = ran(**seconds)

    assert (done.returncode, done.stdout, done.stderr) == (0, "went on\n", "")
