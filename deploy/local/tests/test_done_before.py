"""What an earlier opening did is not done again, unless the service has changed since."""

from pathlib import Path

import pytest

from yangguang_local.done_before import DoneBefore
from yangguang_local.house import Service


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Service:
    member = tmp_path / "svc-x"
    (member / "src" / "svc_x_made_for_this").mkdir(parents=True)
    (member / "src" / "svc_x_made_for_this" / "__init__.py").write_text("")
    (member / "demo").mkdir()
    (member / "demo" / "tags.yaml").write_text("one")
    monkeypatch.syspath_prepend(str(member / "src"))
    return Service("x", "svc_x_made_for_this")


def test_what_was_done_stays_done(tmp_path: Path, service: Service) -> None:
    assert not DoneBefore(tmp_path).is_done(service)

    DoneBefore(tmp_path).note(service)

    assert DoneBefore(tmp_path).is_done(service)


def test_new_demo_data_is_loaded_again(tmp_path: Path, service: Service) -> None:
    DoneBefore(tmp_path).note(service)

    (tmp_path / "svc-x" / "demo" / "tags.yaml").write_text("two")

    assert not DoneBefore(tmp_path).is_done(service)


def test_forgotten_data_is_made_again(tmp_path: Path, service: Service) -> None:
    DoneBefore(tmp_path).note(service)

    DoneBefore(tmp_path).forget()

    assert not DoneBefore(tmp_path).is_done(service)
