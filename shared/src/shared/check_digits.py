"""Numbers that carry a check digit: identity cards and enterprises."""

from datetime import date

WEIGHTS = [pow(2, place, 11) for place in range(17, 0, -1)]
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def is_identity_no(text: str) -> bool:
    """A citizen's number (GB 11643): a real birthday, and the last sign proves the rest."""
    if len(text) != len(WEIGHTS) + 1 or not (text[:17].isascii() and text[:17].isdigit()):
        return False
    return _is_day(text[6:14]) and text[17].upper() == _identity_sign(text)


def _identity_sign(text: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(text, WEIGHTS, strict=False))
    return "10X98765432"[total % 11]


def _is_day(digits: str) -> bool:
    try:
        return bool(date.fromisoformat(digits))
    except ValueError:
        return False


def is_credit_code(text: str) -> bool:
    """A unified social credit code (GB 32100): the last sign proves the rest."""
    if len(text) != 18 or any(sign not in CREDIT_SIGNS for sign in text):  # noqa: PLR2004 - its length
        return False
    total = sum(CREDIT_SIGNS.index(sign) * pow(3, i, 31) for i, sign in enumerate(text[:17]))
    return CREDIT_SIGNS[-total % 31] == text[17]
