"""The next question: the one from which most of what can be had is settled for the least effort.

Greedy after Deshpande, Hellerstein and Kletenik (arXiv 1303.0726): of every question that can still
turn something the expected worth it settles, by what answering costs. Worth is the sum a policy
pays, times how likely it is to be got. Questions are tried in the order of what they can settle at
most, and no further than that can beat the best so far.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answer, Having, People, Range, Within
from svc_policy_match.domain.attributes.attributes import Kind
from svc_policy_match.domain.matching.postings import Bits
from svc_policy_match.domain.navigator import choices
from svc_policy_match.domain.navigator.choices import Choice
from svc_policy_match.domain.navigator.standing import Standing

CHEAPEST = 0.5  # what asking costs at least, however easy the answer
AGAIN = 1.5  # to ask for more of what was answered in part
NEARER = 0.01  # to come nearer to a verdict, beside having it
SETTLED_BY_NO = 0.5  # to know that a policy is out of reach is worth half of knowing that it fits


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked next: its key, what can be answered, what it can settle."""

    key: str
    choices: Sequence[Choice]
    policies: int  # how many policies it can turn
    value: int  # what those pay at most, in fen
    score: float


def next_question(standing: Standing, declined: frozenset[str] = frozenset()) -> Question | None:
    """The best question, None when nothing that can be asked would turn anything."""
    board, worth = standing.board, standing.board.worth
    bounds = [
        (worth.of(standing.may_turn(key)) / _cost(standing, key), key)
        for key in standing.named_keys()
        if key not in declined
    ]
    best: tuple[float, str, Sequence[Choice]] | None = None
    for bound, key in sorted(bounds, key=lambda one: (-one[0], one[1])):
        if best is not None and bound * (1 + NEARER) <= best[0]:
            break
        found = _choices(standing, key)
        if found is None:
            continue
        settled = _settled(standing, key, found) / _cost(standing, key)
        if settled == 0 and not standing.turned_by(key):
            continue
        score = settled + bound * NEARER
        if best is None or score > best[0]:
            best = score, key, found
    if best is None:
        return None
    turned = standing.turned_by(best[1])
    return Question(best[1], best[2], turned.bit_count(), board.value_of(turned), best[0])


def _cost(standing: Standing, key: str) -> float:
    attribute = standing.board.registry.get(key.partition("@")[0])
    cost = max(CHEAPEST, attribute.ask_cost if attribute else 1.0)
    return cost * AGAIN if key in standing.said else cost


def _settled(standing: Standing, key: str, found: Sequence[Choice]) -> float:
    """The worth an answer is expected to settle."""
    worth, stakes = standing.board.worth, standing.stakes(key)
    total = 0.0
    for one in found:
        matched, excluded = stakes.settled_by(_changed(standing, key, one.answer).values())
        total += one.share * (worth.of(matched) + SETTLED_BY_NO * worth.of(excluded))
    return total


def _changed(standing: Standing, key: str, answer: Answer) -> dict[str, Bits]:
    """The literals an answer makes of its own key, and of what is derived from it."""
    postings = standing.board.index.postings
    found = {key: postings[key].bits(answer)} if key in postings else {}
    feeds = standing.board.feeds.get(key, ())
    if any(one in postings for one in feeds):
        derived = standing.board.derive({**standing.said, key: answer})
        found |= {one: postings[one].bits(derived.get(one)) for one in feeds if one in postings}
    return found


def _choices(standing: Standing, key: str) -> list[Choice] | None:
    """What can be answered to a key; None where there is nothing to choose."""
    board, known = standing.board, standing.said.get(key)
    attribute = board.registry[key.partition("@")[0]]
    prior = board.prior(key)
    if attribute.is_ordered:
        span = known if isinstance(known, Range) else Range()
        found = choices.ranges(standing.weights(key), span, prior, board.cuts.get(key, ()))
    elif attribute.kind is Kind.TREE:
        place = known.path if isinstance(known, Within) else ""
        found = choices.places(standing.weights(key), place, prior)
    elif attribute.kind is Kind.CHOICE:
        found = choices.codes(tuple(attribute.codes), prior)
    elif attribute.kind is Kind.CODES:
        held = known if isinstance(known, Having) else Having()
        found = choices.honours(standing.weights(key), held, prior)
    elif attribute.kind is Kind.PEOPLE:
        found = [Choice(People((), closed=True), 0.5), Choice(People(), 0.5)]
    else:
        found = choices.flags(prior)
    return found if len(found) > 1 else None
