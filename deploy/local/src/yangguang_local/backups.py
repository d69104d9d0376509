"""`backup` and `restore`: everything a house keeps in one folder, and a house made of it.

Databases first, files after them: a file is there before the row that names it. The keys go to a
folder of their own, to be kept elsewhere: without them personal data cannot be read by anybody.
Databases are dumped one after the other, so what was told within the last hour is told once more
after a restore; consumers drop what they have. NATS is not backed up: the journals hold every fact.
"""

import asyncio
import hashlib
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from shared.relay import republish
from yangguang_local.console import Console
from yangguang_local.databases import SUPERUSER
from yangguang_local.failures import StartFailed
from yangguang_local.house import YANGGUANG, House
from yangguang_local.occupancy import Occupancy, make_home
from yangguang_local.postgres import ENVIRONMENT, EmbeddedPostgres

TOLD_AGAIN = timedelta(hours=1)
MANIFEST = "manifest.json"
MARKS = "done.json"
CUT = 1 << 20


def keys_beside(folder: Path) -> Path:
    """Where the keys of a backup go, and come from unless another folder is named."""
    return folder.with_name(f"{folder.name}-keys")


async def back_up(home: Path, folder: Path, console: Console, house: House = YANGGUANG) -> int:
    """Write a backup of a running house; a half one never bears the name asked for."""
    draft, keys = folder.with_name(f"{folder.name}.part"), keys_beside(folder)
    try:
        _require_running(home)
        _require_new(folder, keys)
        began = datetime.now(UTC)
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        server = EmbeddedPostgres(home)
        for member in house.everyone:
            await _dump(server, member.name, draft / f"{member.name}.dump")
            console.say(f"{member.name}: 已备份 · dumped")
        await asyncio.to_thread(_take_files, home, draft, keys, began)
    except StartFailed as failure:
        return _told(failure, console)
    draft.rename(folder)
    console.say(f"备份完成 · backup: {folder}\n密钥另存 · keep the keys elsewhere: {keys}")
    return 0


async def restore(
    home: Path, folder: Path, keys: Path, console: Console, house: House = YANGGUANG
) -> int:
    """Make the data of a house that has none yet; what is damaged is refused before that."""
    try:
        manifest = await asyncio.to_thread(_checked, folder, keys)
        _require_empty(home)
        make_home(home)
        shutil.copytree(keys, home / "secrets")
        server = EmbeddedPostgres(home)
        await server.start()
        try:
            for member in house.everyone:
                await _fill(server, member.name, folder / f"{member.name}.dump", manifest)
                console.say(f"{member.name}: 已恢复 · restored")
        finally:
            await server.stop()
        for name in ("files", MARKS):
            _copy(folder / name, home / name)
    except StartFailed as failure:
        return _told(failure, console)
    console.say(f"已恢复到 · restored into {home}: make run")
    return 0


async def _dump(server: EmbeddedPostgres, name: str, to: Path) -> None:
    await _run(server, ["pg_dump", "--format=custom", f"--file={to}", f"--dbname={name}"])


async def _fill(server: EmbeddedPostgres, name: str, dump: Path, manifest: dict[str, Any]) -> None:
    await server.databases.ensure(name)
    await _run(server, ["pg_restore", "--exit-on-error", f"--dbname={name}", str(dump)])
    since = datetime.fromisoformat(manifest["began"]) - TOLD_AGAIN
    async with server.databases.session(name) as session:
        await session.execute("ANALYZE")
        await republish(session, since)


async def _run(server: EmbeddedPostgres, command: list[str]) -> None:
    password = server.databases.secrets.password(f"postgres-{SUPERUSER}")
    address = {"PGHOST": str(server.socket), "PGUSER": SUPERUSER, "PGPASSWORD": password}
    process = await asyncio.create_subprocess_exec(
        str(server.programs / command[0]),
        *command[1:],
        env={**ENVIRONMENT, **address},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await process.communicate()
    if process.returncode != 0:
        raise StartFailed(command[0], complaint.decode(errors="replace").strip(), "")


def _take_files(home: Path, draft: Path, keys: Path, began: datetime) -> None:
    for name in ("files", MARKS):
        _copy(home / name, draft / name)
    shutil.copytree(home / "secrets", keys)
    keys.chmod(0o700)
    manifest = {"began": began.isoformat(), "sha256": _digests(draft)}
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=2), encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.exists():
        shutil.copy2(source, target)


def _digests(folder: Path) -> dict[str, str]:
    kept = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {str(path.relative_to(folder)): _digest(path) for path in kept}


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _checked(folder: Path, keys: Path) -> dict[str, Any]:
    if not (folder / MANIFEST).is_file() or not keys.is_dir():
        raise StartFailed(
            "restore", f"{folder} 不是完整的备份,或缺少 {keys} (is no whole backup, or no keys).",
            "make restore FROM=<folder> KEYS=<folder of its keys>",
        )  # fmt: skip
    manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    told, found = manifest["sha256"], _digests(folder)
    damaged = sorted(name for name in {*found, *told} if found.get(name) != told.get(name))
    if damaged:
        why = f"备份已损坏 (damaged): {', '.join(damaged)}"
        raise StartFailed("restore", why, "换一份备份 (use another one).")
    return manifest


def _require_running(home: Path) -> None:
    if Occupancy(home).holder() is None or not Occupancy(home).read():
        raise StartFailed("backup", "没有在运行 (is not running).", "先启动 (first): make up")


def _require_new(*folders: Path) -> None:
    for folder in folders:
        if folder.exists():
            raise StartFailed(
                "backup", f"{folder} 已经存在 (exists).", "换一个目录 (another folder)."
            )


def _require_empty(home: Path) -> None:
    if (home / "secrets").exists() or (home / "postgres").exists():
        raise StartFailed(
            "restore", f"{home} 已有数据 (has data already).",
            "换一个 HOME_DIR,或 make clean 放弃原有数据 (another HOME_DIR, or `make clean`).",
        )  # fmt: skip


def _told(failure: StartFailed, console: Console) -> int:
    console.complain(f"{failure.part}: {failure.why}\n  {failure.advice}")
    return 1
