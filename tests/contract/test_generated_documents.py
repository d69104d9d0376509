"""What is generated and kept in git is what the code would generate now."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("what", ["openapi", "events"])
def test_the_documents_in_git_are_those_of_the_code(what: str) -> None:
    checked = subprocess.run(  # noqa: S603  our own module
        [sys.executable, "-m", "yangguang_local.documents", what, "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
