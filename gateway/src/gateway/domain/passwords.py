"""Passwords: argon2id with the parameters of OWASP's cheat sheet (19 MiB, two passes)."""

from dataclasses import dataclass
from typing import ClassVar

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from shared.refusals import Invalid

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODYS = _hasher.hash("nobody has this password")


LONGEST = 200  # characters, as of the form
SHORTEST = 12  # characters; length is what counts (NIST SP 800-63B, 3.1.1)


@dataclass(eq=False)
class PasswordTooShort(Invalid):
    """密码太短。"""

    advice: ClassVar[str] = "请至少使用 {shortest} 个字符，可以是一句话。"
    shortest: int = SHORTEST


@dataclass(eq=False)
class PasswordTooLong(Invalid):
    """密码太长。"""

    advice: ClassVar[str] = "请最多使用 {longest} 个字符。"
    longest: int = LONGEST


def require_hard_to_guess(password: str) -> None:
    """Refused with PasswordTooShort, or with PasswordTooLong for the form."""
    if len(password) < SHORTEST:
        raise PasswordTooShort
    if len(password) > LONGEST:
        raise PasswordTooLong


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
