"""Chains of nearest neighbours join what joining the nearest two, ever again, joins."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from svc_feedback.adapters.average_linkage import Numbers, cosine_distances, joined


def the_long_way(distances: Numbers, apart: float) -> set[frozenset[int]]:
    """As average linkage is defined: all pairs looked at before each joining."""
    clusters = [frozenset({point}) for point in range(len(distances))]
    while len(clusters) > 1:
        far, one, other = min(
            (float(distances[np.ix_([*one], [*other])].mean()), at, at + 1 + beside)
            for at, one in enumerate(clusters)
            for beside, other in enumerate(clusters[at + 1 :])
        )
        if far >= apart:
            break
        clusters[one] |= clusters.pop(other)
    return {*clusters}


def as_sets(labels: Numbers) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == one).tolist()) for one in np.unique(labels)}


@given(st.integers(0, 10_000), st.integers(1, 24), st.floats(0.05, 1.5))
def test_chains_find_what_the_long_way_finds(seed: int, number: int, apart: float) -> None:
    points = np.random.default_rng(seed).normal(size=(number, 3))
    distances = cosine_distances(points)
    assert as_sets(joined(distances, apart)) == the_long_way(distances, apart)


def test_points_in_one_place_are_one_cluster_and_the_chain_ends() -> None:
    points = np.array([[1.0, 0.0]] * 5 + [[0.0, 2.0]] * 4)
    assert joined(cosine_distances(points), 0.5).tolist() == [0] * 5 + [1] * 4


def test_a_bound_that_nobody_is_within_joins_nobody() -> None:
    assert joined(cosine_distances(np.eye(4)), 0.9).tolist() == [0, 1, 2, 3]
