"""The next question: the one that brings most of what can be had nearest to certain, for its cost.

Greedy after Deshpande, Hellerstein and Kletenik (arXiv 1303.0726), weighted by benefit: of every
question that can still turn something the worth of the policies that wait for it, by what answering
costs. A policy is worth what it pays, times how likely the rest of it is fulfilled, halved with
every clause still open. So what is nearly certain and pays well is confirmed first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Having, People, Range, Within
from svc_policy_match.domain.attributes.attributes import Kind
from svc_policy_match.domain.navigator import choices
from svc_policy_match.domain.navigator.choices import Choice
from svc_policy_match.domain.navigator.standing import Standing

CHEAPEST = 0.5  # what asking costs at least, however easy the answer
AGAIN = 1.5  # to ask for more of what was answered in part
TO_SETTLE_ONE = 1e-9  # a verdict is worth something where nothing can be had


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
    keys = [key for key in standing.named_keys() if key not in declined]
    shares, scores = standing.shares(keys), {}
    for key in keys:
        policies = standing.may_turn(key)
        worth = shares.of(policies) + TO_SETTLE_ONE * policies.bit_count()
        scores[key] = worth / _cost(standing, key)
    for key in sorted(keys, key=lambda one: (-scores[one], one)):
        turned = standing.turned_by(key)
        found = _choices(standing, key) if turned else None
        if found is not None:
            value = standing.board.value_of(turned)
            return Question(key, found, turned.bit_count(), value, scores[key])
    return None


def _cost(standing: Standing, key: str) -> float:
    attribute = standing.board.registry.get(key.partition("@")[0])
    cost = max(CHEAPEST, attribute.ask_cost if attribute else 1.0)
    return cost * AGAIN if key in standing.said else cost


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
