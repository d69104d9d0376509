"""What somebody types: phrases in quotes, pieces as typed, and the words a question is about."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from svc_documents.domain.numbers.document_numbers import INVISIBLE
from svc_documents.domain.search.function_words import QUESTION_WORDS
from svc_documents.domain.search.grams import IS_HAN, folded, grams, runs
from svc_documents.domain.search.synonyms import Synonyms

Cut = Callable[[str], Sequence[str]]  # a text into words, by a dictionary
QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|「([^」]+)」")
BETWEEN = re.compile(r"[^\w·]+", re.UNICODE)
MOST_TERMS = 12


@dataclass(frozen=True, slots=True)
class Term:
    """A word as it was typed, and what documents say instead."""

    said: str
    means: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Any of these will do."""
        return (self.said, *self.means)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read: ``pieces`` must all be there; of ``words`` most will do."""

    text: str
    phrases: tuple[str, ...] = ()
    pieces: tuple[Term, ...] = ()
    words: tuple[Term, ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """What is marked in what was found, the more exact first."""
        terms = (*self.pieces, *self.words)
        said = (*self.phrases, *(word for one in terms for word in one.alternatives))
        return tuple(dict.fromkeys(folded(one) for one in said))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it to look for."""
        return not (self.phrases or self.pieces)


def read_question(text: str, synonyms: Synonyms, cut: Cut) -> Asked:
    """What a text asks for, at most a dozen terms of it."""
    plain = INVISIBLE.sub("", text)
    phrases = tuple("".join(found) for found in QUOTED.findall(plain))
    rest = QUOTED.sub(" ", plain)
    pieces = tuple(Term(one, synonyms.of(one)) for one in _pieces(rest))[:MOST_TERMS]
    words = dict.fromkeys(word for one in pieces for word in _words(one.said, synonyms, cut))
    return Asked(text, tuple(filter(_findable, phrases)), pieces, tuple(words)[:MOST_TERMS])


def _pieces(text: str) -> Iterator[str]:
    yield from dict.fromkeys(one for one in BETWEEN.split(text) if _findable(one))


def _words(text: str, synonyms: Synonyms, cut: Cut) -> Iterator[Term]:
    for part, everyday in synonyms.parts(text):
        if everyday:
            yield Term(part, synonyms.of(part))
            continue
        yield from (Term(one) for one in cut(part) if _telling(one))


def _telling(word: str) -> bool:
    alone = len(word) == 1 and IS_HAN.match(word)
    return word not in QUESTION_WORDS and not alone and _findable(word)


def _findable(text: str) -> bool:
    return any(grams(run) for run, _ in runs(text))
