"""The keys an operator is given for one service are those its processes need."""

import os
import re
import shutil
from pathlib import Path

import pytest
from architecture_reading import ROOT
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from deploy.scripts import run

from gateway.settings import GatewaySettings
from svc_approvals.settings import ApprovalsSettings

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl")
KEYS = ROOT / "deploy" / "env" / "keys"
SETTING = re.compile(r'^(\w+)=("[^"]*"|.*)$', re.MULTILINE)


def keys(folder: Path, *arguments: str) -> dict[str, str]:
    """What the script prints, as a shell reads it."""
    told = run(KEYS, *arguments, at=folder)
    assert told.returncode == 0, told.stderr
    return {name: value.strip('"') for name, value in SETTING.findall(told.stdout)}


def given(monkeypatch: pytest.MonkeyPatch, told: dict[str, str], prefix: str) -> None:
    for name in [name for name in os.environ if name.startswith(prefix)]:
        monkeypatch.delenv(name)
    for name, value in {**told, f"{prefix}DATABASE_URL": "postgresql://nobody@nowhere/x"}.items():
        monkeypatch.setenv(name, value)


def test_the_gateway_is_given_what_it_needs_and_what_its_services_believe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = keys(tmp_path, "documents")
    given(monkeypatch, keys(tmp_path, "gateway"), "GATEWAY_")
    settings = GatewaySettings.from_environment()
    assert settings.internal_public_key.strip() == service["DOCUMENTS_INTERNAL_PUBLIC_KEY"]
    key = load_pem_private_key(settings.needed("token_key").encode(), None)
    assert isinstance(key, EllipticCurvePrivateKey)
    settings.personal_data()


def test_approvals_is_given_what_signs_its_certificates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, keys(tmp_path, "approvals"), "APPROVALS_")
    ApprovalsSettings.from_environment().office()


def test_a_gateway_that_is_there_is_believed(tmp_path: Path) -> None:
    (tmp_path / "public.pem").write_text("of another machine\n")
    told = keys(tmp_path, "budget", "public.pem")
    assert told["BUDGET_INTERNAL_PUBLIC_KEY"] == "of another machine"
    assert [path.name for path in tmp_path.iterdir()] == ["public.pem"]


def test_a_gateway_without_the_private_key_of_its_pair_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gateway-public.pem").write_text("its other half is elsewhere\n")
    told = run(KEYS, "gateway", at=tmp_path)
    assert (told.returncode, "gateway-private.pem" in told.stderr) == (1, True)
