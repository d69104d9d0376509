"""Data of a test run that was killed is forgotten by the next; that of one under way is not."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from yangguang_local.lending import sweep

LENDS = """
import time
from yangguang_local.lending import LentServers
print(LentServers({}).home, flush=True)
time.sleep(600)
"""


class Run:
    """A process that lends servers."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", LENDS], stdout=subprocess.PIPE, text=True,
            env={"TMPDIR": str(folder), "PYTHONPATH": ":".join(sys.path)},
        )  # fmt: skip
        assert self.process.stdout is not None
        with self.process.stdout as told:
            self.home = Path(told.readline().strip())

    def killed(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[tuple[Run, Run]]:
    """Two at a time."""
    both = Run(tmp_path), Run(tmp_path)
    yield both
    for run in both:
        run.killed()


def test_what_a_killed_run_left_is_forgotten_and_what_lives_stays(
    runs: tuple[Run, Run], tmp_path: Path
) -> None:
    killed, lives = runs
    (killed.home / "data").write_text("left behind")
    killed.killed()
    assert killed.home.is_dir()

    sweep(tmp_path)

    assert not killed.home.exists()
    assert (lives.home / "lender" / "lived-in").exists()


def test_what_is_nobodys_home_yet_stays(tmp_path: Path) -> None:
    (tmp_path / "yg-test-new" / "lender").mkdir(parents=True)

    sweep(tmp_path)

    assert (tmp_path / "yg-test-new").is_dir()
