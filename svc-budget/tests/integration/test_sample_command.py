import csv
from pathlib import Path

import pytest
import python_calamine

from shared import commands
from svc_budget.__main__ import SERVICE


def asked(*words: str) -> int:
    return commands.run(SERVICE, ["sample", *words])


def listed(folder: Path) -> list[dict[str, str]]:
    with (folder / "books.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_office_can_have_books_made_to_try_its_templates_without_any_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked("--out", str(tmp_path), "--units", "2", "--years", "2024-2025", "--messy") == 0

    files = sorted(tmp_path.glob("*/*.xlsx"))
    assert len(files) == 8
    assert "8 workbooks" in capsys.readouterr().out
    book = python_calamine.CalamineWorkbook.from_path(files[0])
    assert "封面" in book.sheet_names


def test_what_was_planted_is_listed_with_its_cell(tmp_path: Path) -> None:
    assert asked("--out", str(tmp_path), "--units", "2", "--plant", "F08,X05") == 0

    planted = [line for line in listed(tmp_path) if line["rule"]]
    assert {line["rule"] for line in planted} == {"F08", "X05"}
    assert all(line["sheet"] and line["cell"] for line in planted)


def test_a_rule_nobody_knows_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert asked("--out", str(tmp_path), "--plant", "F99") == 1
    assert "F99" in capsys.readouterr().err


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        asked("--out", str(tmp_path / folder), "--units", "1", "--messy")
    first, second = (sorted((tmp_path / one).glob("*/*")) for one in ("one", "two"))
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
