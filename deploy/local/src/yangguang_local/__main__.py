"""python -m yangguang_local run | up | stop | status | clean | migrate | load | backup | restore.

PORT (8000) is where the gateway listens; HOME_DIR (.local) is where everything is kept.
"""

import argparse
import asyncio
import os
import sys
from pathlib import Path

from yangguang_local import background, backups
from yangguang_local.console import own_console
from yangguang_local.errands import run_errands
from yangguang_local.opening import run_house

VERBS = {
    "run": "start everything and show its log until Ctrl-C",
    "up": "start everything in the background; return when ready",
    "stop": "stop what runs over this HOME_DIR",
    "status": "say what runs",
    "clean": "stop, and forget all data",
    "migrate": "bring the databases of a running house to the newest schema",
    "load": "load what is missing of the demo data into a running house",
    "backup": "write databases and files of a running house into a folder, its keys beside it",
    "restore": "make the data of a house that has none from a backup",
}

FOLDERS = ("backup", "restore")


def run() -> None:
    """Carry out one verb and end with its exit code."""
    parser = argparse.ArgumentParser(prog="yangguang-local", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="verb")
    for verb, text in VERBS.items():
        command = verbs.add_parser(verb, help=text)
        if verb in FOLDERS:
            command.add_argument("folder", type=Path)
            command.add_argument("--keys", type=Path)
    asked = parser.parse_args()
    home = Path(os.environ.get("HOME_DIR") or ".local").resolve()
    if asked.verb in FOLDERS:
        sys.exit(_keep(asked.verb, home, asked.folder.resolve(), asked.keys))
    sys.exit(_carry_out(asked.verb, home, _port()))


def _keep(verb: str, home: Path, folder: Path, keys: Path | None) -> int:
    if verb == "backup":
        return asyncio.run(backups.back_up(home, folder, own_console()))
    keys = keys.resolve() if keys else backups.keys_beside(folder)
    return asyncio.run(backups.restore(home, folder, keys, own_console()))


def _carry_out(verb: str, home: Path, port: int) -> int:
    match verb:
        case "run":
            return asyncio.run(run_house(home, port, own_console()))
        case "up":
            return background.bring_up(home, port)
        case "stop":
            return background.take_down(home)
        case "status":
            return background.show(home)
        case "clean":
            return background.forget(home)
        case _:
            return asyncio.run(run_errands(home, verb, own_console()))


def _port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdecimal() or not 0 < int(given) < 1 << 16:
        sys.exit(f"PORT 应为 1 到 65535 的数字 · PORT should be a number from 1 to 65535: {given}")
    return int(given)


if __name__ == "__main__":
    run()
