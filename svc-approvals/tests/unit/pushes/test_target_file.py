"""The file that names the departments' systems: read whole, or refused by name, never a secret."""

import base64
from pathlib import Path

import pytest

from svc_approvals.adapters.target_file import read_targets
from svc_approvals.domain.addresses import Reach
from svc_approvals.domain.webhooks import WebhookKeys

SECRET = "whsec_" + base64.b64encode(b"t" * 32).decode()
ENTRY = """
- key: tax-core
  organ: swj
  url: https://core.tax.example/yangguang
  secret_files: [new]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "new").write_text(SECRET + "\n", encoding="utf-8")
    (tmp_path / "weak").write_text("whsec_c2hvcnQ=", encoding="utf-8")
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "targets.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_system_is_known_by_its_key(folder: Path) -> None:
    targets = read_targets(written(folder, ENTRY), Reach())

    assert targets["tax-core"].organ == "swj"
    assert targets["tax-core"].active
    assert targets["tax-core"].keys == WebhookKeys.of(SECRET)


def test_an_empty_file_names_nobody(folder: Path) -> None:
    assert read_targets(written(folder, ""), Reach()) == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (ENTRY + ENTRY, "twice"),
        (ENTRY.replace("https", "http"), "must be https"),
        (ENTRY.replace("core.tax.example", "169.254.169.254"), "not allowed"),
        (ENTRY.replace("[new]", "[weak]"), "24 are the least"),
        (ENTRY.replace("[new]", "[gone]"), "gone"),
        (ENTRY.replace("[new]", "[]"), "secret_files"),
        (ENTRY + "  secret: abc\n", "secret"),
        (ENTRY.replace("tax-core", "Tax Core"), "key"),
        ("tax-core: {}", "list"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, text: str, named: str) -> None:
    with pytest.raises(ValueError, match=named) as refused:
        read_targets(written(folder, text), Reach())

    assert SECRET not in str(refused.value)
