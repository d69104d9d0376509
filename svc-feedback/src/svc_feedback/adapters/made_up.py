"""Messages with known themes, the same for the same seed: what the analysis is measured on.

Themes are of very different size (the largest about ten times the smallest); a fifth of all
messages is small talk about nothing, and some complain of two things at once.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svc_feedback.adapters.made_up_words import (
    OPENINGS,
    PLACES,
    SMALL_TALK,
    THEMES,
    WISHES,
)

NOISE = 0.2
TWO_AT_ONCE = 0.04
NAMES = tuple(THEMES)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One message; ``theme`` is what it is about, None for small talk."""

    text: str
    theme: str | None


def messages(number: int, seed: int = 7) -> list[MadeUp]:
    """So many messages in the proportions said above."""
    chance = random.Random(seed)  # noqa: S311 - the same every time is the point
    weights = [10.0 / (1 + 0.27 * rank) for rank in range(len(NAMES))]
    return [_message(chance, weights) for _ in range(number)]


def about(theme: str, number: int, seed: int = 7) -> Iterator[str]:
    """Messages about one theme."""
    chance = random.Random(seed)  # noqa: S311 - as above
    return (_complaint(chance, theme) for _ in range(number))


def _message(chance: random.Random, weights: Sequence[float]) -> MadeUp:
    if chance.random() < NOISE:
        return MadeUp(_small_talk(chance), None)
    (theme,) = chance.choices(NAMES, weights)
    text = _complaint(chance, theme)
    if chance.random() < TWO_AT_ONCE:
        text += "另外" + _core(chance, chance.choice(NAMES)) + "。"
    return MadeUp(text, theme)


def _complaint(chance: random.Random, theme: str) -> str:
    opening = chance.choice(OPENINGS) if chance.random() < 0.5 else ""  # noqa: PLR2004 - half
    place = chance.choice(PLACES) if chance.random() < 0.6 else ""  # noqa: PLR2004 - most
    wishes = "".join(chance.sample(WISHES, chance.choice((0, 1, 1, 2))))
    return f"{opening}{place}{_core(chance, theme)}，{wishes}"


def _core(chance: random.Random, theme: str) -> str:
    things, troubles = (words.split() for words in THEMES[theme])
    return chance.choice(things) + chance.choice(troubles)


def _small_talk(chance: random.Random) -> str:
    said = "，".join(chance.sample(SMALL_TALK, chance.choice((1, 1, 2, 3))))
    return said + (chance.choice(("。", "！", "")))
