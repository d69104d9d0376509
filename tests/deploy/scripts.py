"""Scripts of deploy/ in a folder of the test, and programs that only tell what they were asked."""

import os
import shutil
import subprocess
from pathlib import Path

from architecture_reading import ROOT

RECORDER = """#!/usr/bin/env bash
echo "{name} $*" >>"{record}"
[[ "$*" != *"{fails_at}"* ]]
"""


def lent(folder: Path, *parts: str) -> Path:
    """Copies of these parts of deploy/; the folder that stands for it."""
    for part in parts:
        shutil.copytree(
            ROOT / "deploy" / part,
            folder / "deploy" / part,
            ignore=shutil.ignore_patterns("secrets"),
        )
    return folder / "deploy"


class Recorder:
    """A program that does nothing, writes down its arguments, and fails at some words."""

    def __init__(self, folder: Path, name: str, fails_at: str = "nothing") -> None:
        self._record = folder / f"{name}.asked"
        self.program = folder / "programs" / name
        self.program.parent.mkdir(exist_ok=True)
        self.program.write_text(RECORDER.format(name=name, record=self._record, fails_at=fails_at))
        self.program.chmod(0o755)

    @property
    def asked(self) -> list[str]:
        """Its calls, each a line without its name."""
        lines = self._record.read_text().splitlines() if self._record.exists() else []
        return [line.partition(" ")[2] for line in lines]

    def path(self) -> str:
        """Where programs are looked for when this one stands for the real."""
        return f"{self.program.parent}:{os.environ['PATH']}"


def run(
    script: Path, *arguments: str, at: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a script from a folder; its exit code is the caller's to judge."""
    return subprocess.run(  # noqa: S603  our own scripts
        [str(script), *arguments],
        cwd=at,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
