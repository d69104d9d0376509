"""Which unit of an older text has become which of a newer one.

By their characters first, whatever their numbers: when an article is put in, all after it carry
other numbers and say the same. What is the same is kept in order; of the rest the most alike find
each other, an equal number counting for something; what is left was removed, or added.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from svc_documents.domain.texts.units import Unit

ALIKE = 0.5  # shared pairs of characters among all, for units of different numbers
ALIKE_OF_ONE_NUMBER = 0.25
NUMBER_COUNTS = 0.2
NEAREST = 12  # units that share the most are looked at closely
MOST_UNITS = 2_000  # the Civil Code has 1,260 articles
TOO_COMMON = 60  # pairs that stand in more units than this tell nothing

Pairs = Counter[str]


def matched(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Places in the newer text by their places in the older."""
    if max(len(old), len(new)) > MOST_UNITS:
        return _of_one_anchor(old, new)
    found = _same(old, new)
    taken = set(found.values())
    left = [n for n in range(len(old)) if n not in found]
    free = [n for n in range(len(new)) if n not in taken]
    return found | _alike(old, new, left, free)


def _of_one_anchor(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Where there are too many to look at each beside each."""
    places = {one.anchor: j for j, one in enumerate(new) if one.anchor}
    return {i: places[one.anchor] for i, one in enumerate(old) if one.anchor in places}


def _same(old: Sequence[Unit], new: Sequence[Unit]) -> dict[int, int]:
    """Equal in characters, in order."""
    a, b = [(one.kind, one.text) for one in old], [(one.kind, one.text) for one in new]
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return {i + n: j + n for i, j, size in blocks for n in range(size)}


def _alike(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], free: Sequence[int]
) -> dict[int, int]:
    """The most alike first, each once."""
    scores = sorted(_scores(old, new, left, free), reverse=True)
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, minus_i, minus_j in scores:
        i, j = -minus_i, -minus_j
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _scores(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], free: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    pairs = {j: _pairs(new[j].text) for j in free}
    where = _where(pairs)
    for i in left:
        own = _pairs(old[i].text)
        for j in _near(old[i], new, own, where, free):
            same = _same_number(old[i], new[j])
            score = _likeness(own, pairs[j])
            if old[i].kind == new[j].kind and score >= (ALIKE_OF_ONE_NUMBER if same else ALIKE):
                yield score + (NUMBER_COUNTS if same else 0), -i, -j


def _near(
    one: Unit,
    new: Sequence[Unit],
    own: Pairs,
    where: Mapping[str, Sequence[int]],
    free: Sequence[int],
) -> set[int]:
    """Where it may have gone: units of its number, and those it shares most with."""
    shared = Counter(j for pair in own for j in where.get(pair, ()))
    nearest = (j for j, _ in shared.most_common(NEAREST))
    return {*nearest, *(j for j in free if _same_number(one, new[j]))}


def _where(pairs: Mapping[int, Pairs]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for j, own in pairs.items():
        for pair in own:
            found[pair].append(j)
    return {pair: places for pair, places in found.items() if len(places) <= TOO_COMMON}


def _same_number(one: Unit, other: Unit) -> bool:
    return bool(one.anchor) and one.anchor == other.anchor


def _pairs(text: str) -> Pairs:
    return Counter(a + b for a, b in pairwise(text)) or Counter([text])


def _likeness(one: Pairs, other: Pairs) -> float:
    """Twice what they share by what they have (Dice)."""
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total())
