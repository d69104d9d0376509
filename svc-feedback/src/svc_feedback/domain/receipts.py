"""Receipt codes: 80 bits that let their bearer read the answer to what they wrote.

A code is written in Crockford's base 32, which has no letters that look like digits. It is kept
by nobody but the writer: here only its digest is.
"""

from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
BITS_OF_A_CHARACTER = 5
LOOK_ALIKES = str.maketrans("OIL", "011", "- ")


def receipt_code(secret: int) -> str:
    """The lowest 80 bits of a secret as people write them down: 7K3M-0Q9T-..."""
    characters = "".join(
        ALPHABET[secret >> shift & len(ALPHABET) - 1]
        for shift in range(0, LENGTH * BITS_OF_A_CHARACTER, BITS_OF_A_CHARACTER)
    )
    return "-".join(characters[i : i + GROUP] for i in range(0, LENGTH, GROUP))


def digest_of(code: str) -> bytes:
    """What is kept of a code, however it was typed: small letters, spaces, O for 0, I for 1."""
    return sha256(code.upper().translate(LOOK_ALIKES).encode()).digest()
