"""What is asked for, as a tsquery literal over pairs; signs that mean something to one never enter.

Only letters, digits and Chinese come out of ``runs``, so nothing has to be escaped.
"""

from collections.abc import Iterable

from svc_documents.domain.search.asking import Asked, Term
from svc_documents.domain.search.common_pairs import COMMON_PAIRS
from svc_documents.domain.search.grams import IS_HAN, grams, runs


def all_of(text: str) -> str:
    """Every pair of a text; one sign alone at its end stands for every pair it begins (65岁)."""
    found = [gram for run, _ in runs(text) for gram in grams(run)]
    beginning = found.pop() if found and len(found[-1]) == 1 and IS_HAN.match(found[-1]) else ""
    needed = [f"'{gram}'" for gram in dict.fromkeys(found)]
    return " & ".join((*needed, f"'{beginning}':*") if beginning else needed)


def any_of(queries: Iterable[str]) -> str:
    """One of these."""
    return " | ".join(f"({one})" for one in queries if one)


def term_query(term: Term) -> str:
    """The word itself or what documents say instead."""
    return any_of(map(all_of, term.alternatives))


def literal_query(asked: Asked) -> str:
    """Everything as it was typed."""
    needed = (*map(term_query, asked.pieces), *map(all_of, asked.phrases))
    return " & ".join(f"({one})" for one in needed if one)


def is_common(asked: Asked) -> bool:
    """Whether all that must be there stands in most official texts."""
    said = [*asked.phrases, *(one.said for one in asked.pieces if not one.means)]
    pairs = [gram for text in said for run, _ in runs(text) for gram in grams(run)]
    return bool(pairs) and COMMON_PAIRS.issuperset(pairs)
