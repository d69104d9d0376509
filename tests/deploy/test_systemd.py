"""The units for a plain server, as systemd itself judges them (skipped without it)."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from architecture_reading import ROOT

FOLDER = ROOT / "deploy" / "systemd"
KINDS = ["serve", "work", "migrate"]
MOST_EXPOSED = 1.5
EXPOSURE = re.compile(r"Overall exposure level for .*: ([0-9.]+)")

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="no systemd-analyze"
)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units of a server on which svc-documents is installed under a folder of the test."""
    shutil.copytree(FOLDER, tmp_path / "units")
    program = tmp_path / "opt" / "svc-documents" / "bin" / "start"
    program.parent.mkdir(parents=True)
    program.touch(mode=0o755)
    for unit in (tmp_path / "units").glob("*.service"):
        unit.write_text(unit.read_text().replace("/opt/yangguang", str(tmp_path / "opt")))
    return tmp_path / "units"


def analysed(units: Path, verb: str, kind: str, *options: str) -> subprocess.CompletedProcess[str]:
    unit = f"yangguang-{kind}@svc-documents.service"
    return subprocess.run(  # noqa: S603  our own units
        ["systemd-analyze", verb, *options, unit],  # noqa: S607  wherever the system has it
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:", "SYSTEMD_COLORS": "0"},
        check=False,
        capture_output=True,
        text=True,
    )


@needs_systemd
@pytest.mark.parametrize("kind", KINDS)
def test_systemd_takes_every_line_of_a_unit(units: Path, kind: str) -> None:
    told = analysed(units, "verify", kind)
    ours = [line for line in told.stderr.splitlines() if "yangguang-" in line]
    assert (told.returncode, ours) == (0, [])


@needs_systemd
@pytest.mark.parametrize("kind", KINDS)
def test_a_unit_exposes_little_of_the_machine(units: Path, kind: str) -> None:
    told = analysed(units, "security", kind, "--offline=true", "--no-pager")
    level = EXPOSURE.search(told.stdout)
    assert level is not None, told.stderr
    assert float(level[1]) <= MOST_EXPOSED


def test_the_owners_password_is_told_to_migrations_alone() -> None:
    told = {
        kind: ".owner.env" in (FOLDER / f"yangguang-{kind}@.service").read_text() for kind in KINDS
    }
    assert told == {"serve": False, "work": False, "migrate": True}
