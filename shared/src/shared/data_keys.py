"""Keys for personal data: several for reading, the newest for writing, one for look-ups.

A key file holds one key of 32 bytes in base64 per line, the oldest first; rotation adds a line.
The index key is another file. From each secret a key of its own is derived for each algorithm, so
that no key serves two.
"""

import base64
import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32
TAG_BYTES = 16


class Sealing(Protocol):
    """A cipher that seals: the ciphertext ends with its tag of 16 bytes."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Seal; a nonce serves once."""
        ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Open. Raises InvalidTag when it is damaged or belongs elsewhere."""
        ...


class Sm4Gcm:
    """SM4 in GCM (GB/T 32907-2016), for which there is no ready-made class as for AES."""

    def __init__(self, key: bytes) -> None:
        self._block = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Seal."""
        gcm = Cipher(self._block, GCM(nonce)).encryptor()
        gcm.authenticate_additional_data(associated_data)
        return gcm.update(data) + gcm.finalize() + gcm.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Open."""
        gcm = Cipher(self._block, GCM(nonce, data[-TAG_BYTES:])).decryptor()
        gcm.authenticate_additional_data(associated_data)
        return gcm.update(data[:-TAG_BYTES]) + gcm.finalize()


class Suite(StrEnum):
    """The algorithms of one setting: international, or the Chinese national ones (SM4, SM3)."""

    AES = "AES-256-GCM"
    SM = "SM4-GCM"

    @property
    def digest(self) -> hashes.HashAlgorithm:
        """The hash under the index of look-ups."""
        return hashes.SM3() if self is Suite.SM else hashes.SHA256()

    def cipher(self, secret: bytes) -> "Sealing":
        """The authenticated cipher with the key derived from `secret`."""
        if self is Suite.SM:
            return Sm4Gcm(_derived(secret, self, 16))
        return AESGCM(_derived(secret, self, 32))

    def index_key(self, secret: bytes) -> bytes:
        """The key of the look-up index derived from `secret`."""
        return _derived(secret, f"index {self}", 32)


@dataclass(frozen=True)
class DataKeys:
    """Secrets by key id, in the order of their making; printing shows the ids alone."""

    by_id: dict[str, bytes]
    index: bytes

    @classmethod
    def of(cls, data: str, index: str) -> "DataKeys":
        """Read the content of the two key files; ValueError says which one is unusable."""
        secrets = [_secret(line, "data key") for line in data.split()]
        if not secrets:
            raise ValueError("data key: the file is empty")
        keys = cls({_key_id(secret): secret for secret in secrets}, _secret(index, "index key"))
        if keys.index in secrets:
            raise ValueError("index key: must differ from the data keys")
        return keys

    @property
    def newest(self) -> str:
        """The id of the key that writes."""
        return next(reversed(self.by_id))

    def __repr__(self) -> str:
        return f"DataKeys({', '.join(self.by_id)})"


def _secret(line: str, name: str) -> bytes:
    try:
        secret = base64.b64decode(line.strip(), validate=True)
    except ValueError as unreadable:
        raise ValueError(f"{name}: not base64") from unreadable
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{name}: {SECRET_BYTES} bytes wanted, {len(secret)} found")
    return secret


def _key_id(secret: bytes) -> str:
    return hashlib.sha256(b"key id" + secret).hexdigest()[:8]


def _derived(secret: bytes, purpose: str, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=purpose.encode()).derive(secret)
