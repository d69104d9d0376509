"""`make up`, `make status`, `make stop`, `make clean`."""

import sys
from pathlib import Path

import pytest
from fake_house import FAKE_HOUSE
from house_running import HERE, a_free_port, a_home

from yangguang_local.background import bring_up, forget, show, take_down
from yangguang_local.console import Console
from yangguang_local.errands import run_errands

FAKE = (sys.executable, str(HERE / "fake_house.py"))


async def test_up_returns_when_ready_and_stop_stops_and_clean_forgets(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    async with a_home() as home:
        port = a_free_port()
        assert show(home) == 3
        assert bring_up(home, port, FAKE) == 0
        assert f"http://127.0.0.1:{port}/api/v1" in capfd.readouterr().out
        assert show(home) == 0
        assert "alpha serve" in capfd.readouterr().out

        assert bring_up(home, port, FAKE) == 0
        assert "is running already" in capfd.readouterr().out

        assert await run_errands(home, "migrate", Console(), FAKE_HOUSE) == 0
        assert "beta migrate: 完成" in capfd.readouterr().out

        assert take_down(home) == 0
        assert await run_errands(home, "migrate", Console(), FAKE_HOUSE) == 1
        assert "make up" in capfd.readouterr().out
        assert take_down(home) == 0
        assert show(home) == 3
        _somebody_elses(home).write_text("letters")
        assert forget(home) == 0
        assert [path.name for path in home.iterdir()] == ["letters.txt"]


async def test_up_tells_a_failure_and_leaves_nothing(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setenv("FAKE_FAILS", "gateway load")
    async with a_home() as home:
        assert bring_up(home, a_free_port(), FAKE) == 1
        told = capfd.readouterr()
        assert "start failed: gateway load" in told.out
        assert "the table has gone fishing" in told.out
        assert str(home / "logs" / "house.log") in told.err
        assert show(home) == 3


def _somebody_elses(home: Path) -> Path:
    return home / "letters.txt"
