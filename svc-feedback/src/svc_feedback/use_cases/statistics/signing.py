"""The key that published figures are signed with: Ed25519, derived from the look-up key.

Who holds the database alone cannot sign; anybody can check with the public half.
"""

import base64
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.personal_data import PersonalData


def signature_of(digest: str, secrets: PersonalData) -> str:
    """The signature over a digest's hexadecimal digits, in base64."""
    return base64.b64encode(_key(secrets).sign(digest.encode())).decode()


def public_key(secrets: PersonalData) -> str:
    """The 32 bytes to check it with, in base64."""
    return base64.b64encode(_key(secrets).public_key().public_bytes_raw()).decode()


def _key(secrets: PersonalData) -> Ed25519PrivateKey:
    seed = sha256(secrets.blind_index("publication-signature", "1").encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)
