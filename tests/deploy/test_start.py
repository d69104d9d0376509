"""The program `start`: what an image says of every member becomes the member's own setting."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from architecture_reading import ROOT
from deploy.scripts import run

TELLS = "import json, os; print(json.dumps({k: v for k, v in os.environ.items() if k[:2] == 'X_'}))"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A packed member that only tells its settings."""
    for folder in ("bin", "code"):
        (tmp_path / folder).mkdir()
    shutil.copy(ROOT / "deploy" / "packing" / "start.py", tmp_path / "bin" / "start")
    known = {"module": "told", "folders": ["code"], "prefix": "X_", "port": 1}
    (tmp_path / "bin" / "member.json").write_text(json.dumps(known))
    (tmp_path / "code" / "told.py").write_text(TELLS)
    return tmp_path


def settings(app: Path, **environment: str) -> dict[str, str]:
    started = run(Path(sys.executable), str(app / "bin" / "start"), at=app, **environment)
    assert started.returncode == 0, started.stderr
    told: dict[str, str] = json.loads(started.stdout)
    return told


def test_an_image_says_where_to_listen_and_where_to_give_a_sign_of_life(app: Path) -> None:
    told = settings(app, LISTEN_ON="0.0.0.0", ALIVE_FILE="/tmp/alive", LONGEST_HANG="9")  # noqa: S104, S108
    assert told == {
        "X_HTTP_HOST": "0.0.0.0", "X_ALIVE_FILE": "/tmp/alive", "X_LONGEST_HANG": "9",  # noqa: S104, S108
    }  # fmt: skip


def test_the_member_s_own_setting_wins(app: Path) -> None:
    own = {"X_HTTP_HOST": "::1", "X_ALIVE_FILE": "/run/alive"}
    assert settings(app, LISTEN_ON="0.0.0.0", ALIVE_FILE="/tmp/alive", **own) == own  # noqa: S104, S108


def test_elsewhere_nothing_is_said(app: Path) -> None:
    assert settings(app) == {}
