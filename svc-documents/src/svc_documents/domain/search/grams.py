"""A text as the index holds it: pairs of neighbouring characters, whole words of Latin and digits.

Pairs need no dictionary and miss nothing: every two-letter word that stands in a text is found,
which words cut by a dictionary do not give (0.756 of them). What a run of characters ends with
stands alone as well, so that one character is found by its beginning too.
"""

import re
import unicodedata
from collections.abc import Iterator

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
RUN = re.compile(rf"[a-z0-9]+|[{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")
MOST_PLACES = 255  # of one lexeme; PostgreSQL keeps 256
LAST_POSITION = 16_000  # PostgreSQL counts to 16,383 and calls everything behind the same place
TITLE = "A"
LONGEST_WORD = 60


class _Folding(dict[int, str]):
    """One character for one, so that places stay what they were."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = unicodedata.normalize("NFKC", sign).lower()
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


FOLDING = _Folding()


def folded(text: str) -> str:
    """Signs of any width and case made one; as long as the text, place by place."""
    return text.translate(FOLDING)


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Unbroken stretches of Chinese, and words of Latin and digits, each with its place."""
    for found in RUN.finditer(folded(text)):
        yield found[0], found.start()


def grams(run: str) -> list[str]:
    """The pairs of a Chinese run in order; the run itself when it is one sign or a word."""
    if len(run) == 1 or not IS_HAN.match(run):
        return [run[:LONGEST_WORD]]
    return [run[place : place + 2] for place in range(len(run) - 1)]


def index_text(title: str, body: str = "") -> str:
    """The literal of a tsvector: the title with weight A, the body behind it with D.

    What stands behind the last position PostgreSQL can count is held without a
    place: it is found like all else, and only does not raise the rank.
    """
    places: dict[str, list[str]] = {}
    alone: set[str] = set()
    _put(places, alone, title, 1, TITLE)
    _put(places, alone, body, len(title) + 3, "")
    rest = (f"'{one}'" for one in alone if one not in places)
    return " ".join((*(f"'{one}':{','.join(at)}" if at else f"'{one}'"
                       for one, at in places.items()), *rest))  # fmt: skip


def _put(places: dict[str, list[str]], alone: set[str], text: str, first: int, weight: str) -> None:
    for run, start in runs(text):
        for step, gram in enumerate(grams(run)):
            held = places.setdefault(gram, [])
            place = first + start + step
            if place <= LAST_POSITION and len(held) < MOST_PLACES:
                held.append(f"{place}{weight}")
        if IS_HAN.match(run) and len(run) > 1:
            alone.add(run[-1])
