"""The gist of a text: the pairs it speaks of most, beside those of its title.

A question in everyday words seldom has all its words in one text. What has most of them is
looked for in gists, which are small enough to be compared by the thousand.
"""

from collections import Counter
from functools import lru_cache
from itertools import islice

from svc_documents.domain.search.common_pairs import COMMON_PAIRS
from svc_documents.domain.search.grams import grams, runs

MOST_PAIRS = 40
OFTEN = 3


def gist_of(title: str, body: str) -> list[str]:
    """The pairs of the title, and of the body those that come often and are not in every text."""
    own = dict.fromkeys(gram for run, _ in runs(title) for gram in grams(run))
    return list(own | dict.fromkeys(_often(body)))


@lru_cache(maxsize=64)
def _often(body: str) -> tuple[str, ...]:
    said = Counter(gram for run, _ in runs(body) for gram in grams(run) if len(gram) > 1)
    telling = (gram for gram, times in said.most_common(400)
               if times >= OFTEN and gram not in COMMON_PAIRS)  # fmt: skip
    return tuple(islice(telling, MOST_PAIRS))
