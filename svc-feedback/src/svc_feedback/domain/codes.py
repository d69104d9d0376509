"""Short codes: a review's key for who has no link, as on paper or in a text message.

Eight of Crockford's characters are forty bits: enough because attempts are counted.
"""

from shared.refusals import NotFound, TooManyRequests

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
BITS = 5
WRONG_ALLOWED = 10
READ_AS = str.maketrans("OILU", "011V")


class ReviewCodeWrong(NotFound):
    """评价码无效。"""

    advice = "请核对评价码；评价码过期或已评价的，请从办件提醒重新进入。"


class TooManyCodes(TooManyRequests):
    """评价码尝试过于频繁。"""

    advice = "请五分钟后再试，或扫描窗口二维码评价。"
    retry_after = 300


def code_of(number: int) -> str:
    """The code of a number's lowest forty bits."""
    return "".join(ALPHABET[number >> (BITS * place) & 31] for place in reversed(range(LENGTH)))


def as_written(code: str) -> str:
    """What a person meant: no spaces or hyphens, and letters that look like digits are digits."""
    return code.replace(" ", "").replace("-", "").upper().translate(READ_AS)
