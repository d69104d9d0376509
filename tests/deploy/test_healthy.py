"""What the program `healthy` of an image says of the process beside it."""

import os
import time
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from architecture_reading import ROOT

KNOWN = {"prefix": "DOCUMENTS_", "port": 1}  # nobody listens there


@pytest.fixture(scope="module")
def healthy() -> Any:
    spec = spec_from_file_location("healthy", ROOT / "deploy" / "packing" / "healthy.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_work_is_well_while_its_file_is_young(healthy: Any, tmp_path: Path) -> None:
    file = tmp_path / "alive"
    command = ["python3", "/app/bin/start", "work"]
    told = {"ALIVE_FILE": str(file)}
    assert "no sign of life" in healthy.complaint(command, KNOWN, told)
    file.touch()
    assert healthy.complaint(command, KNOWN, told) == ""
    os.utime(file, (time.time() - 90, time.time() - 90))
    assert "no sign of life for 90 s" in healthy.complaint(command, KNOWN, told)
    own = {**told, "DOCUMENTS_ALIVE_FILE": str(tmp_path)}
    assert healthy.complaint(command, KNOWN, own) == ""


def test_serve_that_does_not_answer_is_not_ready(healthy: Any) -> None:
    assert "not ready" in healthy.complaint(["start", "serve"], KNOWN, {})


@pytest.mark.parametrize("words", [["start", "migrate"], ["start", "check", "--audit"]])
def test_what_gives_no_sign_is_well_as_long_as_it_runs(healthy: Any, words: list[str]) -> None:
    assert healthy.complaint(words, KNOWN, {"ALIVE_FILE": "/nowhere"}) == ""
