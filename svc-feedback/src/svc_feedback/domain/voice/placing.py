"""Which theme each message has: the one it had, and for a new message that of its group.

Grouping anew every day joins today what it kept apart yesterday. So a message keeps its theme as
long as it is read, and only new ones are placed: where a group holds most of several themes, each
goes to the theme whose terms it says.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from svc_feedback.domain.voice.themes import Group, Terms, known_again, norm

OF_A_THEME = 0.5  # a group that holds so much of a theme speaks of it too
OF_A_GROUP = 0.5  # a group so much of which has themes already is no new one


class Placed(NamedTuple):
    """The theme of each group, of each message, and which terms a theme has now."""

    groups: list[UUID]
    messages: list[UUID | None]
    terms: dict[UUID, Terms]


def placed(
    groups: Sequence[Group],
    earlier: Mapping[UUID, Terms],
    borne: Sequence[UUID | None],
    texts: Sequence[str],
    make: Callable[[], UUID],
) -> Placed:
    """Place today's groups and messages among the earlier themes; ``make`` gives new ids."""
    sizes = Counter(borne)
    ids: list[UUID] = []
    messages, terms = list(borne), dict(earlier)
    for group, known in zip(groups, known_again(groups, earlier, borne), strict=True):
        counted = Counter(theme for at in group.members if (theme := borne[at]) is not None)
        spoken = [theme for theme, n in counted.items() if n >= OF_A_THEME * sizes[theme]]
        theme_id = known
        if known is None and spoken and counted.total() >= OF_A_GROUP * len(group.members):
            theme_id = max(spoken, key=lambda theme: counted[theme])
        elif known is None:
            theme_id = make()
        assert theme_id is not None  # noqa: S101 - one of the three
        if known is not None or theme_id not in terms:
            terms[theme_id] = group.terms
        ids.append(theme_id)
        among = [*spoken, *([] if theme_id in spoken else [theme_id])]
        for at in group.members:
            if borne[at] is None:
                messages[at] = _nearest(texts[at], among, terms)
    return Placed(ids, messages, terms)


def _nearest(text: str, among: Sequence[UUID], terms: Mapping[UUID, Terms]) -> UUID:
    if len(among) == 1:
        return among[0]
    return max(among, key=lambda theme: _said(text, terms[theme]))


def _said(text: str, terms: Terms) -> float:
    return sum(weight for term, weight in terms.items() if term in text) / (norm(terms) or 1)
