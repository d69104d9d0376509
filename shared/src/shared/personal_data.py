"""Personal data at rest: encrypted for one cell of one table, found again by a keyed hash.

A token reads `v1|algorithm|key id|nonce|ciphertext`. Its place (table, column, row) is
authenticated with it, so a token moved to another row cannot be read there (PIPL art. 51).
"""

import base64
import os
import re
import unicodedata
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hmac import HMAC

from shared.data_keys import DataKeys, Suite

VERSION = "v1"
NONCE_BYTES = 12


class Unreadable(ValueError):
    """A token is damaged, stands in the wrong place, or its key is gone: a fault, no refusal."""


class Cell(NamedTuple):
    """Where a value lives."""

    table: str
    column: str
    row_id: UUID

    def __str__(self) -> str:
        return f"{self.table}|{self.column}|{self.row_id}"


class PersonalData:
    """Writes with the newest key and the suite of the settings; reads whatever was written.

    ``manner`` is how it writes, and what its tokens begin with: `v1|AES-256-GCM|1a2b3c4d`.
    """

    def __init__(self, keys: DataKeys, suite: Suite = Suite.AES) -> None:
        self.manner = f"{VERSION}|{suite}|{keys.newest}"
        self._ciphers = {
            f"{VERSION}|{each}|{key_id}": each.cipher(secret)
            for each in Suite
            for key_id, secret in keys.by_id.items()
        }
        self._index = HMAC(suite.index_key(keys.index), suite.digest)

    def encrypt(self, text: str, cell: Cell) -> str:
        """The token of a text, good for one cell."""
        nonce = os.urandom(NONCE_BYTES)
        body = self._ciphers[self.manner].encrypt(nonce, text.encode(), str(cell).encode())
        return "|".join((self.manner, _encoded(nonce), _encoded(body)))

    def decrypt(self, token: str, cell: Cell) -> str:
        """The text of a token made for this cell. Raises Unreadable."""
        head, nonce, body = _parts(token)
        if head not in self._ciphers:
            raise Unreadable(f"{cell}: no key for {head}")
        try:
            return self._ciphers[head].decrypt(nonce, body, str(cell).encode()).decode()
        except (InvalidTag, ValueError) as broken:
            raise Unreadable(f"{cell}: damaged, or made for another place") from broken

    def reencrypt(self, token: str, cell: Cell) -> str:
        """Rotation: the same text under the newest key; a current token is given back as it is."""
        if token.startswith(f"{self.manner}|"):
            return token
        return self.encrypt(self.decrypt(token, cell), cell)

    def blind_index(self, kind: str, text: str) -> str:
        """The keyed hash by which a value of a kind (`phone`) is looked up without being read.

        It depends on the suite and the index key: who changes either computes it anew.
        """
        mac = self._index.copy()
        mac.update(f"{kind}|{_normalised(text)}".encode())
        return mac.finalize().hex()


def _normalised(text: str) -> str:
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def _parts(token: str) -> tuple[str, bytes, bytes]:
    try:
        version, suite, key_id, nonce, body = token.split("|")
        return f"{version}|{suite}|{key_id}", _decoded(nonce), _decoded(body)
    except ValueError as unreadable:
        raise Unreadable("not a token of personal data") from unreadable


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    raw = base64.b64decode(text, validate=True)
    if _encoded(raw) != text:  # the last letter has spare bits: one token, one spelling
        raise ValueError("not canonical base64")
    return raw
