"""What a backup or a restore refuses, before anything is written."""

from pathlib import Path

import pytest
from house_commands import house


@pytest.fixture
def a_backup(tmp_path: Path) -> Path:
    """What is looked at before anything is restored."""
    folder = tmp_path / "backup"
    folder.mkdir()
    (tmp_path / "backup-keys").mkdir()
    digest = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
    (folder / "gateway.dump").write_text("hello world")
    (folder / "manifest.json").write_text(
        f'{{"began": "2026-11-28T00:00:00+00:00", "sha256": {{"gateway.dump": "{digest}"}}}}'
    )
    return folder


async def test_a_damaged_backup_is_refused_and_named_before_anything_is_made(
    a_backup: Path, tmp_path: Path
) -> None:
    (a_backup / "gateway.dump").write_text("hello wOrld")
    refused = await house(tmp_path / "home", "restore", str(a_backup))
    assert refused.code == 1
    assert "gateway.dump" in refused.said
    assert not (tmp_path / "home").exists()


async def test_a_backup_without_its_keys_is_refused(a_backup: Path, tmp_path: Path) -> None:
    refused = await house(
        tmp_path / "home", "restore", str(a_backup), "--keys", str(tmp_path / "nowhere")
    )
    assert refused.code == 1
    assert "nowhere" in refused.said


async def test_a_house_that_has_data_is_not_restored_over(a_backup: Path, tmp_path: Path) -> None:
    (tmp_path / "home" / "secrets").mkdir(parents=True)
    refused = await house(tmp_path / "home", "restore", str(a_backup))
    assert refused.code == 1
    assert "已有数据" in refused.said


async def test_a_house_that_does_not_run_is_not_backed_up(tmp_path: Path) -> None:
    refused = await house(tmp_path / "home", "backup", str(tmp_path / "backup"))
    assert refused.code == 1
    assert "没有在运行" in refused.said
