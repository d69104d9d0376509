"""Lines as Chinese is set (避头尾): no closing sign begins one, no opening sign ends one.

reportlab's own breaking lets 》 begin a line and 《 end one; so the lines are made here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate

NOT_FIRST = frozenset("，。、；：？！）》〉】〕」』”’％‰…—·,.;:?!)]}%")
NOT_LAST = frozenset("（《〈【〔「『“‘([{")
PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%/:_-]*|\s+|.", re.DOTALL)
LONGEST_WORD = 30

Measure = Callable[[str], float]


def broken(text: str, measure: Measure, width: float, indent: float = 0) -> list[str]:
    """The lines of a paragraph, the first of them indented."""
    lines, line, room = [], "", width - indent
    for piece in _pieces(text):
        if line and measure(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, room = "", width
        line += piece if line or not piece.isspace() else ""
    return [*lines, line] if line else lines


def balanced(title: str, words: Sequence[str], most: int) -> list[str]:
    """A title in lines of about equal length, broken between words (GB/T 9704, 7.3.1)."""
    count = -(-len(title) // most)
    if count == 1:
        return [title]
    ends = [0, *accumulate(map(len, words))]
    allowed = [at for at in ends if at < len(title) and not (at and _holds(title, at))]
    cuts = [0]
    for n in range(1, count):
        wanted = len(title) * n / count
        later = [at for at in allowed if at > cuts[-1]]
        cuts.append(min(later, key=lambda at: abs(at - wanted), default=cuts[-1]))
    return [
        part for a, b in zip(cuts, [*cuts[1:], len(title)], strict=True) if (part := title[a:b])
    ]


def _holds(title: str, at: int) -> bool:
    return title[at] in NOT_FIRST or title[at - 1] in NOT_LAST


def _pieces(text: str) -> Iterator[str]:
    """What is not broken: words of letters, and signs with what they cling to."""
    held = ""
    for found in PIECE.finditer(text):
        piece = found[0]
        if held and not (piece[0] in NOT_FIRST or held[-1] in NOT_LAST):
            yield from _short(held)
            held = ""
        held += piece
    yield from _short(held)


def _short(piece: str) -> Iterator[str]:
    for at in range(0, len(piece), LONGEST_WORD):
        yield piece[at : at + LONGEST_WORD]
