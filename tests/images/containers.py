"""Containers of one image, as operators start them: no rights, nothing writable but a volume.

podman by default, as it runs without a daemon or systemd; CONTAINER_ENGINE="docker" for Docker.
"""

import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENGINE = shlex.split(
    os.environ.get("CONTAINER_ENGINE", "podman --runtime runc --cgroup-manager cgroupfs")
)
PREFIX = os.environ.get("IMAGE_PREFIX", "yangguang")
LOCKED_IN = [
    *("--network", "host", "--read-only", "--cap-drop", "all"),
    *("--security-opt", "no-new-privileges"),
    *("--ulimit", "nofile=4096:4096", "--ulimit", "nproc=2048:2048"),
]
NOBODY = 10001


def engine(*arguments: str, within: float = 60) -> subprocess.CompletedProcess[str]:
    """What the engine says; its exit code is the caller's to judge."""
    return subprocess.run(  # noqa: S603  the engine the operator names
        [*ENGINE, *arguments], check=False, capture_output=True, text=True, timeout=within
    )


def version_of(member: str) -> str:
    """The version its pyproject.toml says, which is the tag of its image."""
    text = (Path(__file__).parents[2] / member / "pyproject.toml").read_text()
    return next(line.split('"')[1] for line in text.splitlines() if line.startswith("version = "))


@dataclass(frozen=True)
class Image:
    """The image of one member."""

    member: str

    @property
    def name(self) -> str:
        return f"{PREFIX}/{self.member}:{version_of(self.member)}"

    @property
    def is_built(self) -> bool:
        return engine("image", "inspect", self.name).returncode == 0

    def facts(self) -> dict[str, Any]:
        """What the engine knows of it."""
        found: list[dict[str, Any]] = json.loads(engine("image", "inspect", self.name).stdout)
        return found[0]

    def python(self, code: str) -> str:
        """What a line of Python says inside of it."""
        asked = engine(
            *("run", "--rm", *LOCKED_IN, "--entrypoint", "python3", self.name, "-c", code)
        )
        assert asked.returncode == 0, asked.stderr
        return asked.stdout.strip()


@dataclass(frozen=True)
class Container:
    """One that runs."""

    number: str

    def facts(self) -> dict[str, Any]:
        found: list[dict[str, Any]] = json.loads(engine("inspect", self.number).stdout)
        return found[0]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command inside of it."""
        return engine("exec", self.number, *command)

    def signal(self, name: str) -> None:
        """Send one to its first process."""
        engine("kill", "--signal", name, self.number)

    def stop(self, within: int) -> int:
        """SIGTERM, then SIGKILL after so many seconds; the exit code says which it took."""
        engine("stop", "--time", str(within), self.number)
        return int(self.facts()["State"]["ExitCode"])

    def log(self) -> str:
        told = engine("logs", self.number)
        return told.stdout + told.stderr


@dataclass(frozen=True)
class Place:
    """Where a member's containers are to find what they need."""

    environment: Mapping[str, str]
    mounts: tuple[Path, ...]
    restart: str = "no"

    def options(self) -> list[str]:
        told = [part for name in self.environment.items() for part in ("--env", "=".join(name))]
        lent = [part for path in self.mounts for part in ("--volume", f"{path}:{path}")]
        return [*LOCKED_IN, "--restart", self.restart, *told, *lent]


@contextmanager
def running(image: Image, place: Place, *command: str) -> Iterator[Container]:
    """A container for the length of a block; nothing of it stays."""
    with tempfile.TemporaryDirectory() as folder:
        number = Path(folder) / "number"
        started = engine(
            *("run", "--detach", "--cidfile", str(number), *place.options(), image.name, *command)
        )
        assert started.returncode == 0, started.stderr
        container = Container(number.read_text().strip())
        try:
            yield container
        finally:
            engine("rm", "--force", container.number)
