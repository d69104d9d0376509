"""One supervisor per HOME_DIR: a lock that the kernel lets go when its holder ends."""

import fcntl
import json
import os
import time
from pathlib import Path
from typing import IO, Any

from yangguang_local.failures import StartFailed


def make_home(home: Path) -> None:
    """Make HOME_DIR: others may walk through (PostgreSQL's user must), not look around."""
    try:
        home.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as fault:
        raise StartFailed(
            "house",
            f"无法建立 {home} (cannot make HOME_DIR): {fault.strerror}.",
            "用 HOME_DIR 换一个位置 (choose another HOME_DIR).",
        ) from None


class Occupancy:
    """HOME_DIR/run: who runs the house, and what it says about itself."""

    def __init__(self, home: Path) -> None:
        """Look only; `enter` takes it."""
        self._lock = home / "run" / "house.lock"
        self._state = home / "run" / "state.json"
        self._held: IO[str] | None = None

    def enter(self) -> None:
        """Take HOME_DIR; refused with StartFailed while another supervisor has it."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        file = self._lock.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise StartFailed(
                "house",
                f"已经在运行,进程 {self.holder()} (is running already).",
                "先停止 (stop it first): make stop,或换一个 HOME_DIR (or choose another HOME_DIR)",
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        self._held = file

    def leave(self) -> None:
        """Give HOME_DIR back."""
        self._state.unlink(missing_ok=True)
        if self._held is not None:
            self._held.close()

    def holder(self) -> int | None:
        """The process that has HOME_DIR, if one has."""
        if not self._lock.exists():
            return None
        with self._lock.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(file.read() or 0)
        return None

    def wait_until_left(self, within: float) -> bool:
        """Whether the holder goes in time."""
        until = time.monotonic() + within
        while self.holder() is not None:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def write(self, state: dict[str, Any]) -> None:
        """Let `make status` know."""
        draft = self._state.with_suffix(".draft")
        draft.write_text(json.dumps(state, ensure_ascii=False, indent=2), encoding="utf-8")
        draft.replace(self._state)

    def read(self) -> dict[str, Any]:
        """What the holder said last."""
        if not self._state.exists():
            return {}
        found: dict[str, Any] = json.loads(self._state.read_text(encoding="utf-8"))
        return found
