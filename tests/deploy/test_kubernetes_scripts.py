"""What is asked of kubectl, in which order, by the commands of deploy/kubernetes."""

from pathlib import Path

import pytest
from architecture_reading import ROOT
from deploy.scripts import Recorder, run

from yangguang_local.documents.kubernetes_member import Member
from yangguang_local.house import YANGGUANG

FOLDER = ROOT / "deploy" / "kubernetes"
MEMBERS = [Member(service).name for service in YANGGUANG.everyone]
MIGRATIONS = "--selector app.kubernetes.io/component=migrate"


def asked(script: str, *arguments: str, at: Path, fails_at: str = "nothing") -> tuple[int, str]:
    """The exit code of a script, and what it asked of kubectl."""
    kubectl = Recorder(at, "kubectl", fails_at)
    told = run(FOLDER / script, *arguments, at=at, PATH=kubectl.path())
    return told.returncode, "\n".join(kubectl.asked)


def test_migrations_end_before_anything_is_replaced(tmp_path: Path) -> None:
    overlay = FOLDER / "overlays" / "production"
    code, calls = asked("roll", "production", at=tmp_path)
    own = "--namespace yangguang"
    assert code == 0
    assert calls.splitlines()[:5] == [
        f"delete job {own} {MIGRATIONS} --ignore-not-found",
        f"get deployment gateway-serve {own}",
        f"apply --kustomize {overlay} {MIGRATIONS}",
        f"wait {own} --for=condition=complete job {MIGRATIONS} --timeout=30m",
        f"apply --kustomize {overlay}",
    ]


def test_the_first_time_what_migrations_need_is_made_with_them(tmp_path: Path) -> None:
    code, calls = asked("roll", "single-node", at=tmp_path, fails_at="get deployment")
    assert code == 0
    assert calls.count(f"apply --kustomize {FOLDER / 'overlays' / 'single-node'}\n") == 2


def test_after_a_migration_that_does_not_end_nothing_is_replaced(tmp_path: Path) -> None:
    code, calls = asked("roll", "production", at=tmp_path, fails_at="wait")
    assert code != 0
    assert calls.splitlines()[-1].startswith("wait ")


@pytest.mark.parametrize("arguments", [(), ("elsewhere",)])
def test_an_overlay_nobody_knows_is_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert asked("roll", *arguments, at=tmp_path) == (2, "")


def test_the_demo_is_loaded_the_directory_first(tmp_path: Path) -> None:
    code, calls = asked("load", "--demo", at=tmp_path)
    assert code == 0
    assert calls.splitlines() == [
        f"exec --namespace yangguang deployment/{name}-work -- {name} load" for name in MEMBERS
    ]


def test_a_directory_file_goes_to_the_gateway_alone(tmp_path: Path) -> None:
    (tmp_path / "directory.yaml").write_text("region: '431202'\n")
    code, calls = asked("load", "directory.yaml", at=tmp_path)
    assert code == 0
    assert calls.count("exec ") == 1
    assert "--stdin deployment/gateway-work" in calls


@pytest.mark.parametrize("arguments", [(), ("nowhere.yaml",)])
def test_without_a_file_that_can_be_read_nothing_is_loaded(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert asked("load", *arguments, at=tmp_path) == (2, "")
