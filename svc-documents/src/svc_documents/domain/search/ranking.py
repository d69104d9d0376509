"""In what order: text times effect (what is in force first) times freshness.

The text of a title hit counts more the less else the title says; a body hit by
how close and often the words stand there; a question's words by how rare each is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import exp, log, sqrt
from uuid import UUID

from svc_documents.domain.effects.effects import Effect

IN_FORCE, COMING, UNKNOWN, DEAD = 1.0, 0.95, 0.9, 0.6
FRESHNESS, DAYS = 0.02, 3650.0
LEAST_TITLE, LEAST_BODY, MOST_BODY, HALF = 0.5, 0.05, 0.4, 0.02
MOST_WORDS = 0.49  # below every title that has it all
NAMED = 2.0
TITLE_WORTH, OFTEN, COMMONEST = 2.0, 4.0, 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be meant, with what the index says of it."""

    document_id: UUID
    effect: Effect | None
    issued_on: date | None
    title_length: int
    titled: bool = False
    closeness: float = 0.0  # ts_rank_cd of the body
    titles: tuple[bool, ...] = ()  # per word of a question: whether the title has it
    times: tuple[float, ...] = ()  # and how often the body


@dataclass(frozen=True, slots=True)
class Score:
    """Why a document stands where it stands."""

    document_id: UUID
    text: float
    effect: float
    freshness: float
    matched: str

    @property
    def value(self) -> float:
        """The product; the order of the answer."""
        return round(self.text * self.effect * self.freshness, 9)


def named_score(one: Candidate, asked_length: int, today: date) -> Score:
    """Of a document that is named outright: before all others, also when it is dead.

    Several may bear the name (every city has its own): the less else a title says, the sooner.
    """
    return _score(one, NAMED + _share(one, asked_length), today, "named")


def literal_score(one: Candidate, asked_length: int, today: date) -> Score:
    """Of a document in which all stands that was typed."""
    if one.titled:
        text = LEAST_TITLE + (1 - LEAST_TITLE) * _share(one, asked_length)
        return _score(one, text, today, "title")
    close = one.closeness / (one.closeness + HALF)
    return _score(one, LEAST_BODY + (MOST_BODY - LEAST_BODY) * close, today, "body")


def rarity(found: int, held: int) -> float:
    """What a word is worth that so many of all gists have."""
    return max(COMMONEST, log(1 + held / (1 + found)))


def question_score(one: Candidate, worth: Sequence[float], today: date) -> Score:
    """Of a document that has some of a question's words, each worth something."""
    each = [TITLE_WORTH if titled else times / (times + OFTEN)
            for titled, times in zip(one.titles, one.times, strict=True)]  # fmt: skip
    most = TITLE_WORTH * sum(worth) or 1.0
    share = sum(map(bool, each)) / max(1, len(each))
    text = sum(a * b for a, b in zip(each, worth, strict=True)) / most * sqrt(share) * MOST_WORDS
    return _score(one, text, today, "words")


def _share(one: Candidate, asked_length: int) -> float:
    shorter, longer = sorted((asked_length, one.title_length))
    return shorter / max(1, longer)


def _score(one: Candidate, text: float, today: date, matched: str) -> Score:
    return Score(one.document_id, text, _worth(one.effect), _freshness(one, today), matched)


def _worth(effect: Effect | None) -> float:
    if effect is None:
        return UNKNOWN
    if effect is Effect.NOT_YET:
        return COMING
    return IN_FORCE if effect.usable else DEAD


def _freshness(one: Candidate, today: date) -> float:
    if one.issued_on is None:
        return 1 - FRESHNESS
    age = max(0, (today - one.issued_on).days)
    return 1 - FRESHNESS * (1 - exp(-age / DAYS))
