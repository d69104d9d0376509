"""Group messages by what they are about: terms that are said together are of one theme.

A message is too short to be compared with another; over all of them the terms of one theme are
said together far more often than by chance. So rjieba's terms are grouped, by the leading
eigenvectors of how much they belong together, and a message goes where its terms are.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import rjieba
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from svc_feedback.adapters.average_linkage import cosine_distances, joined
from svc_feedback.adapters.terms_said import TermsSaid, terms_said
from svc_feedback.domain.voice.forms_of_words import EMPTY, without_forms
from svc_feedback.domain.voice.themes import Group

WORD = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,}$")
LEAST_MESSAGES = 50  # fewer are not grouped
RARE, RARE_OF = 3, 2_500  # messages a term must be in: so many, or one of so many
MOST_TERMS = 1_500
TOGETHER, TOGETHER_OF = 2, 10_000  # messages two terms must share, as above
BEYOND_CHANCE = 0.7  # the least logarithm of how much oftener than by chance
LEAST_EIGENVALUE, MOST_DIMENSIONS = 0.55, 150
APART = 0.9  # terms farther than this from each other, by cosine, are of two themes
TERMS_KEPT = 30

Numbers = NDArray[Any]


def group(texts: Sequence[str]) -> list[Group]:
    """The groups of masked texts; messages that say nothing of their own are in no group."""
    if len(texts) < LEAST_MESSAGES:
        return []
    with threadpool_limits(limits=1):
        return _grouped(texts)


def _grouped(texts: Sequence[str]) -> list[Group]:
    words = [_words(text) for text in without_forms(texts)]
    said = terms_said(words, least=max(RARE, len(texts) // RARE_OF), most_terms=MOST_TERMS)
    if said.saying < LEAST_MESSAGES:
        return []
    weights = _weights(_bonds(said))
    return _groups(said, _labels(said, weights), weights)


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if WORD.match(word) and word not in EMPTY]


def _bonds(said: TermsSaid) -> Numbers:
    """How much oftener than by chance two terms are said together; 0 for hardly."""
    together, number = said.together(), said.messages
    alone = np.diag(together)
    bonds = np.log((together + 0.5) / (np.outer(alone, alone) / number + 0.5))
    enough = together >= max(TOGETHER, number // TOGETHER_OF)
    bonds = np.where(enough & (bonds > BEYOND_CHANCE), bonds, 0.0)
    np.fill_diagonal(bonds, 0.0)
    return np.asarray(bonds)


def _weights(bonds: Numbers) -> Numbers:
    """How much each term (a row) speaks of each theme (a column)."""
    bound = np.flatnonzero(bonds.sum(axis=1) > 0)
    themes = np.zeros((len(bonds), 0))
    if len(bound):
        labels = _of_terms(bonds[np.ix_(bound, bound)])
        themes = np.zeros((len(bonds), labels.max() + 1))
        themes[bound, labels] = 1.0
    weights = bonds @ themes + themes * bonds.max(axis=1, keepdims=True)
    return np.asarray((weights / (weights.sum(axis=1, keepdims=True) + 1e-9)) ** 2)


def _of_terms(bonds: Numbers) -> Numbers:
    """The theme of each term; there are about as many as large eigenvalues."""
    scale = bonds.sum(axis=1) ** -0.5
    values, vectors = np.linalg.eigh(scale[:, None] * bonds * scale[None, :])
    values, vectors = values[-MOST_DIMENSIONS:], vectors[:, -MOST_DIMENSIONS:]
    points = vectors[:, values >= LEAST_EIGENVALUE] + 1e-9
    return joined(cosine_distances(points), APART)


def _labels(said: TermsSaid, weights: Numbers) -> Numbers:
    """The theme of each message, -1 for one that says nothing of any."""
    if not weights.shape[1]:
        return np.full(said.messages, -1)
    spoken = said.added(weights)
    return np.where(spoken.max(axis=1) > 0, spoken.argmax(axis=1), -1)


def _groups(said: TermsSaid, labels: Numbers, weights: Numbers) -> list[Group]:
    groups = []
    for one in np.unique(labels[labels >= 0]):
        members = np.flatnonzero(labels == one)
        heavy = said.share(members) * weights[:, one]
        terms = {
            said.terms[at]: round(float(heavy[at]), 4)
            for at in np.argsort(-heavy, kind="stable")[:TERMS_KEPT]
            if heavy[at] > 0
        }
        groups.append(Group(tuple(members.tolist()), terms))
    return groups
