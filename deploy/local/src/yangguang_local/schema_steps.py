"""python -m yangguang_local.schema_steps: every migration, held to its rules by squawk.

Migrations run while the version before them serves. squawk reads the SQL of each
revision as it would run and names what would lock readers out or break old code.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.migrations import as_sql, in_order
from yangguang_local.house import YANGGUANG, Service

ROOT = Path(__file__).resolve().parents[4]
RULES = ROOT / "deploy" / "migrations"
FIRST_RELEASE = "2026_12_01"  # since then people are served while a step runs; 0.1.0 served nobody


@dataclass(frozen=True)
class Step:
    """One revision of one service, and the one before it."""

    folder: Path
    before: str
    revision: str

    @property
    def file(self) -> str:
        """The name of its file, which begins with the day."""
        (found,) = (
            path.stem
            for path in (self.folder / "versions").glob("*.py")
            if f'\nrevision = "{self.revision}"\n' in path.read_text(encoding="utf-8")
        )
        return found

    @property
    def is_released(self) -> bool:
        """Whether it ever ran, or will run, beside code that serves."""
        return self.file >= FIRST_RELEASE

    def sql(self) -> str:
        """Its statements, as they would run."""
        return as_sql(self.folder, f"{self.before}:{self.revision}")


def migrations_of(service: Service) -> Path:
    """The folder of a service's migrations."""
    return ROOT / service.module.replace("_", "-") / "migrations"


def steps_of(service: Service) -> Iterator[Step]:
    """Its revisions, from the first one on."""
    before, folder = "base", migrations_of(service)
    for revision in in_order(folder):
        yield Step(folder, before, revision)
        before = revision


def objections(steps: list[tuple[Step, str]]) -> str:
    """What squawk says against statements of these steps; empty: nothing."""
    with tempfile.TemporaryDirectory() as place:
        for step, sql in steps:
            rules = "squawk" if step.is_released else "before_first_release"
            written = Path(place) / rules / step.folder.parent.name / f"{step.file}.sql"
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(sql, encoding="utf-8")
        return "".join(_said(folder) for folder in sorted(Path(place).iterdir()))


def _said(folder: Path) -> str:
    files = sorted(str(path) for path in folder.rglob("*.sql"))
    squawk = Path(sys.executable).with_name("squawk")
    rules = ["--config", str(RULES / f"{folder.name}.toml"), "--reporter", "gcc"]
    told = subprocess.run(  # noqa: S603  the pinned program beside this Python, our own files
        [squawk, *rules, *files], check=False, capture_output=True, text=True
    )
    if told.returncode == 0:
        return ""
    return (told.stdout or told.stderr).replace(f"{folder}/", "")


def run() -> int:
    """Judge all migrations; the exit code is 1 if there is an objection."""
    steps = [step for service in YANGGUANG.everyone for step in steps_of(service)]
    said = objections([(step, step.sql()) for step in steps])
    sys.stderr.write(said)
    sys.stdout.write(
        f"squawk: {len(steps)} migrations, {'objections' if said else 'none refused'}\n"
    )
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(run())
