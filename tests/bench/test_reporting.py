"""The table of figures: a bar that has a figure is not listed as missing."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from architecture_reading import ROOT

CACHED, DASHBOARDS = "gateway, cached public read", "dashboards over 10,000,000 reviews"
MACHINE = {
    "taken_at": "2026-11-28", "commit": "0000000", "busy_before": 0.0, "processor": "any",
    "cores": 2, "memory_gib": 4, "system": "Linux", "python": "3.11", "postgresql": "18",
    "nats": "2.12", "load_tool": "wrk",
}  # fmt: skip


@pytest.fixture
def reporting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """What writes the table, into a folder of the test."""
    monkeypatch.syspath_prepend(ROOT / "bench")
    found = import_module("reporting")
    monkeypatch.setattr(found, "FOLDER", tmp_path)
    return found


def rows_of(folder: Path, what: str) -> list[str]:
    table = (folder / "results.md").read_text(encoding="utf-8")
    return [line for line in table.splitlines() if line.startswith(f"| {what} |")]


def figure(what: str) -> Any:
    made = import_module("figures").Figure
    return made("some", what, "requests/s", [3.0, 4.0], ">= 1", passed=True)


def test_a_bar_with_a_figure_has_one_row_and_the_figure_in_it(
    reporting: Any, tmp_path: Path
) -> None:
    reporting.write([figure(CACHED)], MACHINE)
    (row,) = rows_of(tmp_path, CACHED)
    assert "3.5 requests/s" in row
    assert "passed" in row


def test_a_bar_without_a_figure_says_so_or_where_it_is_held(reporting: Any, tmp_path: Path) -> None:
    reporting.write([figure("something else")], MACHINE)
    (cached,), (dashboards,) = rows_of(tmp_path, CACHED), rows_of(tmp_path, DASHBOARDS)
    assert "not measured yet" in cached
    assert "held by `make scale`" in dashboards
