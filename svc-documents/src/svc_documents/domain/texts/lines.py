"""A line of a source, before it is known what it is: what every reader hands on."""

import re
from typing import NamedTuple

UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    r"\ud800-\udfff]"
)
SPACES = re.compile(r"[ \t\r\n\xa0\u2000-\u200a\u3000]+")


class Line(NamedTuple):
    """One paragraph, heading (``level`` from 1) or table (``rows``) as a source has it."""

    text: str
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def tidied(text: str) -> str:
    """Without invisible and control characters, runs of any spaces made one."""
    return SPACES.sub(" ", UNSEEN.sub("", text)).strip()
