"""Passwords: argon2id with the parameters of OWASP's cheat sheet (19 MiB, two passes)."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS = _hasher.hash("nobody has this password")


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password; without one to compare with it takes just as long to say no."""
    try:
        _hasher.verify(kept or _NOBODYS, password)
    except (Argon2Error, InvalidHashError):
        return False
    return kept is not None
