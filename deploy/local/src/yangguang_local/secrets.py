"""Keys of this copy of the house: made once, kept under HOME_DIR/secrets, readable by us alone."""

import base64
import os
import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)


class Secrets:
    """A folder of secrets; each is made when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Make the folder, closed to others."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder

    def password(self, name: str) -> str:
        """A password nobody needs to remember."""
        return self._kept(
            f"{name}.password", lambda: secrets.token_urlsafe(32).encode()
        ).read_text()

    def data_key(self, name: str) -> Path:
        """32 random bytes in base64."""
        return self._kept(f"{name}.key", lambda: base64.b64encode(secrets.token_bytes(32)))

    def signing_key(self) -> Path:
        """The ES256 key of the embedded issuer of tokens."""
        return self._kept("token-es256.pem", lambda: _pem(generate_private_key(SECP256R1())))

    def certificate_key(self) -> Path:
        """The Ed25519 key with which certificates are signed."""
        return self._kept("certificate-ed25519.pem", lambda: _pem(Ed25519PrivateKey.generate()))

    def internal_private_key(self) -> Path:
        """The Ed25519 key with which the gateway signs internal tokens."""
        return self._kept("internal-private.pem", lambda: _pem(Ed25519PrivateKey.generate()))

    def internal_public_key(self) -> Path:
        """Its public half, which every service checks with."""
        private = load_pem_private_key(self.internal_private_key().read_bytes(), password=None)
        return self._kept(
            "internal-public.pem",
            lambda: private.public_key().public_bytes(
                Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
            ),
        )

    def _kept(self, name: str, make: Callable[[], bytes]) -> Path:
        """The secret's file. Of two processes that make it at once, the first one wins whole."""
        path = self.folder / name
        if path.exists():
            return path
        with tempfile.NamedTemporaryFile(dir=self.folder) as draft:  # 0600 from the start
            draft.write(make())
            draft.flush()
            os.fsync(draft.fileno())
            try:
                os.link(draft.name, path)
            except FileExistsError:
                return path
        return path


def _pem(key: Ed25519PrivateKey | EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
