"""How alike two texts are: the Jaccard index of their sequences of three characters."""

import re
import unicodedata

LENGTH = 3


def trigrams(text: str) -> frozenset[str]:
    """The sequences of three characters, after full width, case, spaces and marks are gone."""
    plain = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())
    return frozenset(plain[i : i + LENGTH] for i in range(len(plain) - LENGTH + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1; texts shorter than three characters are like nothing."""
    return len(one & other) / len(one | other) if one and other else 0.0
