"""Points joined by average linkage, as long as the nearest two lie nearer than a bound.

By chains of nearest neighbours (Murtagh 1983): follow the nearest until two are each other's, and
join those; no distance is looked for twice. What has no neighbour within the bound has none later
either, because an average is never less than the least of what it is made of.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]


def cosine_distances(points: Numbers) -> Numbers:
    """How far each point (a row) is from each other one; 0 for the same direction."""
    unit = points / np.linalg.norm(points, axis=1, keepdims=True)
    return np.asarray(1.0 - unit @ unit.T)


def joined(distances: Numbers, apart: float) -> Numbers:
    """The cluster of each point, counted from 0; clusters are at least so far apart."""
    far = distances.astype(float)
    np.fill_diagonal(far, np.inf)
    sizes, labels, left = np.ones(len(far)), np.arange(len(far)), np.ones(len(far), dtype=bool)
    chain: list[int] = []
    while left.any():
        chain = chain or [int(left.argmax())]
        nearest = _nearest(far, chain)
        if far[chain[-1], nearest] >= apart:
            _take_out(chain.pop(), far, left)
        elif len(chain) > 1 and nearest == chain[-2]:
            other = chain.pop()
            far[nearest] = far[:, nearest] = _average(far, sizes, nearest, other)
            sizes[nearest] += sizes[other]
            labels[labels == other] = chain.pop()
            _take_out(other, far, left)
        else:
            chain.append(nearest)
    return np.asarray(np.unique(labels, return_inverse=True)[1])


def _nearest(far: Numbers, chain: list[int]) -> int:
    """The nearest to the chain's end; of equals the one before it, or the chain would never end."""
    here = far[chain[-1]]
    nearest = int(here.argmin())
    return chain[-2] if len(chain) > 1 and here[chain[-2]] <= here[nearest] else nearest


def _average(far: Numbers, sizes: Numbers, one: int, other: int) -> Numbers:
    """The distances of two clusters together, each counted by its points; infinite to itself."""
    both = (sizes[one] * far[one] + sizes[other] * far[other]) / (sizes[one] + sizes[other])
    both[one] = np.inf
    return np.asarray(both)


def _take_out(one: int, far: Numbers, left: NDArray[np.bool_]) -> None:
    far[one] = far[:, one] = np.inf
    left[one] = False
