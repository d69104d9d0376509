"""How like two messages are: the share of three-character pieces they have in common."""


def pieces(text: str) -> frozenset[str]:
    """The runs of three characters of a text; the text itself when it is shorter."""
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def nearness(one: str, other: str) -> float:
    """Jaccard's share, from 0 to 1."""
    ours, theirs = pieces(one), pieces(other)
    return len(ours & theirs) / len(ours | theirs)
