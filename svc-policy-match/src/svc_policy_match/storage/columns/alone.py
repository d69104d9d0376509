"""One policy over a block of profiles: whom a part of it excludes is not read for the next part.

Places, codes and flags are read first, for they exclude most; figures of those that are left.
"""

from collections.abc import MutableMapping

import numpy as np

from svc_policy_match.domain.conditions.tests import Under, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Exists, Leaf, keys, leaves
from svc_policy_match.storage.columns.columns import Columns, Cuts, Mask
from svc_policy_match.storage.columns.tables import Column, Paths, Table

MOST_LEFT = 1 / 8  # when fewer are left their rows are taken out


class Alone:
    """One policy, to be read over block after block."""

    def __init__(self, condition: Condition, paths: MutableMapping[str, Paths]) -> None:
        """`paths` of trees by key are kept for the next policy over the same layout."""
        parts = condition.of if isinstance(condition, All) else (condition,)
        self._parts = sorted(parts, key=_order)
        self._keys = keys(condition)
        self._narrows = not any(isinstance(one.test, Exists) for one in leaves(condition))
        self._cuts = Cuts([condition])
        self._paths = paths

    def found(self, block: Table) -> tuple[Column, Mask]:
        """Whom it is possible of, by number in the block, and whether it is true of each."""
        rows = np.arange(block.size)
        true, left = (np.ones(block.size, dtype=np.bool_) for _ in range(2))
        for part in self._parts:
            is_true, possible = Columns(block, self._cuts, self._paths).masks(part)
            true, left = true & is_true, left & possible
            if self._narrows and np.count_nonzero(left) < block.size * MOST_LEFT:
                kept = np.flatnonzero(left)
                rows, true, left = rows[kept], true[kept], left[kept]
                block = block.taken(kept, self._keys)
            if not block.size:
                break
        return rows[left], true[left]

    def counted(self, block: Table) -> tuple[int, int]:
        """Of how many it is true, and possible."""
        rows, true = self.found(block)
        return int(np.count_nonzero(true)), len(rows)


def _order(part: Condition) -> int:
    if not isinstance(part, Leaf):
        return 2 if any(isinstance(one.test, Window) for one in leaves(part)) else 1
    if isinstance(part.test, Under):
        return 0
    return 2 if isinstance(part.test, Window) else 1
