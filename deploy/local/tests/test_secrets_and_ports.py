"""Keys are made once and kept closed; ports are remembered."""

import base64
import socket
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from yangguang_local.failures import StartFailed
from yangguang_local.ports import LOOPBACK, inside_ports, require_free
from yangguang_local.secrets import Secrets


def test_secrets_stay_the_same_and_nobody_else_may_read_them(tmp_path: Path) -> None:
    first, again = Secrets(tmp_path / "secrets"), Secrets(tmp_path / "secrets")

    assert first.password("nats") == again.password("nats") != first.password("other")
    assert len(base64.b64decode(first.data_key("approvals-data").read_bytes())) == 32
    assert first.folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in first.folder.iterdir()} == {0o600}


def test_the_internal_keys_are_a_pair(tmp_path: Path) -> None:
    secrets = Secrets(tmp_path)
    private = load_pem_private_key(secrets.internal_private_key().read_bytes(), None)
    public = load_pem_public_key(secrets.internal_public_key().read_bytes())

    assert isinstance(private, Ed25519PrivateKey)
    assert isinstance(public, Ed25519PublicKey)
    public.verify(private.sign(b"word"), b"word")


def test_tokens_are_signed_with_es256(tmp_path: Path) -> None:
    key = load_pem_private_key(Secrets(tmp_path).signing_key().read_bytes(), None)

    assert isinstance(key, EllipticCurvePrivateKey)
    assert key.curve.name == "secp256r1"


def test_inside_ports_are_those_of_last_time_unless_taken(tmp_path: Path) -> None:
    remembered = tmp_path / "ports.json"
    first = inside_ports(["nats", "approvals"], remembered)
    assert inside_ports(["nats", "approvals"], remembered) == first
    assert first["nats"] != first["approvals"]

    with socket.create_server((LOOPBACK, first["nats"])):
        moved = inside_ports(["nats", "approvals"], remembered)
    assert moved["nats"] != first["nats"]
    assert moved["approvals"] == first["approvals"]


def test_a_taken_port_says_what_to_do() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken, pytest.raises(StartFailed) as refused:
        require_free(taken.getsockname()[1])
    assert "make run" in refused.value.advice
