"""PostgreSQL refuses to run as root: whom it runs as then, and what that user can reach."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from yangguang_local.failures import StartFailed

SYSTEM_USER = "yangguang-postgres"


@dataclass(frozen=True)
class Account:
    """The user of the machine who runs PostgreSQL."""

    uid: int
    gid: int

    @property
    def for_guard(self) -> str:
        """How `guarded.py` is told: a dash leaves the user as it is."""
        return "-" if self.uid == os.geteuid() else f"{self.uid}:{self.gid}"

    def own(self, path: Path) -> None:
        """Hand a file or folder over."""
        if os.geteuid() == 0:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can(self, test: str, path: Path) -> bool:
        """Ask as that user (`-x`, `-r`), because access lists and mounts have a say too."""
        if self.uid == os.geteuid():
            return True
        asked = subprocess.run(  # noqa: S603  fixed program, our own path
            ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)],
            user=self.uid,
            group=self.gid,
            extra_groups=[],
            cwd="/",
            check=False,
        )
        return asked.returncode == 0


def account_for_postgres() -> Account:
    """Ourselves, or as root a system user made for this alone."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        found = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _make_system_user()
        found = pwd.getpwnam(SYSTEM_USER)
    return Account(found.pw_uid, found.pw_gid)


def _make_system_user() -> None:
    useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if useradd is None:
        raise StartFailed(
            "postgres",
            f"root 不能运行 PostgreSQL,也没有 useradd 来建立系统用户 {SYSTEM_USER}.",
            "Run as an ordinary user, or create that system user by hand.",
        )
    made = subprocess.run(  # noqa: S603  fixed program and arguments
        [useradd, "--system", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    already_there = 9  # another start made it in the same moment
    if made.returncode not in {0, already_there}:
        raise StartFailed("postgres", f"useradd: {made.stderr.strip()}", "Run as an ordinary user.")
