"""A text as the index holds it: pairs of neighbouring characters, whole words of Latin and digits.

Pairs need no dictionary and miss nothing: every two-letter word that stands in a text is found,
which words cut by a dictionary do not give (0.756 of them). What a run of characters ends with
stands alone as well, so that one character is found by its beginning too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

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


def is_telling(text: str) -> bool:
    """Whether it has a pair, or a word of more than a sign: one sign alone stands in everything."""
    return any(len(run) > 1 for run, _ in runs(text))


def index_text(title: str, body: str = "") -> str:
    """The literal of a tsvector: the title with weight A, the body behind it with D.

    What stands behind the last position PostgreSQL can count is held without a
    place: it is found like all else, and only does not raise the rank.
    """
    said, ends = _places(title, 1, TITLE)
    below, body_ends = _places_of_body(body, len(title) + 3)
    both = {one: (*at, *below.get(one, ()))[:MOST_PLACES] for one, at in said.items()}
    held = (f"'{one}':{','.join(at)}" if at else f"'{one}'" for one, at in (below | both).items())
    alone = (f"'{one}'" for one in ends | body_ends if one not in below and one not in said)
    return " ".join((*held, *alone))


Places = dict[str, tuple[str, ...]]


def _places(text: str, first: int, weight: str) -> tuple[Places, frozenset[str]]:
    """Where each pair stands, and the signs that runs end with."""
    places: dict[str, list[str]] = {}
    alone: set[str] = set()
    for run, start in runs(text):
        for step, gram in enumerate(grams(run)):
            held = places.setdefault(gram, [])
            place = first + start + step
            if place <= LAST_POSITION and len(held) < MOST_PLACES:
                held.append(f"{place}{weight}")
        if len(run) > 1 and IS_HAN.match(run):
            alone.add(run[-1])
    return {one: tuple(at) for one, at in places.items()}, frozenset(alone)


@lru_cache(maxsize=64)
def _places_of_body(body: str, first: int) -> tuple[Places, frozenset[str]]:
    """One text under several titles (versions, samples of a load test) is read once."""
    return _places(body, first, "")
