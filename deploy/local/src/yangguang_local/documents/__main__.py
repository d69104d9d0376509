"""python -m yangguang_local.documents openapi | events | kubernetes [--check].

Writes the generated files of the repository, or with --check names those that
are not what the code says now.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from yangguang_local.documents import events, kubernetes, openapi

ROOT = Path(__file__).resolve().parents[5]
KINDS = {"openapi": openapi.files, "events": events.files, "kubernetes": kubernetes.files}


def run(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Carry out one verb; the exit code is 1 when --check found a stale file."""
    parser = argparse.ArgumentParser(prog="yangguang_local.documents", description=__doc__)
    parser.add_argument("kind", choices=sorted(KINDS))
    parser.add_argument("--check", action="store_true", help="write nothing, name stale files")
    asked = parser.parse_args(arguments)
    files = KINDS[asked.kind]()
    return check(files, root, asked.kind) if asked.check else write(files, root)


def write(files: Mapping[str, str], root: Path) -> int:
    """Write every file under the root, by its path from there."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")
    return 0


def check(files: Mapping[str, str], root: Path, kind: str) -> int:
    """Name the files that differ from what the code says."""
    stale = [path for path, text in files.items() if _present(root / path) != text]
    for path in stale:
        sys.stderr.write(f"{path} 与代码不一致 · is stale: make {kind}\n")
    return 1 if stale else 0


def _present(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(run())
