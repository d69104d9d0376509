"""Which terms each message says, as numbers, and what is counted of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


@dataclass(frozen=True)
class TermsSaid:
    """One pair for each term a message says, however often; by message, then by term."""

    terms: Sequence[str]
    messages: int
    message: Numbers
    term: Numbers

    @property
    def saying(self) -> int:
        """How many messages say any of the terms."""
        return len(np.unique(self.message))

    def together(self) -> Numbers:
        """In how many messages two terms are said; on the diagonal, in how many one is."""
        size = len(self.terms)
        found = np.zeros(size * size, dtype=np.int64)
        for apart in range(1, int(np.bincount(self.message, minlength=1).max())):
            of_one = self.message[apart:] == self.message[:-apart]
            pairs = self.term[:-apart][of_one] * size + self.term[apart:][of_one]
            found += np.bincount(pairs, minlength=size * size)
        upper = found.reshape(size, size)
        return np.asarray(upper + upper.T + np.diag(np.bincount(self.term, minlength=size)))

    def added(self, weights: Numbers) -> Numbers:
        """For each message (a row) the weights of its terms together, column by column."""
        columns = [
            np.bincount(self.message, column[self.term], minlength=self.messages)
            for column in weights.T
        ]
        return np.stack(columns, axis=1)

    def share(self, messages: Numbers) -> Numbers:
        """For each term the share of these messages that say it."""
        among = np.isin(self.message, messages)
        return np.bincount(self.term[among], minlength=len(self.terms)) / len(messages)


def terms_said(words: Sequence[Sequence[str]], *, least: int, most_terms: int) -> TermsSaid:
    """The most frequent terms of messages, of those in at least so many messages."""
    distinct = [set(of_one) for of_one in words]
    counted = Counter(chain.from_iterable(distinct))
    often = [(-number, term) for term, number in counted.items() if number >= least]
    terms = sorted(term for _, term in sorted(often)[:most_terms])
    numbers = {term: number for number, term in enumerate(terms)}
    said = [sorted(numbers[term] for term in of_one & numbers.keys()) for of_one in distinct]
    message = np.repeat(np.arange(len(said)), [len(of_one) for of_one in said])
    return TermsSaid(terms, len(said), message, np.array([*chain.from_iterable(said)], dtype=int))
