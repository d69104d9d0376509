"""Group messages by what they are about: rjieba, TF-IDF, SVD and MiniBatchKMeans.

Done twice: after the first pass a term counts by how much it belongs to few groups, which takes
the weight from places and turns of phrase. More groups are made than are wanted, and those whose
middles are alike are put together.
"""

import asyncio
import multiprocessing
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np
import rjieba
from numpy.typing import NDArray
from scipy import sparse
from sklearn.cluster import AgglomerativeClustering, MiniBatchKMeans
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize
from threadpoolctl import threadpool_limits

from svc_feedback.domain.voice.forms_of_words import EMPTY, without_forms
from svc_feedback.domain.voice.themes import Group

WORD = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,}$")
LEAST_MESSAGES = 50  # fewer are not grouped
RARE = 3  # messages a term must be in
DIMENSIONS = 60
MOST_GROUPS, MESSAGES_A_GROUP = 120, 150
ALIKE = 0.35  # middles with at least this cosine are one theme
SHARPNESS = 1.5
TERMS_KEPT = 30
SEED = 7

Numbers = NDArray[Any]


async def group_apart(texts: Sequence[str]) -> list[Group]:
    """The groups of masked texts, reckoned in a process of its own that ends afterwards."""
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as apart:
        return await asyncio.get_running_loop().run_in_executor(apart, group, list(texts))


def group(texts: Sequence[str]) -> list[Group]:
    """The same, here; messages that say nothing of their own are in no group."""
    if len(texts) < LEAST_MESSAGES:
        return []
    with threadpool_limits(limits=1):
        return _grouped(texts)


def _grouped(texts: Sequence[str]) -> list[Group]:
    words = [_words(text) for text in without_forms(texts)]
    counter = CountVectorizer(analyzer=_as_it_is, min_df=RARE, binary=True, dtype=np.float32)
    try:
        counts = counter.fit_transform(words)
    except ValueError:  # no word is said often enough
        return []
    live = np.flatnonzero(np.asarray(counts.sum(axis=1)).ravel() > 0)
    counts = counts[live]
    if len(live) < LEAST_MESSAGES:
        return []
    rarity = _rarity(counts)
    weights = rarity * _belonging(counts, _labels(counts, rarity)) ** SHARPNESS
    labels = _labels(counts, weights)
    return _groups(live, counts, labels, weights, counter.get_feature_names_out())


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if WORD.match(word) and word not in EMPTY]


def _as_it_is(words: list[str]) -> list[str]:
    return words


def _rarity(counts: Any) -> Numbers:
    within = np.asarray(counts.sum(axis=0)).ravel()
    return np.asarray(np.log((1 + counts.shape[0]) / (1 + within)) + 1)


def _labels(counts: Any, weights: Numbers) -> Numbers:
    rows = normalize(counts.multiply(weights).tocsr())
    dimensions = min(DIMENSIONS, rows.shape[1] - 1)
    if dimensions < 2:  # noqa: PLR2004 - nothing to tell apart
        return np.zeros(rows.shape[0], dtype=int)
    points = normalize(TruncatedSVD(dimensions, n_iter=2, random_state=SEED).fit_transform(rows))
    wanted = min(MOST_GROUPS, max(8, len(points) // MESSAGES_A_GROUP))
    fine = MiniBatchKMeans(wanted, batch_size=2048, n_init=2, random_state=SEED).fit_predict(points)
    return _put_together(points, fine)


def _put_together(points: Numbers, fine: Numbers) -> Numbers:
    _, fine = np.unique(fine, return_inverse=True)
    middles = np.vstack([points[fine == one].mean(axis=0) for one in range(fine.max() + 1)])
    if len(middles) < 2:  # noqa: PLR2004 - nothing to put together
        return np.asarray(fine)
    apart = AgglomerativeClustering(
        n_clusters=None, metric="cosine", linkage="average", distance_threshold=1 - ALIKE
    )
    return np.asarray(apart.fit_predict(middles + 1e-9)[fine])


def _within(counts: Any, labels: Numbers) -> Numbers:
    """The share of each group's messages that hold each term."""
    number, rows = labels.max() + 1, len(labels)
    ones = np.ones(rows, dtype=np.float32)
    groups = sparse.csr_matrix((ones, (labels, np.arange(rows))), shape=(number, rows))
    sizes = np.bincount(labels, minlength=number)
    return np.asarray((groups @ counts).todense()) / sizes[:, None]


def _belonging(counts: Any, labels: Numbers) -> Numbers:
    """1 for a term of one group alone, 0 for one that is spread over all evenly."""
    shares = _within(counts, labels)
    if len(shares) < 2:  # noqa: PLR2004 - one group has all terms
        return np.ones(shares.shape[1])
    parts = shares / shares.sum(axis=0)
    spread = -(parts * np.log(parts + 1e-12)).sum(axis=0) / np.log(len(shares))
    return np.asarray(np.clip(1 - spread, 0.0, 1.0))


def _groups(
    live: Numbers, counts: Any, labels: Numbers, weights: Numbers, names: Numbers
) -> list[Group]:
    heavy = _within(counts, labels) * weights
    return [
        Group(
            tuple(live[labels == one].tolist()),
            {
                str(names[at]): round(float(heavy[one, at]), 4)
                for at in np.argsort(-heavy[one], kind="stable")[:TERMS_KEPT]
                if heavy[one, at] > 0
            },
        )
        for one in range(len(heavy))
    ]
